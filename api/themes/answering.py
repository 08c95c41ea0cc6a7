"""The other end of an action that is agreed for themes.

Source: Heed's rule that every link is a fact at both ends; domain rule that an action answers a
finding, a gap or a theme (9.2, 13).
"""

from uuid import UUID

from api.attempt import Attempt
from api.other_end import other_ends
from api.room import must_have_room
from api.themes.answer import MOST_ACTIONS
from api.themes.resource import THEME
from domain.action.events import ActionAgreed
from domain.theme.decisions import answer
from domain.theme.events import ThemeAnswered


async def answer_themes(attempt: Attempt, action: UUID, agreed: ActionAgreed) -> None:
    """Refused where a theme is hidden or over."""
    themes = agreed.themes or ()
    named = {one: f"/themes/{place}" for place, one in enumerate(themes)}
    for id_, theme in (await other_ends(attempt, THEME, named)).items():
        must_have_room(theme.actions, MOST_ACTIONS)
        attempt.record(id_, answer(theme, ThemeAnswered(action=action, at=agreed.at)))
