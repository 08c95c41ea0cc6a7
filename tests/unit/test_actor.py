"""Who did it, and when the same role is not somebody else."""

from uuid import UUID

import pytest

from domain.actor import Actor, ActorRequired, InRole, is_role
from domain.event import ImpossibleHistory
from tests.examples import CREDENTIAL, NOBODY_NAMED, identity

ROLE_ONLY = InRole(role="area_manager")
KENT = InRole(role="area_manager", staff=identity(31))
HART = InRole(role="area_manager", staff=identity(32))


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        (Actor(UUID(int=1)), "00000000-0000-0000-0000-000000000001"),
        (
            Actor(UUID(int=1), "team_leader", UUID(int=2)),
            "00000000-0000-0000-0000-000000000001/team_leader/00000000-0000-0000-0000-000000000002",
        ),
    ],
    ids=["a credential alone", "on behalf of somebody"],
)
def test_who_did_it_is_one_short_text_in_the_log(actor, text):
    assert str(actor) == text
    assert Actor.read(text) == actor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "somebody",
        f"{CREDENTIAL}/team_leader",
        f"{CREDENTIAL}/Team Leader/{CREDENTIAL}",
        f"{CREDENTIAL}/team_leader/{CREDENTIAL}/more",
        f"{CREDENTIAL}//",
        str(identity(0xAB)).upper(),
        CREDENTIAL.hex,
    ],
)
def test_a_text_that_heed_never_wrote_is_corruption_not_input(text):
    with pytest.raises(ImpossibleHistory):
        Actor.read(text)


def test_a_role_and_a_staff_reference_come_together():
    with pytest.raises(ValueError, match="together"):
        Actor(CREDENTIAL, role="team_leader")
    with pytest.raises(ValueError, match="together"):
        Actor(CREDENTIAL, staff=identity(31))


@pytest.mark.parametrize("role", ["registered_manager", "qa", "n" * 40, "level_3_senior"])
def test_a_provider_has_roles_of_its_own(role):
    assert is_role(role)


@pytest.mark.parametrize("role", ["", "q", "Manager", "area manager", "n" * 41, "3rd", "lead\n"])
def test_a_role_is_a_short_code_and_never_a_name(role):
    assert not is_role(role)
    with pytest.raises(ValueError, match="role"):
        Actor(CREDENTIAL, role, identity(31))


def test_where_somebody_is_needed_a_credential_alone_is_not_enough():
    with pytest.raises(ActorRequired):
        NOBODY_NAMED.in_role()


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (KENT, KENT, True),
        (KENT, HART, False),
        (KENT, InRole(role="trainer", staff=KENT.staff), True),
        (KENT, ROLE_ONLY, True),
        (ROLE_ONLY, ROLE_ONLY, True),
        (ROLE_ONLY, InRole(role="trainer"), False),
    ],
)
def test_somebody_known_by_role_alone_may_be_anyone_in_that_role(one, other, may_be):
    assert one.may_be(other) is may_be
    assert other.may_be(one) is may_be
