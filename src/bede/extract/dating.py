"""Dating: which of the times that a sentence names is that of an act told in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from bede.extract import counted
from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.readings import CONSENT_REFUSED
from bede.lexicon import Lexicon
from bede.model import Parse, When

BESIDE = frozenset({"without", "by", "in", "while"})
"""Prepositions before what goes on at the same time: "left without signing it on Monday"."""
FAR = 4  # words between a participle and a time from which the time may be that of the main verb
SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN", "AGREE", "REJECT"})
ASKING = frozenset({"REQUEST", "THREATEN"})


class Dating:
    """Dates the drafts of one article; ``times`` gives those that a sentence names."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        syntaxes: Sequence[Syntax],
        *,
        times: Callable[[int], Sequence[When]],
    ) -> None:
        self._parse, self._lexicon, self._syntaxes, self._times = parse, lexicon, syntaxes, times

    def _parts(self, syntax: Syntax, verb: int, trigger: int, time: int) -> bool:
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
        if not syntax.is_verb(verb) or _at_once(syntax, verb, trigger, time):
            return False
        return not (known is not None and known[0] == "future" and syntax.is_passive(verb))

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

    def of(self, number: int, draft: Draft) -> When | None:
        """The time that belongs to the trigger: the one nearest to it in the tree of the sentence."""
        syntax = self._syntaxes[number]
        sentence = syntax.sentence
        best: tuple[int, int, When] | None = None
        path = [draft.frame.trigger, *syntax.ancestors(draft.frame.trigger)]
        done = draft.status in ("actual", "historical")
        for when in self._times(number):
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
            if any(self._parts(syntax, step, path[0], token) for step in between[:meanwhile]):
                continue
            if self._ranked(syntax, steps[: down + 1]):
                continue
            spoken = any(
                syntax.is_verb(step) and sentence.lemmas[step] in self._lexicon.speech.verbs
                for step in path[1 : up + 1]
            )
            if any(token < step and _is_imputed(syntax, step) for step in path[:up]):
                continue
            told = any(sentence.labels[step] == "ccomp" for step in path[:up]) or self._closing(
                syntax, path[up], path[0]
            )
            if spoken and told and draft.status_rule != CONSENT_REFUSED:
                continue  # the day of the saying is not the day of what is said
            if any(self._of_the_first(syntax, step, token) for step in path[:up]):
                continue
            if draft.act in ASKING and when.text.lower().startswith(("until ", "till ")):
                continue  # "gave them until Sunday" is no day of it
            if up and _is_answered(syntax, draft, path[up]):
                continue
            if _is_of_a_day(when) and any(self._apart(syntax, step) for step in path[:up]):
                continue
            distance = up * 2 + down
            if best is None or distance < best[0]:
                best = (distance, when.start, when)
        if best is not None and best[2].unknown != "no-reference":
            return best[2]
        trigger = draft.frame.trigger
        back = counted.there(self._syntaxes, number, trigger, self._times) if done else None
        back = back or counted.counted_back(syntax, trigger, lambda: self._told_days(number))
        return back or (best[2] if best is not None else None)

    def _told_days(self, number: int) -> tuple[date, date] | None:
        """The days that the sentences up to one name as news."""
        found = (when for earlier in range(number + 1) for when in self._times(earlier))
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


def _at_once(syntax: Syntax, verb: int, trigger: int, time: int) -> bool:
    """Whether what a verb below the trigger tells goes on at the same time, so that a time at its end is of both."""
    sentence = syntax.sentence
    label, tag, head = sentence.labels[verb], sentence.tags[verb], sentence.heads[verb]
    if label == "pcomp" and tag == "VBG":
        return sentence.heads[head] == trigger and syntax.words[head] in BESIDE
    if label == "xcomp" and sentence.labels[head] == "acl" and sentence.tags[head] == "VBG":
        return True  # "trying to leave on Monday": what is told of the first is told of the second
    if label in ("xcomp", "ccomp") and head == trigger:
        bare = not syntax.children(verb, "aux", "auxpass", "mark")
        return bare and tag in ("VB", "VBG")  # "let them leave on Monday", "practised landing on Monday"
    if label != "acl" or not sentence.tags[trigger].startswith(("VBD", "VBN")) or syntax.is_infinitive(verb):
        return False
    above = sentence.heads[time]
    above = sentence.heads[above] if sentence.labels[above] == "prep" else above
    above = sentence.heads[above] if sentence.labels[above] == "xcomp" else above
    near = tag == "VBG" or (tag == "VBN" and time - verb > FAR)  # "a boat loaded with bricks off Lima on Monday"
    return above == verb and near  # not "backing the 2015 deal"


def _is_imputed(syntax: Syntax, verb: int) -> bool:
    """Whether a verb is what somebody is said to have done: "accused on Monday of hiding it", "denied having sent"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[verb]
    if sentence.labels[verb] == "pcomp":
        return sentence.tags[verb] == "VBG" and syntax.words[head] in ("of", "for")
    return sentence.labels[verb] == "xcomp" and any(
        syntax.words[aux] == "having" for aux in syntax.children(verb, "aux")
    )


def _is_answered(syntax: Syntax, draft: Draft, verb: int) -> bool:
    """Whether a request or the like is the object of what is done about it: "dismissed his plea on Monday"."""
    noun = draft.frame.trigger
    if draft.act not in SAID or syntax.is_verb(noun) or draft.frame.support is not None:
        return False
    return syntax.is_verb(verb) and syntax.sentence.lemmas[verb] not in ("be", "come", "follow")
