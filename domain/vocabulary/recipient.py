"""Whom people turn to afterwards: who is told what came of it, and who is offered support.

Source: Care Act 2014 statutory guidance 14 (feedback to whoever raised a concern, the adult at the
centre); Caldicott principle on no surprises.
"""

from enum import StrEnum


class Recipient(StrEnum):
    """Who is told what came of an incident."""

    REPORTER = "reporter"
    ADULT = "adult"
    REPRESENTATIVE = "representative"
    """Whoever speaks for the adult."""
    FAMILY = "family"
    ALLEGED_TO_HAVE_CAUSED_HARM = "alleged_to_have_caused_harm"


class FeedbackOutcome(StrEnum):
    """How it ended: told, not wanted, or not possible for a reason that is recorded."""

    GIVEN = "given"
    DECLINED = "declined"
    NOT_POSSIBLE = "not_possible"


class SharingDecidedBy(StrEnum):
    """Who decided whether the family may be told."""

    ADULT = "adult"
    REPRESENTATIVE = "representative"
    BEST_INTERESTS = "best_interests"


class SupportFor(StrEnum):
    """Who is offered support."""

    ADULT = "adult"
    REPRESENTATIVE = "representative"
    FAMILY = "family"
    REPORTER = "reporter"
    ALLEGED_TO_HAVE_CAUSED_HARM = "alleged_to_have_caused_harm"
    WITNESS = "witness"
    STAFF = "staff"
    OTHERS_USING_THE_SERVICE = "others_using_the_service"


class Support(StrEnum):
    """What is offered."""

    ADVOCACY = "advocacy"
    COUNSELLING = "counselling"
    DEBRIEF = "debrief"
    EMPLOYEE_ASSISTANCE = "employee_assistance"
    OCCUPATIONAL_HEALTH = "occupational_health"
    NAMED_CONTACT = "named_contact"
    VICTIM_SUPPORT = "victim_support"
    HEALTH_CARE = "health_care"
    CHANGE_OF_SUPPORT = "change_of_support"
    """Other people or other times, as the person wishes."""
    OTHER = "other"


class SupportAnswer(StrEnum):
    """`offered`: nobody has answered yet."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
