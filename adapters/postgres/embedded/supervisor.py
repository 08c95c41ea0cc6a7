"""The embedded PostgreSQL as Heed uses it: start, stop, address, and back on its feet.

`home` is the folder that tells one server from another. Processes that name the same home share
one server: the first starts it, the last ends it, and a process that was killed does not count.
Whatever was killed, the next start finds either a living server or none, and makes it well; what
was committed is still there. The settings are those of whoever started it.

All methods are safe to call twice and from any thread. They block; `watch.py` has the coroutines.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, RLock
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import quote

from adapters.postgres.embedded.answer import PORT, Answer, answer
from adapters.postgres.embedded.binaries import Binaries, binaries
from adapters.postgres.embedded.cannot_run import CannotRun, StillStarting
from adapters.postgres.embedded.cluster import OWNER, check_version, make_cluster
from adapters.postgres.embedded.copied import runnable
from adapters.postgres.embedded.lock import Use, gate
from adapters.postgres.embedded.lodging import ELSEWHERE, Lodging, lodge, open_home
from adapters.postgres.embedded.password import settle_password
from adapters.postgres.embedded.patience import Patience
from adapters.postgres.embedded.postmaster import postmaster
from adapters.postgres.embedded.server import Server
from adapters.postgres.embedded.sockets import forget_sockets, socket_folder

STOP_GATE_SECONDS = 5.0
_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


class EmbeddedPostgres:
    """`folder`: PostgreSQL's programs, None to look for them. `elsewhere`: see `lodging.py`."""

    def __init__(
        self,
        home: Path,
        *,
        version: int = 18,
        settings: Mapping[str, str] = _NO_SETTINGS,
        start_timeout: float = 120,
        folder: Path | None = None,
        elsewhere: Path = ELSEWHERE,
    ) -> None:
        self._home = home.resolve()
        self._version = version
        self._settings = settings
        self._start_timeout = start_timeout
        self._folder = folder
        self._elsewhere = elsewhere
        self._turn = RLock()
        self._called_off = Event()
        self._use: Use | None = None
        self._server: Server | None = None
        self._password = ""

    def start(self) -> Self:
        """Return when it is ready, whoever started it. Raises CannotRun, which says what to do."""
        with self._turn:
            self._called_off.clear()
            open_home(self._home)
            self._at_the_gate(self._join if self._use is None else self._bring_up)
        return self

    def stop(self) -> None:
        """Leave it; the last to leave ends it, within 30 seconds whatever its clients do."""
        self._called_off.set()  # a start that is under way in another thread gives up
        with self._turn:
            use, self._use = self._use, None
            if use is None or self._server is None:
                return
            try:
                # Whoever keeps the gate for longer is starting it, and hence needs it.
                with gate(self._home, Patience.of(STOP_GATE_SECONDS)) as ours:
                    if ours and use.is_the_last():
                        self._server.shut_down()
                        forget_sockets(self._server.lodging)
            finally:
                use.leave()

    def ensure_running(self) -> bool:
        """True where it had died and was brought back; False, at the cost of one short
        conversation, where it lives. Does nothing before `start` and after `stop`.
        """
        if not self._in_use() or self._lives():
            return False
        with self._turn:
            if not self._in_use():  # stopped meanwhile, in another thread
                return False
            self._at_the_gate(self._bring_up)
            return True

    def url(self, database: str = "heed", user: str = OWNER, password: str | None = None) -> str:
        """The address as asyncpg takes it; without `password`, the owner's."""
        word = quote(self._password if password is None else password, safe="")
        name = quote(user, safe="")
        host = quote(str(self._started().sockets))
        return f"postgresql://{name}:{word}@/{quote(database, safe='')}?host={host}&port={PORT}"

    def pid(self) -> int:
        """The process id of the server. Raises CannotRun where it is not running."""
        pid = postmaster(self._started().lodging.data)
        if pid is None:
            raise CannotRun("PostgreSQL is not running.")
        return pid

    def place(self) -> Path:
        """Where the data lie: in the home, or in a folder that the server's user can reach."""
        return self._started().lodging.place

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _started(self) -> Server:
        if self._server is None:
            raise CannotRun("PostgreSQL was not started.")
        return self._server

    def _in_use(self) -> bool:
        return self._use is not None and not self._called_off.is_set()

    def _lives(self) -> bool:
        return answer(self._started().sockets) is not Answer.NOBODY

    def _at_the_gate(self, act: Callable[[Patience], None]) -> None:
        patience = Patience.of(self._start_timeout, self._called_off)
        with gate(self._home, patience) as ours:
            if not ours:
                raise StillStarting("Another process is still starting or stopping PostgreSQL.")
            act(patience)

    def _join(self, patience: Patience) -> None:
        use = Use(self._home)
        try:
            self._bring_up(patience)
        except BaseException:
            use.leave()
            raise
        self._use = use

    def _bring_up(self, patience: Patience) -> None:
        lodging = lodge(self._home, self._elsewhere)
        self._password = settle_password(self._home, data=lodging.data)
        if lodging.data.exists():
            check_version(lodging.data, self._version)
        else:
            self._make_cluster(lodging)
        self._server = Server(lodging, socket_folder(lodging), self._settings)
        self._server.bring_up(lambda: self._binaries(lodging), patience)

    def _binaries(self, lodging: Lodging) -> Binaries:
        found = binaries(self._version, self._folder)
        return runnable(found, lodging.user, lodging.place)

    def _make_cluster(self, lodging: Lodging) -> None:
        durable = self._settings.get("fsync") != "off"
        make_cluster(self._binaries(lodging), lodging, self._password, durable=durable)
