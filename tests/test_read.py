"""Reading: what files, folders and lines become, and what bad input becomes."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bede.model import Dropped, Page, content_id
from bede.read import read

limits = import_module("bede.read.pages")

ARTICLE = "Harbour talks open\n\nThe two ports opened talks on Monday.\n"


def pages(*paths: str | Path, stdin: bytes | None = None) -> list[Page | Dropped]:
    return list(read([str(path) for path in paths], stdin=io.BytesIO(stdin) if stdin is not None else None))


def only(*paths: str | Path, stdin: bytes | None = None) -> Page | Dropped:
    (found,) = pages(*paths, stdin=stdin)
    return found


def dropped(*paths: str | Path, stdin: bytes | None = None) -> Dropped:
    found = only(*paths, stdin=stdin)
    assert isinstance(found, Dropped)
    assert found.stage == "read"
    return found


def page(*paths: str | Path, stdin: bytes | None = None) -> Page:
    found = only(*paths, stdin=stdin)
    assert isinstance(found, Page)
    return found


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_text_file_is_a_page_named_by_its_path(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", ARTICLE)
    found = page(path)
    assert (found.form, found.name, found.content) == ("page", str(path), ARTICLE)
    assert found.id == content_id("page", "page", ARTICLE, None)


@pytest.mark.parametrize("ending", ["html", "htm", "HTML"])
def test_html_file_is_html(tmp_path: Path, ending: str) -> None:
    assert page(write(tmp_path / f"a.{ending}", "<p>Hello")).form == "html"


def test_same_content_has_the_same_id_under_any_name(tmp_path: Path) -> None:
    first, second = pages(write(tmp_path / "a.txt", ARTICLE), write(tmp_path / "b.txt", ARTICLE))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.id == second.id
    assert first.name != second.name


def test_line_keeps_its_fields() -> None:
    row = line(id="n1", text="One.\nTwo.", url="https://x.example/a", title="T", published="2031-05-04", language="en")
    found = page("-", stdin=row)
    assert (found.name, found.form, found.content, found.url) == ("n1", "text", "One.\nTwo.", "https://x.example/a")
    assert (found.title, found.published, found.publisher, found.language) == ("T", "2031-05-04", None, "en")


@pytest.mark.parametrize("form", ["text", "page", "html"])
def test_line_has_the_form_of_its_field(form: str) -> None:
    assert page("-", stdin=line(id="a", **{form: "Words."})).form == form


def test_line_without_id_is_named_by_its_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b"\n" + line(text="One.") + line(id=7, text="Two."))
    assert [found.name for found in pages(path) if isinstance(found, Page)] == [f"{path}:2", "7"]


def test_packed_lines_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(line(id="a", text="One.") + line(id="b", text="Two.")))
    assert [found.name for found in pages(path) if isinstance(found, Page)] == ["a", "b"]


def test_packed_lines_cut_off_keep_what_came_before(tmp_path: Path) -> None:
    rows = b"".join(line(id=str(number), text=f"Line {number * 7919}.") for number in range(4000))
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(rows)[:-2000])
    *good, last = pages(path)
    assert len(good) > 100
    assert all(isinstance(found, Page) for found in good)
    assert isinstance(last, Dropped)
    assert last.id == f"{path}:{len(good) + 1}"


def test_folder_is_read_in_order_with_those_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.html", ".hidden.txt"):
        write(tmp_path / name, ARTICLE)
    names = [found.name for found in pages(tmp_path) if isinstance(found, Page)]
    assert names == [str(tmp_path / name) for name in ("a/b/c.txt", "a/z.txt", "b.txt", "c.html")]


def test_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "x.txt" / "a.txt", ARTICLE)
    assert page(tmp_path / "x.txt").name == str(tmp_path / "x.txt" / "a.txt")


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", ARTICLE)
    folder = tmp_path / "folder"
    write(folder / "a.txt", ARTICLE)
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    good, inside, loop, out = pages(folder)
    assert isinstance(good, Page)
    assert isinstance(inside, Page)
    assert isinstance(out, Dropped)
    assert isinstance(loop, Dropped)
    assert out.reason == "link that leads out of the folder: not followed"


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("story", ARTICLE, "page"),
        ("story.dat", "<!DOCTYPE html><html><body><p>Hi</p></body></html>", "html"),
        ("lines.json", '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', "text"),
    ],
)
def test_file_of_another_name_is_told_by_its_content(tmp_path: Path, name: str, content: str, form: str) -> None:
    first = pages(write(tmp_path / name, content))[0]
    assert isinstance(first, Page)
    assert first.form == form


def test_json_that_is_not_lines_is_dropped(tmp_path: Path) -> None:
    assert "not JSON Lines" in dropped(write(tmp_path / "a.json", '{\n  "id": "a",\n  "text": "One."\n}\n')).reason


def test_missing_path_loses_nothing_else(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", ARTICLE)
    missing, found = pages(tmp_path / "no.txt", good)
    assert missing == Dropped(id=str(tmp_path / "no.txt"), stage="read", reason="no such file or folder")
    assert isinstance(found, Page)


def test_broken_link_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone")
    assert "broken link" in dropped(tmp_path / "x.txt").reason


def test_file_that_may_not_be_read_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", ARTICLE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert dropped(path).reason == "can not be read: Permission denied"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n\t", "blank file"),
        (b"%PDF-1.7\n...", "a PDF document, not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG image, not text"),
        (bytes(range(256)) * 20, "binary file, not text"),
        ("Grüße aus Köln. ".encode() * 3 + "Später fällt Öl.".encode("latin-1"), "mixed encodings: UTF-8 up to byte"),
    ],
)
def test_bad_file_is_dropped_with_what_was_found(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in dropped(write(tmp_path / "a.txt", data)).reason


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"],
)
def test_text_is_decoded(tmp_path: Path, encoding: str) -> None:
    text = "Der Hafen von Köln öffnete am Montag wieder für größere Schiffe, sagte die Behörde für Schifffahrt.\n" * 3
    assert page(write(tmp_path / "a.txt", text.encode(encoding))).content == text


def test_declared_charset_is_believed(tmp_path: Path) -> None:
    text = '<html><head><meta charset="windows-1251"></head><body><p>Порт открыт</p></body></html>'
    assert "Порт открыт" in page(write(tmp_path / "a.html", text.encode("cp1251"))).content


def test_wrongly_declared_charset_yields_to_what_the_bytes_are(tmp_path: Path) -> None:
    text = '<html><head><meta charset="iso-8859-1"></head><body><p>Café São</p></body></html>'
    assert "Café São" in page(write(tmp_path / "a.html", text.encode())).content


def test_character_cut_off_at_the_end_is_left_out(tmp_path: Path) -> None:
    assert page(write(tmp_path / "a.html", "<p>Köln und Zürich: Grüße €".encode()[:-1])).content.endswith("Grüße ")


def test_broken_line_is_dropped_by_number_and_the_rest_is_read() -> None:
    rows = [line(id=str(number), text="Words.") for number in range(1, 21)]
    rows[16] = b'{"id": "17", "text": "Wor\n'
    found = pages("-", stdin=b"".join(rows))
    assert len(found) == 20
    assert [item.id for item in found if isinstance(item, Dropped)] == ["-:17"]
    assert found[16] == Dropped(id="-:17", stage="read", reason=found[16].reason)  # type: ignore[union-attr]
    assert "line 17 is not JSON" in found[16].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("row", "known", "reason"),
    [
        (b"[1]\n", "-:1", "line 1 holds a list, not an object"),
        (b'{"id": "a"}\n', "a", "line 1 has none of text, page and html"),
        (b'{"id": "a", "text": null}\n', "a", "line 1 has none of text, page and html"),
        (b'{"id": "a", "page": 4}\n', "a", "line 1: page is a number, not a string"),
        (b'{"id": "a", "html": "  \\n"}\n', "a", "line 1: html is empty"),
        (b'{"id": "a", "text": "\xff"}\n', "-:1", "line 1 is not UTF-8"),
        (b"[" * 100_000 + b"\n", "-:1", "nested too deeply"),
        (b'{"id": "a", "text": "a\x00b"}\n', "-:1", "line 1 is not JSON"),
    ],
)
def test_bad_line_is_dropped_with_what_was_found(row: bytes, known: str, reason: str) -> None:
    found = dropped("-", stdin=row)
    assert found.id == known
    assert reason in found.reason


def test_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 2_000)
    found = pages("-", stdin=line(id="a", text="x" * 50_000) + line(id="b", text="Short."))
    assert isinstance(found[0], Dropped)
    assert found[0].id == "-:1"
    assert "bytes, more than" in found[0].reason
    assert isinstance(found[1], Page)
    assert found[1].name == "b"


def test_line_of_exactly_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    row = line(id="a", text="x" * 500)
    monkeypatch.setattr(limits, "LARGEST", len(row))
    assert page("-", stdin=row).name == "a"


def test_line_of_fifty_megabytes_is_never_held_whole() -> None:
    class Endless(io.RawIOBase):
        """Fifty megabytes on one line, made as they are asked for."""

        left = 50_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            buffer[:size] = b"x" * size
            self.left -= size
            return size

    tracemalloc.start()
    found = list(read(["-"], stdin=io.BufferedReader(Endless())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 45_000_000
    assert [item.id for item in found if isinstance(item, Dropped)] == ["-:1"]
    assert "50,000,000 bytes" in found[0].reason  # type: ignore[union-attr]


def test_file_too_large_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 100)
    assert "more than" in dropped(write(tmp_path / "a.txt", "word " * 100)).reason


def test_null_characters_and_half_surrogates_move_no_offset() -> None:
    found = page("-", stdin=rb'{"id": "a\ud800", "text": "a\u0000b\udc00c"}')
    assert (found.name, found.content) == ("a�", "a b�c")


def test_time_of_the_crawl_is_kept() -> None:
    assert (
        page("-", stdin=line(id="a", text="Words.", crawled="2024-06-14T08:00:00Z")).crawled == "2024-06-14T08:00:00Z"
    )


def test_numbers_in_optional_fields_are_no_facts() -> None:
    assert page("-", stdin=line(id="a", text="Words.", title=4, url="")).title is None


@given(st.text(min_size=1).filter(lambda text: text.strip("\0 \t\r\n") != ""))
def test_text_given_as_json_keeps_its_length(text: str) -> None:
    found = page("-", stdin=line(id="a", text=text))
    assert len(found.content) == len(text)
    found.content.encode()


@given(st.binary(max_size=400))
def test_any_bytes_become_pages_or_reasons(data: bytes) -> None:
    for found in pages("-", stdin=data):
        assert isinstance(found, Page) or found.reason


@pytest.mark.parametrize("name", ["", "x" * 5_000, "\0", "a\0b"])
def test_name_that_can_be_no_file_is_dropped(name: str) -> None:
    (found,) = read([name])
    assert isinstance(found, Dropped)
    assert found.reason in ("no such file or folder", "can not be read: File name too long")
