"""A code is public and never reused; a detail is one sentence for a care manager."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import domain
from domain.refusal import Refusal


def every_refusal(known: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """All refusals of the domain, wherever they are defined."""
    for refusal in known.__subclasses__():
        if refusal.__module__.startswith("domain."):
            yield refusal
        yield from every_refusal(refusal)


for module in pkgutil.walk_packages(domain.__path__, "domain."):
    importlib.import_module(module.name)
REFUSALS = sorted(every_refusal(), key=lambda refusal: refusal.code)


def test_no_two_refusals_share_a_code():
    codes = [refusal.code for refusal in REFUSALS]

    assert len(set(codes)) == len(codes) > 0


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_says_one_plain_sentence(refusal):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", refusal.code)
    assert re.fullmatch(r"[A-Z][^.!?{}]+\.", refusal.detail)
    assert str(refusal()) == refusal.detail
