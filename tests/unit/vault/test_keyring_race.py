"""Several processes make or change the keyring at once and end with one."""

import multiprocessing
from pathlib import Path

from tests.unit.vault.conftest import load, make

CREATORS = 4
ROTATIONS = 5


def create_at_once(path: str, start, answers) -> None:
    """In a process of its own."""
    start.wait()
    made = make(Path(path))
    keyring = load(Path(path))
    answers.put((made, keyring.derived.role_password("heed_app"), keyring.describe().keyring))


def rotate_at_once(path: str, start, answers) -> None:
    """In a process of its own."""
    keyring = load(Path(path))
    start.wait()
    answers.put([keyring.rotate() for _ in range(ROTATIONS)])


def at_once(what, path):
    """Every process's answer, all started at one signal."""
    spawn = multiprocessing.get_context("spawn")
    start, answers = spawn.Barrier(CREATORS), spawn.Queue()
    processes = [
        spawn.Process(target=what, args=(str(path), start, answers)) for _ in range(CREATORS)
    ]
    for process in processes:
        process.start()
    told = [answers.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=120)
    answers.close()
    return told


def test_processes_that_create_it_at_once_end_with_one_keyring(path):
    told = at_once(create_at_once, path)

    assert sorted(made for made, _, _ in told) == [False] * (CREATORS - 1) + [True]
    assert len({(password, keyring) for _, password, keyring in told}) == 1


def test_processes_that_rotate_at_once_lose_no_epoch(path):
    make(path)

    at_once(rotate_at_once, path)

    epochs = load(path).describe().epochs
    assert [epoch.epoch for epoch in epochs] == [*range(1, CREATORS * ROTATIONS + 2)]
    assert all(epoch.destroyed_at is None for epoch in epochs)
