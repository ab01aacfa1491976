"""Parse -> Statement: who says what, with the words of source, cue and content; quotations go to who says them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bede.extract import speakers
from bede.extract.actors import Cast
from bede.extract.comments import Tokens
from bede.extract.cues import Cue, antecedent, cues
from bede.extract.grammar import Syntax
from bede.extract.identity import explained
from bede.extract.quotations import Quotation, quotations
from bede.lexicon import Lexicon
from bede.model import Parse, Party, Span, Statement

Stretch = tuple[int, int]
"""Where something starts and ends in the text."""

NEAR = 120
"""Characters between a cue and the quotation that it announces, at most."""

FEW = 4
"""Spaces in a quotation that may be a statement of its own, at least."""

FAR = 5_000
"""Characters between a cue and the content that it shares with a quotation, at most."""

AWAY = 2
"""Paragraphs between a quotation and who said the one before, at most."""

QUOTED = 0.9
"""The share of a content in quotation marks from which on it is direct."""


@dataclass(slots=True)
class Draft:
    """A statement in the making: offsets, and the sentence and token of its source.

    ``open`` drafts take quotations beside their content; what is not ``said`` is wanted, meant or spoken of.
    """

    at: int
    number: int
    head: int | None
    source: list[Stretch]
    cue: list[Stretch]
    content: list[Stretch]
    open: bool = False
    said: bool = True


class Statements:
    """The statements of one article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, *, cast: Cast | None = None) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.text = parse.article.text
        self.cast = cast or Cast(parse, lexicon)
        self.syntaxes = self.cast.syntaxes
        article = parse.article
        self.lines = tuple(span for span in (article.headline, article.subheadline) if span is not None)
        self.quotations = list(quotations(self.text, (*self.lines, *article.body)))
        self._pieces = [piece for quotation in self.quotations for piece in quotation.pieces]  # apart, in order
        self._opened = [start for start, _ in self._pieces]
        self._closed = {quotation.end for quotation in self.quotations}
        self._starts = [syntax.sentence.start for syntax in self.syntaxes]
        self._drafts: list[Draft] | None = None
        self._signed: list[Draft] | None = None

    def all(self, *, inner: bool = False) -> tuple[Statement, ...]:
        """The statements in order of the text, with the ``inner`` ones, within another's content, when asked for."""
        told = [draft for draft in self.drafts if inner or not self._within_another(draft)]
        return tuple(self._statement(draft) for draft in sorted(told, key=lambda draft: (draft.at, draft.content)))

    def quoting(self, offset: int) -> Party | None:
        """Who says the quotation or signed line that an offset stands in; None where it is in none, or unnamed."""
        if self._signed is None:
            self._signed = list(self._beside())
        for draft in self._signed:
            if _holds(draft, offset):
                return self._speaker(draft)
        if not self._quoted(offset, offset + 1):
            return None
        for draft in self._near(offset, offset, self.drafts):
            if draft.said and _holds(draft, offset):
                return self._speaker(draft)
        return None

    @property
    def drafts(self) -> list[Draft]:
        """All that is said, the inner layers too, but what a quotation says within its marks."""
        if self._drafts is None:
            found = [
                self._draft(number, cue)
                for number, syntax in enumerate(self.syntaxes)
                for cue in cues(syntax)
                if not self._quoted(*_stretch(syntax, cue.words))
            ]
            found = sorted([*found, *self._beside()], key=lambda draft: draft.at)
            alone = [quotation for quotation in self.quotations if not self._place(quotation, found)]
            found = sorted([*found, *filter(None, map(self._next_to, alone))], key=lambda draft: draft.at)
            for draft in found:
                self._announce(draft)
                draft.content = _joined(draft.content)
            self._drafts = [draft for draft in found if draft.content]
        return self._drafts

    # -- drafts ----------------------------------------------------------------------------------------------------

    def _draft(self, number: int, cue: Cue) -> Draft:
        """The draft of a cue."""
        syntax = self.syntaxes[number]
        sources = cue.sources[:1]
        if any(self._quoted(*_stretch(syntax, (token, token))) for token in sources):
            sources = _next_noun(syntax, cue.words)  # the parser took a word of the quotation for the subject
        return Draft(
            at=syntax.sentence.starts[cue.words[0]],
            number=number,
            head=sources[0] if sources else None,
            source=[_stretch(syntax, _named(syntax, token, cue)) for token in sources],
            cue=[_stretch(syntax, cue.words)],
            content=[_stretch(syntax, piece) for piece in cue.content if piece[0] <= piece[1]],
            open=cue.open,
            said=cue.open,
        )

    def _is_state(self, name: str) -> bool:
        """Whether a name is that of a state, or of a part of one that stands for it."""
        return bool(self.lexicon.state_forms(name) - {"adjective"})

    def _beside(self) -> Iterator[Draft]:
        """The drafts of speakers that stand beside what they say without a verb."""
        body, speech = self.parse.article.body, self.lexicon.speech
        found = [*speakers.turns(self.text, body, labels=speech.labels)]
        lines = self.lines or (() if found else body[:1])  # a text without markup begins with its headline
        found += speakers.headlines(
            self.text, lines, says=speech.signatures, labels=speech.labels, is_state=self._is_state
        )
        found += speakers.signed(self.text, self.quotations)
        for beside in found:
            number, head = self._noun(beside.source)
            content = list(beside.content)
            yield Draft(beside.cue[0], number, head, [beside.source], [beside.cue], content)

    def _noun(self, stretch: Stretch) -> tuple[int, int | None]:
        """The sentence of a stretch and its last noun there."""
        for number, syntax in enumerate(self.syntaxes):
            sentence = syntax.sentence
            if sentence.start <= stretch[0] < sentence.end:
                inside = [token for token, start in enumerate(sentence.starts) if stretch[0] <= start < stretch[1]]
                nouns = [token for token in inside if sentence.tags[token].startswith("NN")]
                return number, nouns[-1] if nouns else None
        return 0, None

    def _quoted(self, start: int, end: int) -> bool:
        """Whether a stretch stands inside a quotation."""
        piece = bisect_right(self._opened, start) - 1
        return piece >= 0 and end <= self._pieces[piece][1]

    @staticmethod
    def _near(start: int, end: int, drafts: list[Draft]) -> list[Draft]:
        """Of drafts in order those whose cue is not far from a stretch."""
        first = bisect_left(drafts, start - FAR, key=lambda draft: draft.at)
        return drafts[first : bisect_right(drafts, end + FAR, key=lambda draft: draft.at)]

    def _within_another(self, draft: Draft) -> bool:
        """Whether a draft's cue stands inside another's content, and not the other way round as well."""
        others = self._near(draft.at, draft.at, self.drafts)
        return any(_holds(other, draft.at) and not _holds(draft, other.at) for other in others)

    # -- quotations ------------------------------------------------------------------------------------------------

    def _place(self, quotation: Quotation, drafts: list[Draft]) -> bool:
        """Whether a quotation was given to the draft whose content it is a part of, or that it follows or precedes."""
        near = self._near(quotation.start, quotation.end, drafts)
        for draft in near:
            if quotation.start <= draft.at < quotation.end:
                continue
            for number, (start, end) in enumerate(draft.content):
                if start < quotation.end and quotation.start < end:
                    first, *more = quotation.pieces
                    draft.content[number] = (min(start, first[0]), max(end, first[1]))
                    draft.content += more
                    return True
        draft_of = self._after(quotation, near) or self._before(quotation, near)
        if draft_of is None:
            return False
        draft_of.content = sorted([*draft_of.content, *quotation.pieces])
        return True

    def _after(self, quotation: Quotation, drafts: list[Draft]) -> Draft | None:
        """The draft without content of its own that follows a quotation at once: "Why?" he asked."""
        for draft in drafts:
            if draft.open and not draft.content and draft.at >= quotation.end:
                between = self.text[quotation.end : draft.at]
                return draft if len(between) < NEAR and "\n" not in between and ":" not in between else None
        return None

    def _before(self, quotation: Quotation, drafts: list[Draft]) -> Draft | None:
        """The draft that announces a quotation, or whose quotation it goes on with."""
        for draft in reversed(drafts):
            if draft.at > quotation.start or not draft.open:
                continue
            last = max(end for _, end in (*draft.content, draft.cue[-1]))
            sentence = self.syntaxes[draft.number].sentence
            between = self.text[last : quotation.start]
            if between.count("\n") > AWAY:
                return None
            if not draft.content:
                announced = between.rstrip().endswith(":") and "\n" not in between.rstrip()
                if len(between) < NEAR and (announced or quotation.start <= sentence.end):
                    return draft
            elif quotation.start < sentence.end:
                return draft
            elif self._opens_sentence(quotation):
                rest = self.text[max(last, sentence.end) : quotation.start]
                follows = not rest.strip()
                if (follows and "\n" not in rest) or ((follows or "\n" not in rest) and self._ends_quoted(draft)):
                    return draft
        return None

    def _next_to(self, quotation: Quotation) -> Draft | None:
        """A draft without a cue: whole sentences in quotation marks after one whose subject is a person, or a colon."""
        number = bisect_left(self._starts, quotation.start) - 1
        if number >= 0 and self.syntaxes[number].sentence.end > quotation.start:
            number -= 1
        if number < 0 or not self._opens_sentence(quotation):
            return None
        syntax = self.syntaxes[number]
        sentence = syntax.sentence
        announced = sentence.text.rstrip().endswith(":")
        words = self.text[quotation.start : quotation.end]
        if not announced and (
            words[-2:-1] not in (".", "?", "!")
            or words.count(" ") < FEW
            or "\n" in self.text[sentence.end : quotation.start]
            or self._quoted(sentence.starts[0], sentence.ends[0])
        ):
            return None
        root = next(token for token, head in enumerate(sentence.heads) if head == token)
        for token in syntax.children(root, "nsubj"):
            named = sentence.tags[token] == "NNP"
            parties = self.cast.parties(number, token, owner="none")
            if announced or any(party.kind == "person" or (named and party.kind is None) for party in parties):
                source = [_stretch(syntax, syntax.extent(token))]
                return Draft(quotation.start, number, token, source, [], list(quotation.pieces))
        return None

    def _announce(self, draft: Draft) -> None:
        """Give a cue with a colon the rest of its paragraph, or the next one, where no quotation marks stand."""
        if not draft.open or draft.content:
            return
        body, end = self.parse.article.body, draft.cue[-1][1]
        number = bisect_right(body, end, key=lambda span: span.start) - 1
        if number < 0 or end > body[number].end:
            return
        words, colon, told = self.text[end : body[number].end].partition(":")
        if not colon or len(words) > NEAR or "." in words:
            return
        if told.strip():
            draft.content = [(body[number].end - len(told.lstrip()), body[number].end)]
        elif number + 1 < len(body):
            draft.content = [(body[number + 1].start, body[number + 1].end)]

    def _ends_quoted(self, draft: Draft) -> bool:
        """Whether a stretch of a draft's content ends with a quotation."""
        return any(end in self._closed or end - 1 in self._closed for _, end in draft.content)

    def _opens_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation begins where a sentence does; the parser counts the mark to the one before, at times."""
        number = bisect_left(self._starts, quotation.start)
        return number < len(self._starts) and self._starts[number] - quotation.start <= 2

    # -- records ---------------------------------------------------------------------------------------------------

    def _statement(self, draft: Draft) -> Statement:
        """The record of a draft."""
        return Statement(
            source=tuple(map(self._span, draft.source)),
            cue=tuple(map(self._span, draft.cue)),
            content=tuple(map(self._span, draft.content)),
            speaker=next(iter(explained(filter(None, (self._speaker(draft),)), sentences=self.parse.sentences)), None),
            kind=self._kind(draft),
        )

    def _span(self, stretch: Stretch) -> Span:
        """A stretch with its words."""
        start, end = stretch
        return Span(text=self.text[start:end], start=start, end=end)

    def _kind(self, draft: Draft) -> Literal["direct", "indirect", "mixed"]:
        """Whether the content stands in quotation marks, or a part of it."""
        words = [at for start, end in draft.content for at in range(start, end) if self.text[at].isalnum()]
        share = sum(self._quoted(at, at + 1) for at in words) / (len(words) or 1)
        return "direct" if share >= QUOTED else "mixed" if share else "indirect"

    def _speaker(self, draft: Draft) -> Party | None:
        """Who is meant by the source: the antecedent of a pronoun, the owner of a statement."""
        if draft.head is None:
            return None
        token = antecedent(self.syntaxes[draft.number], draft.head)
        speaker = next(iter(self.cast.parties(draft.number, token)), None)
        start, end = draft.source[0] if draft.source else (0, 0)
        if speaker is not None and speaker.start < start < speaker.end <= end:  # a dash taken for a hyphen
            text = self.text[start : speaker.end]
            speaker = replace(speaker, text=text, start=start, name=text, country=None, entity=None)
        return speaker


def _holds(draft: Draft, offset: int) -> bool:
    """Whether an offset stands in a draft's content."""
    return any(start <= offset < end for start, end in draft.content)


def _next_noun(syntax: Syntax, cue: Tokens) -> tuple[int, ...]:
    """The noun or pronoun right before a cue, or else right after it."""
    first, last = cue
    tags = syntax.sentence.tags
    beside = [token for token in (first - 1, last + 1) if 0 <= token < len(tags)]
    return tuple(token for token in beside if tags[token].startswith(("NN", "PRP")))[:1]


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches in order, those that overlap as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _stretch(syntax: Syntax, tokens: Tokens) -> Stretch:
    """Where some tokens stand in the text."""
    return syntax.sentence.starts[tokens[0]], syntax.sentence.ends[tokens[1]]


def _named(syntax: Syntax, token: int, cue: Cue) -> Tokens:
    """The tokens of a source's phrase, without cue and content."""
    first, last = syntax.extent(token)
    for begin, stop in (cue.words, *cue.content):
        if token < begin <= last:
            last = begin - 1
        elif first <= stop < token:
            first = stop + 1
    while last > token and syntax.sentence.tags[last] in (",", ":", ".", "``", "''"):
        last -= 1
    while first < token and syntax.sentence.tags[first] in (",", ":", ".", "``", "''"):
        first += 1
    return first, last
