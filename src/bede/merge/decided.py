"""Decided: what people decided to be one happening is joined, what they decided to be two is parted.

This step comes after the merging of reports and changes only groups that a decision names: ``merge`` hands over its
groups, block by block, and takes what comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from bede.merge.agreement import agreement
from bede.merge.participants import AGAINST
from bede.merge.told import Told
from bede.merge.view import Why

Together = tuple[frozenset[str], str]
Apart = tuple[frozenset[str], frozenset[str]]

SURE = 1.0
"""The score of what a person decided."""


class Group(NamedTuple):
    """Reports of one happening in canonical order, and why each but the first belongs to those before it."""

    members: Sequence[Told]
    links: Sequence[Why | None]


def settled(
    blocks: Sequence[Sequence[Group]], *, together: Sequence[Together], apart: Sequence[Apart]
) -> list[list[Group]]:
    """The groups of each block as people decided, in order of their first reports.

    Blocks with reports that belong together are one, and their groups are joined. Then groups with reports that are
    apart are parted: each report that nobody decided about goes with the part that it agrees with best, and reports
    decided to be together stay so.
    """
    named = {report for ones, _ in together for report in ones}
    named |= {report for sides in apart for side in sides for report in side}
    found: list[list[Group]] = []
    for part in _united(blocks, [ones for ones, _ in together]):
        touched = [group for group in part if any(told.report.id in named for told in group.members)]
        if touched:
            touched.sort(key=lambda group: group.members[0].number)
            rest = [group for group in part if not any(told.report.id in named for told in group.members)]
            settled = [one for group in _joined(touched, together) for one in _parted(group, together, apart)]
            part = [*rest, *settled]
        found.append(sorted(part, key=lambda group: group.members[0].number))
    return found


def _united(blocks: Sequence[Sequence[Group]], together: Iterable[Collection[str]]) -> list[list[Group]]:
    """Blocks, those with reports that belong together as one, in order of the first of each."""
    of = {told.report.id: number for number, block in enumerate(blocks) for group in block for told in group.members}
    above = list(range(len(blocks)))
    for ones in together:
        roots = sorted({_root(above, of[report]) for report in ones if report in of})
        for root in roots[1:]:
            above[root] = roots[0]
    found: dict[int, list[Group]] = defaultdict(list)
    for number, block in enumerate(blocks):
        found[_root(above, number)].extend(block)
    return list(found.values())


def _joined(groups: Sequence[Group], together: Sequence[Together]) -> list[Group]:
    """Groups, those with reports that belong together as one."""
    of = {told.report.id: number for number, group in enumerate(groups) for told in group.members}
    above = list(range(len(groups)))
    reasons: dict[int, str] = {}
    for ones, reason in together:
        roots = sorted({_root(above, of[report]) for report in ones if report in of})
        for root in roots[1:]:
            above[root] = roots[0]
            reasons[root] = reason
    parts: dict[int, list[tuple[Told, Why | None]]] = defaultdict(list)
    for number, group in enumerate(groups):
        at, why = number, None
        while above[at] != at:
            why = why or Why(SURE, (reasons[at],))
            at = above[at]
        parts[at] += [(told, link or why) for told, link in zip(group.members, group.links, strict=True)]
    return [_group(part) for part in parts.values()]


def _group(pairs: Iterable[tuple[Told, Why | None]]) -> Group:
    """A group in canonical order, of which the first is joined to nothing."""
    ordered = sorted(pairs, key=lambda pair: pair[0].number)
    return Group([told for told, _ in ordered], [None, *(link for _, link in ordered[1:])])


def _parted(group: Group, together: Sequence[Together], apart: Sequence[Apart]) -> list[Group]:
    """A group, or its parts where people decided that it is several happenings."""
    ids = {told.report.id for told in group.members}
    walls = [(left & ids, right & ids) for left, right in apart if left & ids and right & ids]
    if not walls:
        return [group]
    cluster = _clusters(group, [ones & ids for ones, _ in together])
    enemies: dict[int, set[int]] = defaultdict(set)
    for left, right in walls:
        for one in {cluster[report] for report in left}:
            for other in {cluster[report] for report in right} - {one}:
                enemies[one].add(other)
                enemies[other].add(one)
    members: dict[int, list[Told]] = defaultdict(list)
    for told in group.members:
        members[cluster[told.report.id]].append(told)
    parts: list[list[int]] = []
    for one in sorted(enemies):
        allowed = [part for part in parts if not enemies[one] & set(part)]
        best = _best(members[one], [[told for at in part for told in members[at]] for part in allowed])
        if best is None:
            parts.append([one])
        else:
            allowed[best].append(one)
    if not parts:
        return [group]
    seeds = [[told for at in part for told in members[at]] for part in parts]
    for one in sorted(members.keys() - enemies.keys()):
        parts[_best(members[one], seeds) or 0].append(one)
    links = dict(zip((told.report.id for told in group.members), group.links, strict=True))
    return [_group([(told, links[told.report.id]) for at in part for told in members[at]]) for part in parts]


def _clusters(group: Group, together: Sequence[Collection[str]]) -> dict[str, int]:
    """The reports of a group that belong together, as numbers: that of the first of them."""
    numbers = {told.report.id: number for number, told in enumerate(group.members)}
    above = list(range(len(group.members)))
    for ones in together:
        roots = sorted({_root(above, numbers[report]) for report in ones})
        for root in roots[1:]:
            above[root] = roots[0]
    return {report: _root(above, number) for report, number in numbers.items()}


def _root(above: Sequence[int], at: int) -> int:
    """The number that stands for all that are joined with one."""
    while above[at] != at:
        at = above[at]
    return at


def _best(ones: Sequence[Told], parts: Sequence[Sequence[Told]]) -> int | None:
    """The part that reports agree with best; None where they agree with none."""
    best: tuple[float, int] | None = None
    for number, part in enumerate(parts):
        agreements = [agreement(one, other) for one in ones for other in part]
        weights = [max(AGAINST, found.total) if found else AGAINST for found in agreements]
        weight = (max(weights) + sum(weights) / len(weights)) / 2
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, number)
    return best[1] if best else None
