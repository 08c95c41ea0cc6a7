"""FastAPI's own telemetry, off: `FastAPI(telemetry=TELEMETRY)`.

By default it exports the text and the stack of exceptions, and raw paths, to whatever collector is
configured in the process; both may hold what people wrote.
"""

from typing import Final

from fastapi.telemetry import TelemetryConfig

TELEMETRY: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
