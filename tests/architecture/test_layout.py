"""Rules about the code itself, so that review can be about meaning."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ["api", "domain", "projections", "adapters"]
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST = 300
SAY_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
"""A module named like this has no one idea; it is named for the idea instead."""


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def stale(name: str) -> bool:
    """Whether a name says what kind of code it is and not what it is about."""
    words = name.removeprefix("test_").strip("_").split("_")
    return not SAY_NOTHING.isdisjoint(words) or (len(words) > 1 and words[-1] == "service")


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_we_import_is_ours(package):
    """`api`, `domain` and `adapters` are common names; another distribution may own them too."""
    [found] = importlib.import_module(package).__path__
    assert Path(found) == ROOT / package


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", [*MODULES, *TESTS], ids=shown)
def test_no_module_is_too_long_to_read_at_once(module):
    assert module.read_text(encoding="utf-8").count("\n") <= LONGEST


@pytest.mark.parametrize("module", [*MODULES, *TESTS], ids=shown)
def test_a_module_is_named_for_its_idea(module):
    assert not [part for part in (*module.relative_to(ROOT).parts[:-1], module.stem) if stale(part)]


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_a_name_is_imported_from_where_it_lives(module):
    """No `__all__`, no `import *`, and nothing but a docstring in an `__init__`."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    stars = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "*" in {name.name for name in node.names}
    ]
    declared = [
        node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "__all__"
    ]

    assert not stars
    assert not declared
    assert module.name != "__init__.py" or len(tree.body) == 1


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_imports_are_absolute(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert not [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level > 0
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_test_folder_shadows_a_package(package):
    assert not [found for found in (ROOT / "tests").rglob(package) if found.is_dir()]


@pytest.mark.parametrize("name", ["event_helpers", "utils", "incident_service", "test_utils"])
def test_a_name_that_says_nothing_is_found(name):
    assert stale(name)


@pytest.mark.parametrize("name", ["service", "test_service", "service_type", "database", "unit"])
def test_a_name_that_says_something_passes(name):
    assert not stale(name)
