"""What callers send when a table is published."""

from api.schema import Request
from domain.moment import When
from domain.publishing.table import Dimension, TablePeriod


class PublishTable(Request):
    """A table of one whole quarter or year is published: one dimension, small numbers hidden, the
    others to the nearest five. It stays as it is for ever. Incidents that are restricted are not
    counted. A year follows the same tables of its four quarters.
    """

    period: TablePeriod
    """`2025-Q4`, or `2025`."""
    dimension: Dimension
    """What the incidents are told apart by; `none`: not at all."""
    at: When | None = None
