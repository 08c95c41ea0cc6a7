"""The benchmarks work: figures come out. How large they are is for people to judge."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]


def test_a_short_run_measures_the_append_and_finds_the_order_kept(tmp_path):
    command = [sys.executable, "-m", "benchmarks", "append", "order", "--short"]

    done = subprocess.run(
        [*command, "--results", str(tmp_path)],
        cwd=HERE,
        capture_output=True,
        check=False,
        text=True,
        timeout=240,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    [kept] = [json.loads(one.read_text()) for one in tmp_path.iterdir()]
    assert kept["settings"]["fsync"] == "on"
    assert kept["order"]["missed"] == 0
    assert len(kept["append"]["figures"]) == 3
    assert all(figure["ratio"] > 0 for figure in kept["append"]["figures"])
    assert "pgbench raw INSERT" in done.stdout
