"""Files beside a database that are not for those who share it: made for their owner alone, and refused otherwise."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bede.model import BedeError

Clock = Callable[[], datetime]


class PrivateFileError(BedeError):
    """A private file that is missing, can not be made, or can be read by others."""


def beside(database: str | os.PathLike[str], suffix: str) -> Path:
    """The file of a kind beside a database: ``news.db.accounts`` beside ``news.db``."""
    path = Path(database)
    return path.with_name(f"{path.name}.{suffix}")


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def moment(time: datetime) -> str:
    """A moment as private files keep and compare it."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


class PrivateFile:
    """A private file beside a database that any thread may ask; what is wrong with it is raised as ``fault``."""

    def __init__(self, path: Path, *, fault: type[BedeError], clock: Clock = utc_now) -> None:
        self.path = path
        self.clock = clock
        self._fault = fault

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together; what is there already is raised as sqlite3.IntegrityError."""
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            with connection:
                yield connection
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._fault(f"{self.path}: {error}") from error
        finally:
            connection.close()

    def now(self) -> str:
        """The present moment as text."""
        return moment(self.clock())


def open_private(
    database: str | os.PathLike[str],
    suffix: str,
    *,
    tables: str,
    create: bool,
    missing: str,
    fault: type[BedeError],
    clock: Clock = utc_now,
) -> PrivateFile:
    """The private file of a kind with its tables, made where it is missing and that is asked.

    Raises ``fault`` where there is none (``missing`` says how to make one), or where others can read it.
    """
    path = beside(database, suffix)
    try:
        _prepare(path, database=database, tables=tables, create=create, missing=missing)
    except PrivateFileError as error:
        raise fault(str(error)) from error
    return PrivateFile(path, fault=fault, clock=clock)


def _prepare(path: Path, *, database: str | os.PathLike[str], tables: str, create: bool, missing: str) -> None:
    """Make a private file with its tables where it is missing and that is asked, and check whose it is.

    Raises PrivateFileError; ``missing`` says how to make one.
    """
    if not path.exists():
        if not create:
            raise PrivateFileError(f"{path}: {missing}")
        if not Path(database).exists():
            raise PrivateFileError(f"{database}: no such file; make one: bede run PAGES --db {database}")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise PrivateFileError(f"{path}: can not be written: {error.strerror}") from error
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise PrivateFileError(f"{path}: others can read it; run: chmod 600 {path}")
    try:
        connection = sqlite3.connect(path, timeout=30)
        try:
            connection.executescript(tables)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise PrivateFileError(f"{path}: can not be opened: {error}") from error
