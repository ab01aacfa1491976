"""Blocks: the parts into which reports fall so that no event reaches from one part into another.

Two reports are neighbours where they are filed under a common cell (act, parties, days; or page), share a heavy word if
one of them names one party only and one says no day, and agree well enough by themselves; a block is all that
neighbours, and neighbours of neighbours, join. Whether two reports are neighbours depends on these two alone, so that a
block's events depend on its own reports alone: a new report changes the blocks of its neighbours and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from bede.merge.agreement import linked
from bede.merge.manner import CONTINUING, ONCE
from bede.merge.told import Told, tell
from bede.model import Article, Report

BUCKET = 8  # days that share a cell
LONGEST = 6  # buckets that a report is looked for in before it counts as open
PARTIES = 5  # parties of a long list that are filed

Cell = tuple[str, tuple[str, ...], int | str]


def blocks(told: Sequence[Told]) -> list[list[Told]]:
    """The blocks of reports in canonical order, each in that order, by their first reports."""
    parents = list(range(len(told)))
    index: dict[Cell, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        mine = number
        for other in met(one, index):
            theirs = _root(parents, other)
            if mine != theirs and _akin(told[other], one) and linked(told[other], one):
                mine, theirs = min(mine, theirs), max(mine, theirs)
                parents[theirs] = mine
        for cell in filed(one):
            index[cell].append(number)
    found: dict[int, list[Told]] = defaultdict(list)
    for number, one in enumerate(told):
        found[_root(parents, number)].append(one)
    return list(found.values())


def touched(
    changed: Iterable[Report],
    beside: Callable[[Collection[str]], Iterable[Report]],
    *,
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
    block_of: Callable[[str], str] | None = None,
    known: dict[str, Told] | None = None,
) -> set[str]:
    """The ids of the stored reports that are neighbours of changed ones: their blocks are to be merged anew.

    ``beside`` gives the stored reports that are filed under any of some cells (:func:`cells` of each when it was
    stored). A report is changed where it is new, or where the publication, the publisher, the origin or the text of
    its page is another than before; ``articles`` and ``copy_of`` hold what is true now, of the pages of both. What
    stood in a block with a report that is gone or changed has to be merged anew as well. The events of the rest stay:
    ``merge`` of the touched blocks' reports and the changed ones gives just those that ``merge`` of all reports has in
    their place. ``block_of`` gives the block that a stored report was merged in, so that one report of each is enough;
    ``known`` is what :func:`bede.merge.told.tell` keeps.
    """
    new = {report.id: report for report in changed}
    sought = {_name(cell) for one in tell(new.values(), articles, copy_of, known) for cell in _sought(one)}
    stored = [report for report in beside(sought) if report.id not in new]
    told = tell([*new.values(), *stored], articles, copy_of, known)  # in one order, as a pair is compared in it
    index: dict[Cell, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        if one.report.id not in new:
            for cell in filed(one):
                index[cell].append(number)
    found: set[str] = set()
    stale: set[str] = set()
    for one in told:
        if one.report.id not in new:
            continue
        for number in sorted(met(one, index)):
            other = told[number].report.id
            block = block_of(other) if block_of is not None else other
            if block not in stale and _akin(told[number], one) and linked(told[number], one):
                stale.add(block)
                found.add(other)
    return found


def cells(
    reports: Iterable[Report],
    *,
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
    known: dict[str, Told] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The names of the cells that each report is filed under, by its id: what a store keeps to find it by."""
    return {
        one.report.id: tuple(sorted({_name(cell) for cell in filed(one)}))
        for one in tell(reports, articles, copy_of, known)
    }


def filed(one: Told) -> Iterator[Cell]:
    """The cells that a report is filed under."""
    names = _names(one)
    buckets: tuple[int | str, ...] = (*(_buckets(one) or ("open",)), "all")
    for group in one.groups:
        yield group, ("page", one.root), "all"
        for party in (*combinations(names, 2), *(("any", name) for name in names), *_alone(names), *_persons(one)):
            for bucket in buckets:
                yield group, party, bucket


def _sought(one: Told) -> Iterator[Cell]:
    """The cells under which the neighbours of a report are filed."""
    names = _names(one)
    parties: list[tuple[str, ...]] = [*combinations(names, 2), *(("alone", name) for name in names or [""])]
    if len(names) == 1:
        parties.append(("any", names[0]))
    parties.extend(_persons(one))
    buckets = _buckets(one)
    where: tuple[int | str, ...] = (*buckets, "open") if buckets else ("all",)
    for group in one.sought:
        yield group, ("page", one.root), "all"
        for party in parties:
            for bucket in where:
                yield group, party, bucket


def met(one: Told, index: Mapping[Cell, Iterable[int]]) -> set[int]:
    """The numbers that an index has under the cells in which a report is looked for."""
    found: set[int] = set()
    for cell in _sought(one):
        if (numbers := index.get(cell)) is not None:
            found.update(numbers)
    return found


def _akin(one: Told, other: Told) -> bool:
    """Whether it is worth comparing reports of one cell: they or their pages share a heavy word, or both say enough.

    What names one party only lies under a cell with all that the party does, what says no day with that of any time; of
    these few are of the same matter.
    """
    if one.marks & other.marks or one.root == other.root:
        return True
    if one.time.days is not None and other.time.days is not None:
        return True
    return len(one.cast.anchors) > 1 and len(other.cast.anchors) > 1


def _alone(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The cell parties of a report that names one party or none."""
    return (("alone", names[0] if names else ""),) if len(names) < 2 else ()


def _persons(one: Told) -> list[tuple[str, str]]:
    """The cell parties of the persons whom a report names, by the last of their names."""
    named = {
        who.name.split()[-1]
        for who in one.cast.people[:PARTIES]
        if who.kind == "person" and not who.generic and who.name
    }
    return [("person", name) for name in sorted(named)]


def _name(cell: Cell) -> str:
    """A cell as one word of a store."""
    group, party, bucket = cell
    return "\t".join((group, *party, str(bucket)))


def _names(one: Told) -> list[str]:
    """The countries and names that a report is filed under."""
    return sorted({who.anchor for who in one.cast.people[:PARTIES]} & one.cast.anchors)


def _buckets(one: Told) -> tuple[int, ...]:
    """The stretches of days that a report can be about, none where they are open."""
    if one.time.days:
        first, last = one.time.days
    elif one.published is None or one.report.status in ("historical", "hypothetical") or _open(one):
        return ()
    elif one.report.status == "future":
        first, last = one.published - 1, one.published + 30
    else:
        first, last = one.published - 8, one.published + 1
    buckets = tuple(range((first - 1) // BUCKET, (last + 1) // BUCKET + 1))
    return buckets if len(buckets) <= LONGEST else ()


def _open(one: Told) -> bool:
    """Whether a report without a day can be about any: a course of action, or what is told long before."""
    return bool(one.course) or one.report.act in CONTINUING or bool(one.modes & ONCE)


def _root(parents: list[int], number: int) -> int:
    """The first report of the block so far."""
    while parents[number] != number:
        parents[number] = number = parents[parents[number]]
    return number
