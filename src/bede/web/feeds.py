"""What pages of the desk give as entries of feeds."""

from __future__ import annotations

from bede.export.entries import Entry, fit

__all__ = ["Entry", "entry"]


def entry(*, id: str, title: str, updated: str | None, address: str, summary: str) -> Entry:
    """Anything that a page shows as an entry: ``address`` is where on the desk."""
    return Entry(
        id=id,
        title=fit(title),
        sentence=fit(summary),
        outlet="",
        page=None,
        address=address,
        published=updated,
        updated=updated,
        tags=(),
    )
