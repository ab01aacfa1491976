"""Makes broken and hostile input of every kind, the same for the same seed and number.

``make`` writes one case below a folder: its files in ``in``, and what is expected of it in ``expected.json``.
"""

# ruff: noqa: E501 (lists of things that break)

from __future__ import annotations

import bz2
import codecs
import functools
import gzip
import io
import json
import lzma
import os
import random
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

CANARY = "canary-7d1f0c4b-outside"
"""Words of a file that no case may show: it lies outside of the folder that is read."""

EXPECTED = "expected.json"
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a terminal would obey."""

ESCAPES = (
    "\x1b[31m", "\x1b]0;owned\x07", "\x1b]52;c;cm0gLXJm\x07", "\x1b[2J\x1b[1;1H", "\x9b31m", "\x9d0;x\x9c", "\x07", "\x08" * 9,
    "\r", "\x0e", "\x7f", "\u202e", "\u2066", "\u2028", "\x85", "\x1bP$q\x1b\\",
)  # fmt: skip
SCRIPTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "<svg onload=alert(1)>",
    "{{7*7}}", "${jndi:ldap://127.0.0.1/x}", "'; DROP TABLE articles; --", "$(touch owned)", "`id`", "%s%n%x",
    "=HYPERLINK(\"http://127.0.0.1\")", "</title><script src=http://127.0.0.1/x.js></script>", "data:text/html,<script>",
)  # fmt: skip
DAYS = (
    "2024-13-45", "0000-00-00", "9999-12-31T23:59:60+99:99", "2024-02-30", "-1", "1e9", "31/31/2024", "yesterday",
    "٢٠٢٤-٠٥-٠١", "2024-05-01T25:61", "99999999999999999999", "Mon, 99 Foo 2024 99:99:99 +9999", "", " ", "2024-W99",
)  # fmt: skip
TRICKS = (
    "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x", "\\\\127.0.0.1\\share", "-rf",
    "C:\\x", "con", "a" * 4000, "~/.profile", "http://[::1", "ftp://127.0.0.1/", "//127.0.0.1/x", "?", "#", "%00",
)  # fmt: skip
GLUED = (
    f"Photo: {'a' * 250}(", f"Reuters {'A' * 100})", f"{'A' * 100} reuters", f"By {'A' * 200}(((", "\t" * 3000, "a.-" * 90,
    f"Published {'-' * 60} a b c d e f g h May 4, 2031", f"\nUpdated {'a.' * 60}a b c d e f g h May 4, 2031\n", "/ » " * 900,
)  # fmt: skip
"""Words that stick together, of which a rule may try every way to part them."""

SENTENCES = (
    "Ministers of Castovia and Merrin met in Brannock on Friday to speak of the salt road.",
    "The talks, the first in nine years, were asked for by President Ilona Brask, officials said.",
    "\"We have kept our dead waiting long enough,\" she told reporters beside the lake.",
    "Rebels attacked a convoy near Saint Audrey and killed four soldiers, the army said in a statement.",
    "The central bank raised its key rate by half a point to 7.25 per cent.",
    "Farmers blocked the bridge at Lowfield for a third day and demanded cheaper fuel.",
    "A court sentenced two customs officers to four years in prison for taking bribes.",
    "Both sides agreed to meet again in the autumn in a town that is still to be chosen.",
)  # fmt: skip
AROUND = (
    "Home", "World", "Business", "Sport", "Subscribe", "Share this article", "Most read", "Related stories",
    "By Anna Velm", "14 June 2024", "Published: 3 May 2024, 08:15", "Photograph: Lena Horst/Agency", "Comments (14)",
    "Copyright 2024 Brannock Herald. All rights reserved.", "Sign up for our newsletter", "Harbour strike enters third day",
)  # fmt: skip


@dataclass(slots=True)
class Case:
    """One input: how it is made, how many records must come of it at least, and the paths that are read."""

    kind: str
    folder: Path
    least: int = 1
    given: list[str] = field(default_factory=list)

    def write(self, name: str, data: bytes | str) -> Path:
        """Write a file of the case."""
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        return path


def make(folder: Path, number: int, *, seed: int, only: str | None = None) -> Case:
    """Write the case of that number, and return it; each kind comes once in so many cases, large ones more seldom."""
    draw = random.Random(f"{seed} {number}")
    rare = number % 400 == 399
    names = [only] if only else list(LARGE if rare else KINDS)
    kind = names[(number // 400 if rare else number) % len(names)]
    case = Case(kind, folder / f"{number:06}")
    (case.folder / "in").mkdir(parents=True)
    (case.folder / "outside.txt").write_text(f"The words are {CANARY}. They lie outside.\n" * 3)
    (LARGE | KINDS)[kind](case, draw)
    told = {"kind": kind, "least": case.least, "given": case.given}
    (case.folder / EXPECTED).write_text(json.dumps(told), "utf-8")
    return case


# Pages


def _article(draw: random.Random) -> list[str]:
    """The lines of a page that looks like one."""
    body = [" ".join(draw.choices(SENTENCES, k=draw.randint(1, 4))) for _ in range(draw.randint(0, 9))]
    lines = [*draw.choices(AROUND, k=draw.randint(0, 12)), draw.choice(SENTENCES).rstrip("."), *body]
    return [*lines, *draw.choices(AROUND, k=draw.randint(0, 15))]


def _spice(draw: random.Random) -> str:
    """Something that does not belong in a page."""
    return draw.choice((*ESCAPES, *SCRIPTS, *DAYS, *TRICKS, *GLUED, "\0", "\ud800", "\udfff", "\ufeff", "\U0010ffff", "\ufffe", "&#0;",
                        "&#xD800;", "&#x110000;", "&" + "a" * 900, "<" * 50, "]]>", "<!--", "\u0300" * 400, "x" * 3000))  # fmt: skip


def _spiced(draw: random.Random, text: str, most: int = 12) -> str:
    """A text with such things put in."""
    for _ in range(draw.randint(1, most)):
        place = draw.randint(0, len(text))
        text = text[:place] + _spice(draw) + text[place:]
    return text


def _broken(draw: random.Random, data: bytes, most: int = 8) -> bytes:
    """Bytes with some of them changed, missing or doubled."""
    whole = bytearray(data)
    for _ in range(draw.randint(1, most)):
        place = draw.randrange(len(whole) + 1)
        change = draw.choice((b"", b"\0", bytes(draw.randrange(256) for _ in range(draw.randint(1, 12))), b"\xff\xfe", b"\xed\xa0\x80",
                              b"\r\n\r\n", b"<", b'"', b"\x1f\x8b\x08", whole[place : place + 200]))  # fmt: skip
        whole[place : place + draw.choice((0, 1, 3, 30))] = change
    if draw.random() < 0.3:
        del whole[draw.randrange(len(whole) + 1) :]
    return bytes(whole)


def _html(draw: random.Random, extra: str = "") -> str:
    """An HTML page with something hostile in each of its fields."""

    def some() -> str:
        return draw.choice((*SCRIPTS, *DAYS, *TRICKS[:8], *ESCAPES))

    lines = _article(draw)
    facts = {
        "@type": "NewsArticle", "headline": some(), "datePublished": draw.choice(DAYS), "author": {"name": some()},
        "publisher": {"name": some()}, "url": draw.choice(TRICKS), "articleBody": some(),
    }  # fmt: skip
    body = "".join(
        f"<{tag}>{line}</{tag}>\n" for line in lines for tag in [draw.choice(("p", "p", "p", "div", "li", "h2"))]
    )
    return (
        f"<!doctype html><html lang='{some()}'><head><title>{some()}</title><base href='{draw.choice(TRICKS)[:200]}'>"
        f"<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><link rel=canonical href='{draw.choice(TRICKS)[:200]}'>"
        f"<meta property='article:published_time' content='{draw.choice(DAYS)}'><meta name=author content='{some()}'>"
        f"<link rel=stylesheet href=http://127.0.0.1:9/x.css><meta charset='{draw.choice(('utf-8', 'utf-7', 'x', 'rot13', 'hex'))}'>"
        f"<script type='application/ld+json'>{json.dumps(facts)}</script></head>"
        f"<body onload='{some()}'><article><h1>{some()}</h1>{body}{extra}<img src='http://127.0.0.1:9/i.png' alt='{some()}'>"
        f"<iframe src='file:///etc/passwd'></iframe><time datetime='{draw.choice(DAYS)}'>{some()}</time></article></body></html>"
    )


def plain_page(case: Case, draw: random.Random) -> None:
    """A page without markup, with things in it that do not belong there."""
    text = _spiced(draw, "\n".join(_article(draw)))
    case.write("page.txt", _broken(draw, text.encode("utf-8", "surrogatepass")) if draw.random() < 0.5 else text)


def page_of_one_thing(case: Case, draw: random.Random) -> None:
    """A page that is one thing over and over, or one line without end."""
    thing = draw.choice(
        (_spice(draw), draw.choice(AROUND), draw.choice(SENTENCES), " ", ".", "\n", "A", "é", "中", "🜁", "- ", "1")
    )
    apart = draw.choice(("", " ", "\n", "\n\n", "\t", "\u00a0"))
    times = draw.choice((0, 1, 2, 100, 5_000))
    case.write("page.txt", (apart.join([thing] * times))[:400_000])


def encodings(case: Case, draw: random.Random) -> None:
    """A page in one encoding that says another, or in two."""
    text = "\n".join(_article(draw)).replace("e", draw.choice(("e", "é", "ж", "中")))
    names = ("utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "shift_jis", "gb18030", "utf-7", "utf-8")
    parts = [line.encode(draw.choice(names), "replace") for line in (text[: len(text) // 2], text[len(text) // 2 :])]
    mark = draw.choice((b"", b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE))
    case.write(draw.choice(("page.txt", "page.html", "page")), mark + b"".join(parts))


def html_page(case: Case, draw: random.Random) -> None:
    """HTML with script in every field, and damage."""
    text = _html(draw)
    if draw.random() < 0.7:
        text = _spiced(draw, text)
    data = text.encode("utf-8", "surrogatepass")
    case.write("page.html", _broken(draw, data) if draw.random() < 0.5 else data)


def nested_tags(case: Case, draw: random.Random) -> None:
    """Ten thousand tags one in another, closed or not."""
    depth = draw.choice((300, 2_000, 10_000))
    tag = draw.choice(
        ("div", "b", "p", "table><tr><td", "ul><li", "span", "font", "blockquote", "svg", "math", "template", "x", "a")
    )
    closed = draw.random() < 0.5
    inside = f"<p>{draw.choice(SENTENCES)}</p>" * 4
    last = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    case.write("page.html", _html(draw, f"<{tag}>" * depth + inside + (last * depth if closed else "")))


def strange_markup(case: Case, draw: random.Random) -> None:
    """Attributes, comments, entities and tables without end."""
    many = draw.choice((100, 3_000, 20_000))
    extra = draw.choice((
        "<p " + " ".join(f"a{number}=x" for number in range(many)) + ">text",
        "<p>" + "&amp;" * many, "<p>" + "&#x41;" * many, "<!--" * many, "<![CDATA[" * many, "<p" * many, "<a href='" + "x" * many,
        "<table>" + "<tr><td>x" * many, "<br>" * many, "</p>" * many, "<title>" * many, "<h1>Harbour talks open</h1>" * many,
        "<script type='application/ld+json'>" + "[" * many + "</script>", "<script type='application/ld+json'>" + '{"a":' * many,
        "<p>" + "x" * (40 * many), "<style>" + "*{}" * many, "<textarea>" * many, "<select><option>" * many, "<frameset>" * many,
        "<time datetime='" + "9" * many + "'>x</time>", "<p>" + "\u202e" * many, "<img alt='" + "&lt;" * many + "'>",
    ))  # fmt: skip
    case.write("page.html", _html(draw, extra))


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def _entities(draw: random.Random, outside: Path) -> str:
    """A document type whose entities expand, or fetch."""
    return draw.choice((
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>',
        f'<!DOCTYPE x [<!ENTITY a9 SYSTEM "{outside.as_uri()}">]>',
        f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{outside.as_uri()}"> %p; <!ENTITY a9 "x">]>',
        '<!DOCTYPE x [<!ENTITY a9 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a9 "' + "x" * 50_000 + '">]>',
        '<!DOCTYPE x [<!ENTITY a9 "&a8;"><!ENTITY a8 "&a9;">]>',
    ))  # fmt: skip


def entities(case: Case, draw: random.Random) -> None:
    """XHTML and feeds with entities that expand, that name files, or that name each other."""
    outside = case.folder / "outside.txt"
    kind = _entities(draw, outside)
    many = "&a9;" * draw.choice((1, 10, 3_000))
    if draw.random() < 0.4:
        case.write(
            "page.html", f"<?xml version='1.0'?>{kind}<html><body><p>{many}</p><p>{SENTENCES[0]}</p></body></html>"
        )
        return
    include = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{outside.as_uri()}' parse='text'/>"
    entry = f"<item><title>{many}</title><description>{many} {include} {' '.join(SENTENCES)}</description></item>"
    case.write(
        draw.choice(("feed.rss", "feed.xml")), f"<?xml version='1.0'?>{kind}<rss><channel>{entry * 3}</channel></rss>"
    )


def feeds(case: Case, draw: random.Random) -> None:
    """Feeds and sitemaps that are broken, deep, or have script and impossible days in every field."""

    def some() -> str:
        return draw.choice((*SCRIPTS, *DAYS, *TRICKS, *ESCAPES)).replace("&", "&amp;").replace("<", "&lt;")

    entry = (
        f"<item><guid>{some()}</guid><link>{some()}</link><title>{some()}</title><pubDate>{draw.choice(DAYS)}</pubDate>"
        f"<language>{some()}</language><description><![CDATA[{_html(draw)}]]></description></item>"
    )
    deep = "<a>" * draw.choice((0, 0, 50, 5_000))
    text = f"<?xml version='1.0' encoding='{draw.choice(('utf-8', 'utf-8', 'utf-7', 'x'))}'?><rss><channel>{deep}{entry * draw.randint(0, 4)}"
    text += "</channel></rss>" if draw.random() < 0.7 else ""
    data = OBEYED.sub("", text).encode()
    case.write(
        draw.choice(("feed.rss", "feed.atom", "sitemap.xml")), _broken(draw, data) if draw.random() < 0.6 else data
    )


# Lines


def _row(draw: random.Random) -> str:
    """A line that is or should be JSON."""
    row: dict[str, Any] = {
        "id": draw.choice((*TRICKS, *ESCAPES, *SCRIPTS, "", None, 7, True, ["x"], 10**400)),
        draw.choice(("text", "page", "html", "text", "page", "body")): draw.choice(
            (_spiced(draw, "\n".join(_article(draw))), _html(draw), "", None, 7, [], {}, "\0" * 50, "\ud83d", " ")
        ),
        "published": draw.choice((*DAYS, None, 7, {}, "2024-05-01")),
        "crawled": draw.choice((*DAYS, None, "2024-05-03T00:00:00Z")),
        "url": draw.choice((*TRICKS, None, [])), "title": _spice(draw), "publisher": _spice(draw),
        "language": draw.choice(("en", "", "xx", "\x1b", "en_" + "x" * 500, None)),
    }  # fmt: skip
    line = json.dumps(row, ensure_ascii=draw.random() < 0.5)
    return draw.choice((line, line, line, line[: draw.randrange(len(line))], "[" * draw.choice((5, 100_000)), '{"text": ' * 3_000,
                        "null", "7", '"x"', "NaN", "{'text': 'x'}", line + line, '{"text": "\\ud800 half"}', f'{{"n": {"9" * 6_000}}}'))  # fmt: skip


def lines(case: Case, draw: random.Random) -> None:
    """JSON Lines, broken in many ways; each line gives its record."""
    rows = [re.sub(r"[\r\n]", " ", _row(draw)) for _ in range(draw.randint(1, 6))]
    data = "\n".join(rows).encode("utf-8", "surrogatepass")
    case.least = len(rows)
    if draw.random() < 0.2:
        data, case.least = _broken(draw, data), 1
    case.write("pages.jsonl", data)


def tables(case: Case, draw: random.Random) -> None:
    """Parquet that is cut, broken, of other columns, of other types, or far larger than it seems."""
    count = draw.randint(1, 30)
    text = ["\n".join(_article(draw)) for _ in range(count)]
    column: Any = draw.choice((text, [t.encode() for t in text], list(range(count)), [[t] for t in text], [None] * count,
                               [{"a": t} for t in text]))  # fmt: skip
    table = pyarrow.table(
        {
            draw.choice(("text", "page", "html", "other")): column,
            "id": [_spice(draw).encode("utf-8", "replace").decode() for _ in range(count)],
        }
    )
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression=draw.choice(("snappy", "zstd", "none", "gzip")))
    data = stream.getvalue()
    case.write("pages.parquet", _broken(draw, data) if draw.random() < 0.7 else data)


# Archives


def _record(draw: random.Random, number: int) -> bytes:
    """A record of an archive, right or not."""
    content = _html(draw).encode("utf-8", "replace")
    http = draw.choice((
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/9.9 999 \x1b[31m\r\nContent-Type: text/html\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\x1b\r\nContent-Encoding: gzip\r\n\r\n", "\r\n\r\n", "", "HTTP/1.1 200 OK\r\n" + "A: b\r\n" * 9_000,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br, zstd, gzip, x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
    ))  # fmt: skip
    if draw.random() < 0.1:
        content, http = (
            gzip.compress(bytes(30_000_000)),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
        )
    block = http.encode("latin-1") + content
    length = draw.choice(
        (len(block), len(block), len(block), -1, 0, 10**18, "x", len(block) - 7, len(block) + 7, 2**63, "")
    )
    kind = draw.choice(("response", "response", "conversion", "request", "revisit", "warcinfo", "x"))
    if draw.random() < 0.4:  # a record without a fault, between those that have one
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content[:100_000]
        length, kind = len(block), "response"
    name = draw.choice((f"<urn:uuid:{number}>", "", *TRICKS, *SCRIPTS)).replace("\n", " ")
    header = f"WARC/1.{draw.choice('019')}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {name}\r\nWARC-Target-URI: {draw.choice(TRICKS)}\r\n"
    header += f"WARC-Date: {draw.choice(DAYS)}\r\nContent-Length: {length}\r\n\r\n"
    return header.encode("utf-8", "replace") + block + draw.choice((b"\r\n\r\n", b"\r\n\r\n", b"", b"\n"))


def archives(case: Case, draw: random.Random) -> None:
    """WARC and WET archives with wrong lengths, damage and bombs, packed or not."""
    records = [_record(draw, number) for number in range(draw.randint(1, 6))]
    packing = draw.choice(("", "", ".gz", ".gz", ".zst"))
    if packing == ".gz":
        records = [gzip.compress(each, 1) for each in records]
    data = b"".join(records)
    if packing == ".zst":
        data = pyarrow.compress(data, codec="zstd", asbytes=True)
    case.write(f"a.warc{packing}", _broken(draw, data) if draw.random() < 0.5 else data)


# Packed files

PACKS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": functools.partial(gzip.compress, compresslevel=1),
    ".bz2": bz2.compress,
    ".xz": functools.partial(lzma.compress, preset=0),
    ".zst": lambda data: bytes(pyarrow.compress(data, codec="zstd", asbytes=True)),
}


def packed(case: Case, draw: random.Random) -> None:
    """Packed files, cut, broken, joined, packed twice, or under another's name."""
    ending = draw.choice(list(PACKS))
    inner = draw.choice((_html(draw), "\n".join(_article(draw)), _row(draw) + "\n" + _row(draw), "", " " * 9_000))
    data = PACKS[ending](inner.encode("utf-8", "replace"))
    how = draw.randrange(6)
    if how == 1:
        data = data[: draw.randrange(len(data) + 1)]
    elif how == 2:
        data = _broken(draw, data)
    elif how == 3:
        data = PACKS[draw.choice(list(PACKS))](data)
    elif how == 4:
        data += draw.choice((data, b"\0" * 100, b"rubbish", PACKS[draw.choice(list(PACKS))](b"x")))
    name = draw.choice(("page.txt", "page.html", "pages.jsonl", "feed.rss", "a.warc", "page", "pages.parquet"))
    case.write(name + draw.choice((ending, ending, ending, "", ".gz")), data)


