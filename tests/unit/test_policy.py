"""What a provider decides for itself takes effect from then on; what held before can be told."""

import pytest
from pydantic import ValidationError

from domain.policy.setting import Policies, PolicySet, PolicyUnchanged, PolicyUnknown, set_policy
from domain.policy.values import DEFAULTS, Classification, FeedbackTargets, read
from domain.provider import ProviderRegistered, fold
from domain.published import PUBLISHED, extended, newest, versions_of
from domain.vocabulary.extension import (
    MappingUnknown,
    TermTaken,
    TermWithoutPlace,
    VocabularyExtended,
    extend,
)
from domain.vocabulary.recipient import Recipient
from domain.vocabulary.term import Term, difference


def classification(hours: int) -> PolicySet:
    return PolicySet(policy="classification", value={"hours": hours})


def extension(*terms: Term, vocabulary: str = "factor") -> VocabularyExtended:
    return VocabularyExtended(vocabulary=vocabulary, terms=terms)


HANDOVER = Term(code="handover_app", label="Handover app not read", broader="communication")


def test_until_a_provider_decides_heeds_suggestion_holds():
    assert Policies().of(Classification) == Classification(hours=72)
    assert Policies().of(FeedbackTargets).days[Recipient.REPORTER] == 7
    assert {Policies().version(name) for name in DEFAULTS} == {1}


def test_what_held_at_each_version_can_be_told():
    policies = Policies().with_set(classification(24)).with_set(classification(12))

    held = [policies.value("classification", version) for version in (1, 2, 3)]

    assert held == [Classification(hours=hours) for hours in (72, 24, 12)]
    assert policies.of(Classification) == held[-1]
    with pytest.raises(KeyError):
        policies.value("classification", 4)


def test_a_policy_is_one_that_heed_knows_and_says_something_new():
    assert set_policy(Policies(), classification(24)) == classification(24)
    with pytest.raises(PolicyUnknown):
        set_policy(Policies(), PolicySet(policy="lunch", value={}))
    with pytest.raises(PolicyUnchanged):
        set_policy(Policies(), classification(72))
    with pytest.raises(ValidationError):
        set_policy(Policies(), classification(0))


@pytest.mark.parametrize("policy", DEFAULTS)
def test_every_suggestion_is_read_back_as_it_was_written(policy):
    assert read(policy, DEFAULTS[policy].model_dump(mode="json")) == DEFAULTS[policy]


def test_a_code_of_ones_own_names_the_broader_code_it_is_a_form_of():
    factor = PUBLISHED["factor"]

    assert extend(factor, extension(HANDOVER), None).terms == (HANDOVER,)
    nested = Term(code="night_handover", label="Night handover", broader="handover_app")
    assert extend(factor, extension(HANDOVER, nested), None)
    with pytest.raises(TermTaken):
        extend(factor, extension(HANDOVER, HANDOVER), None)
    with pytest.raises(TermWithoutPlace):
        extend(factor, extension(Term(code="weather", label="Weather")), None)
    mapped = HANDOVER.model_copy(update={"maps_to": ("safeguarding",)})
    with pytest.raises(MappingUnknown):
        extend(factor, extension(mapped), None)


def test_evidence_of_ones_own_is_mapped_to_statements_that_there_are():
    mapping, statements = PUBLISHED["evidence_mapping"], PUBLISHED["cqc_quality_statements"]
    ours = Term(code="our_newsletter", label="Newsletter", maps_to=("learning_culture",))

    assert extend(mapping, extension(ours), statements)
    for wrong in (("weather",), ()):
        mapped = ours.model_copy(update={"maps_to": wrong})
        with pytest.raises(MappingUnknown):
            extend(mapping, extension(mapped), statements)


def test_each_extension_is_a_version_and_heeds_own_stays_as_it_is():
    extensions = [extension(HANDOVER)]

    assert versions_of("factor", extensions) == ("1", "1.1")
    assert versions_of("level", extensions) == ("1",)
    assert extended("factor", extensions, "1") == PUBLISHED["factor"]
    assert difference(PUBLISHED["factor"], newest("factor", extensions)).added == (HANDOVER,)
    assert extended("factor", extensions, "1.2") is None
    assert newest("weather", extensions) is None


def test_two_versions_differ_in_what_came_what_went_and_what_reads_anew():
    older = newest("factor", [extension(HANDOVER)])
    renamed = HANDOVER.model_copy(update={"label": "Handover notes not read"})
    newer = newest("factor", [extension(renamed)])

    assert difference(older, newer).changed == (renamed,)
    assert difference(older, PUBLISHED["factor"]).removed == (HANDOVER,)


def test_a_providers_decisions_stand_in_its_own_stream():
    history = [ProviderRegistered(name="Example Care"), classification(24), extension(HANDOVER)]

    provider = fold(history)

    assert provider.policies.of(Classification) == Classification(hours=24)
    assert provider.extensions == (extension(HANDOVER),)
