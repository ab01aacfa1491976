"""Gold is what its script makes of its source."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from bede.compare.gold import read_gold
from bede.lexicon.rules import load_modes

ROOT = Path(__file__).parents[1]
TEXT = "Rebels shelled a market on Tuesday, and it burned until Friday; it was theirs, officials in Goma said."
Script = dict[str, Any]


@pytest.fixture(scope="module")
def script() -> Script:
    """What the script defines."""
    return runpy.run_path(str(ROOT / "scripts" / "build_gold.py"))


def report(script: Script, **values: Any) -> tuple[dict[str, Any], list[str]]:
    table = {"act": "ASSAULT", "status": "actual", "trigger": "shelled", **values}
    found: tuple[dict[str, Any], list[str]] = script["report_of"](table, text=TEXT, modes=load_modes())
    return found


def test_files_are_what_the_script_writes(script: Script) -> None:
    source = script["read_source"](ROOT / "gold" / "source")
    assert source.faults == []
    for path, text in script["files"](source.items).items():
        current = path.exists() and path.read_text(encoding="utf-8") == text
        assert current, f"{path.name}: run python scripts/build_gold.py"


@pytest.mark.parametrize("half", ["dev", "gate", "fit", "train"])
def test_gold_can_be_scored_and_has_every_act_and_status(half: str) -> None:
    gold = read_gold(ROOT / "gold" / half)
    reports = [told.report for found in gold.reports.values() for told in found]
    assert len({report.act for report in reports}) == 16
    assert len({report.status for report in reports}) == 5
    assert any(not found for found in gold.reports.values())


def test_no_text_is_in_both_halves() -> None:
    dev, gate = (read_gold(ROOT / "gold" / half) for half in ("dev", "gate"))
    assert not {*dev.texts.values()} & {*gate.texts.values()}
    assert not {*dev.texts} & {*gate.texts}


def test_strings_become_spans_and_the_event_type_is_derived(script: Script) -> None:
    told, faults = report(script, act="AID", status="future", actors=["Rebels"], date="on Tuesday")
    assert faults == []
    assert told["event_type"] == "AGREE"
    assert told["actors"] == [{"text": "Rebels", "start": 0, "end": 6}]
    assert told["date"] == {"text": "on Tuesday", "start": 24, "end": 34}
    assert (told["recipients"], told["modes"]) == ([], [])


def test_string_with_a_number_is_a_later_place_and_never_within_a_word(script: Script) -> None:
    span_of = script["span_of"]
    assert span_of("it", TEXT)["start"] == TEXT.index("it burned")
    assert span_of("it#2", TEXT)["start"] == TEXT.index("it was")
    assert span_of("it#3", TEXT) == "'it#3' is not in the text"
    assert span_of("oma", TEXT) == "'oma' is not in the text"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"act": "QUARREL"}, "act 'QUARREL' is unknown"),
        ({"status": "maybe"}, "status 'maybe' is unknown"),
        ({"modes": ["visit"]}, "mode 'visit' is none of ASSAULT"),
        ({"actors": ["Lima"]}, "'Lima' is not in the text"),
        ({"victims": ["a market"]}, "unknown key victims"),
    ],
)
def test_faults_of_an_item_are_told(script: Script, values: dict[str, Any], fault: str) -> None:
    assert report(script, **values)[1] == [fault]


def test_faults_of_a_file_are_told_with_item(script: Script, tmp_path: Path) -> None:
    item = '[[sentence]]\ntext = "Lima met Quito."\nreports = []\n'
    (tmp_path / "one.toml").write_text(f"# Gold, CC BY 4.0.\n{item}{item}[[sentence]]\ntext = 'a'\n")
    (tmp_path / "two.toml").write_text("nonsense")
    assert script["read_source"](tmp_path).faults == [
        "one.toml: item 2: the text of one.toml: item 1 again",
        "one.toml: item 3: expected text and reports, and parties or none",
        "two.toml: the first line names no origin and licence",
        "two.toml: not TOML: Expected '=' after a key in a key/value pair (at end of document)",
    ]


def test_items_go_to_the_halves_by_turns(script: Script, tmp_path: Path) -> None:
    items = "".join(f'[[sentence]]\ntext = "Text {number}."\nreports = []\n' for number in range(1, 5))
    (tmp_path / "one.toml").write_text(f"# Gold, CC BY 4.0.\n{items}")
    found = script["read_source"](tmp_path).items
    assert [(item.id, item.half) for item in found] == [
        ("gold/one/1", "gate"), ("gold/one/2", "dev"), ("gold/one/3", "gate"), ("gold/one/4", "dev"),
    ]  # fmt: skip


def test_parties_have_country_and_sectors_where_they_are_said(script: Script) -> None:
    table = {"act": "ASSAULT", "status": "actual", "trigger": "shelled", "actors": ["Rebels"], "recipients": []}
    told, faults = script["report_of"](
        table, text="Rebels shelled Goma.", modes=load_modes(), parties={"Rebels": "COD REB;UAF"}
    )
    assert faults == []
    assert [(party["country"], party["sectors"]) for party in told["actors"]] == [("COD", ["REB", "UAF"])]


@pytest.mark.parametrize("who", ["", "Congo REB", "COD", "COD XXX"])
def test_party_without_a_country_and_known_sectors_is_a_fault(script: Script, who: str) -> None:
    table = {"act": "ASSAULT", "status": "actual", "trigger": "shelled", "actors": ["Rebels"], "recipients": []}
    _, faults = script["report_of"](
        table, text="Rebels shelled Goma.", modes=load_modes(), parties={"Rebels": who} if who else {}
    )
    assert faults == [f"'Rebels' is {who!r}; expected a country and sectors"]