@functools.cache
def _bomb(ending: str, megabytes: int) -> bytes:
    return PACKS[ending](bytes(megabytes * 1_000_000))


def bombs(case: Case, draw: random.Random) -> None:
    """Files that unpack to hundreds of megabytes, or say that they need gigabytes."""
    ending = draw.choice((*PACKS, "dictionary"))
    if ending == "dictionary":  # xz and zstd whose headers ask for a window of gigabytes
        if draw.random() < 0.5:
            data = bytearray(lzma.compress(_html(draw).encode("utf-8", "replace"), preset=0))
            at = data.index(b"\x21\x01", 12) + 2
            data[at] = 40
            size = (data[12] + 1) * 4
            data[12 + size - 4 : 12 + size] = struct.pack("<I", zlib.crc32(bytes(data[12 : 12 + size - 4])))
            case.write("page.html.xz", bytes(data))
        else:
            case.write("page.html.zst", b"(\xb5/\xfd\x00" + bytes([draw.choice((0xA8, 0xF8, 0xFF))]) + b"\x05\0\0hello")
        return
    data = _bomb(ending, draw.choice((60, 120)))
    if draw.random() < 0.3:
        data = PACKS[draw.choice((".gz", ".zst"))](data)
    case.write(draw.choice(("page.txt", "page.html", "pages.jsonl", "a.warc", "feed.rss", "page")) + ending, data)


