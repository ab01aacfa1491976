"""The record of a draft: its parties in full, places, date, numbers, contexts, attribution and confidence."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from bede.extract import scenes, times
from bede.extract.actors import Cast
from bede.extract.attribution import attribution
from bede.extract.confidence import confidence
from bede.extract.details import contexts, matter
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.identity import explained, overlaps
from bede.extract.numbers import numbers
from bede.extract.readings import CONSENT_REFUSED
from bede.extract.roles import Roles
from bede.extract.setting import Setting
from bede.lexicon import Lexicon
from bede.model import ACTS, Context, Parse, Party, Place, Report, Span, When, content_id, plover_type


class Surroundings(NamedTuple):
    """What all reports of a sentence share."""

    places: tuple[Place, ...]
    times: list[When]
    contexts: tuple[Context, ...]


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

    def report(self, number: int, draft: Draft) -> Report:
        """The record of a draft."""
        syntax = self._syntaxes[number]
        sentence, article = syntax.sentence, self._parse.article
        sources, addressees = attribution(
            syntax, self._cast(), number, draft.frame.trigger, actors=draft.actors, quoting=self._quoting
        )
        date = self._date(number, draft)
        actors = self._roles.in_full(number, draft.actors, beside=draft.recipients, trigger=draft.trigger)
        meant = tuple(
            party
            for party in draft.recipients
            if not overlaps(party, sources) or overlaps(party, self._taken_up(number))
        )  # "Two women said that soldiers beat them"
        recipients = self._roles.in_full(number, meant, beside=actors, trigger=draft.trigger)
        happened = self._places_for(number, draft)
        setting = Setting(
            places=happened,
            parties=(*actors, *recipients, *sources),
            article=self._places(),
            lexicon=self._lexicon,
            act=draft.act,
            modes=draft.modes,
            text=article.text,
            shelters=draft.act == "AID" and sentence.lemmas[draft.token] in self._lexicon.lists["sheltering"],
        )
        actors, recipients = setting.sides(actors, recipients)
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
            contexts=self._around(number).contexts,
            actors=explained(actors, sentences=self._parse.sentences),
            recipients=explained(recipients, sentences=self._parse.sentences),
            addressees=explained(setting.at_home(addressees), sentences=self._parse.sentences),
            attribution=explained(setting.speaking(sources), sentences=self._parse.sentences),
            matter=matter(syntax, draft.frame, draft.rule, article.text),
            date=date,
            places=happened,
            numbers=numbers(syntax, article.text),
            trigger=trigger,
            sentence=Span(text=sentence.text, start=sentence.start, end=sentence.end),
            rule=draft.rule.where_stands,
            confidence=confidence(draft, syntax, weights=self._lexicon.confidence),
        )

    def _taken_up(self, number: int) -> list[Party]:
        """Whom the pronouns of a sentence refer to."""
        tags = self._syntaxes[number].sentence.tags
        pronouns = (token for token, tag in enumerate(tags) if tag in ("PRP", "PRP$"))
        return [party for token in pronouns for party in self._cast().parties(number, token)]

    def _parts(self, syntax: Syntax, verb: int) -> bool:
        """Whether a verb between a time and the trigger keeps the time to itself; "scheduled for Monday" does not."""
        lemma = syntax.sentence.lemmas[verb]
        if lemma in self._lexicon.lists["beginning"] and syntax.is_infinitive(verb):
            return False  # "talks that are due to begin on Friday"
        known = self._lexicon.status.verbs.get(lemma)
        return syntax.is_verb(verb) and not (known is not None and known[0] == "future" and syntax.is_passive(verb))

    def _ranked(self, syntax: Syntax, steps: list[int]) -> bool:
        """Whether a time is that of an earlier one that a rank counts from: "the first since 2016"."""
        lists = self._lexicon.lists
        for step, governor in pairwise(steps):
            if syntax.words[step] in lists["counted_from"] and not syntax.is_verb(governor):
                ranks = [governor, *syntax.children(governor, "amod")]
                return any(syntax.words[at] in lists["ordinals"] or syntax.sentence.tags[at] == "JJS" for at in ranks)
        return False

    def _ahead(self, number: int, when: When) -> bool:
        """Whether a time lies wholly after the day on which its sentence was published."""
        published = self._parse.article.published_at(self._syntaxes[number].sentence.start)
        return published is not None and when.earliest is not None and when.earliest > published.latest[:10]

    def _places_for(self, number: int, draft: Draft) -> tuple[Place, ...]:
        """The sentence's places, each with whether the act happened there."""
        sentence, parties = self._syntaxes[number].sentence, (*draft.actors, *draft.recipients)
        scene = scenes.Scene(sentence, draft.token, draft.act, parties)
        return scenes.event_places(self._around(number).places, scene, self._parse.article.dateline)

    def _around(self, number: int) -> Surroundings:
        """The places, times and contexts of a sentence, looked for when its first report asks."""
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
            )
        return self._surroundings[number]

    def _date(self, number: int, draft: Draft) -> When | None:
        """The time that belongs to the trigger: the one nearest to it in the tree of the sentence."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        best: tuple[int, int, When] | None = None
        path = [draft.frame.trigger, *syntax.ancestors(draft.frame.trigger)]
        for when in self._around(number).times:
            done = draft.status in ("actual", "historical")
            lasting = when.rule == "times:length" and when.text.lower().startswith("in ")
            if done and (lasting or self._ahead(number, when)):
                continue  # what is done was not done "in the coming weeks"; "the first in 20 months" is no day of it
            token = next((index for index, end in enumerate(sentence.ends) if end > when.start), len(sentence.ends) - 1)
            steps = [token, *syntax.ancestors(token)]
            meeting = next((step for step in steps if step in path), None)
            if meeting is None:
                continue
            up, down = path.index(meeting), steps.index(meeting)
            if any(self._parts(syntax, step) for step in steps[:down]) or self._ranked(syntax, steps[: down + 1]):
                continue
            spoken = any(
                syntax.is_verb(step) and sentence.lemmas[step] in self._lexicon.speech.verbs
                for step in path[1 : up + 1]
            )
            told = any(sentence.labels[step] == "ccomp" for step in path[:up])
            if spoken and told and draft.status_rule != CONSENT_REFUSED:
                continue  # the day of the saying is not the day of what is said
            distance = up * 2 + down
            if best is None or distance < best[0]:
                best = (distance, when.start, when)
        return best[2] if best else None
