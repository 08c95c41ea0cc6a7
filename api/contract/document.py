"""The OpenAPI document: generated, sorted, and the same on every machine.

The framework writes paths and operations; the shapes are ours, collected from what the operations
declare. No schema stands twice for input and output, and no scope list stands where OpenAPI does
not allow one.

Source: OpenAPI 3.1.0.
"""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.contract.examples import with_examples
from api.contract.naming import named
from api.contract.operation import Operation
from api.contract.problem_schema import Problem

TITLE = "Heed"
VERSION = "0.1.0"
SUMMARY = "Learn from safeguarding incidents in adult social care."
ABOUT = """Facts, not fields: each change is a POST to a sub-collection named for the fact, answered
with the resource as it now is. Nothing is edited or deleted; every answer says where it stands in
the log."""
TAGS = {
    "incidents": "What happened, what was done, who was told, what was decided.",
    "duties": "Who has to be told, by when, and how that turned out.",
    "investigations": "Any learning response, its evidence and its findings.",
    "actions": "What is done about findings, and whether somebody else saw it done.",
    "audits": "What was looked at, and what was found.",
    "signals": "What Heed noticed that chance does not explain, and what people answered.",
    "themes": "What recurs over several incidents, and what was done about it.",
    "services": "Services, their units, activity, staff in post, and their end.",
    "people": "Finding a person by your own reference; opening what is sealed.",
    "views": "Questions over many incidents.",
    "agendas": "What belongs onto the next meeting.",
    "about": "Who you are here, and how Heed is.",
}
HEADERS = {
    "ETag": ('Version of the resource, such as `"7"`.', {"type": "string", "maxLength": 20}),
    "Heed-Position": (
        "The last position this answer reflects.",
        {"type": "string", "maxLength": 40},
    ),
    "Heed-Duplicate": ("The same version was here already.", {"type": "string", "maxLength": 5}),
    "Heed-Stale-Source": ("A newer version is here.", {"type": "string", "maxLength": 5}),
    "Idempotency-Replayed": ("This is the first answer again.", {"type": "string", "maxLength": 5}),
    "Location": ("Address of the resource.", {"type": "string", "maxLength": 300}),
    "Heed-Stale": (
        "It does not reflect `Heed-Min-Position` yet.",
        {"type": "string", "maxLength": 5},
    ),
    "Link": ("The next page, rel=next.", {"type": "string", "maxLength": 2000}),
}


def _models(operations: Iterable[Operation]) -> list[type[BaseModel]]:
    found: dict[type[BaseModel], None] = {Problem: None}
    for operation in operations:
        if operation.takes is not None:
            found[operation.takes] = None
        found.update(
            dict.fromkeys(model for models in operation.answers.values() for model in models)
        )
    return list(found)


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    wanted = [(model, "validation") for model in _models(operations)]
    _, made = models_json_schema(wanted, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]  # the mode is a literal
    return dict(made["$defs"])


def _components(operations: Iterable[Operation]) -> dict[str, Any]:
    return {
        "schemas": _schemas(operations),
        "headers": {
            name: {"description": about, "schema": schema}
            for name, (about, schema) in HEADERS.items()
        },
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "description": "An API key: `Authorization: Bearer heed_…`.",
            }
        },
    }


def document(app: FastAPI, operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole contract as JSON-ready data, members in a fixed order."""
    operations = list(operations)
    made = get_openapi(
        title=TITLE,
        version=VERSION,
        openapi_version="3.1.0",
        summary=SUMMARY,
        description=ABOUT,
        routes=app.routes,
        tags=[{"name": name, "description": about} for name, about in TAGS.items()],
        servers=[{"url": "/", "description": "This Heed."}],
        contact={"name": "Heed", "url": "https://heed.example"},
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
    )
    made["components"] = _components(operations)
    return with_examples(named(made))
