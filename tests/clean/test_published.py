"""Publication dates of pages of our own, with a date in every position and with none (``dated_pages.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bede.clean import clean, published
from bede.clean.dates import find_stamps
from bede.clean.partial import find_age
from bede.clean.published import Known
from bede.model import Article, Page, Publication

HERE = Path(__file__).parent
RIGHT = 0.95


@cache
def table(name: str = "dated_pages.toml") -> dict[str, Any]:
    """The bodies and the pages of a table."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def rows() -> list[dict[str, Any]]:
    """The pages of both tables."""
    return [*table()["page"], *table("dated_pages_blind.toml")["page"]]


def content_of(row: dict[str, Any]) -> str:
    """The page of a row, its body put in."""
    body = table()["bodies"][row["body"]].strip()
    if row["form"] == "html":
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in body.split("\n\n"))
    return str(row["content"]).replace("{body}", body).strip("\n")


def found_in(row: dict[str, Any]) -> str | None:
    """The day, or the first and the last day, that the page of a row is found to be from."""
    facts = {name: row[name] for name in ("url", "crawled") if name in row}
    found = clean(Page(name=row["id"], form=row["form"], content=content_of(row), **facts))
    assert isinstance(found, Article), (row["id"], found)
    if found.published is None:
        return None
    first, last = found.published.earliest[:10], found.published.latest[:10]
    return first if first == last else f"{first}/{last}"


def test_table_holds_pages_with_and_without_a_date() -> None:
    pages = rows()
    assert len({row["id"] for row in pages}) == len(pages)
    assert sum("published" in row for row in pages) >= 40
    assert sum("published" not in row for row in pages) >= 30
    assert all(row["why"] and "{body}" in row["content"] for row in pages)


def test_given_dates_are_found() -> None:
    given = [row for row in rows() if "published" in row]
    wrong = {row["id"]: found for row in given if (found := found_in(row)) != row["published"]}
    assert len(wrong) <= (1 - RIGHT) * len(given), wrong


def test_no_date_is_invented() -> None:
    invented = {row["id"]: found for row in rows() if "published" not in row and (found := found_in(row))}
    assert not invented, invented


def of(row_id: str) -> Publication:
    """What is found in the page of this id."""
    row = next(row for row in rows() if row["id"] == row_id)
    facts = {name: row[name] for name in ("url", "crawled") if name in row}
    found = clean(Page(name=row_id, form=row["form"], content=content_of(row), **facts))
    assert isinstance(found, Article)
    assert found.published is not None
    if found.published.start is not None:
        assert found.text[found.published.start : found.published.end] == found.published.text
    return found.published


@pytest.mark.parametrize(
    ("row", "basis", "text"),
    [
        ("date-line-american", "line", "October 17, 2023 4:42 PM"),
        ("published-and-updated", "line", "18 July 2023, 21:40"),
        ("dateline-with-year", "dateline", "July 11, 2019"),
        ("dateline-without-year-own-copyright", "dateline", "June 14"),
        ("own-copyright-only", "copyright", "2016"),
        ("address-month-only", "address", "2022/05"),
        ("html-meta-unix", "metadata", "1725301860"),
        ("html-canonical-address", "address", "2018/04/10"),
        ("html-meta-and-line-differ", "line", "February 10, 2014"),
        ("days-ago-crawled", "line", "3 days ago"),
    ],
)
def test_date_names_the_words_that_say_it(row: str, basis: str, text: str) -> None:
    assert (of(row).basis, of(row).text) == (basis, text)


def test_every_date_found_is_where_it_says() -> None:
    for row in rows():
        if "published" in row:
            of(row["id"])


def test_evidence_that_agrees_is_surer_than_any_of_it() -> None:
    said = published.publication("2024-05-02", text="May 2, 2024", basis="line", confidence=0.9, start=0)
    address = published.publication("2024-05-02", text="2024/05/02", basis="address", confidence=0.8)
    found = published.choose([said, address], known=Known())
    assert found is not None
    assert (found.basis, found.confidence) == ("line", 0.98)


