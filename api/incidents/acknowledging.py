"""What is told to a sender who may not see the incident that their report is about.

The report is kept like any other, or it would be lost; but they get back only what they sent
themselves: no identity, no version, no place in the log, nothing of what others have said.

Source: Heed's rule on restricted incidents; OWASP API1:2023; RFC 9110 15.3.3 (202 Accepted).
"""

from starlette.responses import Response

from api.asking import Asking
from api.incidents.answer import OwnRef
from api.incidents.report import Report
from api.schema import Answer, Version


class SentAnswer(Answer):
    """The record as the sender names it, and the version that they sent."""

    system: OwnRef
    ref: OwnRef
    version: Version


class AcknowledgedReport(Answer):
    """It was received. What it is about is hidden from whoever it was sent for."""

    source: SentAnswer


def acknowledged(asking: Asking, report: Report) -> Response:
    sent = SentAnswer(
        system=asking.principal.source, ref=report.source_ref, version=report.source_version
    )
    answer = AcknowledgedReport(source=sent)
    return Response(answer.model_dump_json(), status_code=202, media_type="application/json")
