"""Files beside a database that are not for those who share it: made for their owner alone, and refused otherwise."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from bede.model import BedeError


class PrivateFileError(BedeError):
    """A private file that is missing, can not be made, or can be read by others."""


def beside(database: str | os.PathLike[str], suffix: str) -> Path:
    """The file of a kind beside a database: ``news.db.accounts`` beside ``news.db``."""
    path = Path(database)
    return path.with_name(f"{path.name}.{suffix}")


def prepare(path: Path, *, database: str | os.PathLike[str], tables: str, create: bool, missing: str) -> None:
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
