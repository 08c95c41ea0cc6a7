import pytest

from api.edge.media import HTML, JSON, NDJSON, must_be, must_be_plain, must_take, preferred
from api.problem.problem import Problem


@pytest.mark.parametrize(
    "sent",
    [
        b"application/json",
        b"application/json; charset=utf-8",
        b'Application/JSON;charset="UTF-8"',
        b"application/json;",
    ],
)
def test_json_in_utf8_is_taken_however_it_is_written(sent):
    must_be(sent, (JSON,))
    must_be(sent, (JSON,))


@pytest.mark.parametrize(
    "sent",
    [None, b"", b"text/plain", b"application/jsonx", b"application/json; charset=latin-1", NDJSON],
)
def test_anything_else_is_refused(sent):
    with pytest.raises(Problem) as raised:
        must_be(sent, (JSON,))

    assert raised.value.type.status == 415


def test_a_compressed_body_is_refused():
    must_be_plain(None)
    must_be_plain(b"identity")
    with pytest.raises(Problem):
        must_be_plain(b"gzip")


@pytest.mark.parametrize(
    "accept",
    [None, b"*/*", JSON, b"text/html, application/json;q=0.5", b"application/*", b"a/b, */*;q=0.1"],
)
def test_an_answer_in_json_is_given_to_whoever_takes_it(accept):
    must_take(accept, (JSON,))


@pytest.mark.parametrize("accept", [b"text/html", b"application/json;q=0", b"", b"text/*"])
def test_an_answer_that_nobody_takes_is_not_given(accept):
    with pytest.raises(Problem) as raised:
        must_take(accept, (JSON,))

    assert raised.value.type.status == 406


BROWSER = b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, JSON),
        (b"*/*", JSON),
        (b"application/json", JSON),
        (b"text/html, application/json", JSON),
        (b"text/html;q=0.5, application/json;q=0.4", HTML),
        (b"text/html", HTML),
        (b"text/*", HTML),
        (BROWSER, HTML),
        (b"*/*, application/json;q=0.5", HTML),
    ],
)
def test_whoever_reads_gets_the_form_they_like_most(accept, given):
    assert preferred(accept, (JSON, HTML)) == given
