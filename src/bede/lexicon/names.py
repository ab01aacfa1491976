"""The names: states, regions, cities, bodies, organisations, people; and the titles and nouns that make actors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

from bede.lexicon.content import is_common_word
from bede.lexicon.tables import DATA, LexiconError, Row, blocks, rows
from bede.model import Kind

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split(" ")
)
COLUMNS = {
    "states": ("code", "name", "aliases", "adjectives", "people", "capitals", "metonyms"),
    "former_states": ("name", "aliases", "adjectives", "people", "code", "from", "to"),
    "regions": ("name", "aliases", "adjectives", "people", "code", "kind"),
    "cities": ("name", "aliases", "code", "capital"),
    "bodies": ("name", "aliases", "sectors", "members", "group"),
    "organisations": ("name", "aliases", "country", "kind", "sectors"),
    "people": ("name", "aliases", "country", "sectors", "office", "from", "to", "precision", "check"),
}


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """The names of states by their codes."""
    return {row["code"]: row["name"] for row in rows(DATA / "names" / "states.tsv", COLUMNS["states"])}


FIGHTING = frozenset({"REB", "PRM", "PTY"})
"""Sectors of those whose abbreviation is written like a word though it is one: "Mend"."""
TITLES = ("title", "sectors", "kind", "scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a written name stands for; ``form`` is ``name``, ``adjective``, ``people``, ``capital`` or ``metonym``.

    ``since`` and ``until`` bound a term of office (ISO, as precise as known); ``stands`` is file and line.
    """

    written: str
    name: str
    form: str
    kind: Kind
    country: str | None
    sectors: tuple[str, ...]
    entity: str
    stands: str
    office: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A title (``foreign minister``) or an actor noun (``protester``), by its lower-case lemma or lemmas.

    ``common`` are the sectors of the noun that a title is as well: a father is a priest before a name only.
    """

    words: str
    kind: Kind
    sectors: tuple[str, ...]
    stands: str
    title: bool
    national: bool
    common: tuple[str, ...] = ()


def load_names(folder: Path = DATA / "names") -> dict[str, tuple[Name, ...]]:
    """All names by the way they are written; where several stand for one spelling, the files' order decides."""
    found: dict[str, list[Name]] = {}
    for table in COLUMNS:
        path = folder / f"{table}.tsv"
        for row in rows(path, COLUMNS[table]):
            for name in _names(table, row):
                written = name.written.removeprefix("the ").removeprefix("The ")
                same = found.setdefault(written, [])
                if all(other.entity != name.entity or other.since != name.since for other in same):
                    same.append(name)
    for written in [written for written in found if len(written) >= 4 and written.isalpha() and written.isupper()]:
        armed = not FIGHTING.isdisjoint(found[written][0].sectors)
        if armed or not is_common_word(written.lower()):  # "Farc", "Nato", as British papers write them; not "Site"
            found.setdefault(written.capitalize(), found[written])
    otherwise = _abbreviated(found)
    for written in list(found):
        for first in itertools.accumulate(written.split(" ")[:-1], "{} {}".format):
            for other in otherwise.get(first, ()):
                found.setdefault(other + written.removeprefix(first), found[written])
    return {written: tuple(names) for written, names in found.items()}


def _abbreviated(names: dict[str, list[Name]]) -> dict[str, set[str]]:
    """How states and bodies with an abbreviation are written otherwise: "US Treasury" is "United States Treasury"."""
    written: dict[str | None, set[str]] = {}
    for spelling, (name, *_) in names.items():
        if name.kind in ("state", "body") and (spelling == name.name or spelling.replace(".", "").isupper()):
            written.setdefault(name.entity, set()).add(spelling)
    return {one: spellings - {one} for spellings in written.values() for one in spellings if len(spellings) > 1}


def own_names(path: Path) -> dict[str, tuple[Name, ...]]:
    """The actors of a user's own file (``[[name]]``), by the way they are written."""
    found: dict[str, list[Name]] = {}
    for cells, where in _own(path, "name", COLUMNS["organisations"]):
        for name in _names("organisations", Row(cells=cells, where=where)):
            found.setdefault(name.written, []).append(name)
    return {written: tuple(names) for written, names in found.items()}


def own_words(path: Path) -> dict[str, Word]:
    """The actor nouns of a user's own file (``[[noun]]``)."""
    columns = ("noun", "kind", "sectors")
    return {
        cells["noun"].lower(): _word(Row(cells=cells, where=where), cells["noun"], title=False, national=False)
        for cells, where in _own(path, "noun", columns)
    }


