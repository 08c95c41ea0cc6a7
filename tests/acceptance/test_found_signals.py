"""A theme that is proposed is told once among the signals, and withdrawn with it; it waits for its
decision in one place only.
"""

import pytest

from tests.acceptance.improving import LEAD, SERVICE, recorded, said
from tests.acceptance.theming import the_theme, three_delays
from tests.acceptance.watched import watched

IN_ERROR = {"because": "test", "reason": "It was a drill."}


@pytest.fixture
async def service(lead):
    return recorded(await lead.post("/v1/services", SERVICE))


async def signals(lead, kind: str) -> list[dict]:
    answer = await lead.get(f"/v1/signals?kind={kind}", Heed_Min_Position=await head(lead))
    assert answer.status_code == 200, answer.text
    return [(await lead.get(f"/v1/signals/{one['id']}")).json() for one in answer.json()["data"]]


async def head(lead) -> str:
    return (await lead.get("/v1/status")).headers["Heed-Position"]


async def test_a_theme_is_told_once_and_falls_with_the_theme(world, lead, service):
    [first, *_] = await three_delays(lead, service)
    for _ in range(3):
        await watched(world)

    [signal] = await signals(lead, "theme")
    theme = await the_theme(lead)
    assert signal["subject"]["id"] == theme["id"]
    assert not signal["owes_answer"]

    recorded(await said(lead.acting_for(LEAD), first, "entered-in-error", IN_ERROR))
    for _ in range(3):
        await watched(world)

    [fallen] = await signals(lead, "theme")
    assert (fallen["stage"], fallen["withdrawn"]["cause"]) == ("withdrawn", "ended")
