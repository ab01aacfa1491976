"""Fit the weights by which the act of a verb is estimated that no rule knows, and say how well they hold.

python scripts/fit_estimates.py [--check]

Multinomial logistic regression over the signs of ``bede.extract.estimate`` at every verb with somebody as its subject:
of the sentences of gold/dev, gold/fit and gold/train, which say what each verb tells of, and of the rules' own
sentences, where the rules say it. gold/gate is not read. The figures are those of verbs at which every rule was
silent, over five folds of the gold, each judged by weights fitted on the rest; the chances are calibrated on them.
"""

from __future__ import annotations

import argparse
import math
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bede import lexicon as lexicons
from bede.compare.gold import read_gold
from bede.extract.coder import Coder
from bede.extract.draft import Draft
from bede.extract.estimate import NONE, calibrated, signs, silent
from bede.flow import read_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Parse
from bede.parse import parse

ROOT = Path(__file__).resolve().parent.parent
GOLD = tuple(ROOT / "gold" / part for part in ("dev", "fit", "train"))
WEIGHTS = lexicons.DATA / "words" / "estimates.tsv"
HEADER = (
    "# How much each sign of a verb speaks for an act where no rule knows the verb, as log odds. Fitted by "
    "scripts/fit_estimates.py on gold and on the rules' sentences; written for Bede, CC BY 4.0.\nsign\tweights\n"
)
FOLDS, SEEN, SMALLEST, STRENGTH = 5, 4, 0.1, 0.2
"""Folds; in how many verbs a sign must stand; the least weight that is kept; how free the weights are (sklearn's C)."""
RULES_EVENT, RULES_NONE, GOLD_TOLD, GOLD_SILENT = 1.0, 0.5, 2.0, 4.0
"""What a verb counts: in a rule's sentence with and without an event, in gold where a rule matched and where none."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a sentence: its text's id, its signs, the act that it tells of, and what it counts."""

    text: str
    signs: dict[str, float]
    act: str
    weight: float
    silent: bool


def of_gold(folder: Path, lexicon: Lexicon) -> Iterator[Verb]:
    """The verbs of a part of gold."""
    gold = read_gold(folder)
    for parsed in parse(read_articles([str(gold.pages)])):
        if isinstance(parsed, Dropped):
            raise SystemExit(f"{parsed.id}: {parsed.reason}")
        told = [(one.report.trigger, one.report.act) for one in gold.reports[parsed.article.page]]
        for number, token, found, _, is_silent in _verbs(Coder(parsed, lexicon)):
            start = parsed.sentences[number].starts[token]
            act = next((act for trigger, act in told if trigger.start <= start < trigger.end), NONE)
            yield Verb(parsed.article.page, found, act, GOLD_SILENT if is_silent else GOLD_TOLD, is_silent)


def of_rules(lexicon: Lexicon) -> Iterator[Verb]:
    """The verbs of the rules' own sentences, with what the rules make of them."""
    texts = sorted({text for rule in lexicon.rules for text in (*rule.yes, *rule.no)})
    for parsed in parse(Article.of_text(str(at), text) for at, text in enumerate(texts)):
        if isinstance(parsed, Parse):
            for _, _, found, act, _ in _verbs(Coder(parsed, lexicon)):
                yield Verb("", found, act, RULES_NONE if act == NONE else RULES_EVENT, False)


def _verbs(coder: Coder) -> Iterator[tuple[int, int, dict[str, float], str, bool]]:
    """Every verb with a subject: sentence, token, signs, the act that the rules tell, and whether all are silent."""
    for number, syntax in enumerate(coder.syntaxes):
        found: list[Draft] = []
        kept = coder.drafts(number, matched=found)
        acts = {draft.token: draft.act for draft in kept}
        without = set(silent(syntax, coder.cast, number, found=found))
        for token in silent(syntax, coder.cast, number, found=()):
            shown = signs(syntax, coder.cast, number, token, kept=kept)
            yield number, token, shown, acts.get(token, NONE), token in without


