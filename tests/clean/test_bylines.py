"""The names in bylines and sign-offs of pages, and the dates that stand with them."""

from __future__ import annotations

import pytest

from bede.clean import clean
from bede.clean.bylines import name_in, signed_by
from bede.model import Article, Page

HEAD = "Ministry signs port agreement with neighbour after long dispute"
BODY = """The ministry of trade said on Tuesday that it had signed an agreement with the port authority next door.

Its spokesman told reporters in the capital that the two sides would meet again in the spring to settle the rest.

Opposition members of the assembly called the deal a sell-out, and they asked the court to stop it before the vote."""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("March 7, 2009|By Ada Quill, Staff Writer", "Ada Quill"),
        ("March 7, 2009|Ada Quill, Eastport Times", "Ada Quill"),
        ("By Ada", "Ada"),
        ("Submitted by Ada Quill on Sat, 03/07/2009 - 10:22", "Ada Quill"),
        ("Reporting by Ada Quill in Eastport; editing by Cy Marsh", "Ada Quill"),
        ("Ada Quill, Eastport Times", "Ada Quill"),
        ("Ada Quill and Bo Lind and Reuters | March 7, 2009", "Ada Quill and Bo Lind and Reuters"),
        ("Reuters | March 7, 2009", "Reuters"),
        ("By our correspondent", None),
        ("President Ada Quill", None),
        ("Written by Staff Writer", None),
        ("Editing by Cy Marsh", None),
        ("Updated March 7, 2009 at 9:40 p.m. EST", None),
        ("March 7, 2009 Quill Speaks To Assembly", None),
    ],
)
def test_bylines_name_who_wrote_the_article(line: str, names: str | None) -> None:
    found = name_in(line)
    assert (found and line[found[0] : found[1]]) == names


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("The vote is in May. (Reporting by Ada Quill and Bo Lind; editing by Cy Marsh)", "Ada Quill and Bo Lind"),
        ("The vote is in May. (Editing by Cy Marsh)", None),
        ("The vote was called by the assembly (led by Bo Lind)", None),
    ],
)
def test_sign_offs_at_the_end_of_a_paragraph_name_who_wrote_it(paragraph: str, names: str | None) -> None:
    found = signed_by(paragraph)
    assert (found and paragraph[found[0] : found[1]]) == names


def test_a_sign_off_is_no_part_of_the_body() -> None:
    found = article(f"{HEAD}\n\n{BODY} (Reporting by Ada Quill; editing by Cy Marsh)\n")
    assert found.body[-1].text.endswith("before the vote.")
    assert found.byline is not None
    assert found.byline.text == "Ada Quill"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 7, 2009|Ada Quill, Eastport Times", "2009-03-07"),
        ("07 Mar 09", "2009-03-07"),
        ("7-Mar-09", "2009-03-07"),
        ("March 7 09", None),
    ],
)
def test_dates_that_stand_with_names_or_with_short_years(line: str, day: str | None) -> None:
    published = article(f"{HEAD}\n\n{line}\n\n{BODY}\n").published
    assert (published and published.earliest) == day


def article(text: str) -> Article:
    found = clean(Page(name="n", form="page", content=text))
    assert isinstance(found, Article)
    return found
