"""Every operation of the API, in the order of the contract."""

from api.about.operations import OPERATIONS as ABOUT
from api.actions.operations import OPERATIONS as ACTIONS
from api.audits.operations import OPERATIONS as AUDITS
from api.incidents.operations import OPERATIONS as INCIDENTS
from api.investigations.operations import OPERATIONS as INVESTIGATIONS
from api.people.searching import SEARCH
from api.people.unsealing import UNSEAL
from api.services.operations import OPERATIONS as SERVICES
from api.views.operations import OPERATIONS as VIEWS

OPERATIONS = (
    *ABOUT,
    *INCIDENTS,
    *INVESTIGATIONS,
    *ACTIONS,
    *AUDITS,
    *SERVICES,
    *VIEWS,
    SEARCH,
    UNSEAL,
)
