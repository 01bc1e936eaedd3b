"""The one place where the program listens: an address of this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from rashomon.errors import RashomonError
from rashomon.web.app import LOOPBACK, make_app


def serve_case(
    path: str, address: tuple[str, int], *, password: str | None, tell: Callable[[str], None]
) -> None:
    """Serve the case at ``path`` until Ctrl-C; ``tell`` is given the address once it can be asked.

    Raises:
        RashomonError: The port is taken, or the address is not one of this machine's.
    """
    import uvicorn

    host, port = address
    listener = _listen(host, port)
    app = make_app(Path(path), hosts=LOOPBACK | {host}, password=password)
    shown = f"[{host}]" if ":" in host else host
    tell(f"The dossier of {path}: http://{shown}:{listener.getsockname()[1]}/  (Ctrl-C ends it)")
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on", server_header=False)
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        why = f"cannot listen at {host}:{port}: {error.strerror}"
        raise RashomonError(why, hint="Try --port 0.") from error
    listener.listen(64)
    return listener
