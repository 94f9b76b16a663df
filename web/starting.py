"""What must hold before the server starts: a port of its own, a data folder of its own, a key for its cookies."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import socket
from pathlib import Path
from typing import IO

from ledger.application.ledger import Ledger
from ledger.demo.fill import is_demo
from ledger.errors import SettingsError, Unavailable
from ledger.persistence.secret_files import FILE_MODE, make_folder, read_all
from ledger.settings import NO_ROOM, Settings

PLACE = "demo.place"
MACHINE = Path("/etc/machine-id")


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the address from now on; port 0 takes any free one. Raises SettingsError `port_in_use` or `port_refused`.

    gunicorn is handed the socket: by itself it would try a taken port again for seconds.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        # Only listening refuses a port whose holder reuses addresses as well.
        taken.listen()
    except OverflowError:
        raise SettingsError("port_refused", port=port) from None
    except OSError as error:
        code = {errno.EADDRINUSE: "port_in_use", errno.EACCES: "port_refused"}.get(error.errno or 0, "host_refused")
        raise SettingsError(code, host=host, port=port) from None
    return taken


def address_of(taken: socket.socket) -> str:
    """Where a browser finds what listens there, as `http://host:port`."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def hold(data: Path) -> IO[bytes]:
    """Hold the data folder against a second server until the file is closed, however that comes. Raises SettingsError `data_in_use`."""
    try:
        held = (data / "serving.lock").open("ab")
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Unavailable("store_full") from None
        raise SettingsError("data_not_writable", path=str(data)) from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise SettingsError("data_in_use", path=str(data)) from None
    return held


def refuse_stray_demo(ledger: Ledger, settings: Settings) -> None:
    """The demo's people look around in the demo's log alone, and that log is served to this machine alone.

    It stays where it was made. Raises SettingsError `not_the_demos_log`, `demo_only_on_loopback` or `demo_was_moved`.
    """
    is_demos = is_demo(ledger)
    if settings.demo and not is_demos:
        raise SettingsError("not_the_demos_log")
    if is_demos and not (settings.is_loopback and settings.is_embedded and not settings.address):
        raise SettingsError("demo_only_on_loopback")
    if settings.demo:
        _stay(settings.data)


def _stay(data: Path) -> None:
    """A demo is where it was first served: a copy elsewhere would let anybody in whom the ready people let in here."""
    here = hashlib.sha256(f"{data.resolve()}\n{_machine()}".encode()).hexdigest()
    mark = data / PLACE
    try:
        if not mark.exists():
            mark.write_text(here, encoding="ascii")
            mark.chmod(FILE_MODE)
        stays = mark.read_text(encoding="ascii") == here
    except (OSError, ValueError) as error:
        raise SettingsError("data_not_writable", path=str(data)) from error
    if not stays:
        raise SettingsError("demo_was_moved", path=str(data))


def _machine() -> str:
    """What tells this machine from others, where it says so."""
    try:
        return MACHINE.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def cookie_keys(data: Path) -> list[str]:
    """The key that signs the cookies, made at the first start, then former ones. Raises SettingsError as every key file does."""
    path = cookie_file(data)
    make_folder(path.parent)
    return [secret.hex() for secret in read_all(path).values()]


def cookie_file(data: Path) -> Path:
    """Where the first of them is."""
    return data / "keys" / "cookies.key"
