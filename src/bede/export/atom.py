"""Events as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from bede.export.entries import Entry, fit, moment

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(
    entries: Sequence[Entry], *, title: str, id: str, address: str | None = None, page: str | None = None
) -> bytes:
    """A feed as XML in UTF-8: ``id`` never changes, ``address`` is the feed's own, ``page`` shows the same."""
    feed = Element("feed", {"xmlns": NAMESPACE})
    SubElement(feed, "id").text = fit(id)
    SubElement(feed, "title").text = fit(title)
    SubElement(feed, "updated").text = max((moment(entry.updated) for entry in entries), default=moment(None))
    SubElement(SubElement(feed, "author"), "name").text = "Bede"
    if address is not None:
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": fit(address)})
    if page is not None:
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": fit(page)})
    for entry in entries:
        made = SubElement(feed, "entry")
        SubElement(made, "id").text = f"urn:bede:event:{entry.id}"
        SubElement(made, "title").text = entry.title
        SubElement(made, "updated").text = moment(entry.updated)
        SubElement(made, "published").text = moment(entry.published)
        if entry.outlet:
            SubElement(SubElement(made, "author"), "name").text = entry.outlet
        for relation, link in (("alternate", entry.address or entry.page), ("via", entry.page)):
            if link is not None:
                SubElement(made, "link", {"rel": relation, "href": link})
        for tag in entry.tags:
            SubElement(made, "category", {"term": tag})
        SubElement(made, "content", {"type": "text"}).text = entry.sentence
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'.encode()
