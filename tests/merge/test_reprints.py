"""Planted copies, versions and agency texts: who carries whose text, in whatever order the pages come."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bede import cli
from bede.flow import with_copies
from bede.merge import Earlier, copies, reprints
from bede.model import Article, Dropped, Part, Publication, Span, content_id
from bede.store import open_store

TABLE = tomllib.loads(Path(__file__).with_name("copies.toml").read_text(encoding="utf-8"))
TEXTS: dict[str, list[str]] = TABLE["texts"]
GROUPS: list[dict[str, Any]] = TABLE["group"]
USE = re.compile(r"(?P<joined>\+?)(?P<text>[a-z_]+):(?P<first>\d+)(?:-(?P<last>\d+))?(?: \|(?P<changes>.*))?")


def paragraphs(said: str) -> Iterator[str]:
    """The paragraphs that one item of a page's text stands for."""
    use = USE.fullmatch(said)
    if use is None:
        yield said
        return
    found = TEXTS[use["text"]][int(use["first"]) - 1 : int(use["last"] or use["first"])]
    if use["changes"]:
        old, new = (part.strip() for part in use["changes"].split("=>"))
        assert all(old in text for text in found), said
        found = [text.replace(old, new) for text in found]
    yield from [" ".join(found)] if use["joined"] else found


def used(group: dict[str, Any]) -> set[str]:
    """The texts that a group's pages are made of."""
    uses = [USE.fullmatch(said) for page in group["page"] for said in page["text"]]
    return {use["text"] for use in uses if use}


def article(page: dict[str, Any]) -> Article:
    """The article that a page of the table is."""
    lines = [text for said in page["text"] for text in paragraphs(said)]
    lines = [page.get("headline", ""), page.get("byline", ""), *lines, page.get("foot", "")]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [Span(text=line, start=start, end=start + len(line)) for line, start in zip(lines, starts, strict=True)]
    day = page.get("published")
    parts = ["headline", "byline", *["body"] * (len(lines) - 3), "notice"]
    return Article(
        page=page["id"],
        page_id=content_id("page", text, page.get("url"), page["id"]),
        text=text,
        headline=spans[0] if page.get("headline") else None,
        byline=spans[1] if page.get("byline") else None,
        body=tuple(spans[2:-1]),
        parts=tuple(
            Part(part=part, start=span.start, end=span.end)
            for part, span in zip(parts, spans, strict=True)
            if span.text
        ),
        published=None
        if day is None
        else Publication(
            earliest=day, latest=day, edtf=day, text=day, start=None, end=None, basis="given", confidence=1.0
        ),
        publisher=page.get("publisher"),
        language="en",
        url=page.get("url"),
    )


def pages(group: dict[str, Any]) -> list[Article]:
    """The articles of a group, and one of each text that it does not use."""
    others = sorted(TEXTS.keys() - used(group))
    beside = [{"id": f"beside {name}", "text": [f"{name}:1-{len(TEXTS[name])}"]} for name in others]
    return [article(page) for page in (*group["page"], *beside)]


def test_every_group_expects_pages_of_its_own() -> None:
    for group in GROUPS:
        known = {page["id"] for page in group["page"]}
        for page in group["page"]:
            expected = {*page.get("copy_of", "").split("|"), page.get("version_of", "")} - {""}
            assert expected <= known - {page["id"]}, group["name"]
        assert len(pages(group)) > len(known)


KNOWN = {("boilerplate is most of two short pages", "b")}
"""What is wrong: two pages do not show that what they share is the publisher's."""


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_planted_copies_versions_and_agencies_are_told(group: dict[str, Any]) -> None:
    found = {told.page: told for told in reprints(pages(group))}
    for page in group["page"]:
        told = found.get(page["id"])
        if (group["name"], page["id"]) in KNOWN:
            assert told is not None
            continue
        if group.get("either"):
            first, second = (found.get(each["id"]) for each in group["page"])
            assert (first is None) != (second is None)
            continue
        copied = told.copy_of if told else None
        assert copied in page.get("copy_of", "").split("|") if copied else "copy_of" not in page
        assert (told.version_of if told else None) == page.get("version_of")
        if told is not None or page.get("publisher") != page.get("agency"):
            assert (told.agency if told else None) == page.get("agency")
    assert not any(told.startswith("beside") for told in found)


