"""The file of secrets: whole or absent, its owner's alone, safe to trust or refused."""

import os
import stat

import pytest

from adapters.vault import keyring_file
from adapters.vault.keyring import KeyringRefused
from tests.unit.vault.conftest import load, make


def test_a_keyring_is_readable_by_its_owner_alone(path):
    make(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_loose_umask_does_not_loosen_the_keyring(path):
    before = os.umask(0)
    try:
        make(path)
        load(path).rotate()
    finally:
        os.umask(before)

    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_folder_made_for_it_is_its_owners_alone(tmp_path):
    make(tmp_path / "heed" / "keyring.json")

    assert stat.S_IMODE((tmp_path / "heed").stat().st_mode) == 0o700


def test_making_a_keyring_twice_keeps_the_first(path):
    assert make(path)
    first = path.read_bytes()

    assert not make(path)
    assert path.read_bytes() == first


def test_nothing_half_written_is_left_behind(path):
    make(path)
    load(path).rotate()

    assert sorted(file.name for file in path.parent.iterdir()) == [
        "keyring.json",
        "keyring.json.lock",
    ]


def test_what_a_killed_writer_left_is_in_nobodys_way(path):
    left = path.with_name("keyring.json.new")
    left.write_bytes(b"half a keyr")

    assert make(path)
    left.write_bytes(b"half a keyr")
    assert load(path).rotate() == 2
    assert not left.exists()


def test_a_writer_killed_between_its_two_names_loses_nothing(path):
    make(path)
    os.link(path, path.with_name("keyring.json.new"))

    assert load(path).rotate() == 2


@pytest.mark.parametrize(
    "mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666, 0o700 | 0o070]
)
def test_a_keyring_that_others_may_use_is_refused(path, mode):
    make(path)
    path.chmod(mode)

    with pytest.raises(KeyringRefused, match="mode 600"):
        load(path)


def test_a_keyring_that_is_opened_to_others_while_in_use_is_refused(path):
    make(path)
    keyring = load(path)
    path.chmod(0o644)

    with pytest.raises(KeyringRefused, match="mode 600"):
        keyring.current()


def test_a_keyring_of_another_user_is_refused(path):
    make(path)
    seen, user = path.stat(), os.geteuid()

    assert keyring_file.unsafe(seen, user) is None
    assert keyring_file.unsafe(seen, user + 1) == "it belongs to another user"


def test_a_link_to_a_keyring_is_refused(path, tmp_path):
    make(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")

    assert not make(path)
    with pytest.raises(KeyringRefused):
        load(path)


def test_a_keyring_is_not_made_through_a_link(path, tmp_path):
    path.symlink_to(tmp_path / "chosen-by-somebody-else.json")

    assert not make(path)
    assert not (tmp_path / "chosen-by-somebody-else.json").exists()


def test_a_pipe_or_a_folder_in_its_place_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir(mode=0o700)

    for name in ("pipe", "folder"):
        with pytest.raises(KeyringRefused, match="not a plain file"):
            load(tmp_path / name)


def test_a_file_that_is_too_large_is_refused(path):
    make(path)
    with path.open("ab") as file:
        file.truncate(2 << 20)

    with pytest.raises(KeyringRefused, match="too large"):
        load(path)


def test_a_missing_keyring_is_refused_and_never_made_up(path):
    with pytest.raises(KeyringRefused):
        load(path)

    assert not path.exists()


def test_nothing_more_is_sealed_once_the_keyring_has_vanished(path):
    make(path)
    keyring = load(path)
    path.unlink()

    with pytest.raises(KeyringRefused, match="cannot be found"):
        keyring.current()


def test_a_keyring_exchanged_while_in_use_is_refused(path, tmp_path):
    make(path)
    make(tmp_path / "other.json")
    keyring = load(path)
    (tmp_path / "other.json").replace(path)

    with pytest.raises(KeyringRefused, match="exchanged"):
        keyring.current()


def test_a_lock_that_is_never_given_back_ends_in_a_refusal(path, monkeypatch):
    make(path)
    monkeypatch.setattr(keyring_file, "_WAITS", 2)
    keyring = load(path)

    with keyring_file.locked(path), pytest.raises(KeyringRefused, match="Another process"):
        keyring.rotate()
