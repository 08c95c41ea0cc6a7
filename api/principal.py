"""Who is asking: the credential behind a request, for one provider.

The provider comes from the credential alone; one that serves several names it in `Heed-Provider`.
`persons` are the references of whoever it acts for, by which restricted incidents are hidden.
"""

from dataclasses import dataclass
from uuid import UUID

from api.scope import CredentialKind, Scope


@dataclass(frozen=True, slots=True)
class Principal:
    """`source` is the credential's own name, under which it reports. `providers`: all it serves."""

    credential: UUID
    kind: CredentialKind
    source: str
    integration: UUID
    scopes: frozenset[Scope]
    providers: tuple[UUID, ...]

    @property
    def lenient(self) -> bool:
        """A care system's report is taken with what cannot be read set aside."""
        return self.kind is CredentialKind.CARE_SYSTEM

    def may(self, *scopes: Scope) -> bool:
        """Whether it holds any of these."""
        return not self.scopes.isdisjoint(scopes)
