"""JSON Lines, CSV and Parquet carry the events that a query found; read again they are the same."""

from __future__ import annotations

import csv as standard_csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.export import csv, jsonl, parquet
from bede.export.cells import cell
from bede.model import Event
from bede.plain import record_from
from bede.store import Events, Store, open_store
from bede.table import event_columns
from builders import GREECE, SENTENCE, TURKEY, article, event, place, report, when

NAMES = st.text(alphabet=st.characters(), max_size=20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two events: one with everything, one with as little as there can be."""
    page = article(url="http://example.org/a?b=1")
    full = report(
        page, modes=("allege", "investigate"), date=when("Friday", "2024-04-26"), attribution=(GREECE,),
        places=(place("Athens", SENTENCE, country="GRC"),), actors=(TURKEY, replace(TURKEY, name="A \"b\", c;d\n=e")),
    )  # fmt: skip
    bare = report(page, act="REJECT", actors=(), recipients=())
    with open_store(tmp_path / "news.db", create=True) as opened:
        opened.add([(page, [full, bare])], coded_with="one")
        opened.replace_events([event(full, bare), event(bare, outlets=(), published=None)], [], {})
        yield opened


def written(module: object, events: Events, store: Store) -> bytes:
    """What a module writes."""
    stream = BytesIO()
    module.write(events, stream, store=store)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_json_lines_read_again_are_the_events_with_the_sentence_of_every_report(store: Store):
    lines = [json.loads(line) for line in written(jsonl, store.events(), store).decode().splitlines()]
    assert [record_from(Event, line) for line in lines] == list(store.events())
    assert [len(line["quotes"]) for line in lines] == [2, 1]
    quote = lines[0]["quotes"][0]
    assert quote == {
        "report": lines[0]["reports"][0], "page": "page.txt", "url": "http://example.org/a?b=1", "text": SENTENCE,
        "start": 0, "end": len(SENTENCE), "rule": "rules/accuse.toml:5",
    }  # fmt: skip


@settings(max_examples=50)
@given(name=NAMES, outlet=NAMES)
def test_json_lines_hold_any_text(name: str, outlet: str):
    happened = replace(event(report(actors=(replace(TURKEY, name=name),))), outlets=(outlet,))
    line = jsonl.line(jsonl.event_json(happened))
    assert line.count(b"\n") == 1
    assert record_from(Event, json.loads(line)) == happened


def test_csv_read_again_has_the_rows_of_the_table(store: Store):
    text = written(csv, store.events(), store).decode("utf-8")
    found = list(standard_csv.DictReader(StringIO(text, newline="")))
    assert list(found[0]) == [column.name for column in event_columns()]
    for line, row in zip(found, store.events().rows(), strict=True):
        for column in event_columns():
            value = row[column.name]
            if column.type == "strings" and column.name != "actors":
                assert [part for part in line[column.name].split(";") if part] == value
            elif column.type == "string":
                assert line[column.name] == (value or "")
            elif column.type in ("integer", "number"):
                assert (float(line[column.name]) if line[column.name] else None) == value
    assert found[0]["actors"] == 'Turkey;A "b", c,d =e'
    assert text.count("\r\n") == 3


def test_parquet_read_again_has_the_rows_and_types_of_the_table(store: Store):
    read = pytest.importorskip("pyarrow.parquet").read_table
    table = read(BytesIO(written(parquet, store.events(), store)))
    assert table.to_pylist() == store.events().rows()
    assert str(table.schema.field("event_id").type) == "string"
    assert str(table.schema.field("quad").type) == "int64"


def test_no_events_are_a_header(store: Store):
    assert written(jsonl, Events([]), store) == b""
    assert written(csv, Events([]), store).decode().startswith("event_id,event_type")
    assert len(written(csv, Events([]), store).splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, ""),
        ((), ""),
        ("a\tb\r\nc", "a b  c"),
        ("a\x00\x1b[31mb\u2028c\ud83d", "a  [31mb c "),
        (["a;b", "c"], "a,b;c"),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        (("=x", "y"), "'=x;y"),
        ("\t=x", "' =x"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        (-2.0, "-2.0"),
        (0, "0"),
        ("0251", "0251"),
        ("None", "None"),
    ],
)
def test_cells_are_one_line_that_no_spreadsheet_takes_for_a_formula(value: object, wanted: str):
    assert cell(value) == wanted


@given(NAMES)
def test_a_cell_never_breaks_its_row(text: str):
    found = cell(text)
    assert not set(found) & set("\t\n\r\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    assert not found.lstrip().startswith(("=", "+", "-", "@"))
    assert len(found.encode("utf-8").decode("utf-8")) in (len(text), len(text) + 1)
