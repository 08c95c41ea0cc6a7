"""The parameters that several operations share."""

from api.contract.operation import Parameter

KEY = Parameter(
    "Idempotency-Key",
    "header",
    "1 to 255 visible ASCII characters of your choice. The same key and request get the first "
    "answer again, for ever.",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "2f9c1d1e-close-CS-48211",
    required=True,
)
KEY_OPTIONAL = Parameter(
    "Idempotency-Key",
    "header",
    "Optional here, as `source_ref` and `source_version` in the body are a key of their own.",
    KEY.schema,
    None,  # one body's key would be another's mistake
)
MATCH = Parameter(
    "If-Match",
    "header",
    "The ETag of the resource as you saw it. The version number is compared, so a weak tag does.",
    {"type": "string", "minLength": 1, "maxLength": 220, "pattern": r'^(\*|(W/)?"[0-9]{1,10}.*")$'},
    "*",
    required=True,
)
ACTOR = Parameter(
    "Heed-On-Behalf-Of",
    "header",
    "For whom this is done: a role and your own reference for the person. Asserted by you, not "
    "authenticated by Heed; stored as the role and a random reference. A member of staff has the "
    "same reference through every key of the provider: use one.",
    {"type": "string", "minLength": 3, "maxLength": 250, "pattern": "^[a-z][a-z0-9_]*/.+$"},
    "registered_manager/m01",
)
ACTOR_REQUIRED = Parameter(
    ACTOR.name, ACTOR.where, ACTOR.about, ACTOR.schema, ACTOR.example, required=True
)
PREFER = Parameter(
    "Prefer",
    "header",
    "`handling=lenient` sets aside what cannot be read; `handling=strict` refuses it. A care "
    "system is lenient by default, every other credential strict.",
    {"type": "string", "maxLength": 200},
    "handling=strict",
)
AT_VERSION = Parameter(
    "version",
    "query",
    "The resource as it was at this version.",
    {"type": "integer", "minimum": 1, "maximum": 2_147_483_647, "format": "int32"},
    1,
)
AT_TIME = Parameter(
    "known_at",
    "query",
    "The resource as it was known at this time: only what Heed had recorded by then. With "
    "`version` too, the earlier of the two.",
    {"type": "string", "format": "date-time", "maxLength": 40},
    None,  # of an example nothing was known yet
)
SOURCE_REF = Parameter(
    "source_ref",
    "query",
    "Your own reference; repeat it for several.",
    {"type": "string", "minLength": 1, "maxLength": 200},
    "EX-reading",
)


def identifier_in_path(prefix: str, what: str, example: str) -> Parameter:
    return Parameter(
        "id",
        "path",
        f"The {what}.",
        {
            "type": "string",
            "minLength": 30,
            "maxLength": 30,
            "pattern": f"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$",
        },
        example,
        required=True,
    )
