"""Reads gold: pages, and the reports that people wrote down as right for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bede.compare.lines import Told, lines_in, told_in
from bede.model import BedeError, Party, Place, Span, When

PAGES = "pages.jsonl"
REPORTS = "reports.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A folder of gold: the text of each page, and its reports; a page without any has none to be found."""

    folder: Path
    texts: Mapping[str, str]
    reports: Mapping[str, Sequence[Told]]

    @property
    def pages(self) -> Path:
        """The file that the coder reads."""
        return self.folder / PAGES


def read_gold(folder: Path) -> Gold:
    """The gold of a folder; raises BedeError for a page without id or text, and a report whose words are not there."""
    texts: dict[str, str] = {}
    for number, line in lines_in(folder / PAGES):
        where = f"{folder / PAGES}:{number}"
        name, text = line.get("id"), line.get("text")
        if not isinstance(name, str) or not isinstance(text, str):
            raise BedeError(f"{where}: expected id and text")
        if name in texts:
            raise BedeError(f"{where}: {name} was a page before")
        texts[name] = text
    if not texts:
        raise BedeError(f"{folder / PAGES}: no page in it")
    reports: dict[str, list[Told]] = {name: [] for name in texts}
    for told in told_in(folder / REPORTS):
        report = told.report
        if report.page not in texts:
            raise BedeError(f"{folder / REPORTS}: {report.page} is no page of {PAGES}")
        parties = (*report.actors, *report.recipients, *report.addressees, *report.attribution)
        spans: list[Span | Party | Place | When] = [report.trigger, *parties, *report.places]
        if report.date is not None:
            spans.append(report.date)
        for span in spans:
            if span.text != texts[report.page][span.start : span.end]:
                raise BedeError(f"{folder / REPORTS}: {report.page}: {span.text!r} is not at {span.start}")
        reports[report.page].append(told)
    return Gold(folder=folder, texts=texts, reports=reports)
