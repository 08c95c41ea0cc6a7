"""References to people, linked and unlinked, for tests."""

from domain.person.events import PersonLinked, PersonUnlinked
from domain.person.vocabulary import Basis
from domain.sealed import Body, BodyClass
from tests.examples import NOMINATED_INDIVIDUAL, identity

HERE, THERE, ELSEWHERE = identity(121), identity(122), identity(123)


def reason(number: int) -> Body:
    return Body(id=identity(number), kind=BodyClass.IDENTITY)


def linked(other=THERE, basis=Basis.SAME_STAFF_RECORD) -> PersonLinked:
    return PersonLinked(other=other, basis=basis, reason=reason(64), by=NOMINATED_INDIVIDUAL)


def unlinked(other=THERE) -> PersonUnlinked:
    return PersonUnlinked(other=other, reason=reason(65), by=NOMINATED_INDIVIDUAL)
