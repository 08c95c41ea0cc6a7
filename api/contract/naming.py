"""What a shape is called in the contract: like its class, and by its subject where others are too.

`Stage` of an action and of an investigation are `ActionStage` and `InvestigationStage`. Operations
refer to shapes by their whole path in the code, as none of them knows what the others are called;
it is shortened here, once all are known, so no path of the code is in the contract.

Source: OpenAPI 3.1.0, Components Object (keys are unique).
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

REF: Final = "#/components/schemas/"
_REFERENCE: Final = re.compile(f'"{REF}([A-Za-z0-9_]+)"')


def whole_name(model: type[BaseModel]) -> str:
    """As pydantic names a shape whose own name is taken."""
    return f"{model.__module__}.{model.__qualname__}".replace(".", "__")


def _own(name: str) -> str:
    return name.rpartition("__")[2]


def _subject(name: str) -> str:
    """Of `api__governance_reviews__resource__VoidedAnswer`: GovernanceReview."""
    folder = name.split("__")[1]
    one = f"{folder[:-3]}y" if folder.endswith("ies") else folder.removesuffix("s")
    return "".join(word.capitalize() for word in one.split("_"))


def title(name: str) -> str:
    """What a shape is called whose own name others have too."""
    own, subject = _own(name), _subject(name)
    return own if own.startswith(subject) else subject + own


def named(contract: Mapping[str, Any]) -> dict[str, Any]:
    """The contract, every shape under its name. Raises ValueError where two would share one."""
    shapes: Mapping[str, Any] = contract["components"]["schemas"]
    names = {name: title(name) if "__" in name else name for name in shapes}
    if len(set(names.values())) < len(names):
        raise ValueError(
            "Two shapes of the contract have the same name: rename one of the classes."
        )

    def shortened(found: re.Match[str]) -> str:
        name = found[1]
        return f'"{REF}{names.get(name, _own(name))}"'

    made: dict[str, Any] = json.loads(_REFERENCE.sub(shortened, json.dumps(contract)))
    told = made["components"]["schemas"]
    made["components"]["schemas"] = {
        names[name]: shape | ({"title": names[name]} if "__" in name else {})
        for name, shape in told.items()
    }
    return made
