"""Verdicts: what people's decisions amount to: which stand, what they correct, what they join and keep apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bede.ledger import Decision, Right, Subject
from bede.lexicon.names import state_names
from bede.lexicon.rules import load_modes
from bede.model import ACTS, Corrected, Correction, Party, Report, plover_type

Apart = tuple[frozenset[str], frozenset[str]]
Together = tuple[frozenset[str], str]


class Constraints(NamedTuple):
    """What merging has to hold to.

    ``together`` are sets of report ids that are of one happening, each with the reason in words; ``apart`` pairs of
    sets of which none of the one is of the same happening as any of the other; ``overruled`` the ids of the decisions
    that contradict a later one.
    """

    together: tuple[Together, ...] = ()
    apart: tuple[Apart, ...] = ()
    overruled: tuple[str, ...] = ()


def in_force(decisions: Iterable[Decision]) -> set[str]:
    """The ids of the decisions that nobody took back; an undoing that was itself undone takes nothing back."""
    known = list(decisions)
    undoing: dict[str, list[str]] = defaultdict(list)
    for decision in known:
        if decision.undoes is not None:
            undoing[decision.undoes].append(decision.id)
    holds: dict[str, bool] = {}
    order = [decision.id for decision in known]
    while order:  # an undoing is judged before what it undoes; ids made from content allow no circle
        key = order[-1]
        waiting = [one for one in undoing[key] if one not in holds]
        if waiting:
            order.extend(waiting)
            continue
        order.pop()
        holds[key] = not any(holds[one] for one in undoing[key])
    return {key for key, held in holds.items() if held}


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand, in their order, without the undoings."""
    known = list(decisions)
    held = in_force(known)
    return [decision for decision in known if decision.undoes is None and decision.id in held]


def resolved(decisions: Iterable[Decision], present: Iterable[Subject]) -> list[Decision]:
    """Decisions about the reports that there are: one coded anew under another id is found by where its trigger stands.

    ``present`` are those that the decisions can be about. Subjects that are gone are left out.
    """
    ids: dict[str, Subject] = {}
    at: dict[tuple[str, int, int], list[Subject]] = defaultdict(list)
    for subject in present:
        ids[subject.report] = subject
        at[_place(subject)].append(subject)

    def found(side: Iterable[Subject]) -> tuple[Subject, ...]:
        """The subjects that there are of those that a decision names."""
        lists = ([ids[one.report]] if one.report in ids else at.get(_place(one), []) for one in side)
        return tuple(dict.fromkeys(subject for subjects in lists for subject in subjects))

    return [replace(one, subjects=found(one.subjects), others=found(one.others)) for one in decisions]


