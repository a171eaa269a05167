"""One writer at a time: a lock on a folder that ends with the process that holds it, however it ends."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDEADLK
from pathlib import Path

from sim.results.faults import LedgerError

LOCK = ".lock"
TOLD = 200
"""Bytes at the start of the file in which the holder says who it is."""
REFUSED = (EAGAIN, EACCES, EDEADLK)
"""What the system answers if another holds the lock; anything else means that it has no locks here."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder's lock; the system takes it back when the process ends."""
    try:
        file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be written to: {error.strerror}; choose another --out") from None
    try:
        if not lock(file):
            holder = os.read(file, TOLD).decode(errors="replace").strip() or "unknown"
            told = "wait for it, or choose another --out"
            raise LedgerError(f"{folder}: another batch is writing here ({holder}); {told}")
        with suppress(OSError):  # on a full disk nobody is told, and the lock holds all the same
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        yield
    finally:
        os.close(file)


def lock(file: int) -> bool:
    """Return whether an open file is ours now; it is, too, where the system has no locks."""
    try:
        import fcntl
    except ImportError:
        return lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in REFUSED
    return True


def lock_on_windows(file: int) -> bool:
    """Return whether an open file is ours now, where a locked part cannot be read by others."""
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    os.lseek(file, TOLD, os.SEEK_SET)  # past what the holder says
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in REFUSED
    finally:
        os.lseek(file, 0, os.SEEK_SET)
    return True
