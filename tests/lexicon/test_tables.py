"""Data files read strictly: what is wrong is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede.lexicon.tables import DATA, LexiconError, blocks, content, fingerprint, line_of, rows, short

COLUMNS = ("name", "code")


def written(folder: Path, text: str, *, name: str = "table.tsv") -> Path:
    """A file with a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_know_their_line_and_leave_out_comments_and_blank_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "# Origin.\nname\tcode\n\nOslo\tNOR\n# later\nLima;Callao\tPER\n")
    found = rows(path, COLUMNS)
    assert [(row["name"], row.where) for row in found] == [("Oslo", f"{path}:4"), ("Lima;Callao", f"{path}:6")]


def test_cell_of_several_values_is_split_and_stripped(tmp_path: Path) -> None:
    (row,) = rows(written(tmp_path, "name\tcode\nLima; Callao;;\t\n"), COLUMNS)
    assert row.values("name") == ("Lima", "Callao")
    assert row.values("code") == ()


def test_windows_line_ends_leave_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_bytes(b"name\tcode\r\nOslo\tNOR\r\n")
    assert rows(path, COLUMNS)[0]["code"] == "NOR"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name\tcolour\nOslo\tblue\n", r":1: columns name, colour; expected name, code"),
        ("name\tcode\nOslo\n", r":2: 1 cells; expected 2: name, code"),
        ("name\tcode\nOslo\tNOR\tx\n", r":2: 3 cells; expected 2"),
        ("# nothing else\n", r"no header; expected name, code"),
    ],
)
def test_wrong_table_is_an_error_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        rows(written(tmp_path, text), COLUMNS)


def test_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.tsv: can not be read"):
        content(tmp_path / "absent.tsv")
    broken = tmp_path / "broken.tsv"
    broken.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(LexiconError, match=r"broken\.tsv: can not be read"):
        content(broken)


def test_blocks_know_the_line_of_each_table(tmp_path: Path) -> None:
    path = written(
        tmp_path, '# Origin.\n[[rule]]\nact = "AID"\n\n[[rule]] # second\nact = "AGREE"\n', name="rules.toml"
    )
    assert blocks(path, "rule") == [({"act": "AID"}, f"{path}:2"), ({"act": "AGREE"}, f"{path}:5")]


def test_foreign_table_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, '[[rule]]\nact = "AID"\n[[rules]]\nact = "AID"\n', name="rules.toml")
    with pytest.raises(LexiconError, match=r":3: unknown key 'rules'; expected \[\[rule\]\]"):
        blocks(path, "rule")


def test_text_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not TOML"):
        blocks(written(tmp_path, "[[rule]\n", name="rules.toml"), "rule")


def test_line_of_a_word() -> None:
    assert line_of("a\nb\nc b", "b") == 2
    assert line_of("a", "z") == 1


def test_package_files_are_named_below_the_data_folder(tmp_path: Path) -> None:
    assert short(DATA / "names" / "states.tsv") == "names/states.tsv"
    assert short(tmp_path / "own.toml") == str(tmp_path / "own.toml")


def test_fingerprint_depends_on_content_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "one")
    before = fingerprint([path])
    assert written(tmp_path, "one") == path
    assert fingerprint([path]) == before
    written(tmp_path, "two")
    assert fingerprint([path]) != before
