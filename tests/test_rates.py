"""How much was read, and which part of it tells of whom: counted in a database, copies and undated pages apart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bede.model import Article, Event, Party, Report
from bede.rates import last_day, readings, unusual_week
from bede.store import Store, open_store
from builders import GREECE, article, event, party, report

NORWAY = party("Athens", name="Norway", country="NOR", sectors=("GOV",), entity="state:NOR")
LAST = date(2024, 4, 28)


def page(number: int, day: str | None, *, outlet: str = "Norrland Herald") -> Article:
    """A page with a text of its own."""
    return article(f"Ankara accused Athens for the {number}th time.", published=day, publisher=outlet)


def told(found: Article, *, recipient: Party = GREECE, act: str = "ACCUSE", status: str = "actual") -> Report:
    """The report of a page."""
    return report(found, act=act, recipients=(recipient,), status=status)  # type: ignore[arg-type]


def fill(store: Store, pages: list[tuple[Article, list[Report]]], copies: dict[str, str] | None = None) -> None:
    """Store pages, with an event for each report."""
    store.add(pages, coded_with="one")
    events: list[Event] = [
        event(one, published=found.published.earliest if found.published else None)
        for found, reports in pages
        for one in reports
    ]
    store.replace_events(events, [], copies or {})


@pytest.fixture
def store(tmp_path: Path):
    """An empty database."""
    with open_store(tmp_path / "news.db", create=True) as made:
        yield made


def test_pages_and_reports_are_counted_for_each_outlet_and_day(store: Store) -> None:
    pages = [
        page(1, "2024-04-26"), page(2, "2024-04-26"), page(3, "2024-04-27", outlet="Sunda Lantern"), page(4, None)
    ]  # fmt: skip
    fill(
        store,
        [(one, [told(one)] if number else []) for number, one in enumerate(pages)],
        {pages[1].page_id: pages[0].page_id},
    )
    found = [(one.outlet, one.day, one.pages, one.independent, one.reports, one.events) for one in readings(store)]
    assert found == [
        ("Norrland Herald", "2024-04-26", 2, 1, 1, 1),
        ("Sunda Lantern", "2024-04-27", 1, 1, 1, 1),
        ("Norrland Herald", None, 1, 1, 1, 1),
    ]
    assert [one.day for one in readings(store, since="2024-04-27", until="2024-04-27")] == ["2024-04-27"]
    assert last_day(store) == "2024-04-27"


def test_no_page_is_no_day(store: Store) -> None:
    assert last_day(store) is None
    assert list(readings(store)) == []
    found, read = unusual_week(store, until="2024-04-28")
    assert (found, sum(read)) == ([], 0)


def weeks(store: Store, *, this: int, pages: int = 20, usual: int = 3, status: str = "actual") -> None:
    """Eight weeks of pages that tell of Turkey and Greece or else Norway, of Greece ``this`` many in the last."""
    number = 0
    made: list[tuple[Article, list[Report]]] = []
    for week in range(8):
        day = (LAST - timedelta(days=7 * week)).isoformat()
        for at in range(pages):
            number += 1
            one = page(number, day)
            both = at < (usual if week else this)
            made.append((one, [told(one, recipient=GREECE if both else NORWAY, status=status if both else "actual")]))
    fill(store, made)


def test_pair_of_which_more_pages_tell_is_unusual_with_its_events(store: Store) -> None:
    weeks(store, this=16)
    found, read = unusual_week(store, until=LAST.isoformat())
    assert read[:9] == (20,) * 8 + (0,)
    more = {one.names: one for one in found if one.why == "more" and one.of == "pair"}
    assert list(more) == [("GRC", "TUR")]
    assert (more["GRC", "TUR"].told, more["GRC", "TUR"].read, len(more["GRC", "TUR"].events)) == (16, 20, 16)
    assert ("state:GRC",) in {one.names for one in found if one.of == "actor" and one.why == "more"}


def test_background_is_no_news(store: Store) -> None:
    weeks(store, this=16, status="historical")
    found, _ = unusual_week(store, until=LAST.isoformat())
    assert ("GRC", "TUR") not in {one.names for one in found}


def test_copies_do_not_count(store: Store) -> None:
    weeks(store, this=3)
    origin = page(1000, LAST.isoformat())
    copies = [page(1001 + number, LAST.isoformat()) for number in range(30)]
    store.add([(one, [told(one)]) for one in (origin, *copies)], coded_with="one")
    events = [*store.events(), *(event(told(one)) for one in (origin, *copies))]
    store.replace_events(events, [], {one.page_id: origin.page_id for one in copies})
    found, read = unusual_week(store, until=LAST.isoformat())
    assert read[0] == 21
    assert not [one for one in found if one.why == "more"]


def test_first_pair_and_first_type_between_two_are_told(store: Store) -> None:
    weeks(store, this=3)
    one = page(1000, LAST.isoformat())
    store.add([(one, [told(one, act="SANCTION")])], coded_with="one")
    store.replace_events([*store.events(), event(told(one, act="SANCTION"))], [], {})
    found, _ = unusual_week(store, until=LAST.isoformat())
    first = [(one.of, one.names) for one in found if one.why == "first"]
    assert first == [("type", ("GRC", "TUR", "SANCTION")), ("type", ("SANCTION",))]
    later, _ = unusual_week(store, until="2024-06-30")
    assert later == []
