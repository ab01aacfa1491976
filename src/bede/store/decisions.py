"""Decisions by people, kept as rows that are never changed or deleted; each is applied on every later run.

A decision names reports, not events, so that it survives any other grouping of them; and it keeps where their triggers
stand, so that it finds them when their pages are coded anew. ``bede.verdicts`` says what decisions amount to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, get_args

from bede.ledger import Decision, Right, Subject, Verdict
from bede.model import ACTS, Event, Report, Status, Story, content_id
from bede.plain import record_from
from bede.store.file import StoreError
from bede.store.records import Store
from bede.store.writing import as_json, storable
from bede.verdicts import constraints, corrected, in_force, modes_of_acts, resolved, standing, subject_of, wrong_parties

Clock = Callable[[], datetime]
State = Literal["stands", "undone", "overruled", "no reports"]


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as it is kept: in UTC, to the millisecond (ISO 8601)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def decide(
    store: Store,
    verdict: Verdict,
    keys: Sequence[str],
    *,
    user: str,
    right: Right | None = None,
    note: str = "",
    clock: Clock = utc_now,
) -> Decision:
    """Keep a decision about events or reports, given by their ids or the beginnings of these, and return it.

    ``same`` takes two or more, ``not-the-same`` two: an event stands for its first report in the one and for all its
    reports in the other. What is decided about an event with the other verdicts is decided about each of its reports.
    ``right`` is what is right in place of what was coded; without it the reports as a whole are wrong. Raises
    StoreError for what can not be decided so, and for what is not there.
    """
    if verdict == "undo":
        raise StoreError("undo takes the id of a decision: use undo()")
    if verdict not in get_args(Verdict):
        raise StoreError(f"verdict {verdict!r}: expected one of {', '.join(get_args(Verdict))}")
    sides = [_reports(store, key) for key in keys]
    subjects, others = sides, list[list[Report]]()
    if verdict == "same":
        if len(sides) < 2:
            raise StoreError("same: expected two events or reports, or more")
        subjects = [side[:1] for side in sides]
    elif verdict == "not-the-same":
        subjects, others = _two_sides(sides)
    elif not sides:
        raise StoreError(f"{verdict}: expected an event or report")
    ones = _subjects(subjects)
    if verdict == "same" and len(ones) < 2:
        raise StoreError("same: these are one and the same report")
    if verdict in ("wrong-code", "wrong-actor"):
        right = _checked(verdict, right, [report for side in sides for report in side])
    elif right is not None:
        raise StoreError(f"{verdict} takes no correction")
    if verdict == "note" and not note.strip():
        raise StoreError("note: expected what there is to note")
    return _kept(store, verdict, ones, _subjects(others), right=right, note=note, user=user, clock=clock)


def undo(store: Store, decision: str, *, user: str, note: str = "", clock: Clock = utc_now) -> Decision:
    """Take back an earlier decision, given by its id or the beginning of it, with a row of its own; returns that.

    To take back an undoing makes the decision stand again. Raises StoreError where there is no such decision, or where
    it was taken back already.
    """
    known = decisions(store)
    found = [one for one in known if one.id.startswith(decision)] if len(decision) >= 6 else []
    if len(found) != 1:
        many = f"{decision!r} is the beginning of {len(found)} ids" if found else f"no decision {decision!r}"
        raise StoreError(f"{store.path}: {many}; bede decisions {store.path} prints all")
    held = in_force(known)
    if any(one.undoes == found[0].id and one.id in held for one in known):
        raise StoreError(f"decision {found[0].id} was taken back already")
    return _kept(store, "undo", (), (), undoes=found[0].id, note=note, user=user, clock=clock)


def decisions(store: Store) -> list[Decision]:
    """All decisions, by time, those taken back and the undoings too; ``verdicts.standing`` leaves those that stand."""
    rows = store.file.rows("SELECT record FROM decisions ORDER BY time, id")
    return [record_from(Decision, json.loads(row[0])) for row in rows]


def judged(store: Store) -> list[tuple[Decision, State]]:
    """All decisions by time, each with whether it stands, was undone, is overruled by a later one or has no reports."""
    known = decisions(store)
    held = in_force(known)
    present = resolved(standing(known), subjects(store, standing(known)))
    overruled = set(constraints(present).overruled)
    wanted = {"same": 2, "not-the-same": 1}
    empty = {
        one.id
        for one in present
        if len(one.subjects) < wanted.get(one.verdict, 1) or (one.verdict == "not-the-same" and not one.others)
    }
    found: list[tuple[Decision, State]] = []
    for decision in known:
        state: State = "stands" if decision.id in held else "undone"
        if decision.id in overruled | empty:
            state = "overruled" if decision.id in overruled else "no reports"
        found.append((decision, state))
    return found


def decisions_on(store: Store, reports: Iterable[str]) -> list[Decision]:
    """The decisions, by time, that name any of some reports, and the undoings of these."""
    wanted = {
        row[0]
        for report in reports
        for row in store.file.rows("SELECT decision_id FROM decision_subjects WHERE report_id = ?", (report,))
    }
    found = []
    for decision in decisions(store) if wanted else ():
        if decision.id in wanted or decision.undoes in wanted:
            wanted.add(decision.id)
            found.append(decision)
    return found


def add_decisions(store: Store, given: Iterable[Decision]) -> int:
    """Keep decisions made elsewhere, as ``bede decisions`` prints them; returns how many were new.

    Raises StoreError where one is not what its id says, or undoes one that is not there.
    """
    given = list(given)
    known = {one.id for one in (*decisions(store), *given)}
    for decision in given:
        if decision.id != _id_of(decision):
            raise StoreError(f"decision {decision.id}: its content is of another id, so that it was changed")
        if decision.undoes is not None and decision.undoes not in known:
            raise StoreError(f"decision {decision.id}: undoes {decision.undoes}, which is not there")
    given.sort(key=lambda one: (one.undoes is not None, one.time))
    with store.file.writing() as cursor:
        return sum(_add(cursor, decision) for decision in given)


def subjects(store: Store, named: Iterable[Decision]) -> list[Subject]:
    """The reports in a store that decisions name, by their ids or by where their triggers stand."""
    wanted = [subject for decision in named for subject in (*decision.subjects, *decision.others)]
    query = "SELECT record FROM reports WHERE id = ? OR (page_id = ? AND start = ?)"
    found = {}
    for subject in wanted:
        for row in store.file.rows(query, (subject.report, subject.page_id, subject.start)):
            one = subject_of(record_from(Report, json.loads(row[0])))
            found[one.report] = one
    return [found[key] for key in sorted(found)]


def apply_corrections(store: Store, cursor: sqlite3.Cursor) -> list[tuple[Report, Report]]:
    """Write what standing decisions correct into the reports that they name, and take back what no longer stands.

    A corrected report keeps what was coded. Returns the reports that this changed, each as it was and as it is.
    """
    wrong = [one for one in standing(decisions(store)) if one.verdict in ("wrong-code", "wrong-actor")]
    present = subjects(store, wrong)
    wrong = resolved(wrong, present)
    ids = {subject.report for subject in present}
    ids.update(row[0] for row in store.file.rows("SELECT id FROM reports WHERE coded IS NOT NULL"))
    changed = []
    for key in sorted(ids):
        record, coded = cursor.execute("SELECT record, coded FROM reports WHERE id = ?", (key,)).fetchone()
        coded = coded or record
        (report,) = corrected([record_from(Report, json.loads(coded))], wrong)
        after = as_json(report) if report.corrected else coded
        kept = coded if report.corrected else None
        if after != record:
            cursor.execute("UPDATE reports SET record = ?, coded = ? WHERE id = ?", (after, kept, key))
            changed.append((record_from(Report, json.loads(record)), report))
    return changed


def _reports(store: Store, key: str) -> list[Report]:
    """The reports of an event, or the one report, that a key stands for."""
    found = store.find(key)
    if isinstance(found, Story):
        raise StoreError(f"{key!r} is a story; expected an event or report")
    if isinstance(found, Event):
        return store.reports_of(found)
    return [found]


def _two_sides(sides: Sequence[list[Report]]) -> tuple[list[list[Report]], list[list[Report]]]:
    """The two sides of a decision that they are not the same; a report of an event is taken from that event."""
    if len(sides) != 2:
        raise StoreError(f"not-the-same: expected two events or reports, found {len(sides)}")
    one, other = ({report.id: report for report in side} for side in sides)
    if one.keys() < other.keys():
        other = {key: report for key, report in other.items() if key not in one}
    elif other.keys() < one.keys():
        one = {key: report for key, report in one.items() if key not in other}
    if not one or not other or one.keys() & other.keys():
        raise StoreError("not-the-same: these are one and the same")
    return [list(one.values())], [list(other.values())]


def _subjects(sides: Iterable[Iterable[Report]]) -> tuple[Subject, ...]:
    """Reports as subjects, each once."""
    return tuple(dict.fromkeys(subject_of(report) for side in sides for report in side))


def _checked(verdict: Verdict, right: Right | None, reports: Sequence[Report]) -> Right | None:
    """A correction that can be applied; raises StoreError for any other."""
    code = (right.act, right.modes, right.status) if right else ()
    who = (right.role, right.party, right.name, right.country) if right else ()
    if verdict == "wrong-code":
        if any(value is not None for value in who):
            raise StoreError("wrong-code corrects act, modes and status; wrong-actor corrects parties")
        if right is None or all(value is None for value in code):
            return None
        _check_code(right, reports)
        return right
    if any(value is not None for value in code):
        raise StoreError("wrong-actor corrects parties; wrong-code corrects act, modes and status")
    right = right or Right()
    country = right.country.upper() if right.country is not None else None
    if country is not None and not (len(country) == 3 and country.isascii() and country.isalpha()):
        raise StoreError(f"country {right.country!r}: expected three letters (ISO 3166-1), such as USA")
    if right.name is not None and not right.name.strip():
        raise StoreError("name: expected a name; without one the party is taken out")
    for report in reports:
        parties = wrong_parties(report, right)
        if right.party is None and len(parties) > 1:
            named = ", ".join(f"{party.name} ({role})" for role, party in parties)
            raise StoreError(f"wrong-actor: report {report.id} has several parties, say which is wrong: {named}")
    if not any(wrong_parties(report, right) for report in reports):
        known = dict.fromkeys(party.name for report in reports for _, party in wrong_parties(report, Right()))
        raise StoreError(
            f"wrong-actor: nobody there is called {right.party!r}; there are: {', '.join(known) or 'none'}"
        )
    return Right(role=right.role, party=right.party, name=right.name, country=country)


def _check_code(right: Right, reports: Sequence[Report]) -> None:
    """Raise StoreError for an act, mode or status that there is not."""
    if right.act is not None and right.act not in ACTS:
        raise StoreError(f"act {right.act!r}: expected one of {', '.join(ACTS)}")
    if right.status is not None and right.status not in get_args(Status):
        raise StoreError(f"status {right.status!r}: expected one of {', '.join(get_args(Status))}")
    for act in {right.act or report.act for report in reports}:
        known = modes_of_acts()[act]
        for mode in right.modes or ():
            if mode not in known:
                raise StoreError(f"mode {mode!r}: expected one of those of {act}: {', '.join(known) or 'none'}")


def _kept(
    store: Store,
    verdict: Verdict,
    subjects: tuple[Subject, ...],
    others: tuple[Subject, ...],
    *,
    note: str,
    user: str,
    clock: Clock,
    right: Right | None = None,
    undoes: str | None = None,
) -> Decision:
    """A decision, written."""
    if not user.strip():
        raise StoreError("user: expected the name of who decides")
    note, user = storable(note) or "", storable(user) or ""
    time = written(clock())
    decision = Decision(
        id="", verdict=verdict, subjects=subjects, others=others, right=right, note=note, user=user, time=time,
        undoes=undoes,
    )  # fmt: skip
    decision = replace(decision, id=_id_of(decision))
    add_decisions(store, [decision])
    return decision


def _id_of(decision: Decision) -> str:
    """The id of a decision, made from all that it says."""
    return content_id("decision", as_json(replace(decision, id="")))


def _add(cursor: sqlite3.Cursor, decision: Decision) -> int:
    """Write a decision's rows unless they are there; returns how many decisions that were."""
    cursor.execute(
        "INSERT OR IGNORE INTO decisions (id, verdict, user, time, note, undoes, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            decision.id,
            decision.verdict,
            decision.user,
            decision.time,
            decision.note,
            decision.undoes,
            as_json(decision),
        ),
    )
    added = cursor.rowcount
    if added:
        cursor.executemany(
            "INSERT INTO decision_subjects VALUES (?, ?, ?, ?, ?, ?)",
            [
                (decision.id, number, subject.report, subject.page_id, subject.start, subject.end)
                for number, side in enumerate((decision.subjects, decision.others))
                for subject in side
            ],
        )
    return added
