"""What the pages show is so: their commands print it, their Python gives it, their links lead somewhere."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bede import cli

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
ALL = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PAGES = [path for path in ALL if "docs" in path.parts and "```console" in path.read_text(encoding="utf-8")]
IN_PYTHON = [path for path in ALL if "```pycon" in path.read_text(encoding="utf-8")]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


@dataclass(frozen=True)
class Step:
    """A command of a page with the output that the page shows, ``...`` standing for what it leaves out."""

    command: str
    shown: str


def steps(content: str) -> Iterator[Step]:
    """The commands of a block, each with the lines that follow it."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield Step(command, shown)


def recipe(target: str) -> list[str]:
    """The commands of bede in the recipe of a target of the Makefile."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    commands = [line.strip().lstrip("@").partition(" >")[0] for line in found[1].splitlines()]
    return [command.replace("$(BIN)/", "") for command in commands if "$(BIN)/bede" in command]


def run(command: str, *, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a command of bede, or a target of the Makefile that is made of such, in this process."""
    words = shlex.split(command)
    if words[0] == "make":
        (Path.cwd() / ".build").mkdir(exist_ok=True)
        for line in recipe(words[1]):
            run(line, monkeypatch=monkeypatch)
        return
    assert words[0] == "bede", f"a page shows a command that this test can not run: {command}"
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code in (0, None), command


def matches(shown: str, said: str) -> bool:
    """Whether an output is what a page shows of it."""
    pattern = ""
    for line in shown.strip().splitlines():
        left_out = line.strip() == "..."
        pattern += r"(?:.*\n)?" if left_out else re.escape(line).replace(re.escape("..."), ".*") + r"\n"
    return re.fullmatch(pattern, said.strip() + "\n", re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_commands_of_a_page_print_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("bede.cli.databases.readable", lambda form: form != "json")  # as a terminal shows it
    count = 0
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["name"]:
            Path(block["name"]).parent.mkdir(exist_ok=True)
            Path(block["name"]).write_text(block["content"], encoding="utf-8")
        if block["kind"] != "console":
            continue
        for step in steps(block["content"]):
            run(step.command, monkeypatch=monkeypatch)
            captured = capsys.readouterr()
            said = captured.out + captured.err
            assert matches(step.shown, said), f"{page.name}: $ {step.command}\nshown:\n{step.shown}\nsaid:\n{said}"
            count += 1
    assert count


@pytest.mark.parametrize("page", IN_PYTHON, ids=[page.name for page in IN_PYTHON])
def test_python_of_a_page_gives_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    run("bede run examples --db news.db", monkeypatch=monkeypatch)
    blocks = [
        block["content"] for block in BLOCK.finditer(page.read_text(encoding="utf-8")) if block["kind"] == "pycon"
    ]
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    said: list[str] = []
    runner.run(example, out=said.append)
    assert runner.tries > 0
    assert runner.failures == 0, "".join(said)


def anchors(page: Path) -> set[str]:
    """What a link can lead to in a page: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", ALL, ids=[str(page.relative_to(ROOT)) for page in ALL])
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(BLOCK.sub("", page.read_text(encoding="utf-8"))):
        path = page if not target else (page.parent / target).resolve()
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


def test_comparison_takes_dots_for_what_is_left_out_and_nothing_else() -> None:
    assert matches("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert matches("one ... three", "one two three")
    assert matches("...\none\n...\n", "one\n")
    assert not matches("one\n...\nfive\n", "one\ntwo\nfour\n")
    assert not matches("one\n", "one\ntwo\n")
    assert not matches("a.c", "abc")
