"""Reads files, folders and JSON Lines into pages; what can not be read becomes a value with a reason.

Names end in ``.txt`` for pages whose markup is gone, ``.html`` or ``.htm`` for HTML, ``.jsonl`` or ``.jsonl.gz`` for a
page a line; other files are told by their first bytes. In a folder, hidden files are left out and links that lead out
of it are not followed.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

import charset_normalizer

from bede.model import Dropped, Page, content_id

name = "read"

#: The most bytes that one page may have.
LARGEST = 20_000_000

Form = Literal["text", "page", "html"]

_HEAD = 8192
_CHUNK = 1 << 20
_FORMS: tuple[Form, ...] = ("text", "page", "html")
_BY_ENDING: dict[str, Form | Literal["jsonl"]] = {".txt": "page", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"WARC/", "a WARC archive"),
    (b"SQLite format 3", "an SQLite file"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"(\xb5/\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
)
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|main|div|p|h1|title|meta)[\s>]", re.IGNORECASE
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UNSAFE = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


ABOUT = ("README", "LICENSE", "NOTICE")
"""Files of a folder that tell of the folder and are no pages."""


def read(paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None) -> Iterator[Page | Dropped]:
    """Yield the pages of the files, folders and JSON Lines, in order; ``-`` is JSON Lines from standard input.

    A path that is missing or can not be read, like any bad input, is yielded as dropped, and reading goes on.
    """
    for path in paths:
        given = os.fspath(path)
        if given == "-":
            yield from _read_lines(cast(IO[bytes], stdin if stdin is not None else sys.stdin.buffer), given)
        else:
            yield from _read_path(given)


def _read_path(given: str) -> Iterator[Page | Dropped]:
    path = Path(given)
    if path.is_dir():
        yield from _read_folder(path)
    elif path.is_file():
        yield from _read_file(path, given)
    elif path.is_symlink():
        yield _dropped(given, f"broken link: {os.readlink(path)} does not exist")
    elif path.exists():
        yield _dropped(given, "neither a file nor a folder")
    else:
        yield _dropped(given, "no such file or folder")


def _read_folder(folder: Path) -> Iterator[Page | Dropped]:
    """Yield the pages of a folder and of those in it, by name."""
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path is folder or (path.is_dir() and not path.is_symlink()):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield _dropped(str(path), f"can not be read: {error.strerror or error}")
                continue
            waiting.extend(path / each for each in names if not each.startswith((".", *ABOUT)))
        elif path.is_symlink() and not path.exists():
            yield _dropped(str(path), f"broken link: {os.readlink(path)} does not exist")
        elif path.is_symlink() and not path.resolve().is_relative_to(root):
            yield _dropped(str(path), "link that leads out of the folder: not followed")
        elif path.is_symlink() and path.is_dir():
            yield _dropped(str(path), "link to a folder: not followed")
        else:
            yield from _read_path(str(path))


def _read_file(path: Path, given: str) -> Iterator[Page | Dropped]:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield _dropped(given, f"can not be read: {error.strerror or error}")
        return
    with stream:
        try:
            yield from _read_stream(stream, path, given)
        except (OSError, EOFError, zlib.error) as error:
            yield _dropped(given, f"can not be read to its end: {getattr(error, 'strerror', None) or error}")


def _read_stream(stream: BinaryIO, path: Path, given: str) -> Iterator[Page | Dropped]:
    """Yield the pages of an open file, packed or not, by its name or else by its first bytes."""
    opened: IO[bytes] = stream
    ending = path.suffix.lower()
    if stream.read(2) == _GZIP:
        stream.seek(0)
        opened = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
        ending = Path(path.stem).suffix.lower() if ending == ".gz" else ending
    else:
        stream.seek(0)
    head = opened.read(_HEAD)
    opened.seek(0)
    if not head.strip():
        rest = opened.read(_CHUNK)
        if not rest.strip():
            yield _dropped(given, "empty file" if not rest else "blank file")
            return
        opened.seek(0)
    form = _BY_ENDING.get(ending) or _sniff(head)
    if form is None:
        yield _dropped(given, "JSON, but not JSON Lines: its first line is no whole object")
    elif form == "jsonl":
        if reason := _binary(head):
            yield _dropped(given, reason)
        else:
            yield from _read_lines(opened, given)
    else:
        yield _read_whole(opened, given, form=form)


def _sniff(head: bytes) -> Form | Literal["jsonl"] | None:
    """Return what a file of another name holds by its first bytes, None where it is JSON of another kind."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] in {b"{", b"["}:
        line = start.split(b"\n", 1)[0].strip()
        if line.startswith(b'{"') and (line.endswith(b"}") or len(line) > _HEAD // 2):
            return "jsonl"
        if re.match(rb'[{\[]\s*["{\[]', start):
            return None
    return "html" if _HTML.search(head) else "page"


def _read_whole(stream: IO[bytes], given: str, *, form: Form) -> Page | Dropped:
    """Return the page that a file is."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        return _dropped(given, f"more than {LARGEST // 1_000_000} MB")
    if reason := _binary(data):
        return _dropped(given, reason)
    content = _decode(data, form=form)
    if isinstance(content, Dropped):
        return _dropped(given, content.reason)
    return _page(given, form=form, content=content)


def _binary(data: bytes) -> str | None:
    """Return why the bytes are no text, None where they may be."""
    for magic, kind in _KINDS:
        if data.startswith(magic):
            return f"{kind}, not text"
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return None
    if (nulls := data.count(0)) > len(data) // 1000 + 1:
        return f"binary file, not text: {nulls} of {len(data)} bytes are null"
    controls = sum(data.count(code) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return (
        f"binary file, not text: {controls} of {len(data)} bytes are control codes"
        if controls > len(data) // 20
        else None
    )


def _decode(data: bytes, *, form: Form) -> str | Dropped:
    """Return the text of the bytes: by byte order mark, declared charset, strict UTF-8, and only then by guess."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text, end = _strict(data, encoding)
            return (
                text
                if text is not None
                else _dropped("", f"not {encoding} as its byte order mark says, from byte {end}")
            )
    text, end = _strict(data, "utf-8")
    if text is not None and not data.isascii():
        return text
    declared = _DECLARED.search(data[:4096]) if form == "html" else None
    if declared is not None:
        said = (declared[1] or declared[2]).decode("ascii", "replace")
        if _known(said):
            declared_text, _ = _strict(data, said)
            if declared_text is not None and not (text is None and _mixed(data)):
                return declared_text
    if text is not None:
        return text
    if _mixed(data):
        return _dropped("", f"mixed encodings: UTF-8 up to byte {end}, another one there")
    guess = charset_normalizer.from_bytes(data[:200_000]).best()
    if guess is None:
        return _dropped("", f"unknown encoding: not UTF-8 from byte {end}, and no other one fits")
    text, end = _strict(data, guess.encoding)
    return text if text is not None else _dropped("", f"mixed encodings: {guess.encoding} up to byte {end}")


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _strict(data: bytes, encoding: str) -> tuple[str | None, int]:
    """Return the text, or None and the first byte that does not fit; a character cut off at the end is left out."""
    try:
        return data.decode(encoding), len(data)
    except UnicodeDecodeError as error:
        first = error.start
    if len(data) - first > 3:
        return None, first
    try:
        return data[:first].decode(encoding), first
    except UnicodeDecodeError as error:
        return None, error.start


def _mixed(data: bytes) -> bool:
    """Whether bytes that are not all UTF-8 have UTF-8 characters among them, more than chance would give."""
    found = _MULTIBYTE.findall(data)
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return len(found) >= 2 and 2 * sum(map(len, found)) >= beyond


def _read_lines(stream: IO[bytes], given: str) -> Iterator[Page | Dropped]:
    """Yield a page for each line of JSON Lines; a line too long is passed over without being held."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield _dropped(f"{given}:{number}", f"can not be read from line {number}: {error}")
            return
        if not line:
            return
        if len(line) > LARGEST and not line.endswith(b"\n"):
            line = b""
            size = LARGEST + 1 + _skip_line(stream)
            yield _dropped(
                f"{given}:{number}", f"line {number} has {size:,} bytes, more than {LARGEST // 1_000_000} MB"
            )
        elif stripped := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
            yield _read_line(stripped, given, number=number)


def _skip_line(stream: IO[bytes]) -> int:
    """Read to the end of the line and return how many bytes were left of it."""
    size = 0
    while part := stream.readline(_CHUNK):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _read_line(line: bytes, given: str, *, number: int) -> Page | Dropped:
    """Return the page that one line of JSON describes."""
    place = f"{given}:{number}"
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _dropped(place, f"line {number} is not UTF-8: byte {error.start} is 0x{line[error.start]:02x}")
    except RecursionError:
        return _dropped(place, f"line {number} is not JSON that can be read: nested too deeply")
    except ValueError as error:
        return _dropped(place, f"line {number} is not JSON: {error}")
    if not isinstance(row, dict):
        return _dropped(place, f"line {number} holds {_kind(row)}, not an object")
    said = row.get("id")
    known = _safe(str(said)) if isinstance(said, (str, int)) and not isinstance(said, bool) and said != "" else place
    form = next((form for form in _FORMS if row.get(form) is not None), None)
    if form is None:
        return _dropped(known, f"line {number} has none of text, page and html")
    if not isinstance(row[form], str):
        return _dropped(known, f"line {number}: {form} is {_kind(row[form])}, not a string")
    if not row[form].strip("\0 \t\r\n"):
        return _dropped(known, f"line {number}: {form} is empty")
    return _page(known, form=form, content=row[form], facts=row)


def _kind(value: object) -> str:
    names = {list: "a list", dict: "an object", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _page(known: str, *, form: Form, content: str, facts: dict[str, object] | None = None) -> Page:
    """Return the page; characters that can not be written again are replaced one for one, so that offsets stay."""
    content = _safe(content)
    said = {field: _field(facts or {}, field) for field in ("url", "title", "published", "publisher", "language")}
    return Page(id=content_id("page", form, content, said["url"]), name=known, form=form, content=content, **said)


def _field(facts: dict[str, object], field: str) -> str | None:
    """Return an optional field, None where it is missing or empty or no text."""
    value = facts.get(field)
    return _safe(value).strip() or None if isinstance(value, str) else None


def _safe(text: str) -> str:
    """Return the text with a space for a null character and U+FFFD for half a surrogate pair: no offset moves."""
    if text.isascii() and "\0" not in text:
        return text
    return text.translate(_UNSAFE)


def _dropped(known: str, reason: str) -> Dropped:
    return Dropped(id=_safe(known), stage=name, reason=reason)
