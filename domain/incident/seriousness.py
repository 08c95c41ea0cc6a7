"""How bad it was: the line above which not acting is a risk that somebody has to accept.

Either scale counts, and the worse of the two decides. Harm that is not said yet is not moderate.
What was merged into an incident counts as well: the same event is as bad as anybody said.

Source: LFPSE taxonomy v5 (harm on two scales); Heed's rule on cancelled actions.
"""

from typing import Final

from domain.incident.account import Harm
from domain.incident.state import Incident
from domain.incident.vocabulary import PhysicalHarm, PsychologicalHarm

_PHYSICAL: Final = {PhysicalHarm.MODERATE, PhysicalHarm.SEVERE, PhysicalHarm.FATAL}
_PSYCHOLOGICAL: Final = {PsychologicalHarm.MODERATE, PsychologicalHarm.SEVERE}


def moderate_or_worse(harm: Harm | None) -> bool:
    if harm is None:
        return False
    return harm.physical in _PHYSICAL or harm.psychological in _PSYCHOLOGICAL


def serious(incident: Incident) -> bool:
    brought = (one.carried.harm for one in incident.after.brought.values())
    return any(moderate_or_worse(harm) for harm in (incident.account.harm, *brought))
