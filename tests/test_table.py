"""The event table has the columns that its reference names, with types that travel."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from bede import table
from bede.model import Event
from bede.store import Events
from bede.table import MissingExtraError, Quote, event_columns, event_row
from builders import SENTENCE, article, event, place, report, when

TEXT = "Ankara accused Athens of violating its airspace over Izmir and Rhodes on Friday."


def accusation() -> Event:
    """An event with two places, of which one is more precise."""
    page = article(TEXT)
    where = (
        place("Rhodes", TEXT, country="GRC", precision=3),
        place("Izmir", TEXT, country="TUR", precision=1),
        place("Athens", TEXT, country="GRC", precision=1, role="named"),
    )
    return event(report(page, places=where, date=when("Friday", "2024-04-26", TEXT), modes=("allege",)))


def test_rows_have_exactly_the_columns_in_their_order():
    names = [column.name for column in event_columns()]
    assert list(event_row(accusation())) == names
    assert len(names) == len(set(names))


def test_a_row_takes_the_most_precise_place_and_only_where_it_happened():
    moved = accusation()
    moved = replace(moved, places=(moved.places[0], replace(moved.places[1], lat=38.4, lon=27.1), moved.places[2]))
    row = event_row(moved)
    assert (row["places"], row["place_countries"]) == (["Rhodes", "Izmir"], ["GRC", "TUR"])
    assert (row["latitude"], row["longitude"]) == (38.4, 27.1)


def test_values_have_the_types_of_their_columns():
    quote = Quote(report="a", page="b", url=None, text=SENTENCE, start=0, end=3, rule="c")
    row = event_row(accusation(), quote)
    kinds = {"string": str, "strings": list, "integer": int, "number": float}
    for column in event_columns():
        assert row[column.name] is None or isinstance(row[column.name], kinds[column.type]), column.name


def test_arrow_polars_and_pandas_give_the_same_rows():
    pyarrow = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    bare = replace(accusation(), id="0000000000000251", actors=(), date=None, places=(), outlets=("a;b", "c"))
    events = Events([accusation(), bare])
    assert events.arrow().to_pylist() == events.rows()
    assert events.to_polars().to_dicts() == events.rows()
    assert events.to_pandas()["event_id"].tolist()[1] == "0000000000000251"
    assert pyarrow.table(events).to_pylist() == events.rows()
    assert polars.DataFrame(events).height == 2
    assert Events([]).arrow().column_names == [column.name for column in event_columns()]


def test_half_a_surrogate_pair_does_not_stop_a_table():
    pytest.importorskip("pyarrow")
    odd = replace(accusation(), outlets=("Her\ud83dald",))
    assert Events([odd]).arrow().to_pylist()[0]["outlets"] == ["Her?ald"]


def test_a_library_that_is_missing_names_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pyarrow is not installed; run: pip install 'bede\[arrow\]'"):
        Events([]).arrow()
    assert table.library("json", extra="x") is sys.modules["json"]
