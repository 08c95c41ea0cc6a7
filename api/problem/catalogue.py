"""Every problem type Heed itself gives, by code. A domain refusal brings its own.

The documentation pages at `/problems/{code}` and the contract are made from this.
"""

from collections.abc import Mapping
from types import MappingProxyType

from api.problem.caller import CALLER
from api.problem.clash import CLASH
from api.problem.problem_type import ProblemType
from api.problem.service import SERVICE
from api.problem.unreadable import UNREADABLE

CATALOGUE: Mapping[str, ProblemType] = MappingProxyType(
    {kind.code: kind for kind in (*UNREADABLE, *CALLER, *CLASH, *SERVICE)}
)
