"""A service has to be looked at as long as it goes on."""

from datetime import date

from domain.service import ServiceClosed
from tests.examples import SERVICE, registered
from tests.unit.views.test_open_loops import loop


def test_a_service_that_was_closed_needs_no_more_looking_at():
    shut = ServiceClosed(closed_on=date(2026, 3, 1))

    assert loop("governance_review", SERVICE, registered())[1] is None
    assert loop("governance_review", SERVICE, registered(), shut)[1] is not None
