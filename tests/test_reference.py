"""The reference of commands and fields is what its script writes, and leaves nothing out."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import bede
from bede import lexicon as lexicons
from bede.clean.words import phrases
from bede.export.records import article_json, event_json, manifest_json, plain, report_json
from bede.ledger import Changing, Verdict
from bede.model import ACTS, Article, Corrected, Kind, Manifest, Party, Report, Status, Unknown, When
from builders import article, event, report

ROOT = Path(__file__).parents[1]
Script = dict[str, Any]


@pytest.fixture(scope="module")
def script() -> Script:
    """What the script defines."""
    return runpy.run_path(str(ROOT / "scripts" / "build_reference.py"))


@pytest.fixture(scope="module")
def commands(script: Script) -> str:
    """The page on commands."""
    return str(script["commands_page"]())


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return page.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_pages_are_what_the_script_writes(script: Script) -> None:
    for path, text in script["pages"]().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python scripts/build_reference.py"


def test_every_command_with_its_arguments_and_options_is_documented(script: Script, commands: str) -> None:
    names = [command.name for command in script["commands"]()]
    assert {"bede read", "bede code", "bede run", "bede lexicon check"} <= set(names)
    for command in script["commands"]():
        told = section(commands, command.name)
        for parameter in command.command.params:
            for spelling in (parameter.metavar,) if parameter.param_type_name == "argument" else parameter.opts:
                assert f"| `{spelling}" in told, f"{command.name}: {spelling}"
        assert re.search(r"\b(?:prints|draws|writes)\b", told, re.IGNORECASE)
        assert "Exits with" in told
        assert "```sh\nbede " in told


def test_no_text_is_left_of_a_command_that_is_gone(script: Script) -> None:
    known = {command.name.removeprefix("bede ").replace(" ", "-") for command in script["commands"]()}
    assert {path.stem for path in script["TEXTS"].glob("*.md")} == known | {"intro", "fields", "values", "acts"}


def test_every_field_of_every_record_has_a_meaning_in_its_order(script: Script) -> None:
    documented = [record for _, records, _ in script["SECTIONS"] for record in records]
    public = [kind for name in bede.__all__ if is_dataclass(kind := getattr(bede, name))]
    assert set(public) <= set(documented) | set(script["NOT_PRINTED"])
    meanings = script["meanings"]()
    assert list(meanings) == [record.__name__ for record in documented]
    for record in documented:
        wanted = [field.name for field in fields(record)] + (["sector"] if record is Party else [])
        assert list(meanings[record.__name__]) == wanted, record.__name__


def test_what_the_commands_print_has_the_documented_fields(script: Script) -> None:
    meanings = {name: list(found) for name, found in script["meanings"]().items()}
    page = article()
    told = report(page)
    manifest = Manifest(id="0", version="0", model="m", lexicon=(("a", "b"),), counts=(("pages", 1),), dropped=())
    assert [*article_json(page)] == [name for name in meanings["Article"] if name != "text"]
    assert [*report_json(told)] == meanings["Report"]
    assert [*event_json(event(told))] == meanings["Event"]
    assert [*manifest_json(manifest)] == meanings["Manifest"]
    assert [*plain(told.actors[0])] == meanings["Party"]


def test_printed_values_have_the_documented_types(script: Script) -> None:
    kinds = {"text": str, "whole number": int, "number": (int, float), "object": dict, "null": type(None)}
    manifest = Manifest(id="0", version="0", model="m", lexicon=(), counts=(), dropped=())
    told = report(article())
    for record, printed in ((Report, report_json(told)), (Manifest, manifest_json(manifest))):
        for name, kind in script["fields_of"](record).items():
            options = tuple(kinds.get(part, list if part.startswith("list") else dict) for part in kind.split(" or "))
            flat = [one for option in options for one in (option if isinstance(option, tuple) else (option,))]
            assert isinstance(json.loads(json.dumps(printed[name])), tuple(flat)), f"{record.__name__}.{name}"


def literals(hint: Any) -> set[str]:
    """The values that a type allows."""
    return set(get_args(hint))


def test_sets_of_values_that_the_code_fixes_are_complete(script: Script) -> None:
    values = {name: set(found) for name, found in script["values"]().items()}
    assert values["status"] == literals(Status)
    assert values["kind"] == literals(Kind)
    assert values["unknown"] == literals(Unknown)
    assert values["field of a correction"] == literals(Corrected)
    assert values["verdict"] == literals(Verdict)
    assert values["change"] == literals(Changing)
    assert values["act"] == set(ACTS)
    assert values["quad"] == {str(quad) for quad, _ in ACTS.values()}
    assert values["basis of a time"] == literals(get_type_hints(When)["basis"])


def test_values_that_the_lexicon_gives_are_listed(script: Script) -> None:
    values = {name: set(found) for name, found in script["values"]().items()}
    lexicon = lexicons.load()
    named = {sector for found in lexicon.names.values() for name in found for sector in name.sectors}
    assert named | {sector for word in lexicon.words.values() for sector in word.sectors} <= values["sector"]
    known = phrases()
    said = {phrase.part for found in (known.whole, known.start, known.end) for phrase in found.values()}
    assert said | {phrase.part for phrase in known.within_phrases} <= values["part"]


def example_pages() -> Iterator[Article]:
    """The articles of the examples."""
    for found in bede.read([ROOT / "examples"]):
        if isinstance(found, Article):
            yield found


def test_values_on_the_example_pages_are_listed(script: Script) -> None:
    values = {name: set(found) for name, found in script["values"]().items()}
    for page in example_pages():
        assert {part.part for part in page.parts} <= values["part"]
        assert page.published is None or page.published.basis in values["basis of a publication"]


def test_every_set_of_values_is_that_of_a_field(script: Script) -> None:
    assert set(script["VALUES"].values()) == set(script["values"]())
    documented = {f"{record.__name__}.{field}" for _, found, _ in script["SECTIONS"] for record in found
                  for field in script["fields_of"](record)}  # fmt: skip
    assert set(script["VALUES"]) <= documented


def test_acts_stand_with_quad_and_score_and_every_mode_with_its_own(script: Script) -> None:
    page = script["fields_page"]()
    for act, (quad, score) in ACTS.items():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{act}` |")]
        assert f"| {quad} | {score:g} |" in line
        for mode, value in lexicons.load().modes[act].items():
            assert f"`{mode}` {value:g}" in line


def test_check_fails_where_a_page_is_out_of_date(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = script["main"]
    monkeypatch.setattr("sys.argv", ["build_reference.py", "--check"])
    monkeypatch.setitem(main.__globals__, "FOLDER", tmp_path)
    with pytest.raises(SystemExit, match="out of date"):
        main()
    monkeypatch.setattr("sys.argv", ["build_reference.py"])
    main()
    monkeypatch.setattr("sys.argv", ["build_reference.py", "--check"])
    main()
