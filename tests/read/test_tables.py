"""Parquet: a page a row, and what bad files become."""

from __future__ import annotations

import datetime
import sys
from importlib import import_module
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from bede.model import Dropped, Page
from bede.read import read

limits = import_module("bede.read.pages")


def write(path: Path, **columns: list[object]) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_row_is_a_page(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet",
        id=["n1", None, "n3"],
        text=["One.", "Two.", None],
        published=[datetime.date(2024, 6, 14), None, None],
        url=["https://news.example/a", None, None],
        other=[1, 2, 3],
    )
    first, second, third = read([path])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, first.content, first.published) == ("n1", "One.", "2024-06-14")
    assert second.name == f"{path}:2"
    assert third == Dropped(id="n3", stage="read", reason="row 3 has none of text, page and html")


def test_table_without_content_is_dropped(tmp_path: Path) -> None:
    (found,) = read([write(tmp_path / "a.parquet", id=["a"], words=["One."])])
    assert found.reason == "a Parquet file with none of the columns text, page, html"  # type: ignore[union-attr]


def test_row_too_large_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 100)
    large, small = read([write(tmp_path / "a.parquet", id=["a", "b"], text=["x" * 200, "Two."])])
    assert isinstance(large, Dropped)
    assert isinstance(small, Page)


def test_table_that_unpacks_to_very_much_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = pyarrow.table({"text": ["word " * 1_000_000] * 40})
    parquet.write_table(rows, path, compression="zstd", use_dictionary=False)
    (found,) = read([path])
    assert found.reason == "unpacks to more than 200 times its size"  # type: ignore[union-attr]


def test_broken_table_is_dropped_with_a_reason(tmp_path: Path) -> None:
    data = write(tmp_path / "a.parquet", id=["a"] * 50, text=[f"Text {n}." for n in range(50)]).read_bytes()
    for cut in (data[: len(data) // 2], data[:4], data[:4] + bytes(100) + data[104:], b"PAR1" + b"x" * 99 + b"PAR1"):
        path = tmp_path / "b.parquet"
        path.write_bytes(cut)
        *_, last = read([path])
        assert isinstance(last, Dropped)
        assert "can not be read from row" in last.reason


def test_without_pyarrow_the_reason_says_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.parquet", text=["One."])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (found,) = read([path])
    assert "pip install" in found.reason  # type: ignore[union-attr]