def test_two_that_agree_go_before_one_that_does_not() -> None:
    moved = published.publication("2021-07-01", text="2021-07-01", basis="metadata", confidence=0.95)
    said = published.publication("2014-02-10", text="February 10, 2014", basis="line", confidence=0.9, start=0)
    address = published.publication("2014-02-09", text="2014/02/09", basis="address", confidence=0.8)
    assert published.choose([moved, said], known=Known()) == moved
    found = published.choose([moved, said, address], known=Known())
    assert found is not None
    assert found.earliest == "2014-02-10"


def test_day_narrows_the_month_that_goes_with_it() -> None:
    month = published.publication("2024-05-01", latest="2024-05-31", text="2024/05", basis="address", confidence=0.7)
    day = published.publication("2024-05-02", text="May 2, 2024", basis="dateline", confidence=0.6, start=0)
    found = published.choose([month, day], known=Known())
    assert found is not None
    assert found.edtf == "2024-05-02"


@pytest.mark.parametrize(
    ("text", "crawled", "first", "last"),
    [
        ("5 minutes ago", "2024-03-01T00:03Z", "2024-02-29T23:58", "2024-02-29T23:58"),
        ("an hour ago", "2024-03-01T10:00", "2024-03-01T08:01", "2024-03-01T09:00"),
        ("2 days ago", "2024-03-01T10:00", "2024-02-27T10:01", "2024-02-28T10:00"),
        ("2 days ago", "2024-03-01", "2024-02-27T00:01", "2024-02-28T23:59"),
        ("1 week ago", "2024-03-01T10:00", "2024-02-16T10:01", "2024-02-23T10:00"),
        ("yesterday", "2024-03-01T10:00", "2024-02-29T00:00", "2024-02-29T23:59"),
    ],
)
def test_age_is_counted_back_from_the_crawl(text: str, crawled: str, first: str, last: str) -> None:
    found = find_age(text, crawled=crawled)
    assert found is not None
    assert (f"{found[0]:%Y-%m-%dT%H:%M}", f"{found[1]:%Y-%m-%dT%H:%M}") == (first, last)


@pytest.mark.parametrize("text", ["999 years ago", "centuries ago", "two of them", "5 minute read"])
def test_what_is_no_age_gives_none_or_an_early_one(text: str) -> None:
    found = find_age(text, crawled="2024-03-01")
    assert found is None or found[1].year < 1100


@pytest.mark.parametrize(
    ("text", "day", "other"),
    [
        ("03/04/2024", "2024-04-03", "2024-03-04"),
        ("Wed 03/04/2024", "2024-04-03", None),
        ("Monday, 03/04/2024", "2024-03-04", None),
        ("03.04.2024", "2024-04-03", None),
        ("13/04/2024", "2024-04-13", None),
    ],
)
def test_figures_that_can_be_read_two_ways_keep_both(text: str, day: str, other: str | None) -> None:
    stamp = next(find_stamps(text))
    assert (stamp.iso, stamp.other) == (day, other)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mai 2022", "2022-05-01"),
        ("15 de enero de 2021", "2021-01-15"),
        ("9. März 2021, 17:03 Uhr", "2021-03-09T17:03"),
        ("7 stycznia 2020", "2020-01-07"),
        ("3 Ağustos 2019", "2019-08-03"),
        ("12 февраля 2020", "2020-02-12"),
        ("5 Ιουνίου 2023", "2023-06-05"),
        ("2024年6月17日 21:05", "2024-06-17T21:05"),
        ("2024년 6월 17일", "2024-06-17"),
    ],
)
def test_months_of_other_languages_are_read(text: str, day: str) -> None:
    assert next(find_stamps(text)).iso == day


@pytest.mark.parametrize("text", ["12 listopada 2020", "3 people 2019", "31 февраля 2020"])
def test_month_of_two_meanings_and_no_month_are_not_read(text: str) -> None:
    assert not list(find_stamps(text))
