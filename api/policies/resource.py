"""What a provider has decided, as resources over its own stream: policies, and vocabularies."""

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, JsonValue

from api.incidents.answer import MomentAnswer, ReceiptAnswer, Word
from api.incidents.telling import moment
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer, ProviderId, Version
from domain.identifier import shown
from domain.moment import Instant
from domain.policy.setting import DEFAULT_VERSION, PolicySet
from domain.policy.values import DEFAULTS
from domain.provider import Provider, fold
from domain.published import PUBLISHED, newest, versions_of
from domain.sealed import Body, bodies_in

MOST_SET: Final = 1_000
MOST_EXTENSIONS: Final = 1_000
Text = Annotated[str, Field(max_length=20_000)]
Value = Annotated[dict[str, JsonValue], Field(max_length=100)]
VersionName = Annotated[str, Field(max_length=20, pattern=r"^[0-9]+(\.[0-9]+)?$")]


class PolicyAnswer(Answer):
    """One policy at one version. Version 1 is Heed's own suggestion."""

    policy: Word
    version: Version
    value: Value
    suggested: bool
    """Whether this is what Heed suggests; nobody of the provider has decided."""
    reason: Text | None
    at: MomentAnswer | None


class PoliciesAnswer(Answer):
    """Every policy as it stands."""

    id: ProviderId
    version: Version
    recorded_at: Instant
    policies: Annotated[tuple[PolicyAnswer, ...], Field(max_length=100)]


class PoliciesRecorded(PoliciesAnswer):
    """Every policy after one was set, with the receipt."""

    receipt: ReceiptAnswer


class VocabularyName(Answer):
    """A vocabulary and its versions. `1.2` has the provider's first two extensions."""

    name: Word
    version: VersionName
    """The newest."""
    versions: Annotated[tuple[VersionName, ...], Field(max_length=MOST_EXTENSIONS + 1)]
    about: Annotated[str, Field(max_length=2_000)]
    source: Annotated[str, Field(max_length=300)]
    terms: Annotated[int, Field(ge=0, json_schema_extra={"format": "int32"})]
    """How many the newest version has."""


class VocabulariesAnswer(Answer):
    """Every vocabulary that this provider uses."""

    id: ProviderId
    version: Version
    recorded_at: Instant
    vocabularies: Annotated[tuple[VocabularyName, ...], Field(max_length=200)]


class VocabulariesRecorded(VocabulariesAnswer):
    """The same after one was extended, with the receipt."""

    receipt: ReceiptAnswer


def policy_members(
    at: Standing[Provider], policy: str, version: int | None = None
) -> dict[str, Any]:
    """Raises KeyError for a version that it has not had."""
    policies = at.state.policies
    version = policies.version(policy) if version is None else version
    value = policies.value(policy, version)
    place = version - DEFAULT_VERSION
    setting: PolicySet | None = policies.sets[policy][place - 1] if place > 0 else None
    return {
        "policy": policy,
        "version": version,
        "value": value.model_dump(mode="json"),
        "suggested": setting is None,
        "reason": None if setting is None else at.says(setting.reason),
        "at": None if setting is None else moment(setting.at),
    }


def _provider(at: Standing[Provider]) -> dict[str, Any]:
    return {"id": shown("prv", at.id), "version": at.version, "recorded_at": at.recorded_at}


def _policies(_: Principal, at: Standing[Provider]) -> tuple[type[Answer], dict[str, Any]]:
    said = [policy_members(at, policy) for policy in DEFAULTS]
    return PoliciesAnswer, {**_provider(at), "policies": said}


def _name(at: Standing[Provider], name: str) -> dict[str, Any]:
    extensions = at.state.extensions
    vocabulary = newest(name, extensions) or PUBLISHED[name]
    return {
        "name": name,
        "version": vocabulary.version,
        "versions": versions_of(name, extensions),
        "about": vocabulary.about,
        "source": vocabulary.source,
        "terms": len(vocabulary.terms),
    }


def _vocabularies(_: Principal, at: Standing[Provider]) -> tuple[type[Answer], dict[str, Any]]:
    return VocabulariesAnswer, {
        **_provider(at),
        "vocabularies": [_name(at, name) for name in sorted(PUBLISHED)],
    }


def _everyone(_: Principal, __: frozenset[UUID], ___: Provider) -> bool:
    return True


def _reasons(provider: Provider) -> Iterable[Body]:
    settings = [one for several in provider.policies.sets.values() for one in several]
    return bodies_in(settings)


def _no_words(_: Provider) -> Iterable[Body]:
    return ()


POLICIES: Resource[Provider] = Resource(
    name="provider",
    prefix="prv",
    fold=fold,
    may_see=_everyone,
    tell=_policies,
    words=_reasons,
    recorded={PoliciesAnswer: PoliciesRecorded},
)
VOCABULARIES: Resource[Provider] = Resource(
    name="provider",
    prefix="prv",
    fold=fold,
    may_see=_everyone,
    tell=_vocabularies,
    words=_no_words,
    recorded={VocabulariesAnswer: VocabulariesRecorded},
)
