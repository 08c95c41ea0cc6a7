"""The operations on Heed itself, as the contract has them."""

from api.about.event_types import LIST, READ
from api.about.health import CONTRACT, LIVE, READY
from api.about.problems import EXPLAIN
from api.about.status import STATUS
from api.about.whoami import WHOAMI

OPERATIONS = (LIVE, READY, CONTRACT, EXPLAIN, WHOAMI, STATUS, LIST, READ)
