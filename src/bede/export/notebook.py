"""Reports for a notebook: the sentence with who did it, what and to whom marked, and what it was coded as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from bede import lexicon as lexicons
from bede.flow import code_text
from bede.model import Dropped, Party, Report

# Colours of Okabe and Ito, which colour-blind readers tell apart; each mark also has a line and a label of its own.
STYLES = {
    "actor": "background:#0072b233;border-bottom:3px solid #0072b2",
    "act": "background:#d55e0033;border-bottom:3px double #d55e00;font-weight:bold",
    "recipient": "background:#009e7333;border-bottom:3px dashed #009e73",
    "speaker": "background:#cc79a733;border-bottom:3px dotted #cc79a7",
}
MARK = "color:inherit;padding:0 2px;border-radius:2px"
LABEL = "font-size:70%;vertical-align:super;opacity:.8;font-weight:normal;margin-left:2px"
LIST = "display:grid;grid-template-columns:max-content 1fr;gap:0 1em;margin:.4em 0"
TERM = "opacity:.7;font-weight:normal"
SHOWN = 100


class Reports(list[Report]):
    """The reports of a text, marked in their sentences where a notebook shows them.

    ``dropped`` says why a text has none, where it was not read at all.
    """

    def __init__(self, reports: Iterable[Report] = (), *, dropped: Dropped | None = None) -> None:
        super().__init__(reports)
        self.dropped = dropped

    def _repr_html_(self) -> str:
        """The reports, the first hundred of them, as HTML."""
        if self.dropped is not None:
            return f"<p>No reports: {escape(self.dropped.reason)}</p>"
        if not self:
            return "<p>No reports: no sentence says that somebody did something that is coded.</p>"
        more = f"<p>and {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return "".join(report_html(report) for report in self[:SHOWN]) + more


def code(text: str, *, published: str | None = None, title: str | None = None) -> Reports:
    """The reports of a text, a paragraph a line; ``published`` (ISO 8601) is what its days are told from."""
    coded, reports = code_text(text, lexicon=lexicons.load(), published=published, title=title)
    return Reports(reports, dropped=coded if isinstance(coded, Dropped) else None)


def report_html(report: Report) -> str:
    """The report's sentence with actors, act, recipients and speakers marked, and its values in a line below."""
    values = "".join(
        f'<dt style="{TERM}">{escape(name)}</dt><dd style="margin:0">{escape(value)}</dd>'
        for name, value in _values(report)
    )
    return (
        f'<div style="margin:0 0 1.2em;max-width:50em"><p style="line-height:2;margin:0">{"".join(_marked(report))}</p>'
        f'<dl style="{LIST}">{values}</dl></div>'
    )


def _marked(report: Report) -> Iterator[str]:
    """The sentence in pieces of HTML, cut where a mark starts or ends; a piece may have several labels."""
    sentence = report.sentence
    marks = [("act", report.trigger.start, report.trigger.end)]
    for role, parties in _roles(report):
        marks += [(role, party.start, party.end) for party in parties]
    marks = [mark for mark in marks if sentence.start <= mark[1] < mark[2] <= sentence.end]
    ends = {sentence.start, sentence.end} | {at for _, start, end in marks for at in (start, end)}
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        text = escape(sentence.text[start - sentence.start : end - sentence.start])
        roles = list(dict.fromkeys(role for role, first, last in marks if first <= start and end <= last))
        if not roles:
            yield text
            continue
        label = escape(", ".join(roles))
        yield (f'<mark style="{MARK};{STYLES[roles[0]]}">{text}<span style="{LABEL}">{label}</span></mark>')


def _roles(report: Report) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    """Who is marked, by role."""
    return ("actor", report.actors), ("recipient", report.recipients), ("speaker", report.attribution)


def _values(report: Report) -> Iterator[tuple[str, str]]:
    """What the report was coded as, by name."""
    modes = f" ({', '.join(report.modes)})" if report.modes else ""
    of_act = f", of {report.act}" if report.act != report.event_type else ""
    yield "event type", f"{report.event_type}{of_act}{modes}, {report.status}"
    for role, parties in _roles(report):
        if parties:
            yield role, "; ".join(_named(party) for party in parties)
    if report.date is not None:
        yield "date", f"{report.date.edtf} ({report.date.text}: {report.date.reason})"
    if places := [place.name for place in report.places if place.role == "event"]:
        yield "place", "; ".join(places)
    yield "rule", report.rule


def _named(party: Party) -> str:
    """A party's name with its country and sector."""
    codes = " ".join(code for code in (party.country, party.sector) if code)
    return f"{party.name} [{codes}]" if codes else party.name
