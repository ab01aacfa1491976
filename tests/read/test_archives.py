"""Archives: which records are pages, what of them is kept, and what broken and hostile archives become."""

from __future__ import annotations

import gzip
import os
import random
import time
import tracemalloc
import zlib
from importlib import import_module
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bede.clean import clean
from bede.model import Article, Dropped, Page
from bede.read import read

limits = import_module("bede.read.pages")
archives = import_module("bede.read.archives")

EXAMPLES = int(os.environ.get("BEDE_FUZZ", "60"))
SECONDS = 10
HTML = b"<!doctype html><html><body><p>The two ports opened talks on Monday.</p></body></html>"


def record(kind: str, content: bytes, *, number: int = 1, **header: str | None) -> bytes:
    """A WARC record; a field of the header that is None is left out."""
    fields: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": "2024-06-14T08:00:00Z",
        "WARC-Target-URI": f"https://news.example/{number}",
        "Content-Length": str(len(content)),
    }
    fields |= {name.replace("_", "-"): value for name, value in header.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def answer(
    content: bytes = HTML,
    *,
    number: int = 1,
    status: str = "200 OK",
    media: str | None = "text/html; charset=utf-8",
    http: str = "",
    **header: str | None,
) -> bytes:
    """A record of an HTTP answer."""
    start = f"HTTP/1.1 {status}\r\n" + (f"Content-Type: {media}\r\n" if media else "") + http + "\r\n"
    said = {"Content_Type": "application/http; msgtype=response", **header}
    return record("response", start.encode() + content, number=number, **said)


def found_in(data: bytes, folder: Path, *, name: str = "a.warc") -> list[Page | Dropped]:
    """What reading an archive gives."""
    path = folder / name
    path.write_bytes(data)
    return list(read([path]))


def names(found: list[Page | Dropped]) -> list[str]:
    """The pages by name, the drops by reason."""
    return [each.name if isinstance(each, Page) else each.reason for each in found]


def only(data: bytes, folder: Path) -> Page:
    (page,) = found_in(data, folder)
    assert isinstance(page, Page), page
    return page


def reason(data: bytes, folder: Path) -> str:
    (dropped,) = found_in(data, folder)
    assert isinstance(dropped, Dropped), dropped
    assert dropped.stage == "read"
    return dropped.reason


def bomb(start: bytes, filling: bytes, megabytes: int) -> bytes:
    """A gzip member that holds a start and very many bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(start)]
    block = filling * ((1 << 20) // len(filling))
    parts += [packer.compress(block) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


def test_answer_with_html_is_a_page_named_by_its_record(tmp_path: Path) -> None:
    page = only(answer(number=7), tmp_path)
    assert (page.name, page.form, page.content) == ("urn:uuid:7", "html", HTML.decode())
    assert (page.url, page.crawled, page.published) == ("https://news.example/7", "2024-06-14T08:00:00Z", None)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a", "a.html"])
def test_archive_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    for data in (answer(), gzip.compress(answer()), gzip.compress(answer()) + gzip.compress(answer())):
        assert {*names(found_in(data, tmp_path, name=name))} == {"urn:uuid:1"}


def test_text_that_was_made_of_a_page_is_a_page_without_markup(tmp_path: Path) -> None:
    data = record("warcinfo", b"Software-Info: x\r\n", WARC_Target_URI=None)
    data += record("conversion", b"Harbour talks open\nThe ports opened talks.\n", number=2, Content_Type="text/plain")
    info, page = found_in(gzip.compress(data), tmp_path, name="a.warc.wet.gz")
    assert info == Dropped(id="urn:uuid:1", stage="read", reason="warcinfo record, not an answer")
    assert isinstance(page, Page)
    assert (page.form, page.url) == ("page", "https://news.example/2")


@pytest.mark.parametrize("kind", ["request", "metadata", "revisit", "resource", "continuation", "warcinfo"])
def test_other_records_are_no_pages(tmp_path: Path, kind: str) -> None:
    assert reason(record(kind, HTML, Content_Type="text/html"), tmp_path) == f"{kind} record, not an answer"


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oops", "206 Partial", "304 Same"])
def test_answers_that_are_no_page_are_dropped_with_their_status(tmp_path: Path, status: str) -> None:
    assert reason(answer(status=status), tmp_path) == f"HTTP status {status[:3]}"


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "application/json; charset=utf-8"])
def test_other_media_are_dropped_with_their_type(tmp_path: Path, media: str) -> None:
    assert reason(answer(media=media), tmp_path) == f"media type {media.split(';')[0]}, neither HTML nor text"


def test_answer_without_media_type_is_a_page_where_it_is_html(tmp_path: Path) -> None:
    assert only(answer(media=None), tmp_path).form == "html"
    assert reason(answer(b"what this is", media=None), tmp_path) == "no media type, and no HTML"
    assert only(answer(b"Some words.", media="text/plain"), tmp_path).form == "page"


def test_charset_of_the_header_is_believed(tmp_path: Path) -> None:
    text = "<html><body><p>Порт открыт, сообщили власти</p></body></html>"
    page = only(answer(text.encode("cp1251"), media="text/html; charset=windows-1251"), tmp_path)
    assert page.content == text


def test_unknown_charset_of_the_header_is_passed_over(tmp_path: Path) -> None:
    assert only(answer(media="text/html; charset=no-such"), tmp_path).content == HTML.decode()


@pytest.mark.parametrize(
    ("http", "content"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(HTML)),
        ("Content-Encoding: deflate\r\n", zlib.compress(HTML)),
        ("Content-Encoding: br\r\n", brotli.compress(HTML)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML)),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(HTML, mtime=0)), gzip.compress(HTML, mtime=0)),
        ),
        ("Content-Encoding: identity\r\n", HTML),
        ("Content-Encoding: gzip\r\n", HTML),
        ("Transfer-Encoding: chunked\r\n", HTML),
    ],
)
def test_encodings_of_the_transfer_are_undone_where_they_are_there(tmp_path: Path, http: str, content: bytes) -> None:
    assert only(answer(content, http=http), tmp_path).content == HTML.decode()


@pytest.mark.parametrize(
    ("http", "expected"),
    [
        ("Content-Encoding: gzip\r\n", "Content-Encoding gzip can not be undone"),
        ("Content-Encoding: rot13\r\n", "unknown Content-Encoding: rot13"),
    ],
)
def test_encoding_that_can_not_be_undone_drops_one_page(tmp_path: Path, http: str, expected: str) -> None:
    data = answer(b"\x01\x02\x03 no gzip", http=http) + answer(number=2)
    assert names(found_in(data, tmp_path)) == [expected, "urn:uuid:2"]


def test_day_of_the_crawl_is_a_bound_and_never_the_date(tmp_path: Path) -> None:
    def published(day: str) -> str | None:
        text = (
            f"<html><head><meta property='article:published_time' content='{day}'></head><body><article>"
            "<h1>Harbour talks open</h1><p>The two ports opened talks on the harbour on Monday, officials said.</p>"
            "<p>They will go on for a week, and a second round may follow in autumn.</p></article></body></html>"
        )
        article = clean(only(answer(text.encode()), tmp_path))
        assert isinstance(article, Article)
        return article.published.edtf if article.published else None

    assert published("2024-06-10") == "2024-06-10"
    assert published("2024-06-15") == "2024-06-15"  # it may be the next day already where the page was written
    assert published("2024-07-01") is None
    assert published("") is None


def test_same_page_has_the_same_id_in_any_archive(tmp_path: Path) -> None:
    first = only(answer(), tmp_path)
    second = only(gzip.compress(answer()), tmp_path)
    assert first == second


# Broken archives: a drop for each broken place, and every good record


def good(data: list[Page | Dropped]) -> list[str]:
    return [page.name for page in data if isinstance(page, Page)]


def three(middle: bytes, *, packed: bool) -> bytes:
    """An archive with a record before and two after one that is broken."""
    parts = [answer(number=1), middle, answer(number=3), answer(number=4)]
    return b"".join(gzip.compress(part) if packed else part for part in parts)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("length", ["40", "90", "1000", "100000000000", "-5", "many", "", "9" * 40, "0", None])
def test_wrong_content_length_costs_one_record(tmp_path: Path, length: str | None, packed: bool) -> None:
    found = found_in(three(answer(number=2, Content_Length=length), packed=packed), tmp_path)
    assert good(found) == ["urn:uuid:1", "urn:uuid:3", "urn:uuid:4"]
    assert len(found) == 4
    assert isinstance(found[1], Dropped)
    assert found[1].id == "urn:uuid:2"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["request", "revisit"])
def test_wrong_content_length_of_what_is_no_page_swallows_none(tmp_path: Path, kind: str, packed: bool) -> None:
    found = found_in(three(record(kind, HTML, number=2, Content_Length="5000"), packed=packed), tmp_path)
    assert good(found) == ["urn:uuid:1", "urn:uuid:3", "urn:uuid:4"]
    assert len(found) == 4


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "middle", [b"garbage\r\n\r\n" * 9, b"WXRC/1.0\r\nA: b\r\n\r\n", bytes(5000), b"WARC/1.0\r\nA: " + b"b" * 99_999]
)
def test_garbage_costs_no_record(tmp_path: Path, middle: bytes, packed: bool) -> None:
    found = found_in(three(middle, packed=packed), tmp_path)
    assert good(found) == ["urn:uuid:1", "urn:uuid:3", "urn:uuid:4"]
    assert len(found) == 4
    assert isinstance(found[1], Dropped)
    assert "no record that can be read" in found[1].reason


@pytest.mark.parametrize("at", [12, 60, 200, -12])
def test_damaged_member_costs_one_record(tmp_path: Path, at: int) -> None:
    text = "".join(random.Random(1).choices("abcdefgh ", k=3000)).encode()
    middle = bytearray(gzip.compress(answer(b"<p>" + text, number=2)))
    for place in range(at, at + 8):
        middle[place] ^= 0x5A
    data = gzip.compress(answer(number=1)) + bytes(middle) + gzip.compress(answer(number=3))
    found = found_in(data, tmp_path)
    assert set(good(found)) - {"urn:uuid:2"} == {"urn:uuid:1", "urn:uuid:3"}
    assert len(found) == 3


@pytest.mark.parametrize("packed", [False, True])
def test_archive_cut_off_anywhere_keeps_what_is_whole(tmp_path: Path, packed: bool) -> None:
    one, two = answer(number=1), answer(number=2)
    one, two = (gzip.compress(one), gzip.compress(two)) if packed else (one, two)
    for end in range(1, len(two) - (12 if packed else 4), 7):
        found = found_in(one + two[:end], tmp_path)
        assert good(found) == ["urn:uuid:1"], end
        assert len(found) == 2, end


def test_page_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 5_000)
    for packed in (False, True):
        found = found_in(three(answer(b"<p>" + b"x" * 9000, number=2), packed=packed), tmp_path)
        assert names(found) == ["urn:uuid:1", "more than 0 MB", "urn:uuid:3", "urn:uuid:4"]


def test_page_of_a_hundred_megabytes_is_never_held(tmp_path: Path) -> None:
    size = 100 << 20
    header = answer(b"", number=1, Content_Length=str(size + 59)).removesuffix(b"\r\n\r\n")
    data = bomb(header, b"x", 100) + gzip.compress(answer(number=2))
    start = time.process_time()
    tracemalloc.start()
    found = found_in(data, tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert good(found) == ["urn:uuid:2"]
    assert len(found) == 2
    assert peak < 10_000_000
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("filling", [b"\r\n", b"\0", b"A: b\r\n", b"WARC/1.0\r\n", b" "])
@pytest.mark.parametrize("start", [b"", b"WARC/1.0\r\n", answer(number=9), b"WARC/1.0\r\nA: "])
def test_packed_flood_is_left_soon(tmp_path: Path, start: bytes, filling: bytes) -> None:
    began = time.process_time()
    found = found_in(gzip.compress(answer()) + bomb(start, filling, 300) + gzip.compress(answer(number=2)), tmp_path)
    assert time.process_time() - began < SECONDS
    assert {"urn:uuid:1", "urn:uuid:2"} <= {*good(found)} <= {"urn:uuid:1", "urn:uuid:2", "urn:uuid:9"}
    assert len(found) <= 5


def test_answer_that_unpacks_to_very_much_is_dropped(tmp_path: Path) -> None:
    data = answer(bomb(b"", b"x", 100), http="Content-Encoding: gzip\r\n") + answer(number=2)
    assert names(found_in(data, tmp_path)) == ["unpacks to more than 20 MB", "urn:uuid:2"]


def test_archive_broken_everywhere_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BROKEN", 20)
    *_, last = found = found_in(b"WARC/1.0\r\nA: b\r\n" * 5000, tmp_path)
    assert isinstance(last, Dropped)
    assert last.reason == "broken in 20 places: the rest of the archive is not read"
    assert len(found) <= 21


@pytest.mark.parametrize("address", ["../../etc/passwd", "file:///etc/passwd", "C:\\x", "\x1b[31m\x07", "a" * 9_000])
def test_addresses_and_ids_are_only_text(tmp_path: Path, address: str) -> None:
    page = only(answer(WARC_Target_URI=address, WARC_Filename=address, WARC_Record_ID=address), tmp_path)
    assert page.content == HTML.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc"]


def test_null_characters_of_a_page_move_no_offset(tmp_path: Path) -> None:
    assert (
        only(answer(b"<p>The two\0ports opened talks.</p>"), tmp_path).content == "<p>The two ports opened talks.</p>"
    )
    assert "are null" in reason(answer(b"<p>" + bytes(500)), tmp_path)


def test_record_without_id_is_named_by_its_place(tmp_path: Path) -> None:
    found = found_in(answer(WARC_Record_ID=None) * 2, tmp_path)
    assert good(found) == [f"{tmp_path / 'a.warc'}:1", f"{tmp_path / 'a.warc'}:2"]


@settings(
    max_examples=EXAMPLES,
    derandomize="BEDE_FUZZ" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), seed=st.integers(0, 10**9), packed=st.booleans())
def test_any_damage_gives_pages_and_reasons(tmp_path: Path, data: st.DataObject, seed: int, packed: bool) -> None:
    draw = random.Random(seed)
    makers = (
        lambda number: answer(number=number),
        lambda number: answer(gzip.compress(HTML), number=number, http="Content-Encoding: gzip\r\n"),
        lambda number: record("request", b"GET / HTTP/1.1\r\n\r\n", number=number),
        lambda number: answer(number=number, Content_Length=str(draw.randint(0, 10 ** draw.randint(1, 20)))),
        lambda number: answer(data.draw(st.binary(max_size=200)), number=number),
        lambda number: data.draw(st.binary(max_size=200)),
    )
    parts = [draw.choice(makers)(number) for number in range(draw.randint(1, 6))]
    whole = bytearray(b"".join(gzip.compress(part) if packed else part for part in parts))
    for _ in range(draw.randint(0, 4)):
        place = draw.randrange(len(whole) or 1)
        change = draw.choice((b"", b"\0", b"\r\n", bytes([draw.randrange(256)]), b"\x1f\x8b\x08", b"WARC/1.0\r\n"))
        whole[place : place + draw.randint(0, 30)] = change
    if draw.random() < 0.3:
        del whole[draw.randrange(len(whole) or 1) :]
    start = time.process_time()
    found = found_in(b"WARC/"[: 0 if packed else 5] + bytes(whole).removeprefix(b"WARC/"), tmp_path)
    assert found
    assert all(isinstance(each, Page) or each.reason for each in found)
    assert time.process_time() - start < SECONDS
