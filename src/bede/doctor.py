"""Whether this installation works: Python, the model, the lexicon, SQLite and a place to write."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from bede import lexicon as lexicons
from bede.model import BedeError
from bede.parse import model_version
from bede.store import open_store

OLDEST = (3, 11)
EXTRAS = ("pyarrow", "polars", "pandas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, whether it works, and what was found."""

    check: str
    ok: bool
    found: str


def checks(folder: Path | None = None) -> Iterator[Check]:
    """Look at everything that the commands need; ``folder`` is where something is to be written, by default here."""
    place = folder or Path.cwd()
    yield _check("bede", lambda: metadata.version("bede"))
    yield _check("python", _python)
    yield _check("model", model_version)
    yield _check("lexicon", _lexicon)
    yield _check("sqlite", _sqlite)
    yield _check("folder", lambda: _folder(place))
    for name in EXTRAS:
        yield _check(name, lambda name=name: _extra(name))  # type: ignore[misc]


def _check(name: str, look: Callable[[], str]) -> Check:
    """What a look found, or why it failed."""
    try:
        return Check(check=name, ok=True, found=look())
    except (BedeError, OSError, sqlite3.Error, metadata.PackageNotFoundError) as error:
        return Check(check=name, ok=False, found=str(error))


def _python() -> str:
    """The version of Python."""
    if sys.version_info < OLDEST:
        raise BedeError(f"{sys.version.split()[0]}; expected {'.'.join(map(str, OLDEST))} or later")
    return f"{sys.version.split()[0]} at {sys.executable}"


def _lexicon() -> str:
    """How much is in the lexicon."""
    lexicon = lexicons.load()
    triggers = sum(len(list(rule.triggers())) for rule in lexicon.rules)
    return f"{len(lexicon.files)} files, {len(lexicon.rules)} rules, {triggers} triggers, {len(lexicon.names)} names"


def _sqlite() -> str:
    """The version of SQLite, full-text search tried."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "check.db", create=True) as store:
        store.events(text="anything")
    return f"{sqlite3.sqlite_version} with full-text search"


def _folder(place: Path) -> str:
    """Where something can be written."""
    with tempfile.NamedTemporaryFile(dir=place, prefix=".bede-"):
        return f"{place} can be written"


def _extra(name: str) -> str:
    """The version of a library that is needed for tables only."""
    try:
        return str(import_module(name).__version__)
    except ImportError:
        return "not installed; needed for tables only: pip install 'bede[arrow,pandas,polars]'"
