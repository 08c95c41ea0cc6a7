"""Delays over target, told to the API; and the themes that come of them."""

from datetime import UTC, datetime, timedelta

from tests.acceptance.improving import reported

DAYS = ("2025-11-03", "2025-12-20", "2026-01-22")
"""Eighty days from the first to the last."""
DELAYS = (30, 41, 47)


async def delayed(lead, service, day, hours, **more):
    """First noticed at eight on that day, and known so many hours later."""
    noticed = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    aware = noticed + timedelta(hours=hours)
    return await reported(
        lead,
        f"CS-{day}",
        service={"id": service["id"]},
        first_noticed={"at": noticed.isoformat(), "by": "staff"},
        organisation_aware={"at": aware.isoformat()},
        **more,
    )


async def three_delays(lead, service, days=DAYS):
    return [
        await delayed(lead, service, day, hours) for day, hours in zip(days, DELAYS, strict=True)
    ]


async def listed(lead, **filters):
    asked = "&".join(f"{name}={value}" for name, value in filters.items())
    return (await lead.get(f"/v1/themes?{asked}")).json()["data"]


async def the_theme(lead, **filters):
    [one] = await listed(lead, **filters)
    return (await lead.get(f"/v1/themes/{one['id']}")).json()
