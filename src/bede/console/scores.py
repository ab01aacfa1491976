"""Scores as tables: a row a field, a type, a status; then how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from bede.compare.intervals import Estimate
from bede.compare.score import Measure, Scores
from bede.console.layout import row

NAME, COUNT, FIGURE = 14, 5, 14
WORDS = {
    "right": "pair and type",
    "event_type": "event type",
    "recipient country": "recip. country",
    "recipient sector": "recip. sector",
}


def scores_view(scores: Scores, *, width: int) -> Iterator[Text]:
    """The tables of scores."""
    counts = f"{scores.pages} pages, {scores.gold} gold reports, {scores.coded} coded"
    yield Text(f"{counts}; in brackets 95 % of {scores.samples} draws of pages")
    yield from _table("All reports", [measure for measure in scores.measures if measure.over == "all"], width=width)
    aligned = [measure for measure in scores.measures if measure.over == "aligned"]
    yield from _table("Reports that are found, field by field", aligned, width=width)
    yield from _table("Event types", scores.types, width=width)
    yield Text(f"macro F1 {_figure(scores.types_macro_f1)}")
    if scores.statuses:
        yield from _table("Statuses of reports that are found", scores.statuses, width=width)
        yield Text(f"macro F1 {_figure(scores.statuses_macro_f1)}")
    if scores.calibration:
        yield Text()
        yield Text("Confidence", style="title")
        yield _line("from", "coded", "mean", "correct")
        for found in scores.calibration:
            if found.reports:
                low = f"{found.low:.1f} to {found.high:.1f}"
                yield _line(low, str(found.reports), _short(found.confidence), _short(found.correct))
        yield Text(f"expected calibration error {_figure(scores.calibration_error)}")


def _table(title: str, measures: Sequence[Measure], *, width: int) -> Iterator[Text]:
    """A table of measures below its title."""
    yield Text()
    yield Text(title, style="title")
    yield from _row("", ("gold", "coded", "right"), ("precision", "recall", "F1"), width=width)
    for measure in measures:
        counts = (str(measure.gold), str(measure.coded) if measure.name != "pair" else "", str(measure.right))
        figures = (_figure(measure.precision), _figure(measure.recall), _figure(measure.f1))
        yield from _row(WORDS.get(measure.name, measure.name), counts, figures, width=width)


def _row(name: str, counts: Sequence[str], figures: Sequence[str], *, width: int) -> Iterator[Text]:
    """A row of a table; a terminal that is too narrow wraps it."""
    cells = [(Text(name), NAME), *((Text(count.rjust(COUNT)), COUNT) for count in counts)]
    yield from row(*cells, *((Text(f" {figure}"), FIGURE + 1) for figure in figures))


def _line(name: str, *cells: str) -> Text:
    """A row of the table of confidence."""
    return Text(f"{name:<{NAME}} " + " ".join(cell.rjust(7) for cell in cells))


def _figure(found: Estimate) -> str:
    """A figure with its interval: ``.56 [.53, .59]``."""
    if found.value is None:
        return "-"
    if found.low is None or found.high is None:
        return _short(found.value)
    return f"{_short(found.value)} [{_short(found.low)}, {_short(found.high)}]"


def _short(value: float | None) -> str:
    """Two digits, without the zero before them."""
    return "-" if value is None else "1.0" if value > 0.995 else f"{value:.2f}".removeprefix("0")
