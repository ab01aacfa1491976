"""Reads reports from JSON Lines, as ``bede code`` or another coder prints them: what a line leaves out is filled in."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast, get_args

from bede.model import ACTS, BedeError, Report, Status, content_id, is_event_type, plover_type
from bede.plain import record_from

SPANS = ("trigger", "sentence", "matter")
PARTIES = ("actors", "recipients", "addressees", "attribution")
FILLED: dict[str, dict[str, Any]] = {
    # what stands for a value that the items of a field do not have
    **{name: {"name": ""} for name in PARTIES},
    "date": {"earliest": None, "latest": None, "edtf": "", "basis": "unanchored", "rule": "", "reason": ""},
    "places": {
        "name": "", "country": None, "admin1": None, "lat": None, "lon": None, "geonames_id": None, "feature": None,
        "precision": 4, "role": "event", "rule": "",
    },
    "contexts": {"context": "", "rule": ""},
    "numbers": {"kind": "", "low": 0.0, "high": 0.0, "unit": None},
}  # fmt: skip
WHO = "who"
"""Stands among the fields of a line for the country and sectors of its parties."""
NOWHERE = {"text": "", "start": 0, "end": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report and the fields that its line has; all others hold what stands for nothing."""

    report: Report
    given: frozenset[str]


def told_in(path: str | Path, *, stdin: BinaryIO | None = None) -> Iterator[Told]:
    """Yield the reports of a file of JSON Lines, packed with gzip or not (``-`` is standard input).

    Raises BedeError with file and line for what is no report.
    """
    for number, line in lines_in(path, stdin=stdin):
        yield told_from(line, where=f"{path}:{number}")


def lines_in(path: str | Path, *, stdin: BinaryIO | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of JSON Lines with their line numbers."""
    if str(path) == "-":
        if stdin is None:
            raise BedeError("-: there is no standard input to read")
        yield from _objects(stdin, path)
        return
    try:
        packed = Path(path).read_bytes()[:2] == b"\x1f\x8b"
    except OSError as error:
        raise BedeError(f"{path}: can not be read: {error.strerror}") from error
    with gzip.open(path) if packed else Path(path).open("rb") as stream:
        yield from _objects(stream, path)


def _objects(lines: Iterable[bytes], path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of lines."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise BedeError(f"{path}:{number}: no JSON: {error}") from error
        if not isinstance(found, dict):
            raise BedeError(f"{path}:{number}: expected a JSON object a line")
        yield number, found


def told_from(line: Mapping[str, Any], *, where: str) -> Told:
    """The report of a line; raises BedeError where page or act is missing, or a value is not what it should be."""

    def fail(found: str) -> BedeError:
        return BedeError(f"{where}: {found}; expected a report as bede code prints it")

    page, act, status = line.get("page"), line.get("act", line.get("event_type")), line.get("status") or "actual"
    if not isinstance(page, str):
        raise fail("no page")
    if act not in ACTS:
        raise fail(f"act {act!r} is unknown")
    if status not in get_args(Status):
        raise fail(f"status {status!r} is unknown")
    quad, intensity = ACTS[act]
    trigger = line.get("trigger") or NOWHERE
    values: dict[str, Any] = {
        "id": content_id("report", page, str(trigger), act),
        "page_id": "",
        "event_type": plover_type(act, cast(Status, status)),
        "modes": (),
        "quad": quad,
        "intensity": intensity,
        "matter": None,
        "date": None,
        "sentence": trigger,
        "rule": "",
        "confidence": 0.0,
        **{name: [] for name in (*PARTIES, "contexts", "places", "numbers")},
        **{name: value for name, value in line.items() if value is not None},
        "page": page,
        "act": act,
        "status": status,
        "trigger": trigger,
    }
    if not is_event_type(values["event_type"]):
        raise fail(f"event type {values['event_type']!r} is unknown")
    for name in SPANS:
        if values[name] is not None:
            values[name] = _spanned(values[name], {}, fail, name)
    for name, missing in FILLED.items():
        if isinstance(values[name], list | tuple):
            values[name] = [_spanned(item, missing, fail, name) for item in values[name]]
        elif values[name] is not None:
            values[name] = _spanned(values[name], missing, fail, name)
    try:
        report = record_from(Report, values)
    except (TypeError, ValueError, AttributeError) as error:
        raise fail(str(error)) from error
    parties = [party for name in PARTIES for party in line.get(name) or () if isinstance(party, Mapping)]
    who = {WHO} if any("country" in party for party in parties) else set()
    return Told(report=report, given=frozenset(line) | who)


def _spanned(item: Any, missing: Mapping[str, Any], fail: Any, name: str) -> dict[str, Any]:
    """A span, or what has one, with what it lacks filled in; a name is the words themselves."""
    if not isinstance(item, dict) or not all(type(item.get(end)) is int for end in ("start", "end")):
        raise fail(f"{name} has no start and end")
    found = {"text": "", **missing, **item}
    if "name" in found and not found["name"]:
        found["name"] = found["text"]
    return found
