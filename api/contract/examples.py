"""Examples in the contract: every one works as sent against a freshly loaded demo.

They stand at the media type of each body and on each parameter, so that a caller can send an
operation as printed, alone and in any order.

Source: OpenAPI 3.1.0 (Media Type Object and Parameter Object, `example` and `examples`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from api.demo.after_examples import AFTER
from api.demo.duty_examples import DUTIES
from api.demo.examples import INCIDENTS, OTHERS, READ, REPORTS
from api.demo.hold_examples import HOLDS
from api.demo.learning_examples import LEARNING
from api.demo.lesson_examples import LESSONS
from api.demo.measure_examples import MEASURES
from api.demo.people_examples import PEOPLE
from api.demo.response_examples import CHANGES, RESPONSES
from api.demo.review_examples import REVIEWS
from api.demo.sample import Example
from api.demo.signal_examples import SIGNALS
from api.demo.theme_examples import THEMES

Document = dict[str, Any]


def _operations(document: Document) -> Iterator[Document]:
    for path in document["paths"].values():
        yield from path.values()


def _put_body(operation: Document, examples: Mapping[str, tuple[str, Any]]) -> None:
    media = operation["requestBody"]["content"]["application/json"]
    media["examples"] = {
        name: {"summary": summary, "value": value} for name, (summary, value) in examples.items()
    }


def _put_parameters(operation: Document, values: Mapping[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if values.get(parameter["name"]) is not None:
            parameter["example"] = values[parameter["name"]]


def _put_fact(operation: Document, example: Example) -> None:
    _put_body(operation, {"example": (operation["summary"], example.body)})
    _put_parameters(
        operation,
        {
            "id": example.subject,
            "Idempotency-Key": f"example-{example.operation}",
            "If-Match": None if example.version is None else f'"{example.version}"',
            "Heed-On-Behalf-Of": example.actor,
        },
    )


def with_examples(document: Document) -> Document:
    """The same document, with its examples in place."""
    learned = (*LEARNING, *LESSONS, *MEASURES, *RESPONSES, *CHANGES, *REVIEWS)
    noticed = (*HOLDS, *SIGNALS, *THEMES)
    known = (*INCIDENTS, *AFTER, *DUTIES, *PEOPLE, *learned, *noticed)
    facts = {example.operation: example for example in known}
    for operation in _operations(document):
        name = operation["operationId"]
        if name in facts:
            _put_fact(operation, facts[name])
        elif name == "reportIncident":
            _put_body(operation, REPORTS)
        elif name in OTHERS:
            _put_body(operation, {"example": (operation["summary"], OTHERS[name])})
            _put_parameters(operation, {"Idempotency-Key": f"example-{name}"})
        _put_parameters(operation, {"id": READ.get(_reading(name))})
    return document


def _reading(operation: str) -> str:
    """The history of a resource is shown of the one that is read."""
    listed = operation.removeprefix("list").removesuffix("Events")
    is_history = operation == f"list{listed}Events" and f"get{listed}" in READ
    return f"get{listed}" if is_history else operation
