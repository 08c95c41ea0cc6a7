"""By what the duties of an incident are judged here: its service, its contracts, the targets."""

from dataclasses import dataclass
from uuid import UUID

from api.attempt import events_of
from api.heed import Heed
from api.policies.standing import policies_of
from domain.duty.assessment import Targets
from domain.duty.contract import Setting, setting
from domain.incident.state import Incident
from domain.policy.values import CommissionersRules, InternalTargets
from domain.service import Service, fold


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """`service`: where it happened, None where nobody said."""

    setting: Setting
    targets: Targets
    service: Service | None


async def judged_by(heed: Heed, provider: UUID, incident: Incident) -> JudgedBy:
    """Two looks at short streams: the provider's own, and the service's where it is known."""
    policies = await policies_of(heed, provider)
    where, service = incident.account.service, None
    if where is not None:
        service = fold(events_of(await heed.log.load(provider, where)))
    found = setting(policies.of(CommissionersRules).rules, where, service)
    return JudgedBy(found, policies.of(InternalTargets).hours, service)
