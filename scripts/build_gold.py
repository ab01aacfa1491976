"""Write gold/dev, gold/gate, gold/fit and gold/train from the sentences in gold/source, after a check of every item.

python scripts/build_gold.py [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from bede.lexicon.names import SECTORS
from bede.lexicon.rules import load_modes
from bede.model import ACTS, Status, plover_type

GOLD = Path(__file__).resolve().parent.parent / "gold"
LICENCE = "CC BY 4.0"
HALVES = ("dev", "gate")
PARTS = (*HALVES, "fit", "train")
WHOLE = {"calibration": "fit", "training": "train"}
"""How the files of gold/source begin whose items all go to one part: what is fitted on, what is learnt from."""
LISTS = ("actors", "recipients", "addressees", "attribution", "places")
NEEDED = ("act", "status", "trigger")
KEYS = {*NEEDED, "modes", "date", *LISTS}
PARTIES = ("actors", "recipients")
"""The lists whose members have a country and sectors, said once for a text."""
UNKNOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text with its reports, as the files of gold have them."""

    id: str
    text: str
    reports: tuple[dict[str, Any], ...]
    half: str


@dataclass(slots=True)
class Source:
    """What the files in gold/source hold, and what is wrong with it."""

    items: list[Item] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_source(folder: Path) -> Source:
    """Every item of every file, in order of names and lines; of each file the even ones go to dev, others to gate."""
    found = Source()
    known = load_modes()
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        content = path.read_text(encoding="utf-8")
        if not content.startswith("#") or LICENCE not in content.splitlines()[0]:
            found.faults.append(f"{path.name}: the first line names no origin and licence")
        try:
            tables = tomllib.loads(content).get("sentence", [])
        except tomllib.TOMLDecodeError as error:
            found.faults.append(f"{path.name}: not TOML: {error}")
            continue
        for number, table in enumerate(tables, start=1):
            where = f"{path.name}: item {number}"
            text = table.get("text", "")
            if not text or "reports" not in table or not table.keys() <= {"parties", "reports", "text"}:
                found.faults.append(f"{where}: expected text and reports, and parties or none")
                continue
            if text in texts:
                found.faults.append(f"{where}: the text of {texts[text]} again")
                continue
            texts[text] = where
            half = WHOLE.get(path.stem.partition("-")[0], HALVES[number % 2])
            reports = []
            for report in table["reports"]:
                told, faults = report_of(report, text=text, modes=known, parties=table.get("parties"))
                found.faults += [f"{where}: {fault}: {text[:50]}..." for fault in faults]
                reports.append({"page": f"gold/{path.stem}/{number}", **told})
            found.items.append(
                Item(
                    id=f"gold/{path.stem}/{number}", text=text, reports=tuple(reports), half=half
                )
            )  # fmt: skip
    return found


def report_of(
    table: dict[str, Any], *, text: str, modes: dict[str, dict[str, float]], parties: dict[str, str] | None = None
) -> tuple[dict[str, Any], list[str]]:
    """A report as gold has it, and what is wrong with it; ``parties`` has country and sectors of each name."""
    faults = [f"unknown key {key}" for key in sorted(table.keys() - KEYS)]
    faults += [f"no {key}" for key in NEEDED if key not in table]
    act, status = table.get("act"), table.get("status")
    if act not in ACTS:
        faults.append(f"act {act!r} is unknown")
    faults += [
        f"mode {mode!r} is none of {act}" for mode in table.get("modes", ()) if mode not in modes.get(str(act), {})
    ]
    if status not in get_args(Status):
        faults.append(f"status {status!r} is unknown")

    def spans(words: Sequence[str]) -> list[dict[str, Any]]:
        found = []
        for name in words:
            span = span_of(name, text)
            if isinstance(span, str):
                faults.append(span)
            else:
                found.append(span)
        return found

    told: dict[str, Any] = {
        "act": act,
        "event_type": plover_type(str(act), status),
        "modes": table.get("modes", []),
        "status": status,
        "trigger": next(iter(spans([table.get("trigger", "")])), None),
        **{name: spans(table.get(name, [])) for name in LISTS},
        "date": next(iter(spans([table["date"]])), None) if table.get("date") else None,
    }
    for name in PARTIES if parties is not None else ():
        for written, span in zip(table.get(name, []), told[name], strict=False):
            span.update(who(parties.get(written, ""), written, faults))
    return told, faults


