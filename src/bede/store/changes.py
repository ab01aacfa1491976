"""What joining changed: events and stories that are new, gone, merged, split, renamed or told otherwise, and why."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace

from bede.ledger import Change, Changing, Follow
from bede.model import Event, Report, Story
from bede.plain import record_from
from bede.store.file import StoreError
from bede.store.records import Store
from bede.store.writing import as_json

Subject = Event | Story


def compared(
    before: Mapping[str, Subject],
    after: Mapping[str, Subject],
    parts_before: Mapping[str, Collection[str]],
    parts_after: Mapping[str, Collection[str]],
) -> list[Change]:
    """What became of events or stories, given by id, with the parts that tell which follows which; run and time open.

    Those that are as they were are left out.
    """
    same = {key for key in before.keys() & after.keys() if before[key] == after[key]}
    holders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(before.keys() - same):
        for part in parts_before[key]:
            holders[part].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for key in sorted(after.keys() - same):
        for part in parts_after[key]:
            for earlier in holders.get(part, ()):
                shared[earlier, key] += 1
        if key in before:
            shared[key, key] += 0
    related: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (earlier, later), count in shared.items():
        related[later].append((earlier, count))
    found = []
    for old, new in _families(before.keys() - same, after.keys() - same, shared):
        follows = [
            Follow(before=earlier, after=later, shared=count) for later in new for earlier, count in related[later]
        ]
        change = _change(old, new)
        subject = after[min(new)] if new else before[min(old)]
        found.append(
            Change(
                run=0,
                time="",
                kind="event" if isinstance(subject, Event) else "story",
                change=change,
                before=tuple(sorted(old)),
                after=tuple(sorted(new)),
                follows=tuple(sorted(follows, key=lambda one: (-one.shared, one.before, one.after))),
                fields=_fields(before[min(old)], after[min(new)]) if change in ("changed", "renamed") else (),
                what=_in_words(subject),
                pages=(),
                decisions=(),
            )
        )
    return sorted(found, key=lambda one: (one.change, one.after, one.before))


def correction(before: Report, after: Report) -> Change:
    """What was corrected in a report, or taken back; run and time open."""
    decisions = dict.fromkeys(one.decision for one in (*before.corrected, *after.corrected))
    return Change(
        run=0,
        time="",
        kind="report",
        change="corrected",
        before=(before.id,),
        after=(after.id,),
        follows=(),
        fields=_fields(before, after),
        what=after.sentence.text,
        pages=(after.page_id,),
        decisions=tuple(decisions),
    )


def add_changes(cursor: sqlite3.Cursor, found: Iterable[Change], *, joining: int, time: str) -> None:
    """Keep what a joining changed."""
    for change in found:
        change = replace(change, run=joining, time=time)
        cursor.execute(
            "INSERT INTO changes (joining, change, kind, record) VALUES (?, ?, ?, ?)",
            (joining, change.change, change.kind, as_json(change)),
        )
        number = cursor.lastrowid
        ids = sorted({*change.before, *change.after})
        cursor.executemany("INSERT INTO changed_ids VALUES (?, ?)", [(key, number) for key in ids])


def changes(
    store: Store, *, after: int | None = None, until: int | None = None, since: str | None = None, of: str | None = None
) -> list[Change]:
    """What runs changed, in their order: those after one and up to another, by number, or since a day or moment.

    ``of`` is the id of an event, story or report, or the beginning of it: only what became of it.
    """
    clauses, arguments = ["1"], list[object]()
    for clause, value in (("c.joining > ?", after), ("c.joining <= ?", until), ("j.time >= ?", since)):
        if value is not None:
            clauses.append(clause)
            arguments.append(value)
    if of is not None:
        if len(of) < 6:
            raise StoreError(f"{of!r}: expected six or more signs of an id")
        clauses.append("c.number IN (SELECT change FROM changed_ids WHERE id GLOB ?)")
        arguments.append(f"{of}*")
    query = (
        "SELECT c.record FROM changes c JOIN joinings j ON j.number = c.joining"
        f" WHERE {' AND '.join(clauses)} ORDER BY c.number"
    )
    return [record_from(Change, json.loads(row[0])) for row in store.file.rows(query, arguments)]


def joinings(store: Store) -> list[tuple[int, str, str]]:
    """The runs that joined what was stored: number, id and time."""
    return [(row[0], row[1], row[2]) for row in store.file.rows("SELECT number, run, time FROM joinings ORDER BY 1")]


def _families(
    before: Collection[str], after: Collection[str], shared: Mapping[tuple[str, str], int]
) -> list[tuple[set[str], set[str]]]:
    """The earlier and later ids that have parts in common, and what these have parts in common with, and so on."""
    later: dict[str, list[str]] = defaultdict(list)
    earlier: dict[str, list[str]] = defaultdict(list)
    for one, other in shared:
        later[one].append(other)
        earlier[other].append(one)
    found: list[tuple[set[str], set[str]]] = []
    done: set[tuple[str, bool]] = set()
    for first in [*((key, True) for key in sorted(after)), *((key, False) for key in sorted(before))]:
        if first in done:
            continue
        old, new = (set[str](), {first[0]}) if first[1] else ({first[0]}, set[str]())
        waiting: list[tuple[str, bool]] = [first]
        while waiting:
            key, is_later = waiting.pop()
            around = earlier[key] if is_later else later[key]
            known = old if is_later else new
            waiting += [(other, not is_later) for other in around if other not in known]
            known.update(around)
        done.update((key, False) for key in old)
        done.update((key, True) for key in new)
        found.append((old, new))
    return found


def _change(old: Collection[str], new: Collection[str]) -> Changing:
    """What it is called that some ids take the place of others."""
    if not old or not new:
        return "gone" if old else "new"
    if len(old) == len(new) == 1:
        return "changed" if set(old) == set(new) else "renamed"
    if len(new) == 1:
        return "merged"
    return "split" if len(old) == 1 else "regrouped"


def _fields(before: object, after: object) -> tuple[str, ...]:
    """The fields in which two records of a kind differ."""
    names = [field.name for field in fields(before)] if isinstance(before, Event | Story | Report) else []
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _in_words(subject: Subject) -> str:
    """What an event or story is: "ACCUSE: Kenya, Somalia; 2024-05-13"."""
    if isinstance(subject, Story):
        return subject.title
    sides: Sequence[str] = [", ".join(party.name for party in side) for side in (subject.actors, subject.recipients)]
    date = subject.date.edtf if subject.date else ""
    return f"{subject.event_type}: {' → '.join(side for side in sides if side)}" + (f"; {date}" if date else "")
