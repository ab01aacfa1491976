"""JSON Lines: a line an event as ``bede events`` prints it, with the sentence of every report of it."""

from __future__ import annotations

import json
from typing import BinaryIO

from bede.export.records import event_json
from bede.plain import plain
from bede.store import Events, Store


def write(events: Events, stream: BinaryIO, *, store: Store) -> None:
    """Write the events with ``quotes``, the sentences that they were read from and where these stand."""
    for event in events:
        record = event_json(event) | {"quotes": [plain(quote) for quote in store.quotes(event)]}
        stream.write(line(record).encode("utf-8"))


def line(record: dict[str, object]) -> str:
    """A record as a line of JSON; where it holds half a surrogate pair, in ASCII, as that can not be encoded."""
    text = json.dumps(record, ensure_ascii=False)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        text = json.dumps(record, ensure_ascii=True)
    return f"{text}\n"
