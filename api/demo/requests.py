"""What the demo prints: five requests to paste, and two things to look at.

The requests: who am I, a report, the same again, the same grown, and looking it up. To look at: the
chart of the measure that slipped in the third story, and what recurs with what was done about it.
"""

import json
from collections.abc import Mapping

from api.demo.seed import demo_name

REF = "MY-1001"
SLIPPED = demo_name("mea", "story/measure:C1/2", 2)
"""The second identity of its request: the first is that of whoever defined it, who is new."""
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
    chart, themes = f"{url}/v1/measures/{SLIPPED}/chart.svg", f"{url}/v1/views/themes?months=12"
    lines += [
        f"The chart of a measure that slipped: curl -s {chart} {authorised} -o slipped.svg",
        f"What recurs, and what was done about it: curl -s '{themes}' {authorised}",
        "",
        "Ctrl-C ends it; what you told it is kept.",
    ]
    return "\n".join(lines)
