"""The file of a database: opening, migrations, transactions, and queries whose faults say what is wrong."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bede.lexicon.tables import DATA
from bede.model import BedeError

SCHEMA = DATA / "schema"
MAGIC = b"SQLite format 3\0"
APPLICATION = 0x42454445  # "BEDE" in the file's header
WORD = re.compile(r"[^\W_]+")
QUERY = 'words, "words in a row", beginning*, and AND, OR, NOT; what has other signs in double quotes: "U.S. envoy"'


class StoreError(BedeError):
    """A database that can not be opened, written or asked: says which file and what is wrong."""


CACHE = 65_536  # kilobytes of a database that is written which are kept at hand, where SQLite would keep two thousand
FAULTS = {
    # the beginning of SQLite's name of an error: what there is to be done
    "SQLITE_BUSY": "another process is writing it; nothing was changed, try again when it has ended",
    "SQLITE_FULL": "there is no room left; what was stored before stays: make room, then run again",
    "SQLITE_IOERR": "no room left, or the disk fails; what was stored before stays: make room, then run again",
    "SQLITE_READONLY": "it is read-only for you; copy it to where you can write",
}


def is_store(path: str | os.PathLike[str]) -> bool:
    """Whether a path is that of a database, of Bede or of something else."""
    try:
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


class File:
    """An open database: its path, transactions and the rows of queries."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Cursor]:
        """A transaction: all of it is written, or nothing."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection.cursor()
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: can not be written: {fault(error)}") from error
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def rows(self, query: str, arguments: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; raises StoreError that says what is wrong with it."""
        try:
            yield from self.connection.execute(query, arguments)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def check_query(self, text: str) -> None:
        """Raise StoreError where a full-text query can not be read."""
        query = "SELECT rowid FROM sentences WHERE sentences MATCH ? LIMIT 1"
        try:
            self.connection.execute(query, (text,)).fetchone()
        except sqlite3.OperationalError as error:
            raise StoreError(f"text {text!r} is no query ({error}); expected {QUERY}") from error


def fault(error: sqlite3.Error) -> str:
    """What SQLite says is wrong, with what there is to be done about it, where that is known."""
    name = getattr(error, "sqlite_errorname", "")
    return next((f"{error}: {told}" for start, told in FAULTS.items() if name.startswith(start)), str(error))


def open_file(path: str | os.PathLike[str], *, create: bool = False) -> File:
    """Open a database, made where that is asked; an older one is brought to the newest schema.

    One that can not be written (a folder of somebody else, a medium) is opened for reading. Raises StoreError for what
    is no database of Bede.
    """
    path = Path(path)
    if path.is_dir():
        raise StoreError(f"{path}: a folder; expected a file")
    if not create and not (path.exists() and path.stat().st_size):
        raise StoreError(
            f"{path}: {'empty' if path.exists() else 'no such file'}; make one: bede run PAGES --db {path}"
        )
    if create and not path.parent.is_dir():
        raise StoreError(f"{path}: no such folder: {path.parent}")
    if create or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _open(path, str(path), writable=True)
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _open(path, address, writable=False)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        # Nobody writes it at this moment, and the files that readers share can not be made beside it.
        return _open(path, f"{address}&immutable=1", writable=False)


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads a database, for any thread; the file has the newest schema."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    for suffix in ("", "&immutable=1"):  # where nobody can write, the files that readers share can not be made
        try:
            connection = sqlite3.connect(
                address + suffix, isolation_level=None, timeout=30, uri=True, check_same_thread=False
            )
            connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.OperationalError as error:
            if suffix:
                raise StoreError(f"{path}: can not be opened as a database of Bede: {error}") from error
        else:
            return connection
    raise AssertionError("a connection or an error")


def _open(path: Path, address: str, *, writable: bool) -> File:
    """Open a file by its name or, where it can only be read, by an address that says so."""
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(address, isolation_level=None, timeout=30, uri=not writable)
        connection.create_function("named", 2, _named, deterministic=True)
        _prepare(path, connection, writable=writable)
        return File(path, connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{path}: can not be opened as a database of Bede: {fault(error)}") from error
        raise


def _prepare(path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
    """Check whose file it is and apply the migrations that it lacks, each in a transaction."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: a database, but not one of Bede")
    migrations = sorted(SCHEMA.glob("*.sql"))
    version = _version(connection)
    if version > len(migrations):
        raise StoreError(f"{path}: schema {version}, made by a newer Bede; this one knows {len(migrations)}")
    if not writable:
        if version < len(migrations):
            raise StoreError(f"{path}: schema {version} of an older Bede, and the file can not be written")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    for number, migration in enumerate(migrations[version:], start=version + 1):
        script = migration.read_text(encoding="utf-8")
        try:
            connection.executescript(
                f"BEGIN EXCLUSIVE;\n{script}\n"
                f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};\nCOMMIT;"
            )
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if _version(connection) < number:  # otherwise another process was quicker
                raise


def _version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that a file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _named(name: str | None, wanted: str) -> bool:
    """Whether a name has these words, one after the other, whatever their case."""
    words, sought = (WORD.findall((text or "").casefold()) for text in (name, wanted))
    size = len(sought)
    return size > 0 and any(words[at : at + size] == sought for at in range(len(words) - size + 1))
