"""Whether the files of names are in order: sorted, without a row or a spelling that stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bede.lexicon.tables import DATA, Row, content, rows

KEYS = {
    "executives": ("country", "office", "role", "held_by", "from"),
    "people": ("name", "country", "office", "from"),
    "synonyms": ("word", "sector"),
}
"""What makes a row another one than its neighbour, where it is more than the first column."""
SORTED = {"executives": ("country", "office", "role", "held_by", "from"), "people": ("name", "from")}
SPELLINGS = ("aliases", "adjectives", "people", "capitals", "metonyms")


def faults(folder: Path = DATA / "names") -> Iterator[str]:
    """What is out of order in the tables of a folder, a line each with file and line.

    Rows are sorted by code points (capitals first), those of people by name and first day.
    """
    for path in sorted(folder.glob("*.tsv")):
        columns = header(path)
        table = rows(path, columns)
        keys = KEYS.get(path.stem, columns[:1])
        yield from _repeated(table, keys)
        yield from _unsorted(table, SORTED.get(path.stem, keys))
        for row in table:
            for column in set(SPELLINGS) & set(columns):
                spellings = row.values(column)
                twice = {spelling for spelling in spellings if spellings.count(spelling) > 1}
                if column == "aliases":
                    twice |= {row["name"]} & set(spellings)
                yield from (f"{row.where}: {spelling!r} stands twice" for spelling in sorted(twice))


def header(path: Path) -> tuple[str, ...]:
    """The columns that a table says it has."""
    lines = (line for line in content(path).split("\n") if line.strip() and not line.startswith("#"))
    return tuple(next(lines, "").rstrip("\r").split("\t"))


def _repeated(table: list[Row], keys: tuple[str, ...]) -> Iterator[str]:
    """The rows that repeat an earlier one."""
    seen: dict[tuple[str, ...], str] = {}
    for row in table:
        key = tuple(row[column] for column in keys)
        if key in seen:
            yield f"{row.where}: {', '.join(part for part in key if part)} stands at {seen[key]} already"
        seen.setdefault(key, row.where)


def _unsorted(table: list[Row], keys: tuple[str, ...]) -> Iterator[str]:
    """The rows that sort before the row that they follow."""
    for before, row in pairwise(table):
        key = tuple(row[column] for column in keys)
        if key < tuple(before[column] for column in keys):
            yield f"{row.where}: {row[keys[0]]!r} is not sorted: it comes before {before[keys[0]]!r}"
