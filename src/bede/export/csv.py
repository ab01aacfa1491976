"""CSV (RFC 4180, UTF-8): the event table, several values of a cell joined by ``;``."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import BinaryIO

from bede.export.cells import cell
from bede.store import Events, Store
from bede.table import event_columns


def write(events: Events, stream: BinaryIO, *, store: Store) -> None:
    """Write a header and a row an event."""
    columns = [column.name for column in event_columns()]
    text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([cell(row[column]) for column in columns] for row in events.rows())
    text.detach()
