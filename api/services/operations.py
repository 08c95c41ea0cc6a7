"""The operations on services, as the contract has them."""

from api.contract.parameters import identifier_in_path
from api.recording import Collection
from api.scope import Scope
from api.services import deciding, facts
from api.services.listing import LIST
from api.services.resource import SERVICE

SERVICES = Collection(
    path="/v1/services",
    tag="services",
    noun="service",
    resource=SERVICE,
    identity=identifier_in_path("svc", "service", "svc_0000000000000000000000000a"),
    reads=(Scope.SERVICES_READ, Scope.SERVICES_MANAGE),
    writes=(Scope.SERVICES_MANAGE,),
)

OPERATIONS = (
    LIST,
    SERVICES.begins("Register a service", facts.RegisterService, deciding.register),
    SERVICES.read(),
    SERVICES.history(),
    SERVICES.fact("units", "Open a unit", facts.OpenUnit, deciding.open_unit),
    SERVICES.fact("activity", "Record activity", facts.RecordActivity, deciding.record_activity),
    SERVICES.fact(
        "staff-in-post",
        "Record staff in post",
        facts.RecordStaffInPost,
        deciding.record_staff_in_post,
    ),
    SERVICES.fact("closures", "Close a service", facts.CloseService, deciding.close),
)
