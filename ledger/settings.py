"""Settings: where the data stands, which database, which address. Read once, passed on explicitly."""

from __future__ import annotations

import errno
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from environs import Env, EnvError

from ledger.errors import SettingsError, Unavailable

LOOPBACK = ("127.0.0.1", "::1", "localhost")
HIGHEST_PORT = 65535
MOST_THREADS = 64
MOST_PROXIES = 5
ADDRESS = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?")
SECRET = ("ledger.db", "ledger.db-wal", "views", "imports", "files", "accounts.db", "accounts.db-wal", "keys")
"""What of the data folder nobody else may read, beside the folder itself."""
OTHERS = 0o077
"""The rights of the group and the world."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Settings:
    """What a process is told. `database` is `sqlite:///path` or `postgresql://…`; `port` 0 takes any free one."""

    data: Path
    database: str
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    threads: int = 8
    address: str = ""
    """Where people reach the pages (`https://name`), if that is not this machine alone."""
    proxies: int = 0
    """How many proxies of ours stand in front: what they say of a request is believed, nothing else is."""

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK

    @property
    def is_embedded(self) -> bool:
        """Whether the log is an SQLite file in the data folder."""
        return self.database.startswith("sqlite:")


def load(
    *,
    data: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    demo: bool = False,
    existing: bool = False,
) -> Settings:
    """Settings from arguments, else from the environment (`AWARDS_DATA`, `_DATABASE`, `_HOST`, `_PORT`, `_THREADS`, `_ADDRESS`, `_PROXIES`).

    Makes the data folder, but where only a ledger that is there will do (`existing`): then SettingsError `no_ledger_there`.
    Raises SettingsError with what is wrong, and Unavailable `store_full`.
    """
    env = Env()
    try:
        folder = (data or Path(env.str("AWARDS_DATA", "data"))).expanduser().absolute()
        settings = Settings(
            data=folder,
            database=env.str("AWARDS_DATABASE", "") or f"sqlite:///{folder / 'ledger.db'}",
            host=host or env.str("AWARDS_HOST", "127.0.0.1"),
            port=port if port is not None else env.int("AWARDS_PORT", 8000),
            demo=demo,
            threads=env.int("AWARDS_THREADS", 8),
            address=env.str("AWARDS_ADDRESS", "").rstrip("/"),
            proxies=env.int("AWARDS_PROXIES", 0),
        )
    except (EnvError, RuntimeError) as error:
        raise SettingsError("setting_unreadable", detail=str(error)) from None
    _require(settings)
    if existing:
        _require_ledger(settings)
    _make(folder)
    return settings


def _require(settings: Settings) -> None:
    if not 0 <= settings.port <= HIGHEST_PORT:
        raise SettingsError("port_refused", port=settings.port)
    if not 1 <= settings.threads <= MOST_THREADS:
        raise SettingsError(
            "setting_unreadable", detail=f"AWARDS_THREADS is {settings.threads}, not 1 to {MOST_THREADS}"
        )
    if settings.address and not ADDRESS.fullmatch(settings.address):
        raise SettingsError("address_refused", address=settings.address)
    if not 0 <= settings.proxies <= MOST_PROXIES:
        raise SettingsError("proxies_refused", number=settings.proxies)
    if settings.demo and not (settings.is_loopback and settings.is_embedded and not settings.address):
        raise SettingsError("demo_only_on_loopback")


def _require_ledger(settings: Settings) -> None:
    """The log is there; on PostgreSQL, where it is not a file, at least the folder with its keys."""
    log = Path(settings.database.removeprefix("sqlite:///")) if settings.is_embedded else settings.data
    try:
        # A file in its place, and a folder that cannot be looked into, are told next.
        missing = not log.exists() and (settings.data.is_dir() or not settings.data.exists())
    except OSError:
        return
    if missing:
        raise SettingsError("no_ledger_there", path=str(settings.data))


def _make(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise SettingsError("data_is_a_file", path=str(folder))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A file without a name, or one nobody else has: commands that start at once do not meet in it.
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Unavailable("store_full") from None
        raise SettingsError("data_not_writable", path=str(folder)) from None
    for path in (folder, *(folder / name for name in SECRET)):
        if path.exists():
            refuse_readable(path)


def refuse_readable(path: Path) -> None:
    """SettingsError `others_can_read` if the group or the world has any right on what is there."""
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & OTHERS:
        raise SettingsError("others_can_read", path=str(path), mode="700" if stat.S_ISDIR(found.st_mode) else "600")
