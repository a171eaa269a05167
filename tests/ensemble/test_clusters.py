"""A batch on a cluster: a scheduler and two workers, each a process of its own on this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from sim import Ledger, LedgerError, run_batch
from sim.ensemble.batch import PLAYING
from sim.ensemble.cluster import DEATHS, gathered

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds that a busy machine may take to start a process, or to compile in it."""
ASKED = {"scenario": "the-hague-2025", "runs": 2000, "settings": 7, "seed": 11}

SCHEDULER = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
WORKER = ["worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--death-timeout", "60"]


@contextmanager
def process(*words, before="pass"):
    """Run a part of Dask as a process of its own, and end it, it alone, afterwards."""
    code = f"import sys; {before}; from dask.__main__ import main; sys.argv = ['dask', *sys.argv[1:]]; main()"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    one = subprocess.Popen(
        [sys.executable, "-c", code, *words], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield one
    finally:
        one.kill()
        one.wait()


def until(found, what):
    """Return what a look finds once it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what}: nothing within {PATIENCE} s")


@contextmanager
def scheduler(folder):
    """Run a scheduler; yield its address."""
    file = folder / "scheduler.json"
    with process(*SCHEDULER, "--scheduler-file", str(file)) as one:
        until(lambda: one.poll() is not None or (file.exists() and file.read_text(encoding="utf-8")), "a scheduler")
        assert one.poll() is None
        yield json.loads(file.read_text(encoding="utf-8"))["address"], one


@pytest.fixture(scope="module")
def here():
    """What this process plays alone."""
    return run_batch(**ASKED, workers=2)


@pytest.fixture
def workers(tmp_path):
    """Run a scheduler and two workers; yield its address and the workers' processes."""
    with ExitStack() as stack:
        address, _ = stack.enter_context(scheduler(tmp_path))
        both = [stack.enter_context(process(*WORKER, address)) for _ in range(2)]
        with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        yield address, both


def test_one_of_two_workers_dies_in_the_middle_and_only_time_is_lost(workers, here, tmp_path):
    address, both = workers
    busy = []

    def kill_one(now):
        """Kill a worker once shards have come back and it is sure to hold others."""
        if now.doing == PLAYING and now.kept > 0 and not busy:
            with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
                pids = client.run(os.getpid)
                held = {pids[worker]: tasks for worker, tasks in client.processing().items() if tasks}
            assert held
            assert set(held) <= {one.pid for one in both}
            busy.append(next(iter(held)))
            os.kill(busy[0], signal.SIGKILL)

    ledger = run_batch(**ASKED, out=tmp_path / "ledger", cluster=address, progress=kill_one)
    dead = next(one for one in both if one.pid == busy[0])
    assert dead.wait(PATIENCE) == -signal.SIGKILL
    assert ledger.complete
    assert ledger.fingerprint() == here.fingerprint()


def test_what_a_cluster_began_this_machine_ends(workers, here, tmp_path):
    address, _ = workers

    def stop(now):
        if now.doing == PLAYING and now.kept > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(**ASKED, out=tmp_path / "ledger", cluster=address, progress=stop)
    assert 0 < Ledger.open(tmp_path / "ledger").runs < ASKED["runs"]
    assert run_batch(**ASKED, out=tmp_path / "ledger", workers=1).fingerprint() == here.fingerprint()


def test_a_scheduler_that_dies_ends_in_one_message_and_keeps_what_came(workers, tmp_path):
    address, _ = workers
    with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
        pid = client.run_on_scheduler(os.getpid)

    def kill_scheduler(now):
        if now.doing == PLAYING and now.kept > 0:
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(LedgerError) as error:
        run_batch(**ASKED, out=tmp_path / "ledger", cluster=address, progress=kill_scheduler)
    assert f"--cluster {address}: the scheduler is gone" in str(error.value)
    assert "the same command continues" in str(error.value)
    assert Ledger.open(tmp_path / "ledger").runs > 0


def test_where_nobody_answers_there_is_no_cluster(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        begun = time.monotonic()
        with pytest.raises(LedgerError, match=f"--cluster {address}: no Dask scheduler there"):
            run_batch(**ASKED, out=tmp_path / "ledger", cluster=address)
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://", "ftp://127.0.0.1:8786", "tcp://127.0.0.1:port"])
def test_what_is_no_address_is_refused(address, tmp_path):
    with pytest.raises(LedgerError, match="allowed: tcp://HOST:PORT"):
        run_batch(**ASKED, out=tmp_path / "ledger", cluster=address)


def test_a_scheduler_without_workers_says_how_to_start_some(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.ensemble.cluster.JOIN_SECONDS", 2)
    with (
        scheduler(tmp_path) as (address, _),
        pytest.raises(LedgerError, match=f"no workers; start some: dask worker {address}"),
    ):
        run_batch(**ASKED, out=tmp_path / "ledger", cluster=address)


OTHER_RULES = "import sim.results.rulebook as r; r.fingerprint = lambda: 'sha256:of-other-rules'"
NO_PACKAGE = "sys.modules['sim'] = None"


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (OTHER_RULES, "rules sha256:of-othe there"),
        (NO_PACKAGE, "cannot load this package"),
    ],
)
def test_workers_that_would_play_otherwise_are_refused(before, message, tmp_path):
    with scheduler(tmp_path) as (address, _), process(*WORKER, address, before=before):
        with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
        with pytest.raises(LedgerError) as error:
            run_batch(**ASKED, out=tmp_path / "ledger", cluster=address)
    assert message in str(error.value)
    assert "install" in str(error.value)
    assert "\n" not in str(error.value)


def test_without_dask_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LedgerError, match=r'pip install "summit-negotiation\[cluster\]"'):
        run_batch(**ASKED, out=tmp_path / "ledger", cluster="tcp://127.0.0.1:1")


