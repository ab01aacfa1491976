"""Reads JSON Lines, a page a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO

from bede.model import Dropped, Page
from bede.read import pages
from bede.read.packed import FAULTS
from bede.read.pages import drop, kind_of, page_of_row, too_large

_CHUNK = 1 << 20


def read_lines(stream: IO[bytes], given: str) -> Iterator[Page | Dropped]:
    """Yield a page for each line of JSON Lines; a line too long is passed over without being held."""
    number = 0
    while True:
        number += 1
        place = f"{given}:{number}"
        try:
            line, size = _next_line(stream)
        except FAULTS as error:
            yield drop(place, f"can not be read from line {number}: {error}")
            return
        if not size:
            return
        if size > len(line):
            yield drop(place, f"line {number} has {size:,} bytes, {too_large()}")
        elif stripped := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
            yield _read_line(stripped, place, number=number)


def _next_line(stream: IO[bytes]) -> tuple[bytes, int]:
    """Return the next line, empty where it is too long, and how many bytes it has."""
    line = stream.readline(pages.LARGEST + 1)
    size = len(line)
    if size <= pages.LARGEST or line.endswith(b"\n"):
        return line, size
    line = b""
    while part := stream.readline(_CHUNK):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return line, size


def _read_line(line: bytes, place: str, *, number: int) -> Page | Dropped:
    """Return the page that one line of JSON describes."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return drop(place, f"line {number} is not UTF-8: byte {error.start} is 0x{line[error.start]:02x}")
    except RecursionError:
        return drop(place, f"line {number} is not JSON that can be read: nested too deeply")
    except ValueError as error:
        return drop(place, f"line {number} is not JSON: {error}")
    if not isinstance(row, dict):
        return drop(place, f"line {number} holds {kind_of(row)}, not an object")
    return page_of_row(row, place=place, row_name=f"line {number}")
