"""Reports of happenings of which the truth is known: who meant which is planted before anything is merged.

Happenings are told on several pages in other words, copied by agencies' customers, announced before they take place and
recalled long after; beside them stand happenings that differ in the town, the day, the actor, the recipient, the act or
the direction alone. Fields are left out and vague as in real reports; pages lack dates; numbers differ; one page tells
of several happenings; a few pairs of states meet hundreds of times a year. The same seed gives the same records.
"""

from __future__ import annotations

import gzip
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from bede.lexicon.tables import DATA
from bede.model import (
    ACTS,
    Article,
    Number,
    Party,
    Place,
    Publication,
    Report,
    Span,
    Status,
    When,
    content_id,
    plover_type,
)

FIRST_DAY, DAYS = date(2024, 1, 1), 366
JOINT = ("CONSULT", "AGREE", "COOPERATE")
FORCE = ("ASSAULT", "PROTEST", "COERCE")
PLANNED = ("CONSULT", "AGREE", "COOPERATE", "AID")
HOT = (("USA", "CHN"), ("RUS", "UKR"), ("ISR", "PSE"), ("USA", "RUS"), ("IND", "PAK"), ("USA", "IRN"), ("GBR", "FRA"))
PAGES = ((1, 0.42), (2, 0.2), (3, 0.12), (5, 0.14), (9, 0.08), (20, 0.036), (150, 0.004))
"""About how many pages tell of a happening, and how often that is so."""

ONSETS, NUCLEI, CODAS = (
    "b br d dr f g gr h k kl l m n p r s st t tr v w z".split(),
    "a e i o u ai ei".split(),
    "l n r s".split(),
)
Pieces = list[tuple[str, object]]


@dataclass(frozen=True)
class Town:
    """A row of the gazetteer."""

    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    number: int


@dataclass(frozen=True)
class Unit:
    """Who acts or suffers: an official, an organ, a crowd, rebels, or a state as such."""

    state: str
    form: str
    name: str
    title: str
    sector: str


@dataclass(frozen=True)
class Happening:
    """What took place; ``things`` are groups of wordings of what it was about, ``names`` are its own alone."""

    number: int
    act: str
    mode: str
    actor: Unit
    recipient: Unit
    first: date
    last: date
    town: Town
    topic: str
    things: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    facts: tuple[tuple[str, tuple[tuple[str, ...], ...], str, int], ...]
    counts: tuple[tuple[str, int], ...]


@dataclass
class Draft:
    """A page as it is written: sentences of pieces, each with the report that it makes."""

    day: date | None
    publisher: str
    lines: list[tuple[Pieces, dict[str, Any] | None]] = field(default_factory=list)


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """The words and shapes of planted.toml."""
    return tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def states() -> dict[str, tuple[str, str, str]]:
    """Name, adjective and capital of each state by its code."""
    found = {}
    lines = (DATA / "names" / "states.tsv").read_text(encoding="utf-8").splitlines()[2:]
    for cells in (line.split("\t") for line in lines):
        adjectives, capitals = cells[3].split(";")[0], cells[5].split(";")[0]
        if adjectives and capitals:
            found[cells[0]] = (cells[1], adjectives, capitals)
    return found


