"""What a credential may do, in scopes, and what each kind of credential gets by default.

`incidents:report` alone reads back ids, versions, completeness, issues and receipts of what it
sent, never sealed text. `incidents:read_own` reads what its source sent, `incidents:read` all of
the provider. Words and identities are scopes of their own.

Source: OWASP API Security Top 10 2023, API1 and API5; Caldicott principles 3 and 4.
"""

from enum import StrEnum


class Scope(StrEnum):
    INCIDENTS_REPORT = "incidents:report"
    INCIDENTS_READ_OWN = "incidents:read_own"
    INCIDENTS_READ = "incidents:read"
    INCIDENTS_MANAGE = "incidents:manage"
    LEARNING_READ = "learning:read"
    LEARNING_MANAGE = "learning:manage"
    SERVICES_READ = "services:read"
    SERVICES_MANAGE = "services:manage"
    POLICIES_READ = "policies:read"
    POLICIES_MANAGE = "policies:manage"
    PEOPLE_SEARCH = "people:search"
    PEOPLE_LINK = "people:link"
    REPEATS_READ = "repeats:read"
    NARRATIVES_READ = "narratives:read"
    IDENTITIES_READ = "identities:read"
    VIEWS_READ = "views:read"
    PUBLISHED_READ = "published_tables:read"
    """What was published, and nothing else: for whoever is not of the provider."""
    PUBLISHED_MANAGE = "published_tables:manage"
    STATUS_READ = "status:read"


class CredentialKind(StrEnum):
    """Who holds the key. A care system is lenient by default, every other is strict."""

    CARE_SYSTEM = "care_system"
    PERSON_APP = "person_app"
    ADMIN = "admin"


DEFAULTS: dict[CredentialKind, tuple[Scope, ...]] = {
    CredentialKind.CARE_SYSTEM: (
        Scope.INCIDENTS_REPORT,
        Scope.INCIDENTS_READ_OWN,
        Scope.SERVICES_READ,
        Scope.POLICIES_READ,
    ),
    CredentialKind.PERSON_APP: (
        Scope.INCIDENTS_REPORT,
        Scope.INCIDENTS_READ,
        Scope.INCIDENTS_MANAGE,
        Scope.LEARNING_READ,
        Scope.LEARNING_MANAGE,
        Scope.SERVICES_READ,
        Scope.POLICIES_READ,
        Scope.PEOPLE_SEARCH,
        Scope.NARRATIVES_READ,
        Scope.VIEWS_READ,
        Scope.STATUS_READ,
    ),
    CredentialKind.ADMIN: tuple(Scope),
}
