"""The layout holds: imports point one way, modules stay short, words stay in data files, names say something."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "bede"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What may import what: the level of a part is higher than that of whatever it imports.
LEVELS = (
    ("model", "cycles"),
    ("ledger", "lexicon", "plain", "private"),
    ("table", "verdicts"),
    ("read", "clean", "parse", "extract", "merge", "story"),
    ("flow", "compare", "dossier", "unusual"),
    ("store", "accounts"),
    ("rates",),
    ("export", "console", "alerts", "engine", "doctor"),
    ("web",),
    ("cli", "__init__", "__main__"),
)
STAGES = LEVELS[3]
MAY_IMPORT_BESIDE = {("extract", "parse"), ("cli", "__init__"), ("__init__", "__main__")}
"""``extract.proof`` parses the rules' own sentences; the command line may start from the package."""

FORBIDDEN = (
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "manager",
    "handler",
    "service",
    "processor",
)
LONGEST = 600


def name_of(path: Path) -> str:
    """The part of the package that a module belongs to: ``extract`` for ``extract/coder.py``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def level_of(part: str) -> int:
    """How far right a part stands."""
    return next(level for level, parts in enumerate(LEVELS) if part in parts)


def imported(path: Path) -> Iterator[str]:
    """The parts of the package that a module imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.split(".")[0] == "bede":
            if node.module == "bede":
                for alias in node.names:
                    inside = (PACKAGE / alias.name).is_dir() or (PACKAGE / f"{alias.name}.py").exists()
                    yield alias.name if inside else "__init__"
            else:
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "bede":
                    yield [*alias.name.split("."), "__init__"][1]
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"


def test_every_part_has_its_place() -> None:
    known = {part for parts in LEVELS for part in parts}
    assert {name_of(path) for path in MODULES} <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_left_only(path: Path) -> None:
    mine = name_of(path)
    wrong = [
        other
        for other in imported(path)
        if other != mine and level_of(other) >= level_of(mine) and (mine, other) not in MAY_IMPORT_BESIDE
    ]
    assert wrong == []


def test_stages_meet_in_the_model_alone() -> None:
    wrong = [
        (str(path.relative_to(PACKAGE)), other)
        for path in MODULES
        for other in imported(path)
        if name_of(path) in STAGES and other in STAGES and other != name_of(path)
    ]
    assert wrong == [("extract/proof.py", "parse")]


def test_model_imports_nothing_of_the_package() -> None:
    assert list(imported(PACKAGE / "model.py")) == []


def test_engine_alone_starts_processes() -> None:
    starts = ("multiprocessing", "concurrent.futures", "threading", "subprocess")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom) and [alias.name for alias in node.names] != ["local"]
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if module.startswith(starts)
    }
    assert found <= {"engine.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_not_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST


def test_names_of_files_and_classes_say_something() -> None:
    folders = [path for path in PACKAGE.rglob("*") if path.is_dir()]
    classes = [
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert [name for name in classes if name.lower().endswith(FORBIDDEN)] == []
    assert [str(path) for path in (*folders, *MODULES) if path.stem.lower() in FORBIDDEN] == []


def words_of(node: ast.AST) -> list[str]:
    """The plain words of a collection that is written out, or of a string that is split."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        texts = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    elif isinstance(node, ast.Dict) and all(isinstance(value, ast.Constant) for value in node.values):
        texts = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    ):
        texts = node.func.value.value.split()
    else:
        return []
    return [text for text in texts if text.isalpha() and text.islower() and len(text) > 2]


@pytest.mark.parametrize("path", sorted((PACKAGE / "extract").rglob("*.py")), ids=lambda path: path.name)
def test_word_lists_are_data(path: Path) -> None:
    """Collections of more than a dozen words of English; labels, slots and codes are shorter lists or capitals."""
    found = [
        (node.lineno, words[:5])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if len(words := words_of(node)) > 12
    ]
    assert found == []


def test_every_data_file_names_its_origin() -> None:
    without = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted((PACKAGE / "data").rglob("*"))
        if path.suffix in (".tsv", ".toml") and not path.read_text(encoding="utf-8").startswith("#")
    ]
    assert without == []


def test_no_file_mentions_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"(?<![\w<:/.])/(?:home|root|tmp|mnt|Users)/")
    texts = [path for folder in ("src", "tests", "docs", "scripts", "examples") for path in (ROOT / folder).rglob("*")]
    here = [str(place) for place in (ROOT, ROOT.parent) if len(place.parts) > 1]
    found = []
    for path in [*texts, *ROOT.glob("*.md"), *ROOT.glob("*.toml")]:
        if path.suffix in (".py", ".tsv", ".toml", ".md", ".txt", ".html", ".jsonl", ".sql") and ".egg-info" not in str(
            path
        ):
            text = path.read_text(encoding="utf-8")
            found += [(path.relative_to(ROOT).as_posix(), place) for place in here if f"{place}/" in text]
            found += [(path.relative_to(ROOT).as_posix(), place.group()) for place in machine.finditer(text)]
    assert found == []
