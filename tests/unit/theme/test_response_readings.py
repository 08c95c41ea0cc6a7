"""What was done about a theme in plain words, in numbers that add up."""

from typing import Any

from api.themes.response.answer import Acted, Decided
from api.themes.response.reading import readings
from domain.action.state import Stage
from domain.vocabulary.holding import Word
from domain.vocabulary.improvement import Strength


def action(state: Stage = Stage.VERIFIED, word: Word | None = None, *, stale: bool = False) -> Any:
    return {"state": state, "word": word, "stale_since": "2026-02-01" if stale else None}


def told(*actions: Any, **strengths: int) -> list[str]:
    return readings({
        "incidents": 3,
        "audits": 0,
        "decision": {"state": Decided.NOTHING_YET, "judgements": [], "reviews": []},
        "actions_state": Acted.AGREED,
        "strengths": [
            {"strength": Strength(name), "actions": many} for name, many in strengths.items()
        ],
        "actions": actions,
        "did_not_work": [],
    })  # fmt: skip


def test_a_cancelled_action_is_told_apart_so_that_the_numbers_add_up():
    cancelled = action(Stage.CANCELLED)

    said = told(action(Stage.AGREED), action(Stage.AGREED), cancelled, intermediate=1, weaker=1)

    assert said[2] == "3 actions agreed (1 intermediate, 1 weaker, 1 cancelled since)."
    assert said[3] == (
        "By their measures 0 hold, 0 slipped, 0 are not proven; 2 not verified, 1 cancelled."
    )


def test_a_word_that_rests_on_figures_that_stopped_says_so():
    said = told(action(word=Word.HOLDING, stale=True), stronger=1)

    assert said[3] == "By their measures 1 hold, 0 slipped, 0 are not proven; 0 not verified."
    assert said[4] == "Of 1 action figures stopped coming: the word is of then."
