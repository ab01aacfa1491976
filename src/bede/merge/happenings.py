"""Happenings: joins reports that agree into events, in an order that does not depend on how they arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bede.cycles import uncollected
from bede.merge.agreement import ENOUGH, MEASURES, Agreement, agreement, another_matter, chance, several, shared_words
from bede.merge.blocks import Cell, blocks, filed, met
from bede.merge.decided import Apart, Group, Together, settled
from bede.merge.participants import AGAINST
from bede.merge.told import Told, tell
from bede.merge.view import Why, event_of
from bede.model import Article, Event, Report

CANDIDATES = 40  # happenings that a report is held against
WITNESSES = 6  # reports of a happening that a new one is held against


class Fit(NamedTuple):
    """How well reports fit a happening, and the pair that agrees best."""

    weight: float
    agreement: Agreement
    one: Told
    witness: Told

    def link(self) -> Why:
        """The fit as a score and its reasons in words."""
        words = shared_words(self.one, self.witness)
        return Why(chance(self.weight), (*self.agreement.same, words) if words else self.agreement.same)


@dataclass(slots=True)
class Happening:
    """The reports found so far to be of one happening; ``witnesses`` are those that a new report is held against."""

    number: int
    members: list[Told] = field(default_factory=list)
    links: list[Why | None] = field(default_factory=list)
    witnesses: list[Told] = field(default_factory=list)
    signatures: dict[tuple[object, ...], Told] = field(default_factory=dict)
    traits: set[object] = field(default_factory=set)

    def add(self, told: Told, why: Why | None) -> None:
        """Take a report in; of reports that tell exactly the same, one is a witness, of the body if it can."""
        self.members.append(told)
        self.links.append(why)
        self.traits.update(_traits(told))
        signature = (told.cast.people, told.time, told.places, told.report.status, tuple(sorted(told.words)))
        alike = self.signatures.setdefault(signature, told)
        if alike is not told:
            if alike.heading and not told.heading and alike in self.witnesses:
                self.witnesses[self.witnesses.index(alike)] = self.signatures[signature] = told
            return
        self.witnesses.append(told)
        if len(self.witnesses) > WITNESSES:
            self.witnesses.remove(min(self.witnesses[1:], key=lambda witness: (_telling(witness), -witness.number)))


def merge(
    reports: Iterable[Report],
    *,
    articles: Mapping[str, Article] | None = None,
    copy_of: Mapping[str, str] | None = None,
    together: Sequence[Together] = (),
    apart: Sequence[Apart] = (),
) -> list[Event]:
    """The events that reports tell of, each report in exactly one, whatever the order in which they come.

    ``articles`` are by page id and give publication, publisher and the news that a page is about; ``copy_of`` maps the
    page id of a copy to its origin's (by default what the articles say), so that copies are no further witnesses.
    ``together`` and ``apart`` are what people decided: sets of report ids that are of one happening, each with the
    reason in words, and pairs of sets of which none of the one is of the same happening as any of the other.
    """
    parts = merge_blocks(reports, articles=articles, copy_of=copy_of, together=together, apart=apart)
    found = [(order, event) for events in parts for order, event in events]
    return [event for _, event in sorted(found, key=lambda item: item[0])]


def merge_blocks(
    reports: Iterable[Report],
    *,
    articles: Mapping[str, Article] | None = None,
    copy_of: Mapping[str, str] | None = None,
    together: Sequence[Together] = (),
    apart: Sequence[Apart] = (),
    known: dict[str, Told] | None = None,
) -> list[list[tuple[int, Event]]]:
    """The same events, a list a block: what one block's reports are has no bearing on the events of another.

    Blocks with reports that people decided to be together are one.

    Each event comes with the place of its first report in the canonical order of all reports. ``known`` is what
    :func:`bede.merge.told.tell` keeps.
    """
    pages = articles or {}
    if copy_of is None:
        copy_of = {page_id: article.copy_of for page_id, article in pages.items() if article.copy_of}
    with uncollected():  # merging makes no cycles
        told = tell(reports, pages, copy_of, known)
        parts = [[Group(one.members, one.links) for one in _happenings(block)] for block in blocks(told)]
        return [
            [(group.members[0].number, event_of(group.members, group.links, pages)) for group in part]
            for part in settled(parts, together=together, apart=apart)
        ]


def _happenings(block: Sequence[Told]) -> list[Happening]:
    """The happenings of a block."""
    if len(block) == 1:
        (alone,) = block
        return [Happening(number=0, members=[alone], links=[None])]
    return _join_splits(_gather(block))


def _gather(told: Sequence[Told]) -> list[Happening]:
    """Each report in canonical order joins the happening that it agrees with best, or begins one.

    A page's headline, which says less than what it is the headline of, comes after its body.
    """
    first = {one.report.page_id: one.number for one in reversed(told)}
    happenings: dict[int, Happening] = {}
    index: dict[Cell, dict[int, None]] = defaultdict(dict)
    for one in sorted(told, key=lambda one: (first[one.report.page_id], one.heading, one.number)):
        best: tuple[Fit, int] | None = None
        for number in _candidates(one, happenings, index):
            if _told_beside([one], happenings[number].members):
                continue
            fit = _weigh([one], happenings[number].witnesses)
            if fit is not None and (best is None or fit.weight > best[0].weight):
                best = (fit, number)
        number = best[1] if best else len(happenings)
        happenings.setdefault(number, Happening(number=number)).add(one, best[0].link() if best else None)
        for cell in filed(one):
            index[cell][number] = None
    return list(happenings.values())


def _weigh(ones: Sequence[Told], witnesses: Sequence[Told]) -> Fit | None:
    """How far reports agree with a happening: the best pair counts twice, the average once; None where too little."""
    best: tuple[float, Agreement, Told, Told] | None = None
    total, held = 0.0, 0
    for one in ones:
        above = any(witness.heading and one.report.page_id == witness.report.page_id for witness in witnesses)
        beside = above and any(another_matter(one, witness) for witness in witnesses)
        for witness in witnesses:
            if beside and witness.heading and one.report.page_id == witness.report.page_id:
                continue  # the headline is that of the other matter
            held += 1
            found = agreement(one, witness)
            total += max(AGAINST, found.total) if found else 1.5 * AGAINST
            if found and (best is None or found.total > best[0]):
                best = (found.total, found, one, witness)
    if best is None or best[1].kinds < 2:
        return None
    weight = (2 * best[0] + total / held) / 3
    return Fit(weight, best[1], best[2], best[3]) if weight >= ENOUGH else None


def _told_beside(ones: Sequence[Told], others: Sequence[Told]) -> bool:
    """Whether a sentence tells of measures of both: then these are two."""
    if ones[0].report.act not in MEASURES:
        return False
    beside: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for other in others:
        beside[other.report.page_id, other.report.sentence.start].append(other)
    return any(
        several(one, other) for one in ones for other in beside.get((one.report.page_id, one.report.sentence.start), ())
    )


def _candidates(one: Told, happenings: Mapping[int, Happening], index: Mapping[Cell, Mapping[int, None]]) -> list[int]:
    """The happenings that a report may be of: of the same acts, parties and weeks; of many, those most alike."""
    numbers = met(one, index)
    if len(numbers) <= CANDIDATES:
        return sorted(numbers)
    traits = _traits(one)
    ranked = sorted(numbers, key=lambda number: (-len(traits & happenings[number].traits), -number))
    return sorted(ranked[:CANDIDATES])


def _traits(one: Told) -> set[object]:
    """What makes a report quick to find among many: persons, days, places, the page, the heaviest words."""
    found: set[object] = {who.identity for who in one.cast.people if who.kind != "state"}
    if one.time.days and one.time.narrow:
        found.update(range(one.time.days[0], one.time.days[1] + 1))
    found.update(("place", place.name) for place in one.places if place.precision <= 2)
    found.update(("word", word) for word in list(one.words)[:8])
    found.add(("page", one.root))
    return found


def _telling(one: Told) -> int:
    """How much a report says of who, when and where."""
    people, time = one.cast.people, one.time
    persons = sum(who.kind == "person" for who in people)
    return 2 * time.narrow + (time.days is not None) + bool(one.places) + min(3, persons) + min(2, len(people))


def _join_splits(happenings: list[Happening]) -> list[Happening]:
    """Happenings that began apart and turn out to be one are joined, the later into the earlier.

    An early report may say too little to be joined with the next; what came since tells them to be one.
    """
    index: dict[Cell, dict[int, None]] = defaultdict(dict)
    for happening in happenings:
        for cell in dict.fromkeys(cell for one in happening.witnesses for cell in filed(one)):
            index[cell][happening.number] = None
    known = {happening.number: happening for happening in happenings}
    kept = dict(known)
    for happening in happenings[::-1]:  # the latest first, so that what it is joined with can still be joined itself
        best: tuple[Fit, int] | None = None
        numbers: set[int] = set()
        for one in happening.witnesses:
            numbers.update(_candidates(one, known, index))
        for number in sorted(number for number in numbers if number < happening.number):
            if _told_beside(happening.members, kept[number].members):
                continue
            fit = _weigh(happening.witnesses, kept[number].witnesses)
            if fit is not None and (best is None or fit.weight > best[0].weight):
                best = (fit, number)
        if best is not None:
            for one, link in zip(happening.members, happening.links, strict=True):
                kept[best[1]].add(one, link or best[0].link())
            del kept[happening.number]
    for happening in kept.values():
        order = sorted(range(len(happening.members)), key=lambda at: happening.members[at].number)
        happening.members, happening.links = (
            [happening.members[at] for at in order],
            [happening.links[at] for at in order],
        )
    return list(kept.values())
