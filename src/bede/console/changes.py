"""What runs changed, as a reader sees it: run by run, each event or story with what became of it, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from bede.console.layout import fields, joined, row, say
from bede.console.timeline import ID
from bede.console.wording import counted, days
from bede.ledger import Change

LABEL = 11


def changes_view(changes: Iterable[Change], page_name: Callable[[str], str], *, width: int) -> Iterator[Text]:
    """The changes of each run under its number and day; ``page_name`` gives what a page is called by its id."""
    run = None
    for change in changes:
        if change.run != run:
            if run is not None:
                yield Text()
            run = change.run
            day = days(change.time[:10], change.time[:10])
            yield from row((say(f"run {run}, {day}, {change.time[11:16]} UTC", "title"), width))
        yield from fields([(change.change, _became(change)), ("", _why(change, page_name))], width=width, label=LABEL)


def _became(change: Change) -> Text:
    """Which ids became which, and what it is."""
    before, after = (" ".join(key[:ID] for key in side) for side in (change.before, change.after))
    ids = before if before == after else " → ".join(part for part in (before, after) if part)
    told = f"{change.kind}: {change.what}" if change.kind != "event" else change.what
    return joined([say(ids, "id"), told, ", ".join(change.fields) if change.change == "changed" else ""])


def _why(change: Change, page_name: Callable[[str], str]) -> str:
    """By which pages and decisions, of many the first."""
    pages = [page_name(page) for page in change.pages[:3]]
    if len(change.pages) > 3:
        pages.append(f"{counted(len(change.pages) - 3, 'other')}")
    made = [f"decision {decision[:ID]}" for decision in change.decisions]
    named = [f"page {page}" if number == 0 and len(change.pages) == 1 else page for number, page in enumerate(pages)]
    return f"by {', '.join([*named, *made])}" if named or made else ""