def _own(path: Path, kind: str, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], str]]:
    """The tables of one kind in a user's own file, as cells; raises LexiconError for another key or a missing name."""
    beside = tuple({"rule", "classes", "name", "noun"} - {kind})
    for table, where in blocks(path, kind, beside=beside):
        if unknown := sorted(table.keys() - set(columns)):
            raise LexiconError(f"{where}: unknown key {unknown[0]!r}; expected one of {', '.join(columns)}")
        if not table.get(kind):
            raise LexiconError(f"{where}: no {kind}")
        values = {column: table.get(column, "") for column in columns}
        yield {key: ";".join(value) if isinstance(value, list) else str(value) for key, value in values.items()}, where


def _names(table: str, row: Row) -> Iterator[Name]:
    """Each spelling of one row."""
    code = row.cells.get("code") or row.cells.get("country") or None
    if code is not None and not (len(code) == 3 and code.isalpha() and code.isupper()):
        raise LexiconError(f"{row.where}: country {code!r}; expected three capital letters (ISO 3166-1)")
    kinds = {"states": "state", "former_states": "state", "cities": "place", "bodies": "body", "people": "person"}
    kind = row.cells.get("kind") or kinds[table]
    if kind not in get_args(Kind):
        raise LexiconError(f"{row.where}: kind {kind!r}; expected one of {', '.join(get_args(Kind))}")
    sectors = row.values("sectors") if "sectors" in row.cells else ()
    if bad := [sector for sector in sectors if sector not in SECTORS]:
        raise LexiconError(f"{row.where}: sector {bad[0]!r}; expected one of {', '.join(sorted(SECTORS))}")
    entity = f"{'state' if table == 'states' else kind}:{row['code'] if table == 'states' else row['name']}"
    spellings = [("name", row["name"])]
    for column, form in (
        ("aliases", "name"),
        ("adjectives", "adjective"),
        ("people", "people"),
        ("capitals", "capital"),
        ("metonyms", "metonym"),
    ):
        if column in row.cells:
            spellings += [(form, written) for written in row.values(column)]
    for form, written in spellings:
        yield Name(
            written=written,
            name=row["name"],
            form=form,
            kind=cast(Kind, kind),
            country=code,
            sectors=sectors,
            entity=entity,
            stands=row.where,
            office=row.cells.get("office") or None,
            since=row.cells.get("from") or None,
            until=row.cells.get("to") or None,
        )


def load_words(folder: Path = DATA / "names") -> dict[str, Word]:
    """Titles and actor nouns by their words; where a title is a noun as well, the title's row says what it is."""
    found: dict[str, Word] = {}
    for row in rows(folder / "nouns.tsv", ("noun", "kind", "sectors", "number")):
        found[row["noun"].lower()] = _word(row, row["noun"], title=False, national=False)
    for row in rows(folder / "titles.tsv", TITLES):
        word = _word(row, row["title"], title=True, national=row["scope"] == "national")
        noun = found.get(word.words)
        found[word.words] = replace(word, common=noun.sectors) if noun is not None else word
    cut = {words.replace("-", " - "): word for words, word in found.items() if "-" in words}
    return cut | found  # as the tokenizer may cut compounds


def load_heads(folder: Path = DATA / "names") -> dict[str, Word]:
    """What the last word of a proper name tells of the body named, by that word in lower case."""
    found = rows(folder / "name_heads.tsv", ("head", "kind", "sectors"))
    return {row["head"]: _word(row, row["head"], title=False, national=False) for row in found}


def load_things(folder: Path = DATA / "names") -> dict[str, tuple[str, ...]]:
    """The sectors of those who suffer when a thing is attacked, by its noun."""
    return {
        row["thing"]: _word(
            Row(cells=row.cells | {"kind": "group"}, where=row.where), row["thing"], title=False, national=False
        ).sectors
        for row in rows(folder / "things.tsv", ("thing", "sectors"))
    }


def load_genders(folder: Path = DATA / "names") -> dict[str, Literal["f", "m"]]:
    """First names in lower case that are nearly always a woman's (``f``) or a man's (``m``)."""
    found: dict[str, Literal["f", "m"]] = {}
    for row in rows(folder / "first_names.tsv", ("name", "gender")):
        if row["gender"] not in ("f", "m"):
            raise LexiconError(f"{row.where}: gender {row['gender']!r}; expected f or m")
        found[row["name"]] = "f" if row["gender"] == "f" else "m"
    return found


def _word(row: Row, words: str, *, title: bool, national: bool) -> Word:
    """One checked title or noun."""
    kind = row["kind"] or "person"
    if kind not in get_args(Kind):
        raise LexiconError(f"{row.where}: kind {kind!r}; expected one of {', '.join(get_args(Kind))}")
    sectors = row.values("sectors")
    if bad := [sector for sector in sectors if sector not in SECTORS]:
        raise LexiconError(f"{row.where}: sector {bad[0]!r}; expected one of {', '.join(sorted(SECTORS))}")
    return Word(
        words=words.lower(),
        kind=cast(Kind, kind),
        sectors=sectors,
        stands=row.where,
        title=title,
        national=national,
    )