@pytest.mark.parametrize("group", GROUPS[::4], ids=lambda group: group["name"])
def test_order_of_the_pages_does_not_matter(group: dict[str, Any]) -> None:
    given = pages(group)
    assert sorted(reprints(given[::-1]), key=lambda told: told.page) == sorted(
        reprints(given), key=lambda told: told.page
    )
    assert copies(given) == copies(given[::-1])


def group_of(name: str) -> list[Article]:
    """The articles of the group of that name."""
    (group,) = [group for group in GROUPS if group["name"] == name]
    return [article(page) for page in group["page"]]


def test_what_was_added_and_what_was_cut_is_shown_in_its_place() -> None:
    first, page = group_of("cut and added to")
    (told,) = reprints([first, page])
    assert [span.text.split()[:3] for span in told.added] == [["On", "our", "island"]]
    assert [span.text.split()[:2] for span in told.cut] == [["Fruit", "importers"], ["A", "mediator"]]
    assert all(page.text[span.start : span.end] == span.text for span in told.added)
    assert all(first.text[span.start : span.end] == span.text for span in told.cut)
    assert told.reason == "68 % of it kept, 15 % of this page added; published 2024-03-01, this one 2024-03-02"


def test_word_for_word_copy_adds_and_cuts_nothing() -> None:
    (told,) = reprints(group_of("exact copy on another site, a day later"))
    assert (told.shared, told.kept, told.added, told.cut) == (1.0, 1.0, (), ())
    assert told.reason.startswith("word for word; published 2024-05-07")


def test_words_that_credit_an_agency_are_pointed_at() -> None:
    (one,) = group_of("agency text alone, by its copyright")
    (told,) = reprints([one])
    assert told.credit is not None
    assert one.text[told.credit.start : told.credit.end] == told.credit.text == "Associated Press"


def test_versions_are_no_further_witnesses() -> None:
    given = group_of("a correction at the same address")
    assert copies(given) == {given[1].page_id: given[0].page_id}


def test_same_content_under_two_names_is_a_copy_of_the_first() -> None:
    first = article({"id": "a", "text": ["dam:1-7"]})
    again = Article(page="b", page_id=first.page_id, text=first.text, body=first.body)
    (told,) = reprints([again, first])
    assert (told.page, told.copy_of) == ("b", "a")
    assert told.reason == "word for word; the same page under two names"


def test_pages_without_words_and_without_paragraphs_are_nobodys_copies() -> None:
    given = [article({"id": str(number), "text": ["..."]}) for number in range(3)]
    given.append(Article(page="x", page_id="x", text=""))
    assert reprints(given) == []


def test_reading_names_the_page_read_before_with_the_same_text() -> None:
    dropped = Dropped(id="z", stage="read", reason="blank file")
    first, page = group_of("cut from the end to two thirds")
    other, version = group_of("a correction at the same address")
    found = list(with_copies([page, dropped, first]))
    assert found[1] is dropped
    assert [each.copy_of for each in found if isinstance(each, Article)] == [None, page.page_id]
    (_, told) = with_copies([other, version])
    assert isinstance(told, Article)
    assert (told.copy_of, told.version_of) == (None, other.page_id)


def test_pages_read_long_ago_are_forgotten() -> None:
    earlier = Earlier(most=2)
    names = ["dam", "docks", "quake"]
    given = [article({"id": name, "text": [f"{name}:1-6"], "url": f"https://x.example/{name}"}) for name in names]
    for each in given:
        assert earlier.told(each).copy_of is None
    again = [earlier.told(article({"id": "again", "text": [f"{name}:1-6"]})).copy_of for name in reversed(names)]
    assert again == [given[2].page_id, given[1].page_id, None]


def test_command_prints_a_line_a_copy_from_pages_and_from_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = group_of("cut from the end to two thirds")
    folder = tmp_path / "pages"
    folder.mkdir()
    lines = [
        {
            "id": each.page,
            "text": "\n".join(span.text for span in each.body),
            "published": each.published and each.published.earliest,
        }
        for each in given
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with open_store(tmp_path / "news.db", create=True) as store:
        store.add(((each, ()) for each in given), coded_with="test")
    for source in (folder, tmp_path / "news.db"):
        monkeypatch.setattr("sys.argv", ["bede", "copies", str(source)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        (record,) = map(json.loads, capsys.readouterr().out.splitlines())
        assert not ended.value.code
        assert (record["page"], record["copy_of"], record["shared"]) == ("b", "a", 1.0)
        assert record["reason"].endswith("nothing added; published 2024-05-07, this one 2024-05-08")
