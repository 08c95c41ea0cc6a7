"""The benchmarks work: figures come out. How large they are is for people to judge."""

import json
import subprocess
import sys
from pathlib import Path

from api.work import PROJECTIONS

HERE = Path(__file__).parents[2]


def short_run(folder, *names):
    """What was kept of it, and what it printed."""
    command = [sys.executable, "-m", "benchmarks", *names, "--short", "--results", str(folder)]
    done = subprocess.run(
        command, cwd=HERE, capture_output=True, check=False, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [kept] = [json.loads(one.read_text()) for one in folder.iterdir()]
    return kept, done.stdout


def test_a_short_run_measures_the_append_and_finds_the_order_kept(tmp_path):
    kept, said = short_run(tmp_path, "append", "order")

    assert kept["settings"]["fsync"] == "on"
    assert kept["order"]["missed"] == 0
    assert len(kept["append"]["figures"]) == 3
    assert all(figure["ratio"] > 0 for figure in kept["append"]["figures"])
    assert "pgbench raw INSERT" in said


def test_a_short_run_measures_what_reading_costs_in_a_log_that_grew(tmp_path):
    kept, said = short_run(tmp_path, "reading")

    figures = {one["contender"]: one for one in kept["reading"]["figures"]}
    assert len(figures) == 9 + len(PROJECTIONS)
    assert all(one["ratio"] > 0 for one in figures.values())
    assert sum("/livez" in one["ceiling"] for one in figures.values()) == 3
    for view in PROJECTIONS:
        assert f"# {view.name} of " in said


def test_a_short_run_measures_a_trend_beside_the_same_from_raw_events(tmp_path):
    kept, said = short_run(tmp_path, "trends")

    figures = kept["trends"]["figures"]
    assert len(figures) == 6
    assert all(figure["ratio"] > 0 for figure in figures)
    assert "3,000 events laid down" in said
