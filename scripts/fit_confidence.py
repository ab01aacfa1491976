"""Fit the weights of a report's confidence on gold/dev and gold/fit, and say how well they hold.

python scripts/fit_confidence.py [--check]

Logistic regression with a ridge penalty; a report counts as right when it answers a gold report with the same act,
actor and recipient, as ``bede score`` counts. Rules were mended on gold/dev, so its reports are oftener right than
others: a sign of their own takes that up, and is left out of the weights. The figures printed are those of gold/fit,
over ten folds, each judged by weights fitted on the rest.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy

from bede import lexicon as lexicons
from bede.compare.align import align, is_correct
from bede.compare.gold import read_gold
from bede.extract.coder import Coder
from bede.extract.confidence import signs
from bede.flow import read_articles
from bede.model import Dropped
from bede.parse import parse

ROOT = Path(__file__).resolve().parent.parent
GOLD = (ROOT / "gold" / "dev", ROOT / "gold" / "fit")
SEEN = "read while rules were written"
WEIGHTS = lexicons.DATA / "words" / "confidence.tsv"
HEADER = (
    "# What speaks for a report and against it, as log odds. Fitted by scripts/fit_confidence.py on gold; "
    "written for Bede, CC BY 4.0.\nsign\tweight\n"
)
RIDGE, FOLDS, BINS = 4.0, 10, 10


def examples(folder: Path) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The signs of every coded report of a part of gold, and whether it is right."""
    gold, lexicon = read_gold(folder), lexicons.load()
    for parsed in parse(read_articles([str(gold.pages)])):
        if isinstance(parsed, Dropped):
            raise SystemExit(f"{parsed.id}: {parsed.reason}")
        coder = Coder(parsed, lexicon)
        coded, shown = [], []
        for number, syntax in enumerate(coder.syntaxes):
            for draft in coder.drafts(number):
                coded.append(coder.record.report(number, draft))
                shown.append(tuple(signs(draft, syntax)))
        meant = [told.report for told in gold.reports[parsed.article.page]]
        answers = {coded_at: gold_at for gold_at, coded_at in align(meant, coded).items()}
        for at, report in enumerate(coded):
            yield shown[at], at in answers and is_correct(report, meant[answers[at]])


def fit(table: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
    """The weights of a logistic regression, by Newton's method; the first column is not penalised."""
    weights = numpy.zeros(table.shape[1])
    penalty = numpy.full(table.shape[1], RIDGE)
    penalty[0] = 0.0
    for _ in range(30):
        chance = 1 / (1 + numpy.exp(-table @ weights))
        slope = table.T @ (chance - right) + penalty * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + numpy.diag(penalty + 1e-6)
        weights -= numpy.linalg.solve(curve, slope)
    return weights


def table_of(shown: Sequence[Sequence[str]], names: Sequence[str]) -> numpy.ndarray:
    """A row for each report, a column for each sign."""
    column = {name: number for number, name in enumerate(names)}
    table = numpy.zeros((len(shown), len(names)))
    for row, mine in enumerate(shown):
        for name in mine:
            table[row, column[name]] = 1.0
    return table


def calibration_error(chance: numpy.ndarray, right: numpy.ndarray) -> float:
    """The mean distance of confidence and share of right ones over ten bins, by their size."""
    bins = numpy.minimum(BINS - 1, (chance * BINS).astype(int))
    gaps = [abs(chance[bins == one].sum() - right[bins == one].sum()) for one in range(BINS)]
    return float(sum(gaps) / len(right))


def main() -> None:
    """Write the weights, or tell whether they are what would be written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")
    check = parser.parse_args().check
    read, unread = (list(examples(folder)) for folder in GOLD)
    found = [((*mine, SEEN), answer) for mine, answer in read] + unread
    shown, right = [one for one, _ in found], numpy.array([float(answer) for _, answer in found])
    fresh = numpy.arange(len(found)) >= len(read)
    names = ["any", *sorted({name for mine in shown for name in mine} - {"any"})]
    table = table_of(shown, names)
    folds = numpy.arange(len(right)) % FOLDS
    chance = numpy.zeros(len(right))
    for fold in range(FOLDS):
        weights = fit(table[folds != fold], right[folds != fold])
        chance[folds == fold] = 1 / (1 + numpy.exp(-table[folds == fold] @ weights))
    text = HEADER + "".join(f"{name}\t{weight:.2f}\n" for name, weight in zip(names, fit(table, right), strict=True))
    if check and WEIGHTS.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{WEIGHTS} is out of date; run: python scripts/fit_confidence.py")
    if not check:
        WEIGHTS.write_text(text, encoding="utf-8")
    chance, right = chance[fresh], right[fresh]
    print(f"{len(right)} reports of gold/fit, {right.mean():.3f} right; over {FOLDS} folds:")
    print(f"calibration error {calibration_error(chance, right):.3f}, Brier {((chance - right) ** 2).mean():.3f}")


if __name__ == "__main__":
    main()
