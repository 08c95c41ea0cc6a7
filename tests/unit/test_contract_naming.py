"""Shapes of the contract are called what readers call them, and no two alike."""

import pytest

from api.contract.naming import named, title


def contract(*names, ref):
    schemas = {name: {"title": name, "type": "string"} for name in names}
    return {"components": {"schemas": schemas}, "paths": {"$ref": f"#/components/schemas/{ref}"}}


@pytest.mark.parametrize(
    ("whole", "called"),
    [
        ("domain__action__state__Stage", "ActionStage"),
        ("domain__investigation__state__Stage", "InvestigationStage"),
        ("api__governance_reviews__resource__VoidedAnswer", "GovernanceReviewVoidedAnswer"),
        ("api__duties__answer__SectionAnswer", "DutySectionAnswer"),
        ("api__actions__answer__ActionAnswer", "ActionAnswer"),
    ],
)
def test_a_shape_whose_name_others_have_is_called_by_its_subject(whole, called):
    assert title(whole) == called


def test_a_shape_whose_name_is_its_own_keeps_it():
    made = named(contract("Page", ref="api__views__answers__Page"))

    assert made["paths"] == {"$ref": "#/components/schemas/Page"}
    assert list(made["components"]["schemas"]) == ["Page"]


def test_what_refers_to_a_shape_follows_its_name():
    stage = "domain__action__state__Stage"
    made = named(contract(stage, ref=stage))

    assert made["paths"] == {"$ref": "#/components/schemas/ActionStage"}
    assert made["components"]["schemas"]["ActionStage"]["title"] == "ActionStage"


def test_two_shapes_are_never_called_the_same():
    with pytest.raises(ValueError, match="rename one"):
        named(contract("ActionStage", "domain__action__state__Stage", ref="ActionStage"))
