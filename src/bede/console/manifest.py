"""A run as a person reads it: what became of its pages, what the database holds now, and where to look next."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from bede.console.layout import fields
from bede.console.wording import counted
from bede.model import Manifest

LABEL = 8
PASSED = {"coded": "coded", "known": "known before", "dropped": "dropped"}
HELD = {"articles": "article", "reports": "report", "events": "event"}


def manifest_view(run: Manifest, *, database: str, width: int) -> Iterator[Text]:
    """The lines that tell of a run: its pages, why some were dropped, what is stored, and the commands that show it."""
    counts = dict(run.counts)
    passed = [f"{counts[name]} {word}" for name, word in PASSED.items() if counts.get(name)]
    reasons = [f"{counted(number, 'page')}: {reason}" for reason, number in run.dropped]
    held = [counted(counts[name], one) for name, one in HELD.items() if name in counts]
    held += [counted(counts["stories"], "story", "stories")] if "stories" in counts else []
    told = [
        ("pages", ", ".join((f"{counts['pages']} read", *passed))),
        *(("dropped", reason) for reason in sorted(reasons)),
        ("holds", ", ".join(held)),
        ("next", f"bede timeline {database}, or in the browser: bede serve {database}"),
    ]
    yield from fields(told, width=width, label=LABEL)
