"""Which coded report answers which gold report of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bede.compare.spans import overlap, some_named
from bede.model import Report

TRIGGER, ACT, PARTY, TYPE = 4, 3, 2, 1
JOINT = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT", "SUPPORT"})
"""Acts whose two sides may both be actors."""


def align(gold: Sequence[Report], coded: Sequence[Report]) -> dict[int, int]:
    """The index of the coded report for each gold report that has one; each is taken once, the closest pairs first."""
    return closest(gold, coded, _nearness)


def closest(
    ones: Sequence[Report], others: Sequence[Report], nearness: Callable[[Report, Report], int]
) -> dict[int, int]:
    """Which of ``others`` answers which of ``ones``, by index; each is taken once, the closest pairs first.

    ``nearness`` is 0 for two that can not be one; of pairs that are as close, the first in order is taken.
    """
    near = sorted(
        (-shared, i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if (shared := nearness(one, other))
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in near:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _nearness(gold: Report, coded: Report) -> int:
    """How much two reports share, 0 where they can not be one.

    They can where the triggers overlap, where actor and recipient are the same, or the act or type and one of these.
    """
    trigger = overlap(gold.trigger, coded.trigger)
    act, kind = gold.act == coded.act, gold.event_type == coded.event_type
    actor, recipient = some_named(coded.actors, gold.actors), some_named(coded.recipients, gold.recipients)
    if not (trigger or (actor and recipient) or ((act or kind) and (actor or recipient))):
        return 0
    return TRIGGER * trigger + ACT * act + TYPE * kind + PARTY * actor + PARTY * recipient


def joins(coded: Report, gold: Report) -> bool:
    """Whether a coded report joins gold's actor to gold's recipient, as actor and recipient or as two of its actors."""
    if any(overlap(actor, recipient) for actor in coded.actors for recipient in coded.recipients):
        return False
    if some_named(coded.actors, gold.actors) and some_named(coded.recipients, gold.recipients):
        return True
    together = len(coded.actors) > 1 and coded.act in JOINT
    return together and some_named(coded.actors, gold.actors) and some_named(coded.actors, gold.recipients)


def same_type(coded: Report, gold: Report) -> bool:
    """Whether the coded act or event type is gold's event type."""
    return gold.event_type in (coded.act, coded.event_type)


def is_correct(coded: Report, gold: Report) -> bool:
    """Whether a coded report that answers a gold report has its act, actor and recipient, or as rightly none."""
    return coded.act == gold.act and all(
        some_named(mine, meant) if meant else not mine
        for mine, meant in ((coded.actors, gold.actors), (coded.recipients, gold.recipients))
    )
