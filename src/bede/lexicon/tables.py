"""Data files read strictly: TSV with a comment line and a header, TOML with known keys; every row knows its line."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bede.model import BedeError

DATA = Path(__file__).parent.parent / "data"


class LexiconError(BedeError):
    """A data file that can not be used: names file and line, what was found and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a TSV file: its cells by column, and where it stands (``names/states.tsv:12``)."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, joined by ``;``."""
        return tuple(value.strip() for value in self.cells[column].split(";") if value.strip())


def short(path: Path) -> str:
    """A data file's name below the data folder, or the path as given for a file of a user's own."""
    return path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)


def content(path: Path) -> str:
    """A data file's text; raises LexiconError where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{short(path)}: can not be read: {error}") from error


def rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """All rows of a TSV file with exactly these columns; raises LexiconError with file and line."""
    header: list[str] | None = None
    found: list[Row] = []
    name = short(path)
    for number, line in enumerate(content(path).split("\n"), start=1):
        where = f"{name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if header is None:
            if tuple(cells) != columns:
                raise LexiconError(f"{where}: columns {', '.join(cells)}; expected {', '.join(columns)}")
            header = cells
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{where}: {len(cells)} cells; expected {len(header)}: {', '.join(header)}")
        found.append(Row(cells=dict(zip(header, cells, strict=True)), where=where))
    if header is None:
        raise LexiconError(f"{short(path)}: no header; expected {', '.join(columns)}")
    return found


def blocks(path: Path, name: str, *, beside: tuple[str, ...] = ()) -> list[tuple[dict[str, Any], str]]:
    """The tables of an array of tables (``[[name]]``) of a TOML file, each with where it stands.

    Raises LexiconError for a key that is neither this name nor one of those it may stand ``beside``.
    """
    text = content(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{short(path)}: not TOML: {error}") from error
    if unknown := sorted(document.keys() - {name, *beside}):
        raise LexiconError(
            f"{short(path)}:{line_of(text, unknown[0])}: unknown key {unknown[0]!r}; expected [[{name}]]"
        )
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip().startswith(f"[[{name}]]")]
    tables = document.get(name, [])
    return [(table, f"{short(path)}:{line}") for table, line in zip(tables, lines, strict=True)]


def load_weights(path: Path) -> dict[str, float]:
    """The weights of a fitted model by sign; raises LexiconError for one that is no number."""
    found = {}
    for row in rows(path, ("sign", "weight")):
        try:
            found[row["sign"]] = float(row["weight"])
        except ValueError as error:
            raise LexiconError(f"{row.where}: weight {row['weight']!r}; expected a number") from error
    return found


def load_estimates(path: Path) -> dict[str, dict[str, float]]:
    """The weights of a fitted model of several answers, by sign and answer; raises LexiconError as ``rows`` does."""
    found: dict[str, dict[str, float]] = {}
    for row in rows(path, ("sign", "weights")):
        try:
            found[row["sign"]] = {
                answer: float(weight) for answer, weight in (pair.rsplit(" ", 1) for pair in row.values("weights"))
            }
        except ValueError as error:
            raise LexiconError(f"{row.where}: weights {row['weights']!r}; expected words with a number each") from error
    return found


def line_of(text: str, word: str) -> int:
    """The first line that holds a word, 1 where none does."""
    return next((number for number, line in enumerate(text.split("\n"), start=1) if word in line), 1)


def fingerprint(paths: list[Path]) -> dict[str, str]:
    """A short hash of each file's content, for manifests."""
    return {short(path): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in sorted(paths)}
