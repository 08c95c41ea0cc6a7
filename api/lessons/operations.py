"""The operations on lessons, as the contract has them."""

from api.contract.parameters import identifier_in_path
from api.lessons import deciding, facts
from api.lessons.resource import LESSON
from api.recording import Collection
from api.scope import Scope

LESSONS = Collection(
    path="/v1/lessons",
    tag="lessons",
    noun="lesson",
    resource=LESSON,
    identity=identifier_in_path("les", "lesson", "les_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    LESSONS.begins("Publish a lesson", facts.PublishLesson, deciding.publish),
    LESSONS.read(),
    LESSONS.history(),
    LESSONS.fact(
        "versions", "Publish a new version", facts.ReviseLesson, deciding.revise, judged=True
    ),
    LESSONS.fact("deliveries", "Say whom it was brought to", facts.DeliverLesson, deciding.deliver),
    LESSONS.fact(
        "acknowledgements",
        "Say who acknowledged it",
        facts.AcknowledgeLesson,
        deciding.acknowledge,
    ),
    LESSONS.fact(
        "understanding-checks",
        "Say who understood it",
        facts.CheckUnderstanding,
        deciding.check_understanding,
        accountable=True,
    ),
    LESSONS.fact(
        "practice-checks",
        "Say who does it",
        facts.CheckPractice,
        deciding.check_practice,
        accountable=True,
    ),
    LESSONS.fact(
        "retirements",
        "Retire it",
        facts.RetireLesson,
        deciding.retire,
        judged=True,
        accountable=True,
    ),
)
