"""Makes a database of any size in minutes, the same for the same seed, for tests of scale and scripts/bench_desk.py.

Events, reports, pages and stories have the skew of real ones and are written as rows, past the records.

    python tests/corpus.py big.db --events 1000000 --reports 5000000
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bede.lexicon.tables import DATA, rows
from bede.model import ACTS, plover_type
from bede.store import open_store
from bede.store.keeping import complete
from bede.store.packing import FACTS, PAGE, RELATIONS, SHIFT, STATUSES

SEED = 1066
FIRST, LAST = date(2014, 1, 1).toordinal(), date(2025, 6, 30).toordinal()
WEIGHTS = {
    "AGREE": 5, "CONSULT": 22, "SUPPORT": 6, "CONCEDE": 2, "COOPERATE": 6, "AID": 4, "RETREAT": 2, "REQUEST": 9,
    "ACCUSE": 10, "REJECT": 5, "THREATEN": 4, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 3, "COERCE": 5, "ASSAULT": 9,
}  # fmt: skip
STATUS_WEIGHTS = {"negated": 3, "hypothetical": 8, "future": 12, "historical": 12, "actual": 65}
CONTEXTS = ("diplomatic", "military", "economic", "executive", "legal", "territory", "election", "cbrn", "asylum")
COMMON = (
    "the of to and in said a that for on with was as by at from its his it after has would he over were"
    " government officials talks president minister security state visit week foreign border trade country"
).split()
SYLLABLES = "ba ce dor el fin gar hol im jas ken lor mar nel os pra qui ros sel tor um ver wal yan zet".split()
STATES = ("code", "name", "aliases", "adjectives", "people", "capitals", "metonyms")
COUNTRIES = tuple(row["code"] for row in rows(DATA / "names" / "states.tsv", STATES))


EventRows = tuple[tuple[object, ...], tuple[object, ...], list[tuple[str, str]], list[tuple[object, ...]]]


class Somebody(NamedTuple):
    """A party of the corpus."""

    name: str
    entity: str | None
    country: str | None
    kind: str
    term: int


class Corpus:
    """The parts that events are drawn from, made from a seed, and the numbers of their terms."""

    def __init__(self, *, events: int, reports: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.events, self.reports = events, reports
        self.terms: list[tuple[object, ...]] = []
        self._known: dict[tuple[str, str], int] = {}
        share = max(1, min(50, events // 2000))
        self.words = [*COMMON, *self._names(20_000)]
        self.countries = [self._term("country", code, code) for code in COUNTRIES]
        self.parties = list(self._parties(share))
        self.places = list(self._places(400 * share))
        titles = [f"{word.title()} {paper}" for word, paper in zip(self._names(60 * share), _papers(), strict=False)]
        self.outlets = [(title, self._term("outlet", title, title)) for title in titles]
        self.acts = {act: self._term("act", act, act) for act in ACTS}
        self.types = {act: self._term("type", act, act) for act in ACTS}
        self.contexts = [(name, self._term("context", name, name)) for name in CONTEXTS]
        modes = [(row["act"], row["mode"]) for row in rows(DATA / "words" / "modes.tsv", ("act", "mode", "score"))]
        self.modes = {
            act: [(mode, self._term("mode", mode, mode)) for one, mode in modes if one == act] for act in ACTS
        }

    def _term(self, kind: str, key: str, label: str, *more: object) -> int:
        """The number of a term."""
        if (kind, key) in self._known:
            return self._known[kind, key]
        self._known[kind, key] = len(self.terms) + 1
        self.terms.append((len(self.terms) + 1, kind, key, label, *(more or (None, None, None, None))))
        return len(self.terms)

    def _names(self, count: int) -> list[str]:
        """Made-up words, each once."""
        found: dict[str, None] = {}
        while len(found) < count:
            for size in self.random.integers(2, 5, 4096):
                found["".join(SYLLABLES[at] for at in self.random.integers(0, len(SYLLABLES), size))] = None
                if len(found) == count:
                    break
        return list(found)

    def _parties(self, share: int) -> Iterator[Somebody]:
        """States first, then persons, then groups that no lexicon knows."""
        for code in COUNTRIES:
            key = f"state:{code}"
            number = self._term("party", key, code.title(), code, None, None, None)
            yield Somebody(code.title(), key, code, "state", number)
        first, last = self._names(400), self._names(4000)
        for number in range(2000 * share):
            kind = "person" if number < 1200 * share else "group"
            name = f"{first[number % 400].title()} {last[number * 7 % 4000].title()}"
            name = name if kind == "person" else f"{name} {number} Front"
            country = COUNTRIES[int(self.random.zipf(1.3)) % len(COUNTRIES)]
            entity = f"person:{name} {number}" if kind == "person" else None
            term = self._term("party", entity or name, name, country, None, None, None)
            yield Somebody(name, entity, country, kind, term)

    def _places(self, count: int) -> Iterator[tuple[str, str, float, float, int, int, int]]:
        """Name, country, latitude, longitude, precision, GeoNames id, term."""
        names = self._names(count)
        for number in range(count):
            country = COUNTRIES[int(self.random.zipf(1.2)) % len(COUNTRIES)]
            where = (round(float(self.random.uniform(-55, 70)), 3), round(float(self.random.uniform(-170, 175)), 3))
            precision = int(self.random.choice([1, 2, 3, 4], p=[0.6, 0.15, 0.15, 0.1]))
            key = f"geonames:{number + 1}"
            term = self._term("place", key, names[number].title(), country, *where, precision)
            yield names[number].title(), country, *where, precision, number + 1, term

    def skewed(self, count: int, size: int, power: float = 1.0) -> NDArray[np.int64]:
        """So many numbers below a size, the first ones far more often."""
        weights = 1.0 / np.arange(1, size + 1) ** power
        return np.searchsorted(np.cumsum(weights / weights.sum()), self.random.random(count)).clip(0, size - 1)


def write(path: Path, *, events: int, reports: int, seed: int = SEED, largest: int = 10_000) -> None:
    """Write a corpus to a new database; one event has ``largest`` reports (at most a tenth of all)."""
    open_store(path, create=True).close()
    corpus = Corpus(events=events, reports=reports, seed=seed)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    # Triggers and indexes come last; what triggers keep is then filled at once.
    kept = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in kept:
        connection.execute(f"DROP {kind} {name}")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?, ?)", corpus.terms)
    _fill(connection, corpus, largest=min(largest, reports // 10))
    connection.execute(
        "INSERT INTO denominators (outlet, day, pages, reports)"
        " SELECT coalesce(publisher, ''), coalesce(published, ''), count(*), 5 * count(*) FROM articles GROUP BY 1, 2"
    )
    connection.execute(
        "INSERT INTO dated_pages SELECT a.published, count(*), count(c.page_id)"
        " FROM articles a LEFT JOIN copies c ON c.page_id = a.page_id GROUP BY 1"
    )
    for _, _, statement in kept:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("INSERT INTO sentences (sentences) VALUES ('rebuild')")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("ANALYZE")
    connection.close()
    with open_store(path) as store:
        complete(store.file)


def _fill(connection: sqlite3.Connection, corpus: Corpus, *, largest: int) -> None:
    """Draw all events at once, then write them with their reports, pages and stories."""
    random, size = corpus.random, corpus.events
    acts = list(ACTS)
    act = random.choice(len(acts), size, p=np.array([WEIGHTS[one] for one in acts]) / sum(WEIGHTS.values()))
    weights = np.array([STATUS_WEIGHTS[status] for status in STATUSES])
    status = random.choice(len(STATUSES), size, p=weights / weights.sum())
    day = (LAST - (LAST - FIRST) * random.random(size) ** 1.7).astype(np.int64)
    length = np.where(random.random(size) < 0.8, 0, random.geometric(0.15, size)).clip(0, 3000)
    dated = random.random(size) < 0.85
    planned = status == STATUSES.index("future")
    told = np.where(planned, day - random.integers(0, 60, size), day + random.integers(0, 4, size)).clip(FIRST, LAST)
    # reports: a heavy tail, one event far ahead of all others
    counts = np.minimum(random.zipf(1.9, size), max(1, largest // 5))
    counts[size // 2] = largest
    while (short := corpus.reports - int(counts.sum())) != 0:
        if short > 0:
            np.add.at(counts, random.integers(0, size, min(short, size)), 1)
        else:
            over = np.flatnonzero(counts > 1)
            over = over[over != size // 2]
            counts[random.choice(over, min(-short, len(over)), replace=False)] -= 1
    owner = np.repeat(np.arange(size), counts)
    order = np.argsort(told[owner] + random.gamma(1.2, 1.0, len(owner)), kind="stable")
    owner = owner[order]  # reports in the order in which their pages come, five a page
    report_ids = [f"{one:016x}" for one in random.integers(1 << 40, 1 << 63, len(owner)).tolist()]
    event_ids = [f"{one:016x}" for one in random.integers(1 << 40, 1 << 63, size).tolist()]
    pages = (len(owner) + 4) // 5
    page_ids = [f"{one:016x}" for one in random.integers(1 << 40, 1 << 63, pages).tolist()]
    page_outlet = corpus.skewed(pages, len(corpus.outlets), 0.8)
    page_day = told[owner[::5]]
    by_event = np.argsort(owner, kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts)])
    drawn = _Drawn(corpus, size)
    texts = _write_pages(
        connection, corpus, drawn, owner=owner, act=act, acts=acts, status=status, day=day, length=length, dated=dated,
        report_ids=report_ids, page_ids=page_ids, page_outlet=page_outlet, page_day=page_day,
    )  # fmt: skip
    assert texts == len(owner)
    story_of = np.where(random.random(size) < 0.6, corpus.skewed(size, max(1, size // 8), 0.4), -1)
    memberships: dict[int, list[int]] = {}
    for row in np.argsort(day, kind="stable").tolist():
        if story_of[row] >= 0:
            memberships.setdefault(int(story_of[row]), []).append(row)

    def rows_of_events() -> Iterator[EventRows]:
        for row in range(size):
            numbers = by_event[starts[row] : starts[row + 1]]
            yield _event(
                corpus, drawn, row, event_ids[row], act=acts[act[row]], status=STATUSES[status[row]],
                days=(int(day[row]), int(day[row] + length[row])) if dated[row] else None,
                reports=[report_ids[number] for number in numbers.tolist()], numbers=numbers,
                pages=list(dict.fromkeys((numbers // 5).tolist())), page_ids=page_ids, page_outlet=page_outlet,
                page_day=page_day,
            )  # fmt: skip

    for batch in _batches(rows_of_events(), 5000):
        connection.executemany(
            "INSERT INTO events (id, act, event_type, status, earliest, latest, first_published, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [one[0] for one in batch],
        )
        connection.executemany(
            "INSERT INTO event_columns (event_id, facts, links, reports, told) VALUES (?, ?, ?, ?, ?)",
            [one[1] for one in batch],
        )
        connection.executemany("INSERT INTO event_reports VALUES (?, ?)", itertools.chain(*(one[2] for one in batch)))
        connection.executemany(
            "INSERT INTO event_parties VALUES (?, ?, ?, ?, ?)", itertools.chain(*(one[3] for one in batch))
        )
    for number, members in sorted(memberships.items()):
        story = f"{(number + 1) * 0x9E3779B97F4A7C15 % (1 << 64):016x}"
        ids = [event_ids[row] for row in members]
        first = next((_iso(int(day[row])) for row in members if dated[row]), None)
        title = f"{drawn.names(members[0])}: {acts[act[members[0]]].lower()}"
        listed = ", ".join(f'"{one}"' for one in ids)
        links = ", ".join(f'{{"event": "{one}", "reason": "same parties, same matter"}}' for one in ids)
        connection.execute(
            "INSERT INTO stories VALUES (?, ?, ?)",
            (
                story,
                title,
                f'{{"id": "{story}", "title": "{title}", "actors": [], "events": [{listed}], "links": [{links}],'
                f' "earliest": {_json(first)}, "latest": {_json(first)}}}',
            ),
        )
        connection.execute(
            "INSERT INTO story_columns (story_id, events) VALUES (?, ?)",
            (story, b"".join(bytes.fromhex(one) for one in ids)),
        )


class _Drawn:
    """Who takes part in each event, where, and in which context."""

    def __init__(self, corpus: Corpus, size: int) -> None:
        random = corpus.random
        self.parties = corpus.parties
        self.actor = corpus.skewed(size, len(corpus.parties), 0.9)
        self.second = np.where(random.random(size) < 0.2, corpus.skewed(size, len(corpus.parties), 0.9), -1)
        self.recipient = np.where(random.random(size) < 0.8, corpus.skewed(size, len(corpus.parties), 0.9), -1)
        self.place = np.where(random.random(size) < 0.65, corpus.skewed(size, len(corpus.places), 0.8), -1)
        self.context = np.where(random.random(size) < 0.6, corpus.skewed(size, len(CONTEXTS), 0.8), -1)
        self.mode = random.random(size)
        self.sure = np.round(0.4 + 0.59 * random.beta(3, 1.5, size), 3)

    def actors(self, row: int) -> list[Somebody]:
        """The actors of an event."""
        chosen = dict.fromkeys(int(one) for one in (self.actor[row], self.second[row]) if one >= 0)
        return [self.parties[one] for one in chosen]

    def recipients(self, row: int) -> list[Somebody]:
        """The recipients of an event."""
        one = int(self.recipient[row])
        return [self.parties[one]] if one >= 0 and one not in (self.actor[row], self.second[row]) else []

    def names(self, row: int) -> str:
        """The parties of an event by name."""
        return " and ".join(one.name for one in (*self.actors(row), *self.recipients(row)))


def _write_pages(
    connection: sqlite3.Connection, corpus: Corpus, drawn: _Drawn, *, owner: NDArray[np.int64],
    act: NDArray[np.int64], acts: list[str], status: NDArray[np.int64], day: NDArray[np.int64],
    length: NDArray[np.int64], dated: NDArray[np.bool_], report_ids: list[str], page_ids: list[str],
    page_outlet: NDArray[np.int64], page_day: NDArray[np.int64],
) -> int:  # fmt: skip
    """Write pages of five sentences with a report in each; returns how many reports these are."""
    words = corpus.words
    number = 0
    for first in range(0, len(page_ids), 4000):
        last = min(first + 4000, len(page_ids))
        filler = corpus.skewed((last - first) * 5 * 12, len(words), 1.0).reshape(-1, 12).tolist()
        articles, reports = [], []
        for page in range(first, last):
            page_id, outlet = page_ids[page], corpus.outlets[page_outlet[page]][0]
            name, lines, at = f"crawl/{page:08}.txt", [], 0
            for row in owner[page * 5 : page * 5 + 5].tolist():
                actors, recipients = drawn.actors(row), drawn.recipients(row)
                one_act, one_status = acts[act[row]], STATUSES[status[row]]
                quad, intensity = ACTS[one_act]
                verb = one_act.lower()
                lead = " and ".join(one.name for one in actors)
                tail = recipients[0].name if recipients else ""
                where = corpus.places[drawn.place[row]] if drawn.place[row] >= 0 else None
                more = " ".join(words[one] for one in filler[number % len(filler)])
                sentence = f"{lead} {verb} {tail} {more}" + (f" in {where[0]}" if where else "")
                spot, told, moment = at, [], "null"
                for one in actors:
                    told.append(_party(one, spot))
                    spot += len(one.name) + 5
                met = [_party(one, at + len(lead) + len(verb) + 2) for one in recipients]
                if dated[row]:
                    moment = _when(int(day[row]), int(day[row] + length[row]), at)
                placed = _place(where, at + len(sentence) - len(where[0])) if where else ""
                reports.append(
                    (
                        number + 1, report_ids[number], page_id, at + len(lead) + 1, sentence,
                        f'{{"id": "{report_ids[number]}", "page": "{name}", "page_id": "{page_id}", "act": "{one_act}",'
                        f' "event_type": "{plover_type(one_act, one_status)}", "modes": [], "status": "{one_status}",'
                        f' "quad": {quad}, "intensity": {intensity}, "contexts": [], "actors": [{", ".join(told)}],'
                        f' "recipients": [{", ".join(met)}], "addressees": [], "attribution": [], "matter": null,'
                        f' "date": {moment}, "places": [{placed}], "numbers": [], "trigger": {{"text": "{verb}",'
                        f' "start": {at + len(lead) + 1}, "end": {at + len(lead) + 1 + len(verb)}}}, "sentence":'
                        f' {{"text": "{sentence}", "start": {at}, "end": {at + len(sentence)}}},'
                        f' "rule": "rules/{verb}.toml:5", "confidence": {drawn.sure[row]}}}',
                    )
                )  # fmt: skip
                lines.append((at, sentence))
                at += len(sentence) + 1
                number += 1
            text = "\n".join(sentence for _, sentence in lines)
            iso = _iso(int(page_day[page]))
            body = ", ".join(f'{{"text": "{line}", "start": {at}, "end": {at + len(line)}}}' for at, line in lines)
            address = f"https://{page_outlet[page]}.example/{page}"
            escaped = text.replace("\n", "\\n")
            articles.append(
                (
                    page_id, name, address, lines[0][1], iso, outlet, text, "corpus",
                    f'{{"page": "{name}", "page_id": "{page_id}", "text": "{escaped}", "headline": null,'
                    f' "body": [{body}], "parts": [], "published": {{"earliest": "{iso}", "latest": "{iso}",'
                    f' "edtf": "{iso}", "text": "{iso}", "start": null, "end": null, "basis": "given",'
                    f' "confidence": 1.0}}, "publisher": "{outlet}", "language": "en", "url": "{address}"}}',
                )
            )  # fmt: skip
        connection.executemany(
            "INSERT INTO articles (page_id, name, url, headline, published, publisher, text, coded_with, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            articles,
        )
        connection.executemany("INSERT INTO names VALUES (?, ?)", [one[:2] for one in articles])
        connection.executemany(
            "INSERT INTO reports (number, id, page_id, start, sentence, record) VALUES (?, ?, ?, ?, ?, ?)", reports
        )
        copied = [(page_ids[page], page_ids[page - 3]) for page in range(first + 3, last) if page % 5 == 0]
        connection.executemany("INSERT INTO copies VALUES (?, ?)", copied)
    return number


def _event(
    corpus: Corpus, drawn: _Drawn, row: int, event_id: str, *, act: str, status: str, days: tuple[int, int] | None,
    reports: list[str], numbers: NDArray[np.int64], pages: list[int], page_ids: list[str],
    page_outlet: NDArray[np.int64], page_day: NDArray[np.int64],
) -> EventRows:  # fmt: skip
    """The rows of one event: itself, its columns, its reports, its parties."""
    actors, recipients = drawn.actors(row), drawn.recipients(row)
    where = corpus.places[drawn.place[row]] if drawn.place[row] >= 0 else None
    outlets = list(dict.fromkeys(int(page_outlet[page]) for page in pages))
    context = corpus.contexts[drawn.context[row]] if drawn.context[row] >= 0 else None
    choices = corpus.modes[act]
    mode = choices[int(drawn.mode[row] * len(choices))] if choices and drawn.mode[row] < 0.99 else None
    quad, intensity = ACTS[act]
    kind = plover_type(act, status)  # type: ignore[arg-type]
    first, last = int(min(page_day[page] for page in pages)), int(max(page_day[page] for page in pages))
    independent = max(1, sum(page % 5 != 0 for page in pages))
    moment = _when(*days, 0) if days else "null"
    reason = f"same {act.lower()}: {drawn.names(row)}"
    merges = ", ".join(f'{{"report": "{one}", "reason": "{reason}", "score": 0.9}}' for one in reports[1:])
    record = (
        f'{{"id": "{event_id}", "act": "{act}", "event_type": "{kind}", "modes": [{_json(mode[0]) if mode else ""}],'
        f' "status": "{status}", "statuses": [["{_iso(first)}", "{status}"]], "quad": {quad}, "intensity": {intensity},'
        f' "actors": [{", ".join(_party(one, 0) for one in actors)}],'
        f' "recipients": [{", ".join(_party(one, 0) for one in recipients)}], "date": {moment},'
        f' "places": [{_place(where, 0) if where else ""}], "contexts": [{_json(context[0]) if context else ""}],'
        f' "said_by": [], "reports": [{", ".join(_json(one) for one in reports)}], "merges": [{merges}],'
        f' "pages": [{", ".join(_json(page_ids[page]) for page in pages)}],'
        f' "outlets": [{", ".join(_json(corpus.outlets[one][0]) for one in outlets)}], "independent": {independent},'
        f' "first_published": "{_iso(first)}", "last_published": "{_iso(last)}", "confidence": {drawn.sure[row]}}}'
    )
    facts = FACTS.pack(
        corpus.types[kind], corpus.acts[act], STATUSES.index(status), quad, *(days or (0, 0)), first * 1440,
        last * 1440, intensity, drawn.sure[row], independent, len(reports), len(outlets),
    )  # fmt: skip
    links: list[int] = []
    parties: list[tuple[object, ...]] = []
    for role, some in (("actor", actors), ("recipient", recipients)):
        for one in some:
            links.append(RELATIONS.index(role) << SHIFT | one.term)
            parties.append((event_id, role, one.country, one.name, one.entity))
            if one.country:
                code = corpus.countries[COUNTRIES.index(one.country)]
                links.append(RELATIONS.index(f"{role}_country") << SHIFT | code)
                links.append(RELATIONS.index("country") << SHIFT | code)
    if where:
        links.append(RELATIONS.index("place") << SHIFT | where[6])
        links.append(RELATIONS.index("country") << SHIFT | corpus.countries[COUNTRIES.index(where[1])])
        parties.append((event_id, "place", where[1], where[0], None))
    links += [RELATIONS.index("outlet") << SHIFT | corpus.outlets[one][1] for one in outlets]
    if context:
        links.append(RELATIONS.index("context") << SHIFT | context[1])
    if mode:
        links.append(RELATIONS.index("mode") << SHIFT | mode[1])
    packed = np.array(list(dict.fromkeys(links)), dtype="<u4").tobytes()
    kept = (numbers + 1).astype("<u4").tobytes()
    told = b"".join(PAGE.pack(int(page_ids[page], 16), int(page_day[page])) for page in pages)
    told = told if status != "historical" else b""
    earliest, latest = (_iso(days[0]), _iso(days[1])) if days else (None, None)
    return (
        (event_id, act, kind, status, earliest, latest, _iso(first), record),
        (event_id, facts, packed, kept, told),
        [(event_id, one) for one in reports],
        parties,
    )


def _party(one: Somebody, start: int) -> str:
    """A party as JSON."""
    return (
        f'{{"text": "{one.name}", "start": {start}, "end": {start + len(one.name)}, "name": "{one.name}",'
        f' "country": {_json(one.country)}, "kind": "{one.kind}", "sectors": ["GOV"], "entity": {_json(one.entity)},'
        f' "sector": "GOV"}}'
    )


def _place(where: tuple[str, str, float, float, int, int, int], start: int) -> str:
    """A place as JSON."""
    name, country, latitude, longitude, precision, number, _ = where
    return (
        f'{{"text": "{name}", "start": {start}, "end": {start + len(name)}, "name": "{name}", "country": "{country}",'
        f' "admin1": null, "lat": {latitude}, "lon": {longitude}, "geonames_id": {number}, "feature": "PPL",'
        f' "precision": {precision}, "role": "event", "rule": "corpus"}}'
    )


def _when(first: int, last: int, start: int) -> str:
    """A time as JSON."""
    earliest, latest = _iso(first), _iso(last)
    edtf = earliest if first == last else f"{earliest}/{latest}"
    return (
        f'{{"text": "", "start": {start}, "end": {start}, "earliest": "{earliest}", "latest": "{latest}",'
        f' "edtf": "{edtf}", "basis": "said", "rule": "corpus", "reason": "corpus", "unknown": null}}'
    )


def _iso(day: int) -> str:
    """An ordinal as an ISO day."""
    return _DAYS.get(day) or _DAYS.setdefault(day, date.fromordinal(day).isoformat())


_DAYS: dict[int, str] = {}


def _json(text: str | None) -> str:
    """A plain text as JSON."""
    return "null" if text is None else f'"{text}"'


def _papers() -> Iterator[str]:
    """What papers are called."""
    return itertools.cycle(("Herald", "Times", "Courier", "Gazette", "News", "Post"))


def _batches(found: Iterator[object], size: int) -> Iterator[list]:  # type: ignore[type-arg]
    """Lists of at most so many."""
    while batch := list(itertools.islice(found, size)):
        yield batch


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make a database of made-up events.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--reports", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    begun = time.perf_counter()
    write(given.file, events=given.events, reports=given.reports, seed=given.seed)
    seconds = time.perf_counter() - begun
    print(f"{given.file}: {given.events} events, {given.reports} reports, {seconds:.0f} s", file=sys.stderr)
