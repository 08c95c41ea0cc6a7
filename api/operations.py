"""Every operation of the API, in the order of the contract."""

from api.about.whoami import WHOAMI
from api.incidents.operations import OPERATIONS as INCIDENTS
from api.people.searching import SEARCH
from api.people.unsealing import UNSEAL

OPERATIONS = (WHOAMI, *INCIDENTS, SEARCH, UNSEAL)
