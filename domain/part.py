"""What every coded part of a fact has in common: it never changes, and nothing unknown is in it."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a fact, stored under the names its JSON has."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True
    )
