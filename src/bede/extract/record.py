"""The record of a draft: its parties in full, places, date, numbers, contexts, attribution and confidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from bede.extract import scenes, times
from bede.extract.actors import Cast
from bede.extract.attribution import attribution
from bede.extract.confidence import confidence
from bede.extract.dating import Dating
from bede.extract.details import contexts, matter
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import explained, overlaps
from bede.extract.numbers import numbers
from bede.extract.roles import Roles
from bede.extract.setting import Fighters, Setting
from bede.lexicon import Lexicon
from bede.model import ACTS, Context, Number, Parse, Party, Place, Report, Span, When, content_id, plover_type


class Surroundings(NamedTuple):
    """What all reports of a sentence share."""

    places: tuple[Place, ...]
    times: list[When]
    contexts: tuple[Context, ...]
    numbers: tuple[Number, ...]


class Record:
    """The records of one article's drafts."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        syntaxes: tuple[Syntax, ...],
        *,
        roles: Roles,
        cast: Callable[[], Cast],
        places: Callable[[], tuple[Place, ...]],
        quoting: Callable[[int], Party | None],
    ) -> None:
        self._parse, self._lexicon, self._syntaxes = parse, lexicon, syntaxes
        self._roles, self._cast, self._places, self._quoting = roles, cast, places, quoting
        self._surroundings: dict[int, Surroundings] = {}
        self._dating = Dating(parse, lexicon, syntaxes, times=lambda number: self._around(number).times)
        self.fighters = Fighters()
        """The nameless rebels and gunmen of the article."""

    def _certain(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Places without those that may as well lie in a country that the article does not name otherwise."""
        told = {place.country for place in self._places() if place.unknown is None}
        return tuple(place for place in places if place.unknown != "several" or place.country in told)

    def report(self, number: int, draft: Draft) -> Report:
        """The record of a draft."""
        syntax = self._syntaxes[number]
        sentence, article = syntax.sentence, self._parse.article
        sources, addressees = attribution(
            syntax, self._cast(), number, draft.frame.trigger, actors=draft.actors, quoting=self._quoting
        )
        date = self._dating.of(number, draft)
        actors = self._roles.in_full(number, draft.actors, beside=draft.recipients, trigger=draft.trigger)
        meant = tuple(
            party
            for party in draft.recipients
            if not overlaps(party, sources) or overlaps(party, self._taken_up(number))
        )  # "Two women said that soldiers beat them"
        recipients = self._roles.in_full(number, meant, beside=actors, trigger=draft.trigger)
        happened, around = self._places_for(number, draft), self._around(number)
        setting = Setting(
            places=self._certain(happened),
            parties=(*actors, *recipients, *sources),
            article=self._certain(self._places()),
            lexicon=self._lexicon,
            act=draft.act,
            modes=draft.modes,
            text=article.text,
            sentences=self._parse.sentences,
            focus=lambda: self._cast().focus.of(number, draft.token),
            home=lambda: self._cast().focus.at_home(number),
            fighters=self.fighters,
            shelters=draft.act == "AID" and sentence.lemmas[draft.token] in self._lexicon.lists["sheltering"],
        )
        actors, recipients = setting.sides(actors, recipients)
        actors, recipients = self.fighters.again(actors), self.fighters.again(recipients)
        first, last = draft.trigger
        trigger = Span(
            text=article.text[sentence.starts[first] : sentence.ends[last]],
            start=sentence.starts[first],
            end=sentence.ends[last],
        )
        plover = plover_type(draft.act, draft.status)
        own = draft.rule.type if draft.act == draft.rule.act else None
        intensity = ACTS[draft.act][1]
        scores = [
            self._lexicon.modes[draft.act][mode] for mode in draft.modes if mode in self._lexicon.modes[draft.act]
        ]
        return Report(
            id=content_id(
                article.page_id,
                trigger.start,
                trigger.end,
                draft.act,
                *(party.start for party in (*draft.actors, *draft.recipients)),
            ),
            page=article.page,
            page_id=article.page_id,
            act=draft.act,
            event_type=own or plover,
            modes=draft.modes,
            status=draft.status,
            quad=ACTS[plover][0],
            intensity=scores[0] if scores else intensity,
            contexts=around.contexts,
            actors=explained(actors, sentences=self._parse.sentences),
            recipients=explained(recipients, sentences=self._parse.sentences),
            addressees=explained(setting.addressed(addressees), sentences=self._parse.sentences),
            attribution=explained(setting.speaking(sources), sentences=self._parse.sentences),
            matter=matter(syntax, draft.frame, draft.rule, article.text),
            date=date,
            places=happened,
            numbers=around.numbers,
            trigger=trigger,
            sentence=Span(text=sentence.text, start=sentence.start, end=sentence.end),
            rule=draft.rule.where_stands,
            confidence=confidence(draft, syntax, weights=self._lexicon.confidence),
        )

    def completed(self, report: Report) -> Report:
        """A report with the country of its nameless fighters that the article tells only below it."""
        told = self.fighters.told_below
        actors, recipients, sources = told(report.actors), told(report.recipients), told(report.attribution)
        if (actors, recipients, sources) == (report.actors, report.recipients, report.attribution):
            return report
        return replace(report, actors=actors, recipients=recipients, attribution=sources)

    def _taken_up(self, number: int) -> list[Party]:
        """Whom the pronouns of a sentence refer to."""
        tags = self._syntaxes[number].sentence.tags
        pronouns = (token for token, tag in enumerate(tags) if tag in ("PRP", "PRP$"))
        return [party for token in pronouns for party in self._cast().parties(number, token)]

    def _places_for(self, number: int, draft: Draft) -> tuple[Place, ...]:
        """The sentence's places, each with whether the act happened there."""
        sentence = self._syntaxes[number].sentence
        scene = scenes.Scene(sentence, draft.token, draft.act, tuple(draft.actors), tuple(draft.recipients))
        return scenes.event_places(self._around(number).places, scene, self._parse.article.dateline)

    def _around(self, number: int) -> Surroundings:
        """The places, times, contexts and numbers of a sentence, looked for when its first report asks."""
        if number not in self._surroundings:
            sentence = self._syntaxes[number].sentence
            self._surroundings[number] = Surroundings(
                places=tuple(place for place in self._places() if sentence.start <= place.start < sentence.end),
                times=times.find(
                    sentence.text,
                    offset=sentence.start,
                    published=self._parse.article.published_at(sentence.start),
                ),
                contexts=contexts(sentence, self._lexicon),
                numbers=numbers(self._syntaxes[number], self._parse.article.text),
            )
        return self._surroundings[number]
