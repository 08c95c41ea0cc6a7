"""An agenda on paper: readable, complete, and nothing in it runs."""

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256

from api.agendas.answer import Agenda
from api.agendas.page import HEADERS, STYLE, page

AT = datetime(2025, 7, 10, 9, tzinfo=UTC)
LESSON = "les_0000000000000000000000000a"
SERVICE = "svc_0000000000000000000000000a"


def entry(**changes):
    usual = {
        "loop": "lesson_delivery",
        "subject": LESSON,
        "href": f"/v1/lessons/{LESSON}",
        "part": f"{SERVICE}/care_worker",
        "title": "If it is not in the plan",
        "owed_since": AT,
        "since": AT,
        "overdue": True,
        "owner_role": "quality_lead",
        "services": [SERVICE],
        "lesson": {
            "lesson_version": 1,
            "service": SERVICE,
            "role": "care_worker",
            "reached": 33,
            "of": 46,
            "missing": 13,
            "lines": [
                {
                    "role": "care_worker",
                    "on_your_shift": "Write it into the plan.",
                    "question": "Where does the night shift look?",
                    "expected_answer": "Into the plan.",
                }
            ],
        },
        "signal": None,
        "next": {"fact": "deliveries", "href": f"/v1/lessons/{LESSON}/deliveries"},
    }
    return usual | changes


def an_agenda(*entries, section="lessons", **changes):
    usual = {
        "meeting": "team_meeting",
        "service": SERVICE,
        "service_name": "Example House",
        "role": None,
        "as_of": AT,
        "until": AT,
        "position": "e1.1",
        "complete": True,
        "sections": [{"section": section, "entries": entries}],
    }
    return Agenda.model_validate(usual | changes)


def test_a_lesson_stands_on_paper_with_whom_it_has_not_reached_and_what_to_say():
    text = page(an_agenda(entry()))

    assert "<h1>Team meeting: Example House</h1>" in text
    assert "13 of 46 not reached yet (care worker)." in text
    assert "On your shift, care worker: Write it into the plan." in text
    assert "Question to care worker: Where does the night shift look?" in text
    assert f"POST /v1/lessons/{LESSON}/deliveries" in text
    assert "late since 10 July 2025" in text


def test_the_expected_answer_is_there_only_where_people_are_asked():
    assert "Expected:" not in page(an_agenda(entry()))
    check = entry(loop="lesson_check")
    assert "Expected: Into the plan." in page(an_agenda(check, section="checks"))


def test_a_heading_without_anything_says_so():
    assert "<p>Nothing.</p>" in page(an_agenda())
    assert "Not everything fits" in page(an_agenda(complete=False))


def test_an_entry_without_words_says_what_is_to_be_done():
    told = entry(
        loop="feedback", subject="inc_0000000000000000000000000a", part="reporter", lesson=None
    )

    text = page(an_agenda(told | {"title": None, "overdue": False}, section="feedback"))

    assert "<b>Tell what came of it</b>" in text
    assert "Tell what came of it (reporter); late from 10 July 2025; quality lead" in text


def test_an_identifier_is_not_read_out_in_a_meeting():
    told = entry(loop="finding", part="fnd_0000000000000000000000000a", lesson=None)

    assert "(fnd" not in page(an_agenda(told, section="findings"))


def test_nothing_that_somebody_wrote_becomes_markup():
    nasty = "<script>alert(1)</script>\"'&"

    text = page(an_agenda(entry(title=nasty), service_name=nasty))

    assert "<script" not in text
    assert text.count("&lt;script&gt;") == 3


def test_the_page_may_run_nothing_and_fetch_nothing():
    policy = HEADERS["Content-Security-Policy"]
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()

    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert f"<style>{STYLE}</style>" in page(an_agenda())
    assert "unsafe" not in policy
