"""Atom feeds (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed: ``updated`` is an ISO day or time, ``address`` where it is shown on this desk."""

    id: str
    title: str
    updated: str | None
    address: str
    summary: str


def atom(*, title: str, address: str, entries: Iterable[Entry]) -> bytes:
    """A feed as XML; characters that XML does not have are left out."""
    root = address.split("/", 3)
    desk = "/".join(root[:3])
    found = list(entries)
    feed = Element("feed", {"xmlns": ATOM})
    SubElement(feed, "id").text = _clean(address)
    SubElement(feed, "title").text = _clean(title)
    SubElement(feed, "updated").text = max((moment(entry.updated) for entry in found), default=NEVER)
    SubElement(feed, "link", {"rel": "self", "href": _clean(address)})
    SubElement(SubElement(feed, "author"), "name").text = "Bede"
    for entry in found:
        made = SubElement(feed, "entry")
        SubElement(made, "id").text = f"urn:bede:{entry.id}"
        SubElement(made, "title").text = _clean(entry.title)
        SubElement(made, "updated").text = moment(entry.updated)
        SubElement(made, "link", {"href": _clean(f"{desk}{entry.address}")})
        SubElement(made, "summary").text = _clean(entry.summary)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}'.encode()


def moment(time: str | None) -> str:
    """An ISO day or time as RFC 3339 wants it, in UTC; the epoch where there is none."""
    if not time or len(time) < 10:
        return NEVER
    day, _, clock = time.partition("T")
    clock = clock.split("+")[0].rstrip("Z")
    parts = [*clock.split(":"), "00", "00", "00"][:3] if clock else ["00", "00", "00"]
    return f"{day}T{':'.join(part[:2] or '00' for part in parts)}Z"


def _clean(text: str) -> str:
    """Text without what XML does not allow: control characters, surrogates, non-characters."""
    return UNFIT.sub("", text)
