"""Publication dates of pages of our own, with a date in every position and with none (``dated_pages.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bede.clean import clean
from bede.model import Article, Page

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
    found = clean(Page(id="i", name=row["id"], form=row["form"], content=content_of(row), **facts))
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
