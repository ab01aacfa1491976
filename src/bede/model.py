"""The records that every part of Bede hands to the next, and the ids that are made from their content.

All offsets are code points of the page's text, end excluded: ``page_text[start:end] == text``, always.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Literal

Status = Literal["negated", "hypothetical", "future", "historical", "actual"]
Kind = Literal["state", "person", "organisation", "group", "company", "body", "place"]
Corrected = Literal["report", "act", "modes", "status", "actors", "recipients"]
Unknown = Literal[
    "no-actor",
    "no-country",
    "no-entity",
    "open-reference",
    "out-of-term",
    "several-candidates",
    "several-states",
]

ACTS: dict[str, tuple[int, float]] = {
    # act: (quad, intensity where no mode has its own), after the PLOVER manual, draft 2.0
    "AGREE": (1, 2.5),
    "CONSULT": (1, 2.5),
    "SUPPORT": (1, 5.0),
    "CONCEDE": (1, 4.5),
    "COOPERATE": (2, 9.5),
    "AID": (2, 10.0),
    "RETREAT": (2, 6.5),
    "REQUEST": (3, 0.0),
    "ACCUSE": (3, -2.0),
    "REJECT": (3, -2.0),
    "THREATEN": (3, -3.5),
    "PROTEST": (4, -5.0),
    "SANCTION": (4, -6.0),
    "MOBILIZE": (4, -5.5),
    "COERCE": (4, -7.0),
    "ASSAULT": (4, -9.0),
}

DERIVED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""The event type of an act that is announced."""


def plover_type(act: str, status: Status) -> str:
    """PLOVER's event type of an act: an announced CONSULT, SUPPORT, COOPERATE or AID is AGREE, a RETREAT CONCEDE."""
    return DERIVED.get(act, act) if status == "future" else act


def is_event_type(name: str) -> bool:
    """Whether a name is one of PLOVER's event types, or can be one of a user's own (``dual-use-transfer``)."""
    return name in ACTS or re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name) is not None


