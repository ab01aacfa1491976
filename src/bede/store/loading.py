"""The columns of a database, read when it is opened and again where it changed."""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from bede.model import Event, content_id
from bede.plain import record_from
from bede.store.columns import Columns, Terms, relation, unpacked_facts, unpacked_links
from bede.store.packing import Term, packed_facts, packed_links


def state_of(connection: sqlite3.Connection) -> str:
    """The state of a database as a few signs: it changes with everything that an answer can show."""
    parts = [
        connection.execute(query).fetchone()
        for query in (
            "SELECT count(*), max(rowid) FROM events",
            "SELECT count(*), max(rowid) FROM stories",
            "SELECT count(*), max(rowid) FROM decisions",
            "SELECT count(*), max(rowid) FROM runs",
        )
    ]
    return content_id("columns", *(value for part in parts for value in part))


def load(connection: sqlite3.Connection, before: Columns | None) -> Columns:
    """The columns of a database as it is; ``before`` are those of an earlier state."""
    state = state_of(connection)
    numbers: dict[tuple[str, str], int] = {}
    terms: list[Term] = []

    def numbering(term: Term) -> int:
        """The number of a term, a new one where it has none."""
        number = numbers.setdefault((term.kind, term.key), len(terms))
        if number == len(terms):
            terms.append(term)
        return number

    report_numbers = dict(connection.execute("SELECT id, number FROM reports"))
    ids, facts, links, lengths, reports = [], [], [], [], []
    for (record,) in connection.execute("SELECT record FROM events ORDER BY rowid"):
        event = record_from(Event, json.loads(record))
        ids.append(event.id.encode())
        facts.append(packed_facts(event, numbering))
        links.append(packed_links(event, numbering))
        known = [report_numbers[report] for report in event.reports if report in report_numbers]
        reports += known
        lengths.append(len(known))
    rows = {one.decode(): row for row, one in enumerate(ids)}
    story_ids = []
    stories = np.full(len(ids), -1, dtype=np.int32)
    for number, (story, record) in enumerate(connection.execute("SELECT id, record FROM stories ORDER BY id")):
        story_ids.append(story)
        for event_id in json.loads(record)["events"]:
            if event_id in rows:
                stories[rows[event_id]] = number
    return Columns(
        state=state,
        ids=np.array(ids, dtype="S16"),
        facts=unpacked_facts(facts),
        relations=unpacked_links(links),
        terms=Terms(terms),
        stories=stories,
        story_ids=tuple(story_ids),
        reports=relation(np.array(lengths, dtype=np.int64), np.array(reports, dtype=np.int32)),
    )
