"""Furniture: the paragraphs that a publisher sets under whatever it prints, told by all of its pages together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bede.merge.bodies import FEWEST, Body, address, begin_unlike, site

FURNITURE = 3  # pages of one publisher, their beginnings unlike, on which a paragraph says nothing of a text
ANYWHERE = 5  # the same where nobody knows who the publisher is
ASKED = 30  # pages that are asked how they begin

Paragraph = tuple[str, ...]


def trim(bodies: Sequence[Body]) -> list[Body]:
    """The bodies without the paragraphs at their end that their publisher sets under pages that begin differently."""
    furniture = _furniture(bodies)
    found = []
    for body in bodies:
        kept = list(body.paragraphs)
        while kept and kept[-1] in furniture[site(body)]:
            kept.pop()
        if sum(map(len, kept)) >= FEWEST:
            found.append(replace(body, paragraphs=tuple(kept)))
    return found


def _furniture(bodies: Iterable[Body]) -> dict[str, set[Paragraph]]:
    """The paragraphs that each site prints on several pages whose beginnings are unlike, and never as a beginning."""
    pages: dict[str, dict[Paragraph, dict[str, Body]]] = defaultdict(lambda: defaultdict(dict))
    first: set[Paragraph] = set()
    for body in bodies:
        first.add(body.paragraphs[0])
        known = address(body.article.url) or body.page_id
        for paragraph in body.paragraphs[1:]:
            if len(paragraph) >= FEWEST:
                pages[site(body)][paragraph].setdefault(known, body)
    found: dict[str, set[Paragraph]] = defaultdict(set)
    for name, by_paragraph in pages.items():
        least = FURNITURE if name else ANYWHERE
        for paragraph, several in by_paragraph.items():
            if len(several) >= least and paragraph not in first and _unlike(list(several.values())[:ASKED], least):
                found[name].add(paragraph)
    return found


def _unlike(bodies: Sequence[Body], least: int) -> bool:
    """Whether so many of these bodies all begin unlike each other."""
    apart: list[Body] = []
    for one in bodies:
        if all(begin_unlike(one, other) for other in apart):
            apart.append(one)
            if len(apart) >= least:
                return True
    return False
