"""Planted copies, versions and agency texts: who carries whose text, in whatever order the pages come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bede.model import Article, Part, Publication, Span, content_id

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
