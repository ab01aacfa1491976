"""The record of a draft: its parties in full, places, date, numbers, contexts, attribution and confidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bede.extract import counted, scenes, times
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
        date = self._date(number, draft)
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

    def _parts(self, syntax: Syntax, verb: int, trigger: int) -> bool:
        """Whether a verb between a time and the trigger keeps the time to itself; "scheduled for Monday" does not."""
        sentence = syntax.sentence
        lemma = sentence.lemmas[verb]
        if lemma in self._lexicon.lists["beginning"] and syntax.is_infinitive(verb):
            return False  # "talks that are due to begin on Friday"
        known = self._lexicon.status.verbs.get(lemma)
        if (
            sentence.labels[verb] == "relcl"
            and sentence.heads[verb] == trigger
            and lemma in self._lexicon.lists["held"]
        ):
            return False  # "a summit that opens on Friday", "a meeting of the two, who could see each other in May"
        return syntax.is_verb(verb) and not (known is not None and known[0] == "future" and syntax.is_passive(verb))

    def _ranked(self, syntax: Syntax, steps: list[int]) -> bool:
        """Whether a time is that of an earlier one that a rank counts from: "the first since 2016"."""
        lists = self._lexicon.lists
        for step, governor in pairwise(steps):
            if syntax.words[step] in lists["counted_from"] and not syntax.is_verb(governor):
                ranks = [governor, *syntax.children(governor, "amod")]
                return any(syntax.words[at] in lists["ordinals"] or syntax.sentence.tags[at] == "JJS" for at in ranks)
        return False

    def _closing(self, syntax: Syntax, verb: int, trigger: int) -> bool:
        """Whether a verb closes the sentence as who says it: "before he leaves, the ministry said on Monday"."""
        sentence = syntax.sentence
        for subject in syntax.children(verb, "nsubj"):
            first = syntax.extent(subject)[0]
            if trigger < first <= subject < verb and sentence.words[first - 1] in (",", "\u201d", '"'):
                return True
        return False

    def _apart(self, syntax: Syntax, verb: int) -> bool:
        """Whether a clause is of something before or after what the main clause tells, so of another day."""
        apart = self._lexicon.lists["apart_in_time"]
        return syntax.sentence.labels[verb] == "advcl" and any(
            syntax.words[mark] in apart for mark in syntax.children(verb, "mark")
        )

    def _of_the_first(self, syntax: Syntax, verb: int, time: int) -> bool:
        """Whether a time within the first of two verbs is not that of the second: "won in May and has threatened"."""
        sentence = syntax.sentence
        first = sentence.heads[verb]
        if sentence.labels[verb] != "conj" or not (syntax.is_verb(verb) and first < time < verb):
            return False
        return sentence.tags[first] == "VBD" and sentence.tags[verb] != "VBD"

    def _ahead(self, number: int, when: When) -> bool:
        """Whether a time lies wholly after the day on which its sentence was published."""
        published = self._parse.article.published_at(self._syntaxes[number].sentence.start)
        return published is not None and when.earliest is not None and when.earliest > published.latest[:10]

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

    def _date(self, number: int, draft: Draft) -> When | None:
        """The time that belongs to the trigger: the one nearest to it in the tree of the sentence."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        best: tuple[int, int, When] | None = None
        path = [draft.frame.trigger, *syntax.ancestors(draft.frame.trigger)]
        done = draft.status in ("actual", "historical")
        for when in self._around(number).times:
            lasting = when.rule == "times:length" and when.text.lower().startswith("in ")
            if done and (lasting or self._ahead(number, when)):
                continue  # what is done was not done "in the coming weeks"; "the first in 20 months" is no day of it
            token = next((index for index, end in enumerate(sentence.ends) if end > when.start), len(sentence.ends) - 1)
            steps = [token, *syntax.ancestors(token)]
            meeting = next((step for step in steps if step in path), None)
            if meeting is None:
                continue
            up, down = path.index(meeting), steps.index(meeting)
            between = steps[:down]
            meanwhile = next((at for at, step in enumerate(between) if _meanwhile(syntax, step, path[0])), down)
            if any(self._parts(syntax, step, path[0]) for step in between[:meanwhile]):
                continue
            if self._ranked(syntax, steps[: down + 1]):
                continue
            spoken = any(
                syntax.is_verb(step) and sentence.lemmas[step] in self._lexicon.speech.verbs
                for step in path[1 : up + 1]
            )
            told = any(sentence.labels[step] == "ccomp" for step in path[:up]) or self._closing(
                syntax, path[up], path[0]
            )
            if spoken and told and draft.status_rule != CONSENT_REFUSED:
                continue  # the day of the saying is not the day of what is said
            if any(self._of_the_first(syntax, step, token) for step in path[:up]):
                continue
            if _is_of_a_day(when) and any(self._apart(syntax, step) for step in path[:up]):
                continue
            distance = up * 2 + down
            if best is None or distance < best[0]:
                best = (distance, when.start, when)
        if best is not None and best[2].unknown != "no-reference":
            return best[2]
        trigger = draft.frame.trigger
        back = counted.there(self._syntaxes, number, trigger, lambda at: self._around(at).times) if done else None
        back = back or counted.counted_back(syntax, trigger, lambda: self._told_days(number))
        return back or (best[2] if best is not None else None)

    def _told_days(self, number: int) -> tuple[date, date] | None:
        """The days that the sentences up to one name as news."""
        found = (when for earlier in range(number + 1) for when in self._around(earlier).times)
        return counted.told_days(
            found, published=self._parse.article.published_at(self._syntaxes[number].sentence.start)
        )


def _is_of_a_day(when: When) -> bool:
    """Whether a time tells the day, not just the month."""
    return when.earliest is not None and when.latest is not None and when.earliest[:10] == when.latest[:10]


def _meanwhile(syntax: Syntax, verb: int, trigger: int) -> bool:
    """Whether a past clause tells when its main clause was: "agreed to reopen it when they met in May"."""
    sentence = syntax.sentence
    head = sentence.heads[verb]
    own = head == trigger or (sentence.heads[head] == trigger and syntax.is_infinitive(head))
    if sentence.labels[verb] != "advcl" or not own or sentence.tags[verb] != "VBD":
        return False
    main = sentence.heads[trigger] if syntax.is_infinitive(trigger) else trigger
    marks = syntax.children(verb, "mark", "advmod")
    return sentence.tags[main] == "VBD" and any(syntax.words[mark] in ("when", "while") for mark in marks)
