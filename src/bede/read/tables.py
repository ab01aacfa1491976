"""Reads Parquet, a page a row, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from bede.model import Dropped, Page
from bede.read import pages
from bede.read.packed import LEAST_BOMB, MOST_TIMES
from bede.read.pages import drop, page_of_row, too_large

MAGIC = b"PAR1"

_COLUMNS = ("id", *pages.FORMS, *pages.FACTS)
_ROWS = 16
_BUFFER = 1 << 20


def read_table(stream: IO[bytes], given: str) -> Iterator[Page | Dropped]:
    """Yield a page for each row of a Parquet file, whose columns have the names of the fields of JSON Lines."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield drop(given, "Parquet needs pyarrow, which is not installed: pip install 'bede[arrow]'")
        return
    faults = (OSError, ValueError, KeyError, pyarrow.ArrowException)
    number = unpacked = 0
    size = stream.seek(0, 2)
    try:
        table = parquet.ParquetFile(stream, buffer_size=_BUFFER)
        columns = [name for name in table.schema_arrow.names if name in _COLUMNS]
        if not set(columns) & set(pages.FORMS):
            yield drop(given, f"a Parquet file with none of the columns {', '.join(pages.FORMS)}")
            return
        if _is_bomb(table.metadata):
            yield drop(given, f"unpacks to more than {MOST_TIMES} times its size")
            return
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                unpacked += sum(len(value) for value in row.values() if isinstance(value, (str, bytes)))
                if unpacked > LEAST_BOMB and unpacked > MOST_TIMES * size:  # one long value that many rows refer to
                    yield drop(f"{given}:{number}", f"unpacks to more than {MOST_TIMES} times its size")
                    return
                yield _read_row(row, f"{given}:{number}", number=number)
    except faults as error:
        yield drop(f"{given}:{number + 1}", f"can not be read from row {number + 1}: {str(error).splitlines()[0]}")


def _is_bomb(metadata: Any) -> bool:
    """Whether the columns that are read say that they unpack to far more than they are."""
    packed = unpacked = 0
    for group in range(metadata.num_row_groups):
        for index in range(metadata.num_columns):
            column = metadata.row_group(group).column(index)
            packed += max(column.total_compressed_size, 1)
            unpacked += column.total_uncompressed_size
    return unpacked > LEAST_BOMB and unpacked > MOST_TIMES * packed


def _read_row(row: dict[str, object], place: str, *, number: int) -> Page | Dropped:
    if any(isinstance(value, str) and len(value) > pages.LARGEST for value in row.values()):
        return drop(place, f"row {number} has {too_large()}")
    return page_of_row(row, place=place, row_name=f"row {number}")
