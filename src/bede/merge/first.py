"""First: which outlet told of an event before the others, and who is on record as the first to speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bede.merge.told import Told, published
from bede.model import Article, First

DAY = 10  # characters of a day; what is longer has a time of day


class _Voice(NamedTuple):
    """Somebody who tells of an event: when, whether in another's words, who, in which report."""

    published: str
    copied: bool
    name: str | None
    report: str


def first_told(members: Sequence[Told], articles: Mapping[str, Article]) -> First | None:
    """The outlets of the pages that told of it first; None where no page is dated."""
    return _first(list(_outlets(members, articles)))


def first_said(members: Sequence[Told], articles: Mapping[str, Article]) -> First | None:
    """The innermost speakers of the reports that name one first; None where no dated page has one."""
    return _first(
        [
            _Voice(day, told.root != told.report.page_id, told.report.attribution[-1].name, told.report.id)
            for told, day in _dated(members, articles)
            if told.report.attribution
        ]
    )


def _outlets(members: Sequence[Told], articles: Mapping[str, Article]) -> Iterator[_Voice]:
    """The outlet of each report of a dated page, None where it is not known."""
    for told, day in _dated(members, articles):
        publisher = articles[told.report.page_id].publisher
        yield _Voice(day, told.root != told.report.page_id, publisher, told.report.id)


def _dated(members: Sequence[Told], articles: Mapping[str, Article]) -> Iterator[tuple[Told, str]]:
    """The reports whose page says when it was published, with that."""
    for told in members:
        article = articles.get(told.report.page_id)
        if article is not None and (day := published(article)) is not None:
            yield told, day


def _first(voices: Sequence[_Voice]) -> First | None:
    """Those of the first day, of the first minute where all of that day have one; who copies comes after who does not.

    Of several on one day nothing tells which was earlier: all are named.
    """
    if not voices:
        return None
    day = min(voice.published[:DAY] for voice in voices)
    that_day = [voice for voice in voices if voice.published[:DAY] == day]
    if all(len(voice.published) > DAY for voice in that_day):
        minute = min(voice.published for voice in that_day)
        that_day = [voice for voice in that_day if voice.published == minute]
    own = [voice for voice in that_day if not voice.copied] or that_day
    names: dict[str | None, str] = {}
    for voice in own:
        names.setdefault(voice.name, voice.report)
    known = {name: report for name, report in names.items() if name is not None}
    return First(
        published=min(voice.published for voice in own),
        names=tuple(known),
        reports=tuple(known.values()) or tuple(names.values()),
    )