class Future:
    """An answer that is worked out when it is asked for."""

    def __init__(self, result):
        self.result = result


class Feigned:
    """A cluster of two workers with three threads each, on which some shards go wrong whenever they are sent."""

    def __init__(self, wrong):
        self.wrong, self.sent, self.waiting, self.most = wrong, [], 0, 0

    def as_current(self):
        return nullcontext()

    def nthreads(self):
        return {"tcp://one": 3, "tcp://two": 3}

    def submit(self, _, recipe, number, pure):
        self.sent.append(number)
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return Future(lambda: self.answer(number))

    def answer(self, number):
        self.waiting -= 1
        if number in self.wrong:
            raise self.wrong[number]
        return number


@pytest.fixture
def feigned(monkeypatch):
    """Play shards on a feigned cluster; return what came and the cluster."""
    monkeypatch.setattr(distributed, "wait", lambda some, **_: SimpleNamespace(done=some[:1]))

    def play(shards, wrong):
        cluster, came = Feigned(wrong), []
        try:
            came.extend(gathered(cluster, None, iter(range(shards)), "tcp://x"))
        except LedgerError as error:
            return came, cluster, str(error)
        return came, cluster, ""

    return play


def test_few_shards_are_in_flight_at_a_time(feigned):
    came, cluster, message = feigned(100, {})
    assert came == list(range(100))
    assert cluster.most == 2 * (3 + 3)
    assert message == ""


def test_a_shard_over_which_workers_keep_dying_is_named_in_the_end(feigned):
    _, cluster, message = feigned(4, {1: distributed.KilledWorker("shard", None, 3)})
    assert "workers keep dying over shard 1" in message
    assert cluster.sent.count(1) == DEATHS


def test_a_worker_that_came_late_without_the_package_is_told_of(feigned):
    _, _, message = feigned(4, {2: ModuleNotFoundError("No module named 'sim'")})
    assert "a worker cannot play (No module named 'sim'); install the same version there" in message
    assert "the same command continues" in message