# Files and folders


def paths(case: Case, draw: random.Random) -> None:
    """Names with tricks, links that lead out, links in a circle, pipes, and folders named like pages."""
    folder = case.folder / "in"
    text = "\n".join(_article(draw))
    how = draw.randrange(9)
    if how == 0:
        name = draw.choice(
            (
                "a\nb.txt",
                "\x1b[31mred.txt",
                "\u202etxt.exe",
                "-rf.txt",
                "a;id.txt",
                "$(id).html",
                "%2e%2e%2f.txt",
                "x" * 250 + ".txt",
            )
        )
        case.write(name, text)
    elif how == 1:
        (folder / "link.txt").symlink_to(case.folder / "outside.txt")
    elif how == 2:
        (folder / "link").symlink_to(case.folder)
    elif how == 3:
        (folder / "a.txt").symlink_to("b.txt")
        (folder / "b.txt").symlink_to("a.txt")
    elif how == 4:
        os.mkfifo(folder / "pipe.txt")
    elif how == 5:
        (folder / "page.html").mkdir()
        case.write("page.html/inner.txt", text)
    elif how == 6:
        with open(os.fsencode(folder) + b"/\xff\xfe.txt", "wb") as file:
            file.write(text.encode())
    elif how == 7:
        case.given = [draw.choice((str(folder / "missing" / draw.choice(TRICKS[:1])), "\0", "a\0b", "x" * 5_000, "http://127.0.0.1:9/x",
                                   "file:///etc/passwd", "", "/dev/zero", str(folder / "..") + "/in/none"))]  # fmt: skip
    else:
        deep = folder.joinpath(*["d" * 50] * 40)
        deep.mkdir(parents=True)
        (deep / "page.txt").write_text(text)


