from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from bede import cli, lexicon
from bede.flow import code_articles
from bede.merge import merge
from bede.model import Article, Span
from bede.store import open_store
from bede.story import thread

SENTENCE = "Ankara accused Athens on Friday of violating its airspace."
DENIAL = "Athens rejected the accusation on Saturday, the Greek foreign ministry said."


Run = Callable[..., Any]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database: two pages, one of which names an outlet."""
    path = tmp_path_factory.mktemp("cli") / "news.db"
    articles = [
        Article(page=name, page_id=str(number) * 16, text=text, body=(Span(text=text, start=0, end=len(text)),))
        for number, (name, text) in enumerate([("one.txt", SENTENCE), ("two.txt", DENIAL)], start=1)
    ]
    coded = [
        (article, reports)
        for article, reports in code_articles(articles, lexicon=lexicon.load())
        if isinstance(article, Article)
    ]
    reports = [report for _, found in coded for report in found]
    events = merge(reports, articles={article.page_id: article for article, _ in coded})
    with open_store(path, create=True) as store:
        store.add(coded, coded_with="test")
        store.replace_events(events, thread(events, reports={report.id: report for report in reports}), {})
    return path


def line(number: int, text: str = SENTENCE) -> str:
    return json.dumps({"id": f"page {number}", "text": text}) + "\n"


# -- how a command ends ------------------------------------------------------------------------------------------------


def test_pages_that_are_read_end_well(bede: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Home\n\nA headline of some length\n\n{SENTENCE}\n", encoding="utf-8")
    ended = bede("read", tmp_path / "page.txt")
    assert ended.code == 0
    assert [record["page"] for record in ended.records] == [str(tmp_path / "page.txt")]
    assert ended.err == ""


def test_version_is_that_of_the_package(bede: Run) -> None:
    ended = bede("--version")
    assert (ended.code, ended.out) == (0, f"bede {metadata.version('bede')}\n")


def test_missing_path_fails_where_nothing_could_be_read(bede: Run, tmp_path: Path) -> None:
    ended = bede("read", tmp_path / "none.txt")
    assert ended.code == 1
    assert ended.out == ""
    assert "none.txt: no such file or folder" in ended.err


def test_missing_path_beside_a_page_is_told_and_does_not_fail(bede: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(SENTENCE, encoding="utf-8")
    ended = bede("read", tmp_path / "none.txt", tmp_path / "page.txt")
    assert ended.code == 0
    assert len(ended.records) == 1
    assert "none.txt: no such file" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("nonsense",),
        ("read", "--nonsense", "x"),
        ("code", "x", "--jobs", "0"),
        ("timeline",),
        ("timeline", "news.db", "--since", "April"),
        ("timeline", "news.db", "--type", "QUARREL"),
        ("timeline", "news.db", "--status", "maybe"),
        ("timeline", "news.db", "--width", "3"),
        ("show", "news.db"),
        ("explain",),
    ],
)
def test_wrong_use_ends_with_two(bede: Run, arguments: tuple[str, ...]) -> None:
    ended = bede(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("Usage: ")


def test_wrong_day_says_what_is_expected(bede: Run) -> None:
    assert "expected YYYY-MM-DD" in " ".join(bede("timeline", "news.db", "--until", "2024-4-1").err.split())


def test_lexicon_file_that_is_missing_is_one_line(bede: Run, tmp_path: Path) -> None:
    ended = bede("explain", SENTENCE, "--lexicon", tmp_path / "mine.toml")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "mine.toml: can not be read" in ended.err


# -- standard input and what is dropped --------------------------------------------------------------------------------


def test_broken_line_is_named_and_the_others_are_read(bede: Run) -> None:
    given = "".join("{broken\n" if number == 17 else line(number) for number in range(1, 21))
    ended = bede("read", "-", stdin=given)
    assert ended.code == 0
    assert len(ended.records) == 19
    assert re.search(r"bede: -:17: .*JSON", ended.err)


def test_only_broken_lines_fail(bede: Run) -> None:
    assert bede("code", "-", stdin="{broken\n").code == 1


def test_empty_input_is_no_failure(bede: Run) -> None:
    ended = bede("code", "-", stdin="")
    assert (ended.code, ended.out) == (0, "")


def test_what_is_dropped_goes_to_the_file_and_is_counted(bede: Run, tmp_path: Path) -> None:
    target = tmp_path / "dropped.jsonl"
    ended = bede("read", "-", "--dropped", target, stdin=line(1) + "{broken\n" + line(3) + '{"id": "x"}\n')
    assert ended.code == 0
    assert len(ended.records) == 2
    assert ended.err == "bede: dropped 2\n"
    dropped = [json.loads(record) for record in target.read_text(encoding="utf-8").splitlines()]
    assert [record["stage"] for record in dropped] == ["read", "read"]
    assert all(record["reason"] for record in dropped)


def test_dropped_file_that_can_not_be_written_is_told(bede: Run, tmp_path: Path) -> None:
    ended = bede("read", "-", "--dropped", tmp_path / "no" / "dropped.jsonl", stdin=line(1))
    assert ended.code == 1
    assert "can not be written" in ended.err


def test_reports_are_lines_of_json_that_point_into_the_text(bede: Run) -> None:
    ended = bede("code", "-", stdin=line(1))
    assert ended.code == 0
    report = next(record for record in ended.records if record["act"] == "ACCUSE")
    trigger = report["trigger"]
    assert isinstance(trigger, dict)
    assert SENTENCE[trigger["start"] : trigger["end"]] == trigger["text"] == "accused"


def test_names_can_not_command_the_terminal(bede: Run, tmp_path: Path) -> None:
    assert "\x1b" not in bede("read", tmp_path / "no\x1b[31m.txt").err


# -- for a reader ------------------------------------------------------------------------------------------------------


def test_timeline_leads_to_the_event_and_the_event_to_its_sentence(bede: Run, database: Path) -> None:
    ended = bede("timeline", database, "--width", 120)
    assert ended.code == 0
    (told,) = [row for row in ended.out.splitlines() if "ACCUSE" in row]
    assert "Turkey → Greece" in told
    shown = bede("show", database, told[-8:], "--page")
    assert shown.code == 0
    assert "[actor: Ankara] [trigger: accused] [recipient: Athens]" in shown.out
    assert "one.txt" in shown.out
    assert "text         [actor: Ankara]" in shown.out
    report = re.search(r"^1\. .* ([0-9a-f]{8})$", shown.out, re.MULTILINE)
    assert report is not None
    assert "event       " + told[-8:] in bede("show", database, report[1]).out


def test_sentence_is_marked_by_colours_where_there_are_some_else_by_brackets(
    bede: Run, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = next(row for row in bede("timeline", database).out.splitlines() if "ACCUSE" in row)[-8:]
    assert "[actor: Ankara]" in bede("show", database, key).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = bede("show", database, key).out
    assert "[actor:" not in coloured
    assert "marked:" in coloured
    assert "\x1b[1;36mAnkara\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[actor: " in bede("show", database, key).out


def test_timeline_filters(bede: Run, database: Path) -> None:
    assert "ACCUSE" not in bede("timeline", database, "--actor", "GRC").out
    assert "REJECT" not in bede("timeline", database, "--type", "accuse").out
    none = bede("timeline", database, "--actor", "Nobody")
    assert (none.code, none.out, none.err) == (0, "", "bede: no event fits\n")


def test_timeline_in_colour_says_the_same(bede: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = bede("timeline", database, "--width", 100).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = bede("timeline", database, "--width", 100).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", bede("timeline", database, "--width", 100).out)


@pytest.mark.parametrize("key", ["zzzzzzzz", "123", "ffffffffffffffff"])
def test_unknown_id_is_one_line(bede: Run, database: Path, key: str) -> None:
    ended = bede("show", database, key)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)


def test_missing_database_is_told(bede: Run, tmp_path: Path) -> None:
    for ended in (bede("timeline", tmp_path / "no.db"), bede("show", tmp_path / "no.db", "12345678")):
        assert ended.code == 1
        assert "no.db: no such file" in ended.err


def test_event_is_no_story(bede: Run, database: Path) -> None:
    event = next(row for row in bede("timeline", database).out.splitlines() if "ACCUSE" in row)[-8:]
    ended = bede("timeline", database, "--story", event)
    assert ended.code == 1
    assert "no story" in ended.err


def test_explain_takes_a_sentence_a_file_and_standard_input(bede: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"A headline of some length\n\n{SENTENCE}\n", encoding="utf-8")
    for ended in (
        bede("explain", SENTENCE),
        bede("explain", tmp_path / "page.txt", "--word", "accuse"),
        bede("explain", "-", stdin=line(1)),
    ):
        assert ended.code == 0
        assert 'Trigger "accused", verb accuse' in ended.out
        assert re.search(r"rules/accuse\.toml:\d+", ended.out)
    assert "page 1, sentence 1 of 1, paragraph 1, characters 0 to" in bede("explain", "-", stdin=line(1)).out
    for name in ("none.txt", "no such page.html"):
        missing = bede("explain", tmp_path / name)
        assert (missing.code, missing.out) == (1, "")


def test_sentence_longer_than_any_file_name_is_explained(bede: Run) -> None:
    ended = bede("explain", f"{SENTENCE} {'Nothing else happened. ' * 300}", "--word", "accused")
    assert ended.code == 0
    assert 'Trigger "accused"' in ended.out


def test_rule_of_ones_own_is_asked_and_named_by_its_line(bede: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[rule]]\nact = "ACCUSE"\nverbs = ["frobnicate"]\nyes = ["Ankara frobnicated Athens."]\nno = ["He slept."]\n',
        encoding="utf-8",
    )
    sentence = "Ankara frobnicated Athens."
    assert "is no trigger here: no rule has frobnicate" in " ".join(
        bede("explain", sentence, "--word", "frobnicated").out.split()
    )
    assert "mine.toml:1 ACCUSE: matches" in " ".join(bede("explain", sentence, "--lexicon", mine).out.split())
    assert bede("lexicon", "check", "--lexicon", mine, "--only", "mine.toml").code == 0


def test_page_is_drawn_with_its_parts(bede: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Menu\n\nA headline of some length\n\n{SENTENCE}\n", encoding="utf-8")
    ended = bede("read", "--show", tmp_path / "page.txt")
    assert ended.code == 0
    assert re.search(rf"^body +{SENTENCE}$", ended.out, re.MULTILINE)


# -- help --------------------------------------------------------------------------------------------------------------


def commands(group: click.Group, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *names, name)  # type: ignore[arg-type]
        else:
            yield (*names, name), command


def test_every_command_shows_an_example_of_itself(bede: Run) -> None:
    found = list(commands(typer.main.get_command(cli.app)))  # type: ignore[arg-type]
    assert len(found) >= 6
    for names, command in found:
        assert command.help, names
        ended = bede(*names, "--help")
        assert ended.code == 0
        assert f"Example: bede {' '.join(names)} " in ended.out or f"| bede {' '.join(names)} " in ended.out, names


def test_coverage_of_offices_is_printed_without_asking_the_rules(bede: Run) -> None:
    ended = bede("lexicon", "check", "--offices")
    assert ended.code == 0
    assert any(line.startswith("FRA #########################  #") for line in ended.out.splitlines())
    assert ended.err == "bede: 0 faults\n"


def test_places_and_times_of_a_page_are_printed_with_codes_for_what_is_unknown(bede: Run) -> None:
    text = "Gunmen stormed a market in Mosul on Tuesday.\nShe was born near Belvam.\nThe 31 June deal lapsed."
    page = {"id": "a", "text": text}
    (places,) = bede("places", "-", stdin=json.dumps(page)).records
    assert [(one["text"], one["country"], one["role"], one["unknown"]) for one in places["places"]] == [
        ("Mosul", "IRQ", "event", None),
        ("Belvam", None, "named", "unlisted"),
    ]
    (times,) = bede("times", "-", stdin=json.dumps(page)).records
    assert [(one["text"], one["edtf"], one["earliest"], one["unknown"]) for one in times["times"]] == [
        ("Tuesday", "XXXX-XX-XX", None, "no-anchor"),
        ("31 June", "XXXX-06-XX", None, "no-such-day"),
    ]


def test_commands_that_parse_nothing_do_not_wait_for_the_parser() -> None:
    told = "import sys; import bede.cli; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "False\n"
