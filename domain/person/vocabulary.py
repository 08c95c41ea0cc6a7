"""On what somebody says that two references mean one person."""

from enum import StrEnum
from typing import Final

MOST_TOGETHER: Final = 50
"""How many references may mean one person."""


class Basis(StrEnum):
    """What was compared, by whoever decided."""

    SAME_NHS_NUMBER = "same_nhs_number"
    SAME_NAME_AND_DATE_OF_BIRTH = "same_name_and_date_of_birth"
    SAME_STAFF_RECORD = "same_staff_record"
    CONFIRMED_BY_THE_PERSON = "confirmed_by_the_person"
    CONFIRMED_BY_THE_SERVICE = "confirmed_by_the_service"
    OTHER = "other"
