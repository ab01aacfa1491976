"""Parquet: the event table with its types, so that codes stay strings."""

from __future__ import annotations

from typing import BinaryIO

from bede.store import Events, Store
from bede.table import library


def write(events: Events, stream: BinaryIO, *, store: Store) -> None:
    """Write the table; raises MissingExtraError where pyarrow is not installed."""
    library("pyarrow.parquet", extra="arrow").write_table(events.arrow(), stream)
