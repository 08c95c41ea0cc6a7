"""Says at the end of a run whether the charts were compared with reference programs."""

import pytest

from tests.unit.charts import reference


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("control charts of reference programs")
    if reference.folder() is None:
        said = (
            f"NOT COMPARED: {reference.VARIABLE} is not set, it names the folder with their cases"
        )
    else:
        said = f"{len(set(reference.compared))} compared, from {reference.VARIABLE}"
    terminalreporter.write_line(said)
