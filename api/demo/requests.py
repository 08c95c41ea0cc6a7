"""Five requests to paste: who am I, a report, the same again, the same grown, and looking it up."""

import json
from collections.abc import Mapping

REF = "MY-1001"
MINIMAL = {
    "source_ref": REF,
    "what_happened": "Support worker exchanged private messages with a tenant and accepted gifts.",
}
GROWN = {
    **MINIMAL,
    "source_version": 2,
    "kind": "safeguarding_concern",
    "service": {"cqc_location_id": "1-000000101"},
    "immediate_actions": {"safe_now": "yes", "text": "Different worker offered."},
}


def _posted(url: str, key: str, body: Mapping[str, object]) -> str:
    text = json.dumps(body)
    return (
        f"curl -si {url}/v1/incidents -H 'Authorization: Bearer {key}' "
        f"-H 'Content-Type: application/json' -d '{text}'"
    )


def five_requests(url: str, key: str) -> str:
    """The text that the demo prints when everything is in place."""
    authorised = f"-H 'Authorization: Bearer {key}'"
    requests = (
        ("Who you are here", f"curl -s {url}/v1/whoami {authorised}"),
        ("Report an incident: two members are enough", _posted(url, key, MINIMAL)),
        (
            "The same bytes again: safe, and answered with the same incident",
            _posted(url, key, MINIMAL),
        ),
        ("The same record, grown", _posted(url, key, GROWN)),
        ("What became of it", f"curl -s '{url}/v1/incidents?source_ref={REF}' {authorised}"),
    )
    lines = [f"Heed is at {url}", f"API key: {key}", "", "Five requests to try:", ""]
    for number, (about, command) in enumerate(requests, 1):
        lines += [f"# {number}. {about}", command, ""]
    return "\n".join(lines)