def who(told: str, name: str, faults: list[str]) -> dict[str, Any]:
    """Country and sectors of a party, as in ``"NER GOV;MIL"``; what is wrong with them is added to the faults."""
    country, _, sectors = told.partition(" ")
    known = country == UNKNOWN or re.fullmatch("[A-Z]{3}", country)
    listed = [] if sectors == UNKNOWN else sectors.split(";")
    if not known or not set(listed) <= SECTORS:
        faults.append(f"{name!r} is {told!r}; expected a country and sectors")
    return {"country": None if country == UNKNOWN else country, "sectors": listed}


def span_of(name: str, text: str) -> dict[str, Any] | str:
    """The span that a string stands for, or what is wrong with it.

    ``it`` is the first place of these characters, ``it#2`` the second; where that lies within another word, the first
    or second place where they are words of their own.
    """
    words, _, number = name.partition("#") if re.search(r"#\d+$", name) else (name, "", "")
    nth = int(number or 1) - 1
    anywhere = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    apart = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
    if nth < len(anywhere) and anywhere[nth] in apart:
        start = anywhere[nth]
    elif nth < len(apart):
        start = apart[nth]
    else:
        return f"{name!r} is not in the text"
    return {"text": words, "start": start, "end": start + len(words)}


def files(items: Sequence[Item]) -> dict[Path, str]:
    """The text of each file of gold."""
    found = {}
    for half in PARTS:
        mine = [item for item in items if item.half == half]
        found[GOLD / half / "pages.jsonl"] = lines({"id": item.id, "text": item.text} for item in mine)
        found[GOLD / half / "reports.jsonl"] = lines(report for item in mine for report in item.reports)
    return found


def lines(records: Iterator[dict[str, Any]]) -> str:
    """Records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def told(items: Sequence[Item], name: str) -> Iterator[str]:
    """What there is of each kind, a line each."""
    reports = [report for item in items for report in item.reports]
    without = sum(not item.reports for item in items)
    yield f"{name}: {len(items)} texts, {len(reports)} reports, {without} texts without any"
    yield "  " + counted(Counter(report["act"] for report in reports))
    yield "  " + counted(Counter(report["status"] for report in reports))
    yield "  modes: " + counted(Counter(f"{report['act']} {mode}" for report in reports for mode in report["modes"]))
    depths = Counter(len(report["attribution"]) for report in reports)
    yield "  sources: " + ", ".join(f"{depths[depth]} with {depth}" for depth in sorted(depths))
    both = sum(bool(report["actors"] and report["recipients"]) for report in reports)
    yield f"  {both} with actor and recipient"
    words = [re.findall(r"\w+", item.text.lower()) for item in items]
    trigrams = {three for found in words for three in zip(found, found[1:], found[2:], strict=False)}
    length = sum(map(len, words)) / max(1, len(items))
    yield f"  {length:.1f} words a text, {len(trigrams) / max(1, len(items)):.1f} distinct trigrams a text"


def counted(counts: Counter[str]) -> str:
    """Counts, the greatest first."""
    return ", ".join(f"{key} {count}" for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def main() -> None:
    """Write the files, or tell whether they are what would be written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    check = parser.parse_args().check
    source = read_source(GOLD / "source")
    if source.faults:
        raise SystemExit("\n".join([*source.faults, f"{len(source.faults)} faults; nothing is written"]))
    for path, text in files(source.items).items():
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise SystemExit(f"{path} is out of date; run: python scripts/build_gold.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for half in PARTS:
        for line in told([item for item in source.items if item.half == half], half):
            print(line)


if __name__ == "__main__":
    main()
