"""The server of the page: on this machine only, deaf to strangers, with nothing to tell anyone.

Solara's own settings are read from the environment when it is imported; they are set before that. A guard
stands in front of it: a page elsewhere that talks a browser into calling this port is refused.
"""

from __future__ import annotations

import os
import socket
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PORT = 8765
EXTRA = 'pip install "summit-negotiation[view]"'
CHECKOUT = 'pip install -e ".[view]"'
NEEDED = {"solara": ("1.57", "2"), "ipyvuetify": ("1.11", "2"), "ipyvue": ("1.11", "2"), "solara-assets": ("1.57", "2")}
"""What the extra brings: from the first version on, below the second."""
ENVIRONMENT = {
    "SOLARA_APP": "sim.viewer.page:Page",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Summit",
    "SOLARA_KERNEL_CULL_TIMEOUT": "5m",
}
"""Solara's settings: no telemetry, nothing fetched from elsewhere, a closed tab forgotten after five minutes."""

ASSETS = "/_solara/cdn/"
"""Where Solara serves scripts and styles that others fetch from a network."""
COOKIE = "Cookies with samesite=none"
"""How a warning begins that is about servers behind a proxy."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class NotReady(RuntimeError):
    """The page cannot be served: one message that says why, and what helps."""


def missing() -> list[str]:
    """Say what the extra ``view`` would bring that is absent, or present in a version that does not fit."""
    faults = []
    for package, (first, below) in NEEDED.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            faults.append(f"{package} is not installed")
            continue
        if not numbers(first) <= numbers(found) < numbers(below):
            faults.append(f"{package} {found} does not fit (needed: from {first} on, below {below})")
    return faults


def missing_message() -> str | None:
    """Say why the page cannot be shown, and which command helps; nothing if it can."""
    faults = missing()
    helps = f"This helps: {EXTRA} (in a checkout: {CHECKOUT})"
    return f"the page cannot be shown: {'; '.join(faults)}. {helps}" if faults else None


def numbers(words: str) -> tuple[int, ...]:
    """Return a version's leading numbers."""
    parts = []
    for part in words.split("."):
        if not part.isdigit():
            break
        parts.append(int(part))
    return tuple(parts)


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine only (port 0: any that is free); raise ``NotReady`` if taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise NotReady(f"port {port}: {error.strerror}; allowed: a free port (--port 0 finds one)") from None
    found.listen()
    return found


def guarded(app: App, port: int, shelf: Path) -> App:
    """Return an app that only answers pages of its own: by ``Host``, and by ``Origin`` where there is one.

    What Solara would fetch from a network if it is not on its ``shelf`` of assets is not found instead.
    """
    hosts = {f"{name}:{port}" for name in (HOST, "localhost")} | ({HOST, "localhost"} if port == 80 else set())
    origins = {f"http://{host}" for host in hosts}

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or welcome(scope, hosts, origins):
            await (app(scope, receive, send) if at_hand(scope, shelf) else answer(send, 404, "Not found.\n"))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(send, 403, "This page answers on its own machine only.\n")

    return guard


async def answer(send: Send, status: int, words: str) -> None:
    """Answer a request in plain words."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": words.encode()})


def at_hand(scope: Scope, shelf: Path) -> bool:
    """Return whether an asset that is asked for lies on the shelf (true of all that is no asset)."""
    path = str(scope.get("path", ""))
    return not path.startswith(ASSETS) or (shelf / path.removeprefix(ASSETS).lstrip("/")).is_file()


def welcome(scope: Scope, hosts: set[str], origins: set[str]) -> bool:
    """Return whether a request was meant for this server, by a page of its own."""
    named = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
    origin = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"origin"]
    return len(named) == 1 and named[0] in hosts and all(one in origins for one in origin)


def serve(listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve the page until the user stops it; ``ready`` is told its address once it answers."""
    os.environ.update(ENVIRONMENT)
    warnings.filterwarnings("ignore", message=COOKIE)
    import uvicorn
    from solara.server.settings import assets
    from solara.server.starlette import app

    port = listening.getsockname()[1]

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(f"http://{HOST}:{port}/")

    settings = uvicorn.Config(guarded(app, port, assets.proxy_cache_dir), log_level="warning", ws_max_size=32_000_000)
    Server(settings).run([listening])
