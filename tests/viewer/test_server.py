"""The page answers its own machine only, fetches nothing, and says what is missing."""

import asyncio
import socket

import pytest

from sim.viewer import server
from sim.viewer.server import NotReady, guarded, listen, missing_message, numbers


def ask(app, kind="http", path="/", **headers):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": f"{kind}.connect"}

    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(app({"type": kind, "path": path, "headers": named}, receive, send))
    return sent[0]


@pytest.fixture
def app(tmp_path):
    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 200})

    (tmp_path / "vue").mkdir()
    (tmp_path / "vue" / "main.js").write_text("1")
    return guarded(page, 8765, tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765"])
def test_its_own_machine_is_welcome(app, host):
    assert ask(app, host=host)["status"] == 200
    assert ask(app, host=host, origin=f"http://{host.lower()}")["status"] == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.example.org", ""])
def test_a_foreign_host_is_refused(app, host):
    assert ask(app, host=host)["status"] == 403


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1:8765", "http://127.0.0.1:9999"])
def test_a_foreign_origin_is_refused(app, origin):
    assert ask(app, host="127.0.0.1:8765", origin=origin)["status"] == 403
    closed = ask(app, "websocket", host="127.0.0.1:8765", origin=origin)
    assert (closed["type"], closed["code"]) == ("websocket.close", 1008)


def test_a_request_without_a_host_is_refused(app):
    assert ask(app)["status"] == 403


def test_an_asset_that_is_not_at_hand_is_not_fetched(app):
    assert ask(app, path="/_solara/cdn/vue/main.js", host="localhost:8765")["status"] == 200
    assert ask(app, path="/_solara/cdn/vue/other.js", host="localhost:8765")["status"] == 404
    assert ask(app, path="/_solara/cdn/", host="localhost:8765")["status"] == 404


def test_a_taken_port_is_told():
    first = listen(0)
    port = first.getsockname()[1]
    assert first.getsockname()[0] == "127.0.0.1"
    with pytest.raises(NotReady, match=f"port {port}: .*--port 0 finds one"):
        listen(port)
    first.close()


def test_nothing_listens_on_other_addresses():
    listening = listen(0)
    assert listening.family is socket.AF_INET
    assert listening.getsockname()[0] == server.HOST
    listening.close()


def test_a_missing_or_unfit_extra_names_the_command_that_helps(monkeypatch):
    found = {"solara": "1.58.2", "ipyvuetify": "3.1.0", "ipyvue": "1.13.0"}

    def version(package):
        if package not in found:
            raise server.PackageNotFoundError(package)
        return found[package]

    monkeypatch.setattr(server, "version", version)
    message = missing_message()
    assert "solara-assets is not installed" in message
    assert "ipyvuetify 3.1.0 does not fit (needed: from 1.11 on, below 2)" in message
    assert 'pip install "summit-negotiation[view]"' in message
    found |= {"ipyvuetify": "1.12.0", "solara-assets": "1.58.2"}
    assert missing_message() is None


def test_versions_compare_by_number():
    assert numbers("1.58.2") > numbers("1.9")
    assert numbers("2.0.0rc1") == (2, 0)