class Model:
    """Weights fitted on some verbs."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        counts = Counter(sign for verb in verbs for sign in verb.signs)
        self._known = {sign for sign, count in counts.items() if count >= SEEN and sign != "any"}
        self._table = DictVectorizer()
        table = self._table.fit_transform([self._of(verb) for verb in verbs])
        self._fitted = LogisticRegression(C=STRENGTH, max_iter=300)
        self._fitted.fit(table, [verb.act for verb in verbs], sample_weight=[verb.weight for verb in verbs])

    def _of(self, verb: Verb) -> dict[str, float]:
        return {sign: strength for sign, strength in verb.signs.items() if sign in self._known}

    def answers(self, verbs: Sequence[Verb]) -> Iterator[tuple[str, float]]:
        """The likeliest act of each verb, and its chance before calibration."""
        acts = list(self._fitted.classes_)
        for chances in self._fitted.predict_proba(self._table.transform([self._of(verb) for verb in verbs])):
            act = max((act for act in acts if act != NONE), key=lambda act: chances[acts.index(act)])
            yield act, float(chances[acts.index(act)])

    def lines(self) -> Iterator[str]:
        """The weights as rows of the file, those of no account left out."""
        acts, names = list(self._fitted.classes_), self._table.get_feature_names_out()
        table = [("any", self._fitted.intercept_), *zip(names, self._fitted.coef_.T, strict=True)]
        for sign, weights in sorted(table, key=lambda row: (row[0] != "any", row[0])):
            told = [(act, round(float(weight), 2)) for act, weight in zip(acts, weights, strict=True)]
            if kept := [f"{act} {weight:g}" for act, weight in told if abs(weight) >= SMALLEST]:
                yield f"{sign}\t{'; '.join(kept)}"


def judged(verbs: Sequence[Verb], others: Sequence[Verb]) -> list[tuple[float, bool]]:
    """Chance and truth of the likeliest act of each silent verb, by folds of texts; ``others`` are always learnt."""
    found = []
    for fold in range(FOLDS):
        apart = [zlib.crc32(verb.text.encode()) % FOLDS == fold for verb in verbs]
        model = Model([*others, *(verb for verb, out in zip(verbs, apart, strict=True) if not out)])
        asked = [verb for verb, out in zip(verbs, apart, strict=True) if out and verb.silent]
        found += [(chance, act == verb.act) for verb, (act, chance) in zip(asked, model.answers(asked), strict=True)]
    return found


def line_of(found: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Slope and level of the line that turns the log odds of a chance into those of being right."""
    odds = numpy.array([[_odds(chance)] for chance, _ in found])
    line = LogisticRegression(C=1e6).fit(odds, [right for _, right in found])
    return {"slope": round(float(line.coef_[0][0]), 2), "level": round(float(line.intercept_[0]), 2)}


def _odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def main() -> None:
    """Fit, print the figures, and write the weights; with --check only say whether they are those of the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare with the weights on file")
    arguments = parser.parse_args()
    lexicon = replace(lexicons.load(), estimates=dict)
    verbs = [verb for folder in GOLD if folder.is_dir() for verb in of_gold(folder, lexicon)]
    others = list(of_rules(lexicon))
    found = judged(verbs, others)
    line = line_of(found)
    events = sum(verb.silent and verb.act != NONE for verb in verbs)
    print(f"{len(verbs):,} verbs of gold, {len(others):,} of the rules' sentences; silent with an event: {events:,}")
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        said = [right for chance, right in found if calibrated(_odds(chance), line) >= least]
        print(f"chance {least} or more: {len(said):,} told, {sum(said) / max(1, len(said)):.2f} right")
    told = "; ".join(f"{name} {value}" for name, value in line.items())
    rows = "\n".join((f"calibration\t{told}", *Model([*verbs, *others]).lines()))
    text = f"{HEADER}{rows}\n"
    if not arguments.check:
        WEIGHTS.write_text(text, encoding="utf-8")
    elif WEIGHTS.read_text(encoding="utf-8") != text:
        raise SystemExit("the weights on file are others")


if __name__ == "__main__":
    main()
