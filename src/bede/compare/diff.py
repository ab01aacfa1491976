"""What differs between two codings of the same pages, report by report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any, Literal

from bede.compare.align import closest
from bede.compare.lines import Told
from bede.compare.spans import overlap
from bede.model import Report, Span
from bede.plain import plain

Change = Literal["added", "gone", "changed", "moved", "same"]

COMPARED = (
    "act", "modes", "status", "actors", "recipients", "addressees", "attribution", "matter", "date", "places",
    "numbers", "contexts", "trigger",
)  # fmt: skip
FOLLOWING = ("event_type", "quad", "intensity", "confidence")
"""What follows from other fields: told of only where none of those changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A report on both sides, or on one, and the fields that are not the same.

    ``moved`` is the same code by another line of the same rule file, as when a rule was put before it.
    """

    change: Change
    page: str
    sentence: Span
    fields: tuple[str, ...]
    old: Report | None
    new: Report | None


def differences(old: Iterable[Told], new: Iterable[Told]) -> Iterator[Difference]:
    """Yield what becomes of each report of two codings, page by page, in order of the text; ``same`` ones too.

    Pages are the same by name, else by content; reports of a page by sentence and trigger. Pages that both sides have
    in the same order are held in memory one at a time; those that one side alone has come last.
    """
    before: dict[str, list[Told]] = {}
    after: dict[str, list[Told]] = {}
    for one, other in zip_longest(_pages(old), _pages(new), fillvalue=()):
        for page, waiting in ((one, before), (other, after)):
            if page:
                waiting.setdefault(page[0].report.page, []).extend(page)
        for page in (one, other):
            name = page[0].report.page if page else ""
            if name in before and name in after:
                yield from page_differences(before.pop(name), after.pop(name))
    renamed = {told[0].report.page_id: name for name, told in reversed(after.items()) if told[0].report.page_id}
    for told in before.values():
        moved = renamed.pop(told[0].report.page_id, None)
        yield from page_differences(told, after.pop(moved) if moved is not None else [])
    for told in after.values():
        yield from page_differences([], told)


def _pages(reports: Iterable[Told]) -> Iterator[Sequence[Told]]:
    """The reports of one page after the other."""
    for _, page in groupby(reports, key=lambda told: told.report.page):
        yield list(page)


def page_differences(old: Sequence[Told], new: Sequence[Told]) -> list[Difference]:
    """What becomes of each report of one page, in order of the text."""
    pairs = closest([told.report for told in old], [told.report for told in new], _nearness)
    taken = set(pairs.values())
    found = [_difference(one, new[pairs[i]] if i in pairs else None) for i, one in enumerate(old)]
    found += [_difference(None, other) for j, other in enumerate(new) if j not in taken]
    return sorted(found, key=_place)


def _place(difference: Difference) -> tuple[int, int]:
    """Where a difference stands in its page."""
    report = difference.new or difference.old
    return difference.sentence.start, report.trigger.start if report else 0


def _nearness(one: Report, other: Report) -> int:
    """How surely two reports of a page are one, 0 where they are not: the same trigger, then the same act."""
    shift = 0
    if one.page_id != other.page_id:  # the page itself changed
        if one.sentence.text != other.sentence.text:
            return 0
        shift = other.sentence.start - one.sentence.start
    trigger = Span(text=one.trigger.text, start=one.trigger.start + shift, end=one.trigger.end + shift)
    if not overlap(trigger, other.trigger):
        return 0
    return 1 + 2 * (trigger == other.trigger) + (one.act == other.act)


def _difference(old: Told | None, new: Told | None) -> Difference:
    """What becomes of a report."""
    if old is None or new is None:
        return _alone(old.report if old else None, new.report if new else None)
    one, other = old.report, new.report
    given = old.given & new.given
    offsets = one.page_id == other.page_id
    fields = tuple(name for name in COMPARED if name in given and _differ(one, other, name, offsets=offsets))
    fields = fields or tuple(name for name in FOLLOWING if name in given and _differ(one, other, name, offsets=offsets))
    change: Change = "changed" if fields else "same"
    if "rule" in given and one.rule != other.rule:
        if _file(one) != _file(other):
            change, fields = "changed", (*fields, "rule")
        elif change == "same":
            change = "moved"
    return Difference(change=change, page=other.page, sentence=other.sentence, fields=fields, old=one, new=other)


def _alone(old: Report | None, new: Report | None) -> Difference:
    """A report that one side alone has."""
    report = old or new
    assert report is not None
    change: Change = "gone" if new is None else "added"
    return Difference(change=change, page=report.page, sentence=report.sentence, fields=(), old=old, new=new)


def _file(report: Report) -> str:
    """The file of a report's rule."""
    return report.rule.rpartition(":")[0]


def _differ(one: Report, other: Report, name: str, *, offsets: bool) -> bool:
    """Whether a field is not the same on both sides; ``offsets`` where they count in the same text."""
    left = _bare(plain(getattr(one, name)), offsets=offsets)
    return bool(left != _bare(plain(getattr(other, name)), offsets=offsets))


def _bare(value: Any, *, offsets: bool) -> Any:
    """A value without the lines of the lexicon that it comes from, which move when a line is put before them."""
    if isinstance(value, list):
        return [_bare(item, offsets=offsets) for item in value]
    if isinstance(value, dict):
        passed = ("rule",) if offsets else ("rule", "start", "end")
        return {name: _bare(item, offsets=offsets) for name, item in value.items() if name not in passed}
    return value
