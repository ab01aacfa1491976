"""JSON Lines: a line an event as ``bede events`` prints it, with the sentence of every report of it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from bede.export.records import event_json
from bede.plain import plain
from bede.store import Events, Store


def write(events: Events, stream: BinaryIO, *, store: Store) -> None:
    """Write the events with ``quotes``, the sentences that they were read from and where these stand."""
    for event in events:
        stream.write(line(event_json(event) | {"quotes": [plain(quote) for quote in store.quotes(event)]}))


def line(record: dict[str, Any]) -> bytes:
    """A record as a line of JSON in UTF-8; in ASCII where it holds half a surrogate pair, which UTF-8 does not have."""
    try:
        return f"{json.dumps(record, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(record, ensure_ascii=True)}\n".encode()
