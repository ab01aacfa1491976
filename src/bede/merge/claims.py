"""Claims: who asserts, confirms or denies an event, on which facts its reports differ, and which figures went on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bede.lexicon.content import content_words
from bede.lexicon.tables import DATA, rows
from bede.merge.differing import Conflict, Development, differing
from bede.merge.participants import match
from bede.merge.told import who
from bede.model import Article, Event, Party, Report, Span

Stance = Literal["asserts", "confirms", "denies"]
Side = Literal["actor", "recipient", "other", "outlet"]

ONE_SIDE = 0.25  # how much more a speaker has to match one side than the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who takes a stand on an event in one report: a speaker whom the sentence names, or else the outlet.

    ``side`` says whose side it is on: that of who did it, of whom it was done to, of neither (``other``), or an outlet.
    """

    name: str
    country: str | None
    stance: Stance
    side: Side
    report: str
    page: str
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Who says what of an event: who asserts, confirms or denies it, where reports contradict each other, what rose.

    ``only_side`` is the side of all who assert it, where no outlet says so by itself and somebody of the other side
    takes part; None otherwise.
    """

    event: str
    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    only_side: Side | None
    voices: tuple[Voice, ...]
    conflicts: tuple[Conflict, ...]
    developments: tuple[Development, ...]


def claims(
    event: Event, reports: Sequence[Report], articles: Mapping[str, Article], copy_of: Mapping[str, str] | None = None
) -> Claims:
    """Who says what of an event, from its reports in its order; what a page copies from another counts once."""
    told = _once(reports, copy_of or {})
    voices = tuple(voice for report in told for voice in _voices(report, event, articles))
    conflicts, developments = differing(told, articles)
    return Claims(
        event=event.id,
        event_type=event.event_type,
        actors=tuple(party.name for party in event.actors),
        recipients=tuple(party.name for party in event.recipients),
        date=event.date.edtf if event.date else None,
        only_side=_only_side(event, voices),
        voices=voices,
        conflicts=conflicts,
        developments=developments,
    )


def _once(reports: Sequence[Report], copy_of: Mapping[str, str]) -> list[Report]:
    """The reports without those of copies of a page whose own report of the same sentence is among them."""
    origins = {(report.page_id, report.sentence.text) for report in reports if report.page_id not in copy_of}
    found: dict[tuple[str, str, str, str], Report] = {}
    for report in reports:
        root = copy_of.get(report.page_id, report.page_id)
        if root != report.page_id and (root, report.sentence.text) in origins:
            continue
        found.setdefault((root, report.sentence.text, report.act, report.status), report)
    return list(found.values())


# Who takes a stand


def _voices(report: Report, event: Event, articles: Mapping[str, Article]) -> Iterator[Voice]:
    """Who takes a stand on the event in a report: the innermost speaker, else whoever denies it, else the outlet."""
    if report.status == "hypothetical":
        return
    stance = _stance(report)
    if report.attribution:
        speaker = report.attribution[-1]
        yield _voice(speaker, _side(speaker, event), stance, report)
        return
    said = _said(report)
    if stance == "denies" and "denies" in said and report.actors:
        yield _voice(report.actors[0], "actor", "denies", report)
        return
    article = articles.get(report.page_id)
    if article is not None and article.publisher:
        yield Voice(
            name=article.publisher, country=None, stance=stance, side="outlet", report=report.id, page=report.page,
            sentence=report.sentence,
        )  # fmt: skip


def _voice(party: Party, side: Side, stance: Stance, report: Report) -> Voice:
    """A party as a voice."""
    return Voice(
        name=party.name, country=party.country, stance=stance, side=side, report=report.id, page=report.page,
        sentence=report.sentence,
    )  # fmt: skip


def _stance(report: Report) -> Stance:
    """What a report says of its event: that it is so, confirmed, or not so."""
    if report.status == "negated":
        return "denies"
    said = _said(report)
    return "confirms" if report.attribution and "confirms" in said and "none" not in said else "asserts"


def _said(report: Report) -> set[str]:
    """The stands that the words of a report's sentence take, beside what it tells."""
    start, end = (at - report.sentence.start for at in (report.trigger.start, report.trigger.end))
    text = f"{report.sentence.text[: max(0, start)]} {report.sentence.text[max(0, end) :]}"
    return {stances()[stem] for stem in content_words(text) if stem in stances()}


@lru_cache(maxsize=1)
def stances() -> dict[str, str]:
    """The stand that a word takes, by its stem."""
    return {row["stem"]: row["stance"] for row in rows(DATA / "words" / "stances.tsv", ("stem", "stance"))}


def _side(speaker: Party, event: Event) -> Side:
    """On whose side a speaker is: of those who did it, of those to whom it was done, or of neither."""
    one = who(speaker)
    acting = max((match(one, who(party)) for party in event.actors), default=0.0)
    suffering = max((match(one, who(party)) for party in event.recipients), default=0.0)
    if max(acting, suffering) < ONE_SIDE or abs(acting - suffering) < ONE_SIDE:
        return "other"
    return "actor" if acting > suffering else "recipient"


def _only_side(event: Event, voices: Sequence[Voice]) -> Side | None:
    """The side of all who assert an event, where the other could speak as well and no outlet says so by itself."""
    sides = {voice.side for voice in voices if voice.stance != "denies"}
    speaking = [any(party.country or party.kind for party in parties) for parties in (event.actors, event.recipients)]
    return next((side for side in ("actor", "recipient") if sides == {side} and all(speaking)), None)
