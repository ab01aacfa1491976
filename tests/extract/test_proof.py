"""Rules held against their own sentences: every way to fall short is told, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede import lexicon as lexicons
from bede.extract.proof import faults
from bede.lexicon import Lexicon


def told(folder: Path, body: str) -> list[str]:
    """The faults of a rule of one's own, its place left out."""
    path = folder / "own.toml"
    path.write_text(f"[[rule]]\n{body}\n", encoding="utf-8")
    lexicon = lexicons.load((path,))
    found = list(faults([rule for rule in lexicon.rules if rule.where_stands == f"{path}:1"], lexicon))
    assert all(fault.startswith(f"{path}:1: ") for fault in found)
    return [fault.removeprefix(f"{path}:1: ") for fault in found]


YODEL = 'act = "PROTEST"\nverbs = ["yodel"]\nrecipient = ["prep:at"]\n'


def test_rule_that_keeps_its_word_has_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, YODEL + 'yes = ["Kenya yodelled at Somalia."]\nno = ["Kenya fell silent."]') == []


def test_sentence_that_is_not_matched(tmp_path: Path) -> None:
    yes = 'yes = ["Kenya yodelled at Somalia.", "Kenya fell silent."]\nno = ["Kenya slept."]'
    assert told(tmp_path, YODEL + yes) == ["does not match 'Kenya fell silent.'; nothing does"]


def test_rule_that_took_the_sentence_instead_is_named(tmp_path: Path) -> None:
    yes = 'yes = ["Kenya yodelled at Somalia.", "Kenya bombed Somalia."]\nno = ["Kenya slept."]'
    (fault,) = told(tmp_path, YODEL + yes)
    assert fault.startswith("does not match 'Kenya bombed Somalia.'; rules/assault.toml:")


def test_sentence_that_must_not_be_matched(tmp_path: Path) -> None:
    body = YODEL + 'yes = ["Kenya yodelled at Somalia."]\nno = ["Kenya yodelled at Chad."]'
    assert told(tmp_path, body) == ["matches 'Kenya yodelled at Chad.', which it must not"]


def test_rule_without_a_counter_example(tmp_path: Path) -> None:
    assert told(tmp_path, YODEL + 'yes = ["Kenya yodelled at Somalia."]\nno = []') == [
        "has no sentence that it must not match"
    ]


@pytest.mark.parametrize("verbs", ['["yodel", "warble"]', '["yodel", "warble down"]'])
def test_trigger_that_no_sentence_shows(tmp_path: Path, verbs: str) -> None:
    body = YODEL.replace('["yodel"]', verbs) + 'yes = ["Kenya yodelled at Somalia."]\nno = ["Kenya slept."]'
    (fault,) = told(tmp_path, body)
    assert fault.startswith("no sentence shows")
    assert "warble" in fault


def test_only_the_rules_that_are_given_are_asked(lexicon: Lexicon) -> None:
    assert list(faults([], lexicon)) == []
