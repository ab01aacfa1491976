from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ACCUSED = "Ankara accused Athens of spying on Friday."
MET = "The Norwegian prime minister met the Malawian president in Oslo on Monday."
WATCH = """# A rule for a test. CC BY 4.0.

[[rule]]
act = "COERCE"
verbs = ["frobnicate"]
yes = ["Lima frobnicated Quito."]
no = ["The milk frobnicated."]
"""


Run = Callable[..., Any]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    texts = {"1": ACCUSED, "2": MET, "3": "Lima frobnicated Quito on Sunday."}
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()))
    return path


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    path = tmp_path / "watch.toml"
    path.write_text(WATCH)
    return path


# -- diff --------------------------------------------------------------------------------------------------------------


def test_what_a_rule_file_changes_is_drawn_with_the_sentence_and_the_rule(
    bede: Run, pages: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(watch.parent)
    ended = bede("diff", "--lexicon-new", "watch.toml", pages)
    assert ended.code == 0
    assert ended.out == (
        "+ added  COERCE  3\n"
        "  [actor: Lima] [trigger: frobnicated] [recipient: Quito] on Sunday.\n"
        '  actors      Peru, PER, state, GOV, here "Lima"\n'
        '  recipients  Ecuador, ECU, state, CVL, here "Quito"\n'
        "  rule        watch.toml:3\n"
    )
    assert ended.err == "bede: reports: 1 added, 0 gone, 0 changed, 2 same\n"


def test_file_on_the_old_side_is_what_is_taken_away(bede: Run, pages: Path, watch: Path) -> None:
    ended = bede("diff", "--lexicon-old", watch, pages, "--json")
    assert [(found["change"], found["new"]) for found in ended.records] == [("gone", None)]
    assert bede("diff", "--lexicon-old", watch, "--lexicon-new", watch, pages).out == ""


def test_lexicons_and_outputs_tell_the_same(bede: Run, tmp_path: Path, pages: Path, watch: Path) -> None:
    (tmp_path / "old.jsonl").write_text(bede("code", pages).out)
    (tmp_path / "new.jsonl").write_text(bede("code", pages, "--lexicon", watch).out)
    by_outputs = bede("diff", tmp_path / "old.jsonl", tmp_path / "new.jsonl", "--json")
    assert len(by_outputs.records) == 1
    assert by_outputs == bede("diff", "--lexicon-new", watch, pages, "--json")
    new = (tmp_path / "new.jsonl").read_text()
    assert bede("diff", tmp_path / "old.jsonl", "-", "--json", stdin=new) == by_outputs


def test_change_shows_both_sides(bede: Run, tmp_path: Path, pages: Path) -> None:
    coded = bede("code", pages).out
    (tmp_path / "old.jsonl").write_text(coded)
    other = json.loads(coded.splitlines()[0]) | {"act": "THREATEN", "actors": [], "rule": "mine.toml:7"}
    (tmp_path / "new.jsonl").write_text(json.dumps(other))
    ended = bede("diff", tmp_path / "old.jsonl", tmp_path / "new.jsonl")
    lines = ended.out.splitlines()
    assert lines[0].startswith("~ changed  ")
    assert "  act         ACCUSE → THREATEN" in lines
    assert '  actors      Turkey, TUR, state, GOV, here "Ankara" → none' in lines
    assert any(line.startswith("  rule        rules/accuse.toml:") and line.endswith("→ mine.toml:7") for line in lines)
    assert any(line.startswith("- gone  CONSULT") for line in lines)
    assert ended.err == "bede: reports: 0 added, 1 gone, 1 changed, 0 same\n"


def test_rule_that_moved_is_counted_and_shown_when_asked_for(bede: Run, tmp_path: Path, pages: Path) -> None:
    told = json.loads(bede("code", pages).out.splitlines()[0])
    (tmp_path / "old.jsonl").write_text(json.dumps(told))
    (tmp_path / "new.jsonl").write_text(json.dumps(told | {"rule": "rules/accuse.toml:9999"}))
    files = (tmp_path / "old.jsonl", tmp_path / "new.jsonl")
    ended = bede("diff", *files)
    assert ended.out == ""
    assert ended.err == "bede: reports: 0 added, 0 gone, 0 changed, 0 same, 1 the same by another line of a file\n"
    assert "→ rules/accuse.toml:9999" in bede("diff", *files, "--moved").out


def test_names_in_a_difference_can_not_command_the_terminal(bede: Run, tmp_path: Path, pages: Path) -> None:
    told = json.loads(bede("code", pages).out.splitlines()[0])
    (tmp_path / "old.jsonl").write_text(json.dumps(told))
    evil = told | {"page": "\x1b[2J", "rule": "\x1b[2J:1"}
    (tmp_path / "new.jsonl").write_text(json.dumps(evil))
    assert "\x1b" not in bede("diff", tmp_path / "old.jsonl", tmp_path / "new.jsonl").out


@pytest.mark.parametrize("arguments", [("diff",), ("diff", "one.jsonl"), ("diff", "a", "b", "c"), ("score",)])
def test_wrong_use_ends_with_two(bede: Run, arguments: tuple[str, ...]) -> None:
    ended = bede(*arguments)
    assert (ended.code, ended.out) == (2, "")


def test_file_that_is_no_output_ends_with_one(bede: Run, tmp_path: Path, pages: Path) -> None:
    ended = bede("diff", pages, pages)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"bede: {pages}:1: no page; expected a report as bede code prints it\n"
    assert bede("diff", "--lexicon-new", tmp_path / "none.toml", pages).code == 1
    assert bede("diff", "--lexicon-new", pages, tmp_path / "none.txt").code == 1


# -- score -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def gold(tmp_path: Path, pages: Path) -> Path:
    """Gold on two of three pages; page 3 has an event of a word that nobody knows."""
    lines = [
        {
            "page": "1", "act": "ACCUSE", "status": "actual", "trigger": {"text": "accused", "start": 7, "end": 14},
            "actors": [{"text": "Ankara", "start": 0, "end": 6}],
            "recipients": [{"text": "Athens", "start": 15, "end": 21}],
        },
        {
            "page": "3", "act": "COERCE", "status": "actual", "trigger": {"text": "frobnicated", "start": 5, "end": 16},
            "actors": [{"text": "Lima", "start": 0, "end": 4}],
            "recipients": [{"text": "Quito", "start": 17, "end": 22}],
        },
    ]  # fmt: skip
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path


def test_scores_are_drawn_as_tables(bede: Run, gold: Path) -> None:
    ended = bede("score", gold, "--samples", 50)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == "3 pages, 2 gold reports, 2 coded; in brackets 95 % of 50 draws of pages"
    assert any(line.startswith("reports            2     2     1  .50 [") for line in lines)
    assert any(line.startswith("pair               2           1  -     ") for line in lines)
    assert max(map(len, lines)) <= 80


def test_rules_of_ones_own_raise_the_score(bede: Run, gold: Path, watch: Path) -> None:
    (before,) = bede("score", gold, "--json", "--samples", 5).records
    (after,) = bede("score", gold, "--json", "--samples", 5, "--lexicon", watch).records
    right = [{found["name"]: found["right"] for found in one["measures"]}["right"] for one in (before, after)]
    assert right == [1, 2]


def test_reports_of_another_coder_are_scored_like_those_of_bede(bede: Run, gold: Path, pages: Path) -> None:
    coded = bede("code", pages).out
    (gold / "coded.jsonl").write_text(coded)
    scored = bede("score", gold, "--json")
    assert bede("score", gold, "--json", "--reports", gold / "coded.jsonl") == scored
    assert bede("score", gold, "--json", "--reports", "-", stdin=coded) == scored


def test_errors_go_to_a_file_with_both_sides(bede: Run, gold: Path) -> None:
    assert bede("score", gold, "--errors", gold / "errors.jsonl").code == 0
    found = [json.loads(line) for line in (gold / "errors.jsonl").read_text().splitlines()]
    assert [(one["page"], one["wrong"]) for one in found] == [("2", ["spurious"]), ("3", ["missed"])]
    assert found[0]["gold"] is None
    assert found[0]["text"] == MET
    assert found[1]["gold"]["trigger"] == "frobnicated"


def test_folder_without_gold_ends_with_one(bede: Run, tmp_path: Path) -> None:
    ended = bede("score", tmp_path / "none")
    assert (ended.code, ended.out) == (1, "")
    assert "pages.jsonl: can not be read" in ended.err
