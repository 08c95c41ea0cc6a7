"""What the rules forbid for a theme, and how that is said."""

from domain.refusal import Refusal


class ThemeNotUndecided(Refusal):
    code = "theme-not-undecided"
    detail = "Only a theme that awaits a decision is confirmed or dismissed."


class ThemeNotConfirmed(Refusal):
    code = "theme-not-confirmed"
    detail = "Only a theme that people have confirmed is watched, escalated or retired."


class ThemeNotStanding(Refusal):
    code = "theme-not-standing"
    detail = "This theme was dismissed, retired or withdrawn."


class ThemeWithoutGround(Refusal):
    code = "theme-without-ground"
    detail = "A theme names at least one incident."


class FindingInTheme(Refusal):
    code = "finding-in-theme"
    detail = "This finding belongs to the theme already."


class ReviewsNotClean(Refusal):
    code = "reviews-not-clean"
    detail = (
        "A theme is retired after as many governance reviews as your policy asks for looked at it, "
        "with no new incident since the first of them."
    )