def corrected(reports: Iterable[Report], decisions: Iterable[Decision]) -> Iterator[Report]:
    """Yield the reports as coded with what resolved decisions say is right; later decisions go over earlier ones."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verdict in ("wrong-code", "wrong-actor"):
            for subject in decision.subjects:
                about[subject.report].append(decision)
    for report in reports:
        for decision in about.get(report.id, ()):
            report = _corrected(report, decision)
        yield report


def retracted(report: Report) -> bool:
    """Whether a person decided that a report as a whole is wrong, so that it tells of no event."""
    return any(correction.field == "report" for correction in report.corrected)


def constraints(decisions: Sequence[Decision]) -> Constraints:
    """What resolved decisions ask of merging; of two that contradict each other, the later holds."""
    together: list[Together] = []
    apart: list[Apart] = []
    overruled: list[str] = []
    settled = _Settled()
    for decision in decisions[::-1]:
        ones, others = (frozenset(one.report for one in side) for side in (decision.subjects, decision.others))
        if decision.verdict == "same" and len(ones) > 1:
            if settled.join(ones):
                together.append((ones, reason_of(decision)))
            else:
                overruled.append(decision.id)
        elif decision.verdict == "not-the-same" and ones and others:
            if settled.part(ones, others):
                apart.append((ones, others))
            else:
                overruled.append(decision.id)
    return Constraints(tuple(together[::-1]), tuple(apart[::-1]), tuple(overruled[::-1]))


def reason_of(decision: Decision) -> str:
    """Who decided it, when, and with which note: "decided by anna on 2024-05-02: one visit"."""
    note = f": {decision.note}" if decision.note else ""
    return f"decided by {decision.user} on {decision.time[:10]}{note}"


def subject_of(report: Report) -> Subject:
    """A report as the subject of a decision."""
    return Subject(report=report.id, page_id=report.page_id, start=report.trigger.start, end=report.trigger.end)


@lru_cache(maxsize=1)
def modes_of_acts() -> Mapping[str, Mapping[str, float]]:
    """The modes of each act with their intensities."""
    return load_modes()


def wrong_parties(report: Report, right: Right) -> list[tuple[str, Party]]:
    """The parties of a report that a correction is about, each with its role."""
    found = []
    for role, parties in (("actor", report.actors), ("recipient", report.recipients)):
        if right.role in (None, role):
            found += [(role, party) for party in parties if right.party is None or _is_called(party, right.party)]
    return found


class _Settled:
    """Which reports are one happening and which are two, as far as decided; refuses what contradicts that."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._enemies: dict[str, set[str]] = defaultdict(set)

    def join(self, ones: Iterable[str]) -> bool:
        """Take reports for one happening; False where some of them are two already."""
        roots = sorted({self._root(one) for one in ones})
        if any(other in self._enemies[one] for one in roots for other in roots):
            return False
        first, *rest = roots
        for root in rest:
            self._above[root] = first
            for enemy in self._enemies.pop(root, set()):
                self._enemies[enemy].discard(root)
                self._enemies[enemy].add(first)
                self._enemies[first].add(enemy)
        return True

    def part(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Take reports for two happenings; False where some of both are one already."""
        left, right = ({self._root(one) for one in side} for side in (ones, others))
        if left & right:
            return False
        for one in left:
            self._enemies[one] |= right
        for other in right:
            self._enemies[other] |= left
        return True

    def _root(self, one: str) -> str:
        """The report that stands for all that are one happening with a report."""
        while (above := self._above.get(one)) is not None:
            one = above
        return one


def _place(subject: Subject) -> tuple[str, int, int]:
    """Where a report's trigger stands."""
    return subject.page_id, subject.start, subject.end


def _corrected(report: Report, decision: Decision) -> Report:
    """A report with what one decision says is right."""
    right = decision.right
    if right is None:
        return _noted(report, decision, "report", report.act, None)
    if decision.verdict == "wrong-actor":
        return _with_parties(report, decision, right)
    act, status = right.act or report.act, right.status or report.status
    modes = right.modes if right.modes is not None else report.modes if act == report.act else ()
    own = report.event_type not in ACTS and act == report.act  # a type of the user's own rule
    scores = [score for mode in modes if (score := modes_of_acts()[act].get(mode)) is not None]
    event_type = plover_type(act, status)
    before = report
    report = replace(
        report,
        act=act,
        status=status,
        modes=modes,
        event_type=report.event_type if own else event_type,
        quad=ACTS[event_type][0],
        intensity=scores[0] if scores else ACTS[act][1],
    )
    if act != before.act:
        report = _noted(report, decision, "act", before.act, act)
    if modes != before.modes:
        report = _noted(report, decision, "modes", ", ".join(before.modes), ", ".join(modes))
    if status != before.status:
        report = _noted(report, decision, "status", before.status, status)
    return report


def _with_parties(report: Report, decision: Decision, right: Right) -> Report:
    """A report with the right party in place of the wrong one."""
    wrong = {(role, party.start) for role, party in wrong_parties(report, right)}
    for role, field in (("actor", "actors"), ("recipient", "recipients")):
        before: tuple[Party, ...] = getattr(report, field)
        after = tuple(
            found
            for party in before
            if (found := _party(party, right, decision) if (role, party.start) in wrong else party) is not None
        )
        if after != before:
            named = [", ".join(f"{party.name} ({party.country})" for party in side) for side in (before, after)]
            if field == "actors":
                report = _noted(replace(report, actors=after), decision, "actors", named[0], named[1])
            else:
                report = _noted(replace(report, recipients=after), decision, "recipients", named[0], named[1])
    return report


def _party(party: Party, right: Right, decision: Decision) -> Party | None:
    """The right party with the words of the wrong one; None where there is none."""
    if right.name is None and right.country is None:
        return None
    country = right.country or (party.country if right.name is None else None)
    called = state_names().get(country or "")
    state = party.kind == "state" and called is not None and right.name in (None, called)
    name = right.name or (called if state else None) or party.name
    return replace(
        party,
        name=name,
        country=country,
        kind=party.kind if state or party.kind != "state" else None,
        entity=f"state:{country}" if state else party.entity if right.name is None else None,
        antecedent=None if right.name is not None else party.antecedent,
        unknown=None if country else "no-country",
        country_from=None,
        rule=f"decision:{decision.id}",
    )


def _is_called(party: Party, words: str) -> bool:
    """Whether a party is meant by its name, its words or its country."""
    wanted = words.casefold()
    return wanted in (party.name.casefold(), party.text.casefold(), (party.country or "").casefold(), party.entity)


def _noted(report: Report, decision: Decision, field: Corrected, coded: str | None, right: str | None) -> Report:
    """A report with a line on what was corrected."""
    correction = Correction(
        field=field,
        coded=coded or None,
        right=right or None,
        user=decision.user,
        time=decision.time,
        decision=decision.id,
    )
    return replace(report, corrected=(*report.corrected, correction))
