"""JSON Lines: a line an event as ``bede events`` prints it, with the sentences of its reports and what was decided."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, BinaryIO

from bede.export.records import event_json
from bede.ledger import Decision
from bede.plain import plain
from bede.store import Events, Store
from bede.store.decisions import decisions


def write(events: Events, stream: BinaryIO, *, store: Store) -> None:
    """Write the events with ``quotes``, the sentences that they were read from, and ``decisions`` about these."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions(store):
        for subject in (*decision.subjects, *decision.others):
            about[subject.report].append(decision)
    for event in events:
        named = {decision.id: decision for report in event.reports for decision in about.get(report, ())}
        found = event_json(event)
        found["quotes"] = [plain(quote) for quote in store.quotes(event)]
        found["decisions"] = [plain(named[key]) for key in sorted(named, key=lambda key: (named[key].time, key))]
        stream.write(line(found))


def line(record: dict[str, Any]) -> bytes:
    """A record as a line of JSON in UTF-8; in ASCII where it holds half a surrogate pair, which UTF-8 does not have."""
    try:
        return f"{json.dumps(record, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(record, ensure_ascii=True)}\n".encode()
