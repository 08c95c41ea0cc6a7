"""How bad it was: the line above which not acting is a risk that somebody has to accept.

Either scale counts, and the worse of the two decides. Harm that is not said yet is not moderate.

Source: LFPSE taxonomy v5 (harm on two scales); Heed's rule on cancelled actions.
"""

from typing import Final

from domain.incident.account import Harm
from domain.incident.vocabulary import PhysicalHarm, PsychologicalHarm

_PHYSICAL: Final = {PhysicalHarm.MODERATE, PhysicalHarm.SEVERE, PhysicalHarm.FATAL}
_PSYCHOLOGICAL: Final = {PsychologicalHarm.MODERATE, PsychologicalHarm.SEVERE}


def moderate_or_worse(harm: Harm | None) -> bool:
    if harm is None:
        return False
    return harm.physical in _PHYSICAL or harm.psychological in _PSYCHOLOGICAL