def kinds_by_name(case: Case, draw: random.Random) -> None:
    """Content under the name of another kind, and what is no text at all."""
    start = draw.choice((b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG", b"\x7fELF", b"SQLite format 3\0", b"PAR1", b"WARC/1.0\r\n", b"GIF89a", b"BZh9",
                         b"(\xb5/\xfd", b"\xfd7zXZ\0", b"\x1f\x8b", b"<rss>", b"{", b"[", b"\0", b"\xff\xd8\xff", b""))  # fmt: skip
    data = start + draw.randbytes(draw.choice((0, 20, 5_000)))
    case.write(
        "page" + draw.choice((".txt", ".html", ".jsonl", ".parquet", ".warc", ".gz", ".rss", "", ".xyz", ".warc.gz")),
        data,
    )


# Large pages, which take long to make


def large_text(case: Case, draw: random.Random) -> None:
    """A page of a hundred megabytes, or just below the limit."""
    size = draw.choice((100_000_000, 19_900_000, 2_900_000, 2_900_000))
    shape = draw.randrange(4)
    line = ("\n".join(_article(draw)) + "\n", draw.choice(SENTENCES) + " ", "x", "a b\n")[shape]
    case.write("page.txt", (line * (size // len(line) + 1))[:size])


def large_html(case: Case, draw: random.Random) -> None:
    """The same as HTML."""
    size = draw.choice((100_000_000, 19_900_000, 2_900_000, 2_900_000, 2_900_000))
    part = draw.choice(
        (
            f"<p>{SENTENCES[1]}</p>\n",
            "<div>",
            "<p>",
            "<b>x</b> ",
            "x",
            "<tr><td>x",
            "&amp;",
            "<a href=x>y</a>\n",
            f"<li>{AROUND[-1]}</li>",
        )
    )
    case.write("page.html", "<html><body><article>" + part * (size // len(part)))


def large_line(case: Case, draw: random.Random) -> None:
    """The same as a line of JSON Lines, and lines behind it."""
    size = draw.choice((100_000_000, 19_000_000))
    field_name = draw.choice(("text", "page", "html"))
    part = draw.choice(("x", SENTENCES[0] + " ", SENTENCES[2].replace('"', "") + "\\n"))
    line = f'{{"{field_name}": "' + part * (size // len(part)) + '"}'
    case.least = 2
    case.write("pages.jsonl", line + '\n{"text": "Ministers met."}\n')


def large_table(case: Case, draw: random.Random) -> None:
    """Parquet of a few kilobytes with thousands of rows of a megabyte each, or a feed, or an archive of that size."""
    how = draw.randrange(3)
    if how == 0:
        column = pyarrow.DictionaryArray.from_arrays(
            pyarrow.array([0] * 20_000, pyarrow.int32()), pyarrow.array([SENTENCES[0] * 12_000])
        )
        stream = io.BytesIO()
        parquet.write_table(pyarrow.table({"text": column}), stream, compression="zstd")
        case.write("pages.parquet", stream.getvalue())
    elif how == 1:
        case.write(
            "feed.rss",
            "<rss><channel><item><description>" + "x" * 100_000_000 + "</description></item></channel></rss>",
        )
    else:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>x" * 25_000_000
        case.write(
            "a.warc.gz",
            gzip.compress(
                b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n", 1
            ),
        )


KINDS: dict[str, Callable[[Case, random.Random], None]] = {
    maker.__name__: maker
    for maker in (
        plain_page, html_page, lines, archives, packed, nested_tags, strange_markup, entities, feeds, encodings,
        page_of_one_thing, tables, paths, kinds_by_name, plain_page, html_page, archives, lines, bombs,
    )
}  # fmt: skip
LARGE = {maker.__name__: maker for maker in (large_text, large_html, large_line, large_table)}
