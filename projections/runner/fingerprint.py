"""Which declaration and which code a table was built with.

A table that another declaration built must not be written to, and a fold that changed means rows
that would come out differently: both are recognised by a hash. It covers the declared tables and
readings and the source of every module that the folds draw on, as syntax trees, so that a comment
or a line break does not cause a rebuild.
"""

import ast
import hashlib
import inspect
import sys
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType

from projections.runner.declaration import Projection

LENGTH = 16


@lru_cache
def fingerprint(projection: Projection) -> str:
    """16 hex digits, stable across processes and machines of one Python version."""
    declared = repr(
        (
            projection.name,
            projection.tables,
            projection.whole,
            _readings(projection),
            *((each.table, each.subjects, each.counted.template) for each in projection.rollups),
            *(each.beside.template for each in projection.rollups if each.beside),
        )
    )
    digest = hashlib.sha256(declared.encode())
    for module in _modules(projection):
        digest.update(ast.dump(ast.parse(inspect.getsource(module))).encode())
    return digest.hexdigest()[:LENGTH]


def _readings(projection: Projection) -> list[tuple[str, str, tuple[str, ...]]]:
    return sorted((each.type, each.fold.__qualname__, each.paths) for each in projection.reads)


def _modules(projection: Projection) -> Iterator[ModuleType]:
    """The folds' modules and what they import from us, by name; never the runner."""
    names = {each.fold.__module__ for each in projection.reads}
    waiting, seen = sorted(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen and name in sys.modules:
            seen.add(name)
            waiting.extend(_drawn_on(sys.modules[name]))
    yield from (sys.modules[name] for name in sorted(seen))


def _drawn_on(module: ModuleType) -> set[str]:
    names = {getattr(value, "__module__", None) for value in vars(module).values()}
    return {
        name
        for name in names
        if isinstance(name, str)
        and name.startswith(("projections.", "domain."))
        and not name.startswith("projections.runner")
    }