class BedeError(Exception):
    """A file, setting or call that Bede can not use: says where, what was found and what was expected."""


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone: the same on any machine, in any order of runs."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a page's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A record that goes no further, and why."""

    id: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was crawled, before anything is told apart.

    ``name`` is the input's id (for a file its path as given). ``form`` says what ``content`` is: a clean body
    (``text``), a whole page whose markup is gone (``page``), or ``html``. ``crawled`` is when it was fetched, in
    ISO 8601: no page was published after it.
    """

    name: str
    form: Literal["text", "page", "html"]
    content: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    crawled: str | None = None

    @property
    def id(self) -> str:
        """An id made from form, content and address, each time it is asked for: many pages never need one."""
        return content_id("page", self.form, self.content, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time said in the text, as an interval with a reason.

    ``earliest`` and ``latest`` are ISO days (``YYYY-MM-DD``), None where nothing anchors them; ``edtf`` is the same in
    EDTF, masks kept (``XXXX-XX-24/XXXX-XX-26``). ``basis`` is how the days came about: ``said`` in full,
    ``inferred`` from the publication date, ``unanchored``. ``rule`` names what resolved it, ``reason`` says how;
    ``unknown`` is the kind of reason why there are no days: ``no-anchor``, ``no-such-day``, ``ambiguous`` or
    ``no-reference``.
    """

    text: str
    start: int
    end: int
    earliest: str | None
    latest: str | None
    edtf: str
    basis: Literal["said", "inferred", "unanchored"]
    rule: str
    reason: str
    unknown: Literal["no-anchor", "no-such-day", "ambiguous", "no-reference"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a page was published: ISO ends (days or minutes), the EDTF text, the words that say it and how sure.

    The ends are the same where a day or minute is known; a month, an age or figures that can be read two ways give an
    interval.

    ``start`` and ``end`` are None where the date came with the page (metadata, address) rather than in its text;
    ``basis`` is ``given`` (input field), ``metadata``, ``line`` (a date line of the page), ``dateline``, ``address`` or
    ``copyright`` (the article's own, a year).
    """

    earliest: str
    latest: str
    edtf: str
    text: str
    start: int | None
    end: int | None
    basis: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a page and the part that it plays: headline, subheadline, byline, body, caption, teaser, ..."""

    part: str
    start: int
    end: int


def parts_of(labels: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> tuple[Part, ...]:
    """The parts of a page's lines, from what each line plays and where it starts and ends.

    They are made all at once: a page has a hundred, and one by one they take as long as finding the body.
    """
    made = list(map(object.__new__, repeat(Part, len(labels))))
    for field, values in (("part", labels), ("start", starts), ("end", ends)):
        deque(map(getattr(Part, field).__set__, made, values), maxlen=0)
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a live blog: where its text stands in the body, and when it was posted, None where nothing says."""

    start: int
    end: int
    published: Publication | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The part of a page that a reader came for, told apart from the rest of the page.

    ``text`` is the string that all offsets count in: the page itself, or for HTML its extracted text. ``kind`` is
    ``article``, ``live blog``, ``transcript``, ``gallery`` or ``paywall stub``; only a live blog has ``entries``.
    """

    page: str
    page_id: str
    text: str
    kind: str = "article"
    headline: Span | None = None
    subheadline: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    body: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()
    teasers: tuple[Span, ...] = ()
    teaser_headlines: tuple[Span, ...] = ()
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    published: Publication | None = None
    publisher: str | None = None
    language: str | None = None
    copy_of: str | None = None
    version_of: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    paywalled: bool | None = None

    @classmethod
    def of_text(cls, name: str, text: str) -> Article:
        """A text of one paragraph as an article of its own."""
        return cls(page=name, page_id=name, text=text, body=(Span(text=text, start=0, end=len(text)),))

    def published_at(self, start: int) -> Publication | None:
        """Return when what stands at an offset was published: with its entry of a live blog, else with the article."""
        entry = next((entry for entry in self.entries if entry.start <= start < entry.end), None)
        return entry.published if entry is not None and entry.published is not None else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One parsed sentence: parallel tuples, one item a token; heads and children are token indices.

    ``start`` and ``end`` are offsets in the article's text, ``starts`` and ``ends`` those of the tokens. ``tags`` are
    Penn Treebank tags, ``labels`` the dependency labels of spaCy's English models. A root is its own head.
    ``part`` is ``headline``, ``subheadline`` or ``body``; ``paragraph`` counts body paragraphs from 0.
    """

    start: int
    end: int
    text: str
    part: str
    paragraph: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def placed(self, first: int, last: int) -> tuple[str, int, int]:
        """The text from one token to another, with where it starts and ends in the article's text."""
        start, end = self.starts[first], self.ends[last]
        return self.text[start - self.start : end - self.start], start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """An article and its sentences, headline first, then the body in order."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor, recipient, speaker or addressee: the words that name it, and what they resolve to.

    ``country`` is ISO 3166-1 alpha-3; ``sector`` the first of ``sectors`` (PLOVER); ``entity`` an id of the lexicon's
    entity where the party is one; ``antecedent`` the earlier span that a pronoun or short form refers to. ``unknown``
    says why it has no country, None where it has one. ``country_from`` are words elsewhere in the text that the country
    was taken from, where neither the party's own words nor the lexicon tell it: the town where it happened.
    """

    text: str
    start: int
    end: int
    name: str
    country: str | None = None
    kind: Kind | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    antecedent: Span | None = None
    rule: str | None = None
    unknown: Unknown | None = None
    country_from: Span | None = None

    @property
    def sector(self) -> str | None:
        """The first sector, None where there is none."""
        return self.sectors[0] if self.sectors else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in the text with the gazetteer's answer: degrees WGS 84, ``precision`` 1 (point) to 4 (country).

    ``role`` is ``event`` where the report happened there, ``named`` where it is merely named. ``candidates`` counts the
    places of that name in the gazetteer; ``unknown`` is ``several`` where another of them is almost as likely,
    ``unlisted`` where there is none: the point is then that of the place around it, or missing.
    """

    text: str
    start: int
    end: int
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    feature: str | None
    precision: int
    role: str
    rule: str
    candidates: int = 1
    unknown: Literal["several", "unlisted"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A PLOVER context and the words that show it."""

    context: str
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number with its kind (``dead``, ``injured``, ``arrested``, ``money``): low and high are equal where exact.

    ``high`` is None where it is open above ("at least 12"). ``noun`` is what is counted, in lower case, None where the
    number stands alone. ``part`` is ``included`` where it counts some of another number ("among them five children"),
    ``added`` where it counts more than were told before ("two more soldiers").
    """

    text: str
    start: int
    end: int
    kind: str
    low: float
    high: float | None
    unit: str | None
    noun: str | None = None
    part: Literal["included", "added"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person corrected in a report: the field, what was coded, what is right, and who decided it when.

    ``field`` is ``report`` where the whole of it is wrong: it then belongs to no event. ``right`` is None where nobody
    and nothing takes the place of what was coded.
    """

    field: Corrected
    coded: str | None
    right: str | None
    user: str
    time: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One sentence's claim that actors did something to recipients, with the rule that read it.

    ``corrected`` is what people corrected in it; the values are then the right ones.
    """

    id: str
    page: str
    page_id: str
    act: str
    event_type: str
    modes: tuple[str, ...]
    status: Status
    quad: int
    intensity: float
    contexts: tuple[Context, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    addressees: tuple[Party, ...]
    attribution: tuple[Party, ...]
    matter: Span | None
    date: When | None
    places: tuple[Place, ...]
    numbers: tuple[Number, ...]
    trigger: Span
    sentence: Span
    rule: str
    confidence: float
    corrected: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that somebody is said to have said: where its source, cue and content stand, and who is meant."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Party | None
    kind: Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why a report belongs to an event: the reason in words that a reader understands, and a score from 0 to 1."""

    report: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Who was first with an event, by the dated pages alone: outlets or speakers, the report of each, and when.

    ``names`` are several where they were published on one day and nothing tells which was earlier, none where the page
    does not say whose it is.
    """

    published: str
    names: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening with all the reports of it.

    ``id`` is made from the ids of its reports' earliest member, so that it stays when a report is added; ``reports``
    are report ids in order of publication, page and place in the text; ``merges`` gives the reason for each but the
    first. ``pages`` are page ids, ``outlets`` the publishers; ``independent`` counts pages that copy no other page
    of the event. ``statuses`` is the history of its status by publication day: ((day or None, status), ...);
    ``status`` is the strongest of what is known last. ``said_by`` names who vouches for it. ``first_told`` is the
    outlet that told of it first, ``first_said`` the speaker who is first on record; None where no such page is dated.
    """

    id: str
    act: str
    event_type: str
    modes: tuple[str, ...]
    status: Status
    statuses: tuple[tuple[str | None, Status], ...]
    quad: int
    intensity: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: When | None
    places: tuple[Place, ...]
    contexts: tuple[str, ...]
    said_by: tuple[str, ...]
    reports: tuple[str, ...]
    merges: tuple[Merge, ...]
    pages: tuple[str, ...]
    outlets: tuple[str, ...]
    independent: int
    first_published: str | None
    last_published: str | None
    confidence: float
    first_told: First | None = None
    first_said: First | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why an event belongs to a story: the kinds of evidence, in words."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A thread of events that share an issue and core participants: a title made from its own events, and why."""

    id: str
    title: str
    actors: tuple[str, ...]
    events: tuple[str, ...]
    links: tuple[Link, ...]
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Which happening and which story a page tells of, and which page it copies; None where it is alone.

    ``happening`` and ``story`` are ids that pages have in common, ``copy_of`` is the name of the page (``page``).
    """

    page: str
    happening: str | None
    story: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """Whose text a page carries: another page's, an earlier version of its own, an agency's.

    ``copy_of`` is the name (``page``) of the likely origin, ``version_of`` that of the first version at the same
    address; ``agency`` is the news agency whose text it is or that added to it, ``credit`` the words that say so.
    ``shared`` is the part of the page's words that the other page has, ``kept`` the part of the other's words that the
    page has, both from 0 to 1. ``added`` are spans of the page, ``cut`` spans of the other page. ``reason`` says in
    words what became of the text and why the other page is taken to be first.
    """

    page: str
    page_id: str
    copy_of: str | None
    version_of: str | None
    agency: str | None
    credit: Span | None
    shared: float | None
    kept: float | None
    added: tuple[Span, ...]
    cut: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run did: versions, lexicon hashes, and counts in, out and dropped by reason."""

    id: str
    version: str
    model: str
    lexicon: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
