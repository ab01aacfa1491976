"""Events as a JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bede.export.entries import Entry, fit, moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(entries: Sequence[Entry], *, title: str, address: str | None = None, page: str | None = None) -> bytes:
    """A feed as JSON in UTF-8: ``address`` is the feed's own, ``page`` shows the same."""
    feed: dict[str, Any] = {"version": VERSION, "title": fit(title)}
    feed |= {name: fit(link) for name, link in (("home_page_url", page), ("feed_url", address)) if link is not None}
    feed["authors"] = [{"name": "Bede"}]
    feed["items"] = [_item(entry) for entry in entries]
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    """An entry as an item."""
    item: dict[str, Any] = {"id": f"urn:bede:event:{entry.id}", "title": entry.title, "content_text": entry.sentence}
    links = (("url", entry.address or entry.page), ("external_url", entry.page))
    item |= {name: link for name, link in links if link is not None}
    item |= {"date_published": moment(entry.published), "date_modified": moment(entry.updated)}
    if entry.outlet:
        item["authors"] = [{"name": entry.outlet}]
    return {**item, "tags": list(entry.tags)}
