import ast
import json
from pathlib import Path

from api.problem.answer import answer
from api.problem.catalogue import CATALOGUE
from api.problem.finding import Finding
from api.problem.problem import Problem, problem_of
from domain.refusal import Refusal

API = Path(__file__).parents[3] / "api"


class AlreadyReferred(Refusal):
    code = "already-referred"
    detail = "This concern was referred before."


def said(problem):
    one = answer(problem, instance="/v1/incidents", request_id="req_1")
    return one.status, dict(one.headers), json.loads(one.body)


def codes_raised():
    """Every code that the API raises, read from its source."""
    for file in API.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if called and node.func.id == "Problem" and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_problem_that_is_raised_is_in_the_catalogue():
    assert set(codes_raised()) - set(CATALOGUE) == set()


def test_every_problem_says_what_to_do_in_whole_sentences():
    for code, kind in CATALOGUE.items():
        assert kind.code == code
        assert 400 <= kind.status < 600
        assert kind.title[0].isupper()
        assert not kind.title.endswith(".")
        assert kind.detail.endswith(".")


def test_a_lost_race_may_be_tried_again_and_names_no_version():
    status, headers, body = said(Problem("conflict"))

    assert (status, body["retryable"]) == (409, True)
    assert "current_version" not in body
    assert b"etag" not in headers


def test_a_stale_view_is_told_the_version_that_is_there():
    status, headers, body = said(Problem("version-conflict", current_version=8))

    assert (status, body["current_version"], headers[b"etag"]) == (412, 8, b'"8"')


def test_a_missing_scope_is_named():
    status, _, body = said(Problem("forbidden", missing_scope="narratives:read"))

    assert (status, body["missing_scope"]) == (403, "narratives:read")


def test_a_pause_that_helps_is_said_in_header_and_body():
    status, headers, body = said(Problem("read-model-behind"))

    assert (status, headers[b"retry-after"], body["retry_after"]) == (503, b"1", 1)
    assert said(Problem("overloaded", retry_after_seconds=5))[2]["retry_after"] == 5


def test_a_refusal_keeps_its_own_code_and_words():
    status, _, body = said(problem_of(AlreadyReferred()))

    assert (status, body["type"]) == (409, "/problems/already-referred")
    assert body["detail"] == AlreadyReferred.detail
    assert body["errors"] == []


def test_a_finding_says_where_and_what_in_fixed_words():
    _, _, body = said(Problem("validation", errors=[Finding("/risks/0/type", "server_owned")]))

    assert body["errors"] == [
        {
            "pointer": "/risks/0/type",
            "code": "server_owned",
            "detail": "This member is set by Heed and cannot be sent.",
        }
    ]
