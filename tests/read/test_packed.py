"""Packed files: all packings are read as streams; cut off, broken or blown up, they cost what comes after."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest

from bede.model import Dropped, Page
from bede.read import read

Pack = Callable[[bytes], bytes]


def zstd(data: bytes) -> bytes:
    return pyarrow.compress(data, codec="zstd", asbytes=True)


PACKS: dict[str, Pack] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd}
ALL = pytest.mark.parametrize("ending", PACKS)


def rows(count: int) -> bytes:
    return b"".join(json.dumps({"id": str(n), "text": f"Line {n * 7919}."}).encode() + b"\n" for n in range(count))


@ALL
def test_packed_lines_are_read(tmp_path: Path, ending: str) -> None:
    pack = PACKS[ending]
    for name, data in ((f"a.jsonl{ending}", pack(rows(3))), ("b", pack(rows(1)) + pack(rows(3)[len(rows(1)) :]))):
        (tmp_path / name).write_bytes(data)
        assert [found.name for found in read([tmp_path / name]) if isinstance(found, Page)] == ["0", "1", "2"]


@ALL
def test_packed_page_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(PACKS[ending](b"Harbour talks open\n\nThe ports opened talks.\n"))
    (page,) = read([path])
    assert isinstance(page, Page)
    assert page.form == "page"


@ALL
def test_packed_lines_cut_off_give_a_reason_last(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACKS[ending](rows(40_000))[:-3000])
    *good, last = read([path])
    assert all(isinstance(found, Page) for found in good)
    assert isinstance(last, Dropped)
    assert ending == ".bz2" or good


@ALL
def test_file_that_unpacks_to_very_much_is_left_soon(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACKS[ending](rows(2) + b"x" * 150_000_000))
    start = time.process_time()
    tracemalloc.start()
    found = list(read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.name for each in found if isinstance(each, Page)] == ["0", "1"]
    assert len(found) == 3
    assert isinstance(found[2], Dropped)
    assert found[2].reason == "can not be read from line 3: unpacks to more than 200 times its size"
    assert peak < 60_000_000
    assert time.process_time() - start < 10


@ALL
def test_what_is_packed_twice_is_dropped(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(PACKS[ending](gzip.compress(b"Words.")))
    (found,) = read([path])
    assert found.reason == "gzip data, not text"  # type: ignore[union-attr]


@ALL
def test_noise_behind_the_first_bytes_is_dropped(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACKS[ending](b"")[:6] + bytes(range(250)) * 40)
    (found,) = read([path])
    assert isinstance(found, Dropped)
    assert "can not be read" in found.reason