@lru_cache(maxsize=1)
def towns() -> dict[str, tuple[Town, ...]]:
    """The forty largest towns of each state, no two of one name."""
    found: dict[str, dict[str, tuple[int, Town]]] = defaultdict(dict)
    with gzip.open(DATA / "places" / "gazetteer.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 9 or cells[2] != "PPL" or not cells[7].isdigit() or int(cells[7]) < 20_000:
                continue
            town = Town(cells[1], cells[3], cells[4], float(cells[5]), float(cells[6]), int(cells[8]))
            found[town.country].setdefault(town.name, (-int(cells[7]), town))
    return {
        state: tuple(town for _, town in sorted(named.values(), key=lambda item: (item[0], item[1].number))[:40])
        for state, named in found.items()
        if len(named) >= 2 and state in states()
    }


@lru_cache(maxsize=1)
def fillers() -> tuple[str, ...]:
    """Sentences that have nothing to do with the happening of a page: those of the rules."""
    found: dict[str, None] = {}
    for path in sorted((DATA / "rules").glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            found.update(dict.fromkeys((*rule.get("yes", ()), *rule.get("no", ()))))
    return tuple(found)


@lru_cache(maxsize=1)
def first_names() -> tuple[str, ...]:
    """First names."""
    lines = (DATA / "names" / "first_names.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return tuple(line.split("\t")[0].title() for line in lines)


class World:
    """Plants happenings and writes the pages that tell of them.

    ``reports`` and ``articles`` (by page id) are what a merger gets, ``copy_of`` the copies that it is told of;
    ``truth`` gives the number of the happening of each report id.
    """

    def __init__(self, seed: int, *, days: int = DAYS) -> None:
        self.rng = random.Random(seed)
        self._padding = random.Random(f"{seed} padding")  # the rules' sentences change, the world must not
        self.days = days
        self.articles: dict[str, Article] = {}
        self.copy_of: dict[str, str] = {}
        self.truth: dict[str, int] = {}
        self.reports: list[Report] = []
        self.happenings: list[Happening] = []
        self._states = [*wording()["busy"].split(), *sorted(set(towns()) - set(wording()["busy"].split()))]
        self._states = [state for state in self._states if state in towns()]
        self._shares = [1 / (rank + 4) for rank in range(len(self._states))]
        self._units: dict[tuple[str, str], list[Unit]] = {}
        self._near: dict[str, list[Happening]] = defaultdict(list)
        self._drafts: dict[str, Draft] = {}

    def fill(self, size: int) -> World:
        """Plant happenings, some with near misses, until there are so many reports; they come in no order."""
        while len(self.reports) < size:
            first = self._happening()
            chance = self.rng.random()
            self._tell(first, size)
            if chance < 0.3:
                self._tell(self._near_miss(first), size)
        self.rng.shuffle(self.reports)
        return self

    # -- happenings ------------------------------------------------------------------------------------------------

    def _happening(self) -> Happening:
        """Any happening."""
        rng, acts = self.rng, wording()["acts"]
        act = rng.choices(list(acts), [told["share"] for told in acts.values()])[0]
        actor, recipient = self._sides(act)
        first = FIRST_DAY + timedelta(days=rng.randrange(self.days))
        long = rng.choice((1, 2, 2)) if act == "CONSULT" and rng.random() < 0.25 else 0
        where = recipient.state if rng.random() < 0.8 or act in FORCE else actor.state
        some = towns().get(where) or towns()[rng.choice(self._states)]
        at = min(len(some) - 1, int(rng.expovariate(1 / (10 if act in FORCE else 3))))
        kind = "scenes" if act in FORCE else "matters"
        topic = rng.choice(list(wording()[kind]))
        return self._filled(
            Happening(
                number=-1,
                act=act,
                mode=rng.choice(acts[act]["modes"]),
                actor=actor,
                recipient=recipient,
                first=first,
                last=first + timedelta(days=long),
                town=some[at],
                topic=topic,
                things=(),
                names=(),
                facts=(),
                counts=(),
            )
        )

    def _filled(self, one: Happening) -> Happening:
        """A happening with what only it has: names, counts and a handful of facts."""
        rng = self.rng
        force = one.act in FORCE
        groups = [tuple(group) for group in wording()["scenes" if force else "matters"][one.topic]]
        things = tuple(rng.sample(groups, 3))
        names = tuple(self._name() for _ in range(4))
        shapes = wording()["scenefacts" if force else "facts"]
        facts = tuple(
            (shape, tuple(rng.sample(things, 3)), rng.choice(names), rng.randrange(3, 900))
            for shape in rng.sample(shapes, 6)
        )
        counts: list[tuple[str, int]] = []
        if force:
            kinds = ["dead", "injured"] if one.act == "ASSAULT" else ["arrested", "injured"]
            counts = [(kind, 1 + int(rng.expovariate(1 / 15))) for kind in kinds if rng.random() < 0.6]
        elif one.act in ("AID", "SANCTION", "AGREE") and rng.random() < 0.4:
            counts = [("money", rng.randrange(1, 900))]
        found = replace(one, number=len(self.happenings), things=things, names=names, facts=facts, counts=tuple(counts))
        self.happenings.append(found)
        self._near[found.actor.state].append(found)
        return found

    def _near_miss(self, one: Happening) -> Happening:
        """A happening that differs in one respect, and in the facts that go with it."""
        rng = self.rng
        kinds = ["day", "actor", "recipient", "act"]
        kinds += ["town", "town", "town"] if one.act in FORCE else []
        kinds += [] if one.act in JOINT else ["direction"]
        kind = rng.choice(kinds)
        if rng.random() < 0.4:
            one = replace(one, topic=rng.choice(list(wording()["scenes" if one.act in FORCE else "matters"])))
        some = towns().get(one.town.country, (one.town,))
        if kind == "town":
            far = [town for town in some if abs(town.lat - one.town.lat) + abs(town.lon - one.town.lon) > 0.7]
            one = replace(one, town=rng.choice(far)) if far else replace(one, first=one.first + timedelta(days=9))
        elif kind == "actor":
            one = replace(one, actor=self._other(one.actor))
        elif kind == "recipient":
            one = replace(one, recipient=self._other(one.recipient))
        elif kind == "act":
            beside = [act for act in wording()["acts"] if (act in FORCE) == (one.act in FORCE) and act != one.act]
            beside = [act for act in beside if not {act, one.act} <= {"AID", "COOPERATE"} | set(JOINT)]
            act = rng.choice(beside)
            one = replace(one, act=act, mode=rng.choice(wording()["acts"][act]["modes"]))
        elif kind == "direction":
            one = replace(one, actor=one.recipient, recipient=one.actor)
        else:
            one = replace(one, first=one.last + timedelta(days=rng.randrange(2, 8)))
        return self._filled(
            replace(one, last=max(one.last, one.first)) if kind != "day" else replace(one, last=one.first)
        )

    def _other(self, unit: Unit) -> Unit:
        """Another of the same state where it has several, else the like of another state."""
        beside = [other for other in self._of(unit.state, unit.form) if other.name != unit.name]
        if beside:
            return self.rng.choice(beside)
        state = self.rng.choice([state for state in self._states[:60] if state != unit.state])
        return self.rng.choice(self._of(state, unit.form))

    def _sides(self, act: str) -> tuple[Unit, Unit]:
        """Who acts and on whom."""
        rng = self.rng
        one = rng.choices(self._states, self._shares)[0]
        other = rng.choices(self._states, self._shares)[0]
        if rng.random() < 0.16:
            pair = [state for state in rng.choice(HOT) if state in towns()]
            one, other = (pair if len(pair) == 2 else [one, other])[:: rng.choice((1, -1))]
        while other == one:
            other = rng.choice(self._states)
        if act == "PROTEST":
            return self._unit(one, "crowd"), self._unit(one, rng.choice(("state", "organ")))
        if act == "COERCE":
            return self._unit(one, "organ"), self._unit(one, rng.choice(("crowd", "official")))
        if act == "ASSAULT":
            if rng.random() < 0.6:
                sides = self._unit(one, "rebels"), self._unit(one, rng.choice(("organ", "crowd", "state")))
                return (
                    sides
                    if rng.random() < 0.6
                    else (
                        sides[1] if sides[1].form == "organ" else sides[0],
                        sides[0] if sides[1].form == "organ" else sides[1],
                    )
                )
            return self._unit(one, rng.choice(("organ", "state"))), self._unit(
                other, rng.choice(("state", "crowd", "organ"))
            )
        fitting = [unit for unit in self._of(one, "official") if act in self._acts(unit.title)]
        actor = (
            rng.choice(fitting) if fitting and rng.random() < 0.8 else self._unit(one, rng.choice(("state", "organ")))
        )
        forms = ("official", "official", "state") if act in JOINT else ("official", "state", "state", "organ", "crowd")
        return actor, self._unit(other, rng.choice(forms))

    @staticmethod
    @lru_cache(maxsize=100)
    def _acts(title: str) -> tuple[str, ...]:
        """What a holder of an office does."""
        return next((tuple(office["acts"].split()) for office in wording()["offices"] if office["title"] == title), ())

    def _unit(self, state: str, form: str) -> Unit:
        """One of a state's units of a form."""
        return self.rng.choice(self._of(state, form))

    def _of(self, state: str, form: str) -> list[Unit]:
        """A state's units of a form; a general's name stays who he is for as long as the world stands."""
        known = self._units.get((state, form))
        if known is not None:
            return known
        rng, adjective = self.rng, states()[state][1]
        if form == "official":
            made = [
                Unit(state, form, f"{rng.choice(first_names())} {self._name()}", office["title"], office["sector"])
                for office in wording()["offices"]
            ]
        elif form == "organ":
            made = [
                Unit(state, form, f"{adjective} {organ['name']}", organ["name"], organ["sector"])
                for organ in wording()["organs"]
            ]
        elif form == "crowd":
            made = [
                Unit(state, form, f"{adjective} {crowd['name']}", crowd["name"], crowd["sector"])
                for crowd in wording()["crowds"]
            ]
        elif form == "rebels":
            some = rng.sample(wording()["rebels"], 2)
            made = [Unit(state, form, f"{self._name()} {name}", "", "REB") for name in some]
        else:
            made = [Unit(state, "state", states()[state][0], "", "GOV")]
        self._units[state, form] = made
        return made

    def _name(self) -> str:
        """A name that hardly comes twice."""
        rng = self.rng
        return "".join(
            rng.choice(ONSETS) + rng.choice(NUCLEI) for _ in range(rng.choice((2, 2, 3)))
        ).title() + rng.choice(CODAS)

    # -- pages -----------------------------------------------------------------------------------------------------

    def _tell(self, one: Happening, size: int) -> None:
        """Write the pages that tell of a happening."""
        rng = self.rng
        about = rng.choices([pages for pages, _ in PAGES], [share for _, share in PAGES])[0]
        count = min(max(1, int(about * rng.uniform(0.7, 1.5))), max(3, size // 30))
        planned = one.act in PLANNED and rng.random() < 0.35
        if planned:
            for _ in range(rng.choice((1, 1, 2, 3))):
                self._page(one, one.first - timedelta(days=rng.choice((1, 2, 3, 5, 8, 14))), "future")
        if planned and rng.random() < 0.12:
            return  # it never came about, or nobody told of it
        wires: list[str] = []
        for _ in range(count):
            if wires and rng.random() < (0.35 if count < 30 else 0.55):
                wires.append(self._reprint(rng.choice(wires), one))
            else:
                late = rng.choices((0, 1, 2, 4), (60, 30, 7, 3))[0]
                wires.append(self._page(one, one.last + timedelta(days=late), "actual"))

    def _page(self, one: Happening, day: date, status: Status) -> str:
        """A page about a happening; others are told of in passing."""
        rng = self.rng
        dated = rng.random() < 0.93
        publisher = " ".join(rng.choice(part) for part in wording()["outlets"])
        if rng.random() < 0.2:
            publisher = rng.choice(wording()["agencies"])
        draft = Draft(day if dated else None, publisher)
        draft.lines.append(self._sentence(one, draft, day, status, where="head"))
        draft.lines.append(self._sentence(one, draft, day, status, where="lead"))
        facts = rng.sample(one.facts, rng.randrange(2, 5))
        lines: list[tuple[Pieces, dict[str, Any] | None]] = [([(self._fact(fact) + ".", None)], None) for fact in facts]
        for _ in range(rng.choices((0, 1, 2), (55, 33, 12))[0]):
            lines.append(self._sentence(one, draft, day, status, where="again"))
        lines.extend(([(text, None)], None) for text in self._padding.sample(fillers(), rng.randrange(0, 4)))
        beside = [other for other in self._near[one.actor.state][-60:-1] if other.number != one.number]
        if beside and rng.random() < 0.12:
            other = rng.choice(beside)
            if other.last <= day and (day - other.last).days <= 3:
                lines.append(self._sentence(other, draft, day, "actual", where="lead"))
            elif other.last < day:
                lines.append(self._sentence(other, draft, day, "historical", where="before"))
        older = self._near[one.actor.state]
        if older and rng.random() < 0.1:
            other = rng.choice(older)
            if (day - other.last).days > 3:
                lines.append(self._sentence(other, draft, day, "historical", where="before"))
        rng.shuffle(lines)
        draft.lines.extend(lines)
        return self._print(draft)

    def _print(self, draft: Draft) -> str:
        """A draft as an article with its reports."""
        text, spans, records = "", [], []
        for pieces, told in draft.lines:
            start = len(text)
            found: dict[int, Span] = {}
            for words, key in pieces:
                if key is not None:
                    found[id(key)] = Span(text=words, start=len(text), end=len(text) + len(words))
                text += words
            spans.append(Span(text=text[start:], start=start, end=len(text)))
            if told is not None:
                records.append((told, found, spans[-1]))
            text += "\n"
        name = f"page-{len(self.articles):06d}"
        page_id = content_id("planted", name, text)
        published = None
        if draft.day is not None:
            iso = draft.day.isoformat()
            published = Publication(
                earliest=iso, latest=iso, edtf=iso, text=iso, start=None, end=None, basis="given", confidence=1.0
            )
        self.articles[page_id] = Article(
            page=name, page_id=page_id, text=text, headline=spans[0], body=tuple(spans[1:]), published=published,
            publisher=draft.publisher, language="en",
        )  # fmt: skip
        for told, found, sentence in records:
            report = self._report(told, found, sentence, page=name, page_id=page_id)
            self.reports.append(report)
            self.truth[report.id] = told["happening"]
        self._drafts[page_id] = draft
        return page_id

    def _reprint(self, page_id: str, one: Happening) -> str:
        """A copy of a page under another name: cut, with another headline, a day later; now and then nobody sees it."""
        rng, first = self.rng, self._drafts[page_id]
        lines = first.lines[: max(3, len(first.lines) - rng.choice((0, 0, 1, 2)))]
        day = first.day + timedelta(days=rng.choice((0, 0, 0, 1))) if first.day else None
        again = Draft(day, " ".join(rng.choice(part) for part in wording()["outlets"]), list(lines))
        if rng.random() < 0.4 and day is not None and first.lines[0][1] is not None:
            status = cast(Status, first.lines[0][1]["status"])
            again.lines[0] = self._sentence(one, again, day, status, where="head")
        made = self._print(again)
        if rng.random() < 0.9:
            self.copy_of[made] = self.copy_of.get(page_id, page_id)
        return made

    # -- sentences -------------------------------------------------------------------------------------------------

    def _fact(self, fact: tuple[str, tuple[tuple[str, ...], ...], str, int]) -> str:
        """A fact in some wording."""
        shape, (one, two, three), name, count = fact
        choose = self.rng.choice
        words = shape.format(
            one=choose(one), One=choose(one), two=choose(two), three=choose(three), name=name, count=count
        )
        return words[0].upper() + words[1:]

    def _sentence(
        self, one: Happening, draft: Draft, day: date, status: Status, *, where: str
    ) -> tuple[Pieces, dict[str, Any] | None]:
        """A sentence that tells of a happening, and the report that it makes."""
        rng, acts = self.rng, wording()["acts"][one.act]
        shapes = {
            "head": "headahead" if status == "future" else "head",
            "lead": "ahead" if status == "future" else "done",
            "again": "ahead" if status == "future" else "again",
            "before": "before",
        }
        shape = rng.choice(wording()["shapes"][shapes[where]])
        certain = where in ("lead", "before")
        told: dict[str, Any] | None = {"happening": one.number, "one": one, "status": status, "joint": False}
        told["actor"], actor = self._party(one.actor, where, may_miss=0.06 if where == "again" else 0.02)
        told["recipient"], recipient = self._party(one.recipient, where, may_miss=0.12)
        told["joint"] = one.act in JOINT and rng.random() < 0.35
        told["when"], time = self._when(one, draft.day, day, status, certain=certain and "{P}" not in shape)
        if where == "before" and time == "":
            told["when"], time = self._when(one, draft.day, day, status, certain=True)
        told["where"], place = self._where(one)
        told["numbers"] = []
        if where == "again" and rng.random() < 0.6:
            told["when"], time = None, ""
        while not time and "{T}" in shape and (shape.startswith("{T}") or "was {T}" in shape):
            shape = rng.choice(wording()["shapes"][shapes[where]])
        said = rng.random() < 0.25 and "{S}" in shape
        told["said"] = said
        told["mode"] = one.mode if rng.random() < 0.75 else ""
        told["confidence"] = round(rng.uniform(0.5, 0.92), 3)
        fact = self._fact(rng.choice(one.facts))
        matter = self._matter(one, named=0.7 if where == "before" else 0.3)
        slots: dict[str, tuple[str, object]] = {
            "A": (actor, "A"), "R": (recipient, "R"), "T": (time, "T" if time else None),
            "P": (place, None), "did": (rng.choice(acts["done"]), "did"), "do": (rng.choice(acts["plain"]), "did"),
            "noun": (rng.choice(acts["noun"]), "did"), "D": (_within(fact, one.names), None),
            "M": (matter, None), "S": (self._source(one), "S" if said else None),
            "N": self._count(one, told), "aside": (rng.choice(wording()["asides"]), None),
        }  # fmt: skip
        if where == "head" and rng.random() < 0.45:
            told = None  # the coder makes nothing of many a headline
        return self._pieces(shape, slots, told), told

    def _pieces(self, shape: str, slots: dict[str, tuple[str, object]], told: dict[str, Any] | None) -> Pieces:
        """The pieces of a sentence; those that a record points at are keyed by their slot."""
        pieces: Pieces = []
        for part in re.split(r"(\{\w+\})", shape):
            if not part.startswith("{"):
                pieces.append((part, None))
                continue
            words, key = slots[part[1:-1]]
            if part == "{P}":
                before, _, name = words.partition("|")
                pieces.append((before, None))
                pieces.append((name, KEYS["P"] if name else None))
            else:
                pieces.append((words, KEYS[str(key)] if key else None))
        if told is not None and "{N}" not in shape:
            told["numbers"] = []
        pieces = _tidy(pieces)
        first = next((at for at, (words, _) in enumerate(pieces) if words.strip(" ,;:")), 0)
        words, key = pieces[first]
        pieces[first] = (words.lstrip(" ,;:")[:1].upper() + words.lstrip(" ,;:")[1:], key)
        return pieces

    def _party(self, unit: Unit, where: str, *, may_miss: float) -> tuple[Party | None, str]:
        """A party as a report has it, and the words for it."""
        rng = self.rng
        name, adjective, capital = states()[unit.state]
        if rng.random() < may_miss:
            return None, rng.choice(wording()["vaguerecipient" if may_miss > 0.1 else "vagueactor"])
        said = rng.random()
        if unit.form == "state" or (unit.form in ("official", "organ") and unit.sector != "COP" and said < 0.2):
            words = capital if said < 0.05 else name
            return self._made(words, name, unit.state, "state", "GOV", f"state:{unit.state}"), words
        if unit.form == "official":
            if said < 0.28:
                words = f"the {adjective} {unit.title.lower()}"
                return self._made(words, words.removeprefix("the "), unit.state, "person", unit.sector, None), words
            lost = None if said > 0.97 else unit.state
            words = f"{unit.title} {unit.name}" if said < 0.6 else unit.name
            if said > 0.9 and where == "again":
                words = unit.name.split()[-1]
                return self._made(words, words, lost, "person", unit.sector, None), words
            return self._made(words, unit.name, lost, "person", unit.sector, f"person:{unit.name}"), words
        if unit.form == "rebels":
            words = unit.name if said < 0.8 else f"{adjective} rebels"
            return self._made(
                words,
                words,
                unit.state,
                "organisation" if said < 0.8 else "group",
                "REB",
                f"organisation:{words}" if said < 0.8 else None,
            ), words
        kind = "organisation" if unit.form == "organ" else "group"
        words = (
            f"the {unit.name}"
            if said < 0.75 and kind == "organisation"
            else unit.name
            if said < 0.75
            else f"{'the ' if kind == 'organisation' else ''}{unit.title}"
        )
        country = unit.state if said < 0.75 or rng.random() < 0.6 else None
        return self._made(words, words.removeprefix("the "), country, kind, unit.sector, None), words

    @staticmethod
    def _made(words: str, name: str, country: str | None, kind: str, sector: str, entity: str | None) -> Party:
        """A party whose place in the text is not known yet."""
        return Party(
            text=words, start=0, end=0, name=name, country=country, kind=cast(Any, kind), sectors=(sector,),
            entity=entity, unknown=None if country else "no-country",
        )  # fmt: skip

    def _when(
        self, one: Happening, printed: date | None, day: date, status: Status, *, certain: bool
    ) -> tuple[When | None, str]:
        """When it was as a report says it, and the words for it."""
        rng = self.rng
        first, last = one.first, one.last
        if rng.random() < 0.02:
            first = last = first - timedelta(days=1)  # another time zone, another calendar
        said = rng.random()
        if not certain and said < 0.4:
            return None, ""
        far = status == "historical" or printed is None
        if printed is None and status != "historical" and said < 0.75:
            words = f"on {first:%A}" if said < 0.55 else f"on the {ordinal(first.day)}"
            edtf = "XXXX-XX-XX" if said < 0.55 else f"XXXX-XX-{first.day:02}"
            return self._time(words, None, None, edtf), words
        if status == "historical" and said > 0.75:
            low = first.replace(day=1)
            high = (low + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            words = f"in {first:%B %Y}"
            return self._time(words, low, high, f"{first:%Y-%m}"), words
        if said > 0.93:
            low = first - timedelta(days=first.weekday())
            words = "this week" if not far else f"in the week of {low.day} {low:%B %Y}"
            return self._time(words, low, low + timedelta(days=6), f"{low}/{low + timedelta(days=6)}"), words
        if first != last and said < 0.75:
            words = f"from {first.day} {first:%B} to {last.day} {last:%B} {last:%Y}"
            return self._time(words, first, last, f"{first}/{last}"), words
        if last != first and rng.random() < 0.5:
            first = last
        words = f"on {first:%A}" if not far and abs((day - first).days) < 6 else f"on {first.day} {first:%B %Y}"
        return self._time(words, first, first, first.isoformat()), words

    @staticmethod
    def _time(words: str, first: date | None, last: date | None, edtf: str) -> When:
        """A time whose place in the text is not known yet."""
        return When(
            text=words, start=0, end=0, earliest=first.isoformat() if first else None,
            latest=last.isoformat() if last else None, edtf=edtf,
            basis="unanchored" if first is None else "said" if words[-4:].isdigit() else "inferred",
            rule="times:planted", reason="planted", unknown="no-anchor" if first is None else None,
        )  # fmt: skip

    def _where(self, one: Happening) -> tuple[Place | None, str]:
        """Where it was as a report says it, and the words for it, the name after a bar."""
        said, town = self.rng.random(), one.town
        if said < (0.15 if one.act in FORCE else 0.45):
            return None, "|"
        if said < (0.25 if one.act in FORCE else 0.52):
            name = states()[town.country][0]
            place = Place(
                text=name, start=0, end=0, name=name, country=town.country, admin1=None, lat=None, lon=None,
                geonames_id=None, feature="PCLI", precision=4, role="event", rule="planted",
            )  # fmt: skip
            return place, f"in |{name}"
        place = Place(
            text=town.name, start=0, end=0, name=town.name, country=town.country, admin1=town.admin1, lat=town.lat,
            lon=town.lon, geonames_id=town.number, feature="PPL", precision=1, role="event", rule="planted",
        )  # fmt: skip
        return place, f"{self.rng.choice(('in', 'in', 'at', 'near'))} |{town.name}"

    def _matter(self, one: Happening, *, named: float) -> str:
        """What it is about, in some wording, now and then with a name."""
        rng = self.rng
        if rng.random() < 0.25 and named < 0.5:
            return ""
        words = rng.choice(("over ", "about ", "because of ")) + rng.choice(rng.choice(one.things))
        return f"{words} and {rng.choice(one.names)}" if rng.random() < named else words

    def _source(self, one: Happening) -> str:
        """Who says so."""
        name, adjective, _ = states()[self.rng.choice((one.actor.state, one.recipient.state))]
        return self.rng.choice(
            (f"a spokesman for {name}", f"{adjective} state media", f"{adjective} officials", "witnesses")
        )

    def _count(self, one: Happening, told: dict[str, Any]) -> tuple[str, object]:
        """How many died or how much was paid, as reports differ on it; a fact where there is no such number."""
        rng = self.rng
        if not one.counts:
            return self._fact(rng.choice(one.facts)), None
        kind, true = rng.choice(one.counts)
        number = true if rng.random() < 0.72 else max(1, int(true * rng.uniform(0.4, 1.4)))
        if kind == "money":
            shape, unit = rng.choice(wording()["money"]), "USD"
        else:
            shape, unit = rng.choice(wording()["hurt"]), None
        at = ["dead", "injured", "arrested", "money"].index(kind)
        died = rng.choice(wording()["died"][at]) if at < 3 else ""
        dead = rng.choice(wording()["dead"][at]) if at < 3 else ""
        words = shape.format(count=number, died=died, dead=dead, two=rng.choice(one.things[1]))
        value = float(number) * (1_000_000 if unit else 1)
        told["numbers"] = [Number(text=str(number), start=0, end=0, kind=kind, low=value, high=value, unit=unit)]
        return words[0].upper() + words[1:], "N"

    # -- records ---------------------------------------------------------------------------------------------------

    def _report(
        self, told: dict[str, Any], found: dict[int, Span], sentence: Span, *, page: str, page_id: str
    ) -> Report:
        """The report of a sentence whose place is known."""
        one = cast(Happening, told["one"])
        status = cast(Status, told["status"])
        act = one.act
        event_type = plover_type(act, status)
        spans = {slot: found[id(key)] for slot, key in KEYS.items() if id(key) in found and found[id(key)].text}
        actor = self._placed(told["actor"], spans.get("A"))
        recipient = self._placed(told["recipient"], spans.get("R"))
        when, place, numbers = told["when"], told["where"], told["numbers"]
        if "T" not in spans:
            when = None
        if when is not None:
            when = replace(when, text=spans["T"].text, start=spans["T"].start, end=spans["T"].end)
        if "P" not in spans:
            place = None
        if place is not None:
            place = replace(place, start=spans["P"].start, end=spans["P"].end)
        trigger = spans.get("did", sentence)
        source = ()
        if told["said"] and "S" in spans:
            source = (Party(text=spans["S"].text, start=spans["S"].start, end=spans["S"].end, name=spans["S"].text),)
        at = sentence.text.find(numbers[0].text) if numbers and "N" in spans else -1
        counted = tuple(
            replace(number, start=sentence.start + at, end=sentence.start + at + len(number.text))
            for number in numbers
            if at >= 0
        )
        actors = tuple(party for party in (actor,) if party)
        recipients = tuple(party for party in (recipient,) if party)
        if told["joint"]:
            actors, recipients = (*actors, *recipients), ()
        return Report(
            id=content_id("planted", page_id, sentence.start, act, status), page=page, page_id=page_id, act=act,
            event_type=event_type, modes=(told["mode"],) if told["mode"] else (), status=status,
            quad=ACTS[event_type][0], intensity=ACTS[act][1], contexts=(), actors=actors, recipients=recipients,
            addressees=(), attribution=source, matter=None, date=when, places=(place,) if place else (),
            numbers=counted, trigger=trigger, sentence=sentence, rule=f"rules/{act.lower()}.toml:1",
            confidence=told["confidence"],
        )  # fmt: skip

    @staticmethod
    def _placed(party: Party | None, span: Span | None) -> Party | None:
        """A party where it stands in the text."""
        if party is None or span is None:
            return None
        return replace(party, text=span.text, start=span.start, end=span.end)


class _Slot:
    """A part of a sentence that records point at."""


KEYS = {slot: _Slot() for slot in ("A", "R", "T", "P", "did", "S", "N")}


def _within(fact: str, names: Sequence[str]) -> str:
    """A fact as part of a sentence."""
    return fact if fact.startswith(tuple(names)) else fact[0].lower() + fact[1:]


def _tidy(pieces: Pieces) -> Pieces:
    """Pieces without two spaces in a row or a space before a point, where a slot stayed empty."""
    kept: Pieces = []
    for words, key in pieces:
        if key is None:
            before = kept[-1][0] if kept else " "
            if before.endswith(" "):
                words = words.lstrip(" ")
            if words[:1] in tuple(",.;:") and kept and kept[-1][1] is None:
                kept[-1] = (before.rstrip(" "), None)
        if words:
            kept.append((words, key))
    return kept


def ordinal(day: int) -> str:
    """A day of the month as it is said: "24th"."""
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


@dataclass(frozen=True)
class Found:
    """How well groups of reports are those that were planted: B-cubed and over pairs."""

    cubed: tuple[float, float, float]
    pairs: tuple[float, float, float]


def measured(groups: Sequence[Sequence[str]], truth: dict[str, int]) -> Found:
    """F1, precision and recall of groups of report ids against the planted ones."""
    sizes: dict[int, int] = defaultdict(int)
    for number in truth.values():
        sizes[number] += 1
    precision = recall = 0.0
    right = proposed = 0
    for group in groups:
        counts: dict[int, int] = defaultdict(int)
        for report in group:
            counts[truth[report]] += 1
        proposed += len(group) * (len(group) - 1) // 2
        for number, count in counts.items():
            precision += count * count / len(group)
            recall += count * count / sizes[number]
            right += count * (count - 1) // 2
    planted = sum(size * (size - 1) // 2 for size in sizes.values())
    return Found(
        cubed=_f1(precision / max(1, len(truth)), recall / max(1, len(truth))),
        pairs=_f1(right / max(1, proposed), right / max(1, planted)),
    )


def _f1(precision: float, recall: float) -> tuple[float, float, float]:
    """F1 with the two that make it."""
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def batches(items: Sequence[Any], rng: random.Random) -> Iterator[list[Any]]:
    """Items split at random."""
    at = 0
    while at < len(items):
        size = rng.choice((1, 2, 5, 20, 100))
        yield list(items[at : at + size])
        at += size
