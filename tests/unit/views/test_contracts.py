"""Loose ends are asked for with what the contracts of the provider want told."""

from api.views.open_loops import contracts
from domain.duty.contract import ContractRule
from domain.duty.rule import Length, Unit
from domain.identifier import shown
from domain.incident.vocabulary import Kind
from domain.policy.setting import Policies, PolicySet
from domain.policy.values import CommissionersRules
from tests.examples import SERVICE


def wants(**changes) -> ContractRule:
    usual = {
        "commissioner": "northmere",
        "kind": Kind.NEAR_MISS,
        "within": Length(amount=24, unit=Unit.HOURS),
    }
    return ContractRule(**usual | changes)


def test_a_contract_is_for_every_service_or_for_one():
    rules = CommissionersRules(rules=(wants(), wants(service=shown("svc", SERVICE))))
    decided = Policies().with_set(
        PolicySet(policy="commissioners_rules", value=rules.model_dump(mode="json"))
    )

    assert contracts(Policies()) == ()
    assert contracts(decided) == ("northmere/near_miss", f"northmere/near_miss/{SERVICE}")
