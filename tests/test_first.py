"""Who said it first: the first outlet and the first speaker on record, by dated pages alone."""

from __future__ import annotations

from bede.merge import merge
from bede.model import Article, Event, Report
from builders import article, party, report

SAID = "Ankara attacked Athens on 26 April 2024, the mayor of Athens said."


def told(
    outlet: str | None, published: str | None, *, speaker: str | None = None, text: str = SAID
) -> tuple[Report, Article]:
    """A report of one attack on a page of an outlet."""
    page = article(text, page=f"{outlet} {published}", published=published, publisher=outlet, url=f"{outlet}")
    speakers = (party(speaker, text, kind="person", country="GRC"),) if speaker else ()
    found = report(
        page, act="ASSAULT", trigger="attacked", attribution=speakers,
        actors=(party("Ankara", text, name="Turkey", country="TUR", sectors=("GOV",), entity="state:TUR"),),
        recipients=(party("Athens", text, name="Greece", country="GRC", sectors=("GOV",), entity="state:GRC"),),
    )  # fmt: skip
    return found, page


def merged(*pairs: tuple[Report, Article], copy_of: dict[str, str] | None = None) -> Event:
    """The one event of the reports."""
    (found,) = merge(
        [one for one, _ in pairs], articles={page.page_id: page for _, page in pairs}, copy_of=copy_of or {}
    )
    return found


def test_first_outlet_is_that_of_the_first_dated_page():
    late, early, undated = told("Herald", "2024-04-28"), told("Courier", "2024-04-27"), told("Post", None)
    found = merged(late, early, undated)
    assert found.first_told is not None
    assert (found.first_told.names, found.first_told.published) == (("Courier",), "2024-04-27")
    assert found.first_told.reports == (early[0].id,)


def test_undated_pages_are_never_first():
    assert merged(told("Herald", None, speaker="mayor of Athens")).first_told is None
    assert merged(told("Herald", None, speaker="mayor of Athens")).first_said is None


def test_all_of_one_day_are_named_unless_a_time_of_day_tells_them_apart():
    both = merged(told("Herald", "2024-04-27"), told("Courier", "2024-04-27T09:10"))
    assert both.first_told is not None
    assert sorted(both.first_told.names) == ["Courier", "Herald"]
    timed = merged(told("Herald", "2024-04-27T18:00"), told("Courier", "2024-04-27T09:10"))
    assert timed.first_told is not None
    assert timed.first_told.names == ("Courier",)


def test_first_speaker_is_of_the_first_report_that_names_one():
    silent, speaking = told("Herald", "2024-04-27"), told("Courier", "2024-04-28", speaker="mayor of Athens")
    found = merged(silent, speaking)
    assert found.first_said is not None
    assert (found.first_said.names, found.first_said.reports) == (("mayor of Athens",), (speaking[0].id,))
    assert found.first_told is not None
    assert found.first_told.names == ("Herald",)


def test_who_copies_is_not_first_beside_the_origin_of_that_day():
    origin, copy = told("Herald", "2024-04-27"), told("Courier", "2024-04-27")
    found = merged(origin, copy, copy_of={copy[1].page_id: origin[1].page_id})
    assert found.first_told is not None
    assert found.first_told.names == ("Herald",)


def test_first_page_without_an_outlet_names_nobody():
    found = merged(told(None, "2024-04-26"), told("Herald", "2024-04-27"))
    assert found.first_told is not None
    assert (found.first_told.names, len(found.first_told.reports)) == ((), 1)
