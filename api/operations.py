"""Every operation of the API, in the order of the contract."""

from api.about.operations import OPERATIONS as ABOUT
from api.actions.operations import OPERATIONS as ACTIONS
from api.agendas.operations import OPERATIONS as AGENDAS
from api.audits.operations import OPERATIONS as AUDITS
from api.duties.operations import OPERATIONS as DUTIES
from api.governance_reviews.operations import OPERATIONS as GOVERNANCE_REVIEWS
from api.incidents.operations import OPERATIONS as INCIDENTS
from api.investigations.operations import OPERATIONS as INVESTIGATIONS
from api.lessons.operations import OPERATIONS as LESSONS
from api.measures.operations import OPERATIONS as MEASURES
from api.people.operations import OPERATIONS as PEOPLE
from api.pictures.multiples import OPERATIONS as PICTURES
from api.policies.operations import OPERATIONS as POLICIES
from api.publishing.operations import OPERATIONS as PUBLISHING
from api.services.operations import OPERATIONS as SERVICES
from api.signals.operations import OPERATIONS as SIGNALS
from api.themes.operations import OPERATIONS as THEMES
from api.views.operations import OPERATIONS as VIEWS

OPERATIONS = (
    *ABOUT,
    *INCIDENTS,
    *DUTIES,
    *INVESTIGATIONS,
    *ACTIONS,
    *AUDITS,
    *LESSONS,
    *MEASURES,
    *GOVERNANCE_REVIEWS,
    *SIGNALS,
    *THEMES,
    *SERVICES,
    *POLICIES,
    *VIEWS,
    *PUBLISHING,
    *PICTURES,
    *AGENDAS,
    *PEOPLE,
)
