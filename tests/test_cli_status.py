"""The command that tells the status of marked predicates: an answer for each mark, in the order asked."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from bede import cli

TEXT = "Kenya attacked Chad. It will not attack Somalia."


class Ended:
    """How the command ended and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], code: Any) -> None:
        self.out, self.err = capsys.readouterr()
        self.code = code or 0

    @property
    def records(self) -> list[dict[str, Any]]:
        """The lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def status(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs the command on what stands on standard input."""

    def run(content: str, *words: str) -> Ended:
        monkeypatch.setattr("sys.argv", ["bede", "status", *(words or ("-",))])
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content.encode("utf-8")), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ended(capsys, ended.value.code)

    return run


def line(predicates: object, *, page: str = "a", text: str = TEXT) -> str:
    """A line of input."""
    return json.dumps({"id": page, "text": text, "predicates": predicates}) + "\n"


def mark(word: str, *, nth: int = 0) -> dict[str, int]:
    """The mark of a word of the text."""
    start = TEXT.index(word)
    for _ in range(nth):
        start = TEXT.index(word, start + 1)
    return {"start": start, "end": start + len(word)}


def test_each_mark_is_answered_in_the_order_asked(status) -> None:
    ended = status(line([mark("attack", nth=1), mark("attacked")]))
    (record,) = ended.records
    assert ended.code == 0
    assert record["page"] == "a"
    assert [(found["start"], found["status"]) for found in record["predicates"]] == [(33, "negated"), (6, "actual")]


def test_rule_says_what_told_it(status) -> None:
    (record,) = status(line([mark("attack", nth=1), mark("attacked")])).records
    first, second = (found["rule"] for found in record["predicates"])
    assert first.startswith("words/status.toml:")
    assert second == "default"


def test_marks_beside_every_word_are_answered(status) -> None:
    (record,) = status(line([{"start": 900, "end": 901}, {"start": -1, "end": 0}])).records
    assert [found["status"] for found in record["predicates"]] == ["actual", "actual"]


def test_pages_come_in_order_however_alike(status) -> None:
    ended = status(line([mark("attacked")], page="x") + "\n  \n" + line([], page="y") + line([mark("Chad")], page="z"))
    assert [(record["page"], len(record["predicates"])) for record in ended.records] == [("x", 1), ("y", 0), ("z", 1)]


@pytest.mark.parametrize(
    "marks", [None, 3, [3], [{"start": 1}], [{"start": "1", "end": 2}], [{"start": True, "end": 2}]]
)
def test_page_whose_marks_can_not_be_read_is_dropped_and_the_others_keep_their_own(status, marks: object) -> None:
    ended = status(line(marks, page="bad") + line([mark("attacked")], page="good"))
    assert ended.code == 0
    assert [(record["page"], len(record["predicates"])) for record in ended.records] == [("good", 1)]
    assert "bad: predicates is missing or no list of {start, end}" in ended.err


def test_line_that_is_no_page_moves_no_answer(status) -> None:
    ended = status("nonsense\n" + line([mark("attacked")]))
    assert [record["page"] for record in ended.records] == ["a"]
    assert "line 1 is not JSON" in ended.err


def test_nothing_readable_fails(status) -> None:
    assert status("nonsense\n").code == 1


def test_file_is_read_like_standard_input(status, tmp_path: Path) -> None:
    (tmp_path / "marks.jsonl").write_text(line([mark("attacked")]), encoding="utf-8")
    assert status("", str(tmp_path / "marks.jsonl")).records == status(line([mark("attacked")])).records


def test_missing_file_is_an_error_that_names_it(status, tmp_path: Path) -> None:
    ended = status("", str(tmp_path / "none.jsonl"))
    assert ended.code == 1
    assert "none.jsonl: can not be read: No such file" in ended.err
