"""Words that must outlive the case they came from.

Findings, actions, audits and the reasons of decisions are sealed under the provider's learning
key. Sealed under a case key by mistake, they would be lost with the case, and nobody would notice
for years; so the type of such a member accepts no other class of body.

Source: retention of learning apart from case records (`domain/sealed.py`).
"""

from typing import Annotated

from pydantic import AfterValidator

from domain.sealed import Body, BodyClass


def _sealed_as_learning(body: Body) -> Body:
    if body.kind is not BodyClass.LEARNING_TEXT:
        raise ValueError("This text has to be sealed as learning text.")
    return body


LearningText = Annotated[Body, AfterValidator(_sealed_as_learning)]
