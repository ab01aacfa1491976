"""The records of what people decide about what was coded, of what runs change, and of how much was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bede.model import Status

Verdict = Literal["same", "not-the-same", "wrong-code", "wrong-actor", "note", "undo"]
Changing = Literal["new", "gone", "merged", "split", "regrouped", "renamed", "changed", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A report that a decision is about, and where its trigger stands, by which it is found when it is coded anew."""

    report: str
    page_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What is right in place of what was coded; None is what stays as it was.

    ``role`` and ``party`` say who is wrong: the party's name, country or words as they were coded. ``name`` and
    ``country`` are the right ones; a wrong party without either is taken out.
    """

    act: str | None = None
    modes: tuple[str, ...] | None = None
    status: Status | None = None
    role: Literal["actor", "recipient"] | None = None
    party: str | None = None
    name: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided, when, and why: a row that is never changed or deleted, but can be undone by another.

    ``same``: the reports of ``subjects`` are of one happening. ``not-the-same``: those of ``subjects`` are of another
    than those of ``others``. ``wrong-code`` and ``wrong-actor``: ``right`` is what is right, None where the report as a
    whole is wrong. ``note`` changes nothing. ``undo`` takes back the decision whose id is ``undoes``.
    """

    id: str
    verdict: Verdict
    subjects: tuple[Subject, ...]
    others: tuple[Subject, ...]
    right: Right | None
    note: str
    user: str
    time: str
    undoes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Which id follows which: how many of the earlier one's parts (reports, or events of a story) the later one has."""

    before: str
    after: str
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a run changed: an event, a story or a report, what became of it, and by which pages or decisions.

    ``before`` and ``after`` are ids; ``follows`` says which of them follows which, the most alike first. ``fields``
    are the fields of what kept its id that are other than before. ``what`` says in words what it is now or was.
    """

    run: int
    time: str
    kind: Literal["event", "story", "report"]
    change: Changing
    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[Follow, ...]
    fields: tuple[str, ...]
    what: str
    pages: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """What was read of an outlet on a day of publication: pages that became articles, pages dropped, reports.

    ``outlet`` and ``day`` are None where unknown; a page counts once, however many copies of it other outlets have.
    """

    outlet: str | None
    day: str | None
    pages: int
    dropped: int
    reports: int
