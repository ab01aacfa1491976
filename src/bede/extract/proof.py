"""Whether every rule matches the sentences that it must match, and none that it must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bede.extract.coder import Coder
from bede.extract.estimate import ANY
from bede.lexicon import Lexicon, Rule
from bede.model import Article, Dropped, Parse
from bede.parse import parse


def faults(rules: Iterable[Rule], lexicon: Lexicon) -> Iterator[str]:
    """What is wrong with the rules' own sentences, a line each: file, line, the sentence and what happened."""
    rules = [rule for rule in rules if ANY not in rule.verbs]  # the weights, not their words, make those match
    asked = [(rule, True, sentence) for rule in rules for sentence in rule.yes]
    asked += [(rule, False, sentence) for rule in rules for sentence in rule.no]
    fired: dict[str, set[tuple[str, ...]]] = {rule.where_stands: set() for rule in rules}
    articles = (Article.of_text(str(number), sentence) for number, (_, _, sentence) in enumerate(asked))
    for (rule, wanted, sentence), found in zip(asked, parse(articles), strict=True):
        matched = _matched(found, lexicon)
        if wanted and rule.where_stands not in {where for where, _ in matched}:
            others = ", ".join(where for where, _ in matched) or "nothing"
            yield f"{rule.where_stands}: does not match {sentence!r}; {others} does"
        if not wanted and rule.where_stands in {where for where, _ in matched}:
            yield f"{rule.where_stands}: matches {sentence!r}, which it must not"
        if wanted:
            fired[rule.where_stands] |= {words for where, words in matched if where == rule.where_stands}
    for rule in rules:
        if not rule.no:
            yield f"{rule.where_stands}: has no sentence that it must not match"
        silent = [
            words
            for _, words in rule.triggers()
            if tuple(words.replace("-", " - ").split()) not in fired[rule.where_stands]
        ]
        if silent:
            yield f"{rule.where_stands}: no sentence shows {', '.join(silent)}"


def _matched(parsed: Parse | Dropped, lexicon: Lexicon) -> set[tuple[str, tuple[str, ...]]]:
    """The rules that make a report of a sentence, with the trigger that fired."""
    if isinstance(parsed, Dropped):
        return set()
    coder = Coder(parsed, lexicon)
    drafts = [draft for number in range(len(parsed.sentences)) for draft in coder.drafts(number)]
    drafts += [draft.through for draft in drafts if draft.through is not None]
    return {(draft.rule.where_stands, draft.words) for draft in drafts}
