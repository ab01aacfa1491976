"""Tells bytes that are text from others, and finds the encoding that the text is in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

import charset_normalizer

from bede.model import Dropped
from bede.read.packed import PACKINGS
from bede.read.pages import Form, drop

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKS = tuple(bom for bom, _ in _BOMS)
_KINDS = {magic: f"{packing} data" for magic, packing in PACKINGS.items()} | {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"SQLite format 3": "an SQLite file",
    b"\x7fELF": "a program",
}
_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))
_ENOUGH = 1 << 12  # bytes after which it is clear whether a file is full of control codes
_LIKE_ASCII = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|main|div|p|h1|title|meta)[\s>]", re.IGNORECASE
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def binary(data: bytes) -> str | None:
    """Return why the bytes are no text, None where they may be."""
    if data.startswith(tuple(_KINDS)):
        return f"{next(kind for magic, kind in _KINDS.items() if data.startswith(magic))}, not text"
    if data.startswith(_MARKS):
        return None
    if 0 in data and (nulls := data.count(0)) > len(data) // 1000 + 1:
        return f"binary file, not text: {nulls} of {len(data)} bytes are null"
    start = data[:_ENOUGH]
    if (controls := len(start) - len(start.translate(None, _CONTROLS))) > len(start) // 20:
        return f"binary file, not text: {controls} of {len(start)} bytes are control codes"
    return None


def decode(data: bytes, *, known: str, form: Form, charset: str | None = None) -> str | Dropped:
    """Return the text of the bytes: by byte order mark, strict UTF-8, declared charset, and only then by guess.

    ``charset`` is what was said of the bytes elsewhere, as in the header of an answer; it goes before what HTML says.
    """
    for bom, encoding in _BOMS if data.startswith(_MARKS) else ():
        if data.startswith(bom):
            text, end = _strict(data, encoding)
            return (
                text
                if text is not None
                else drop(known, f"not {encoding} as its byte order mark says, from byte {end}")
            )
    text, end = _strict(data, "utf-8")
    if text is not None and not text.isascii():
        return text
    for said in _said(data, form=form, charset=charset):
        if text is not None and said in _LIKE_ASCII:
            return text
        declared_text, _ = _strict(data, said)
        if declared_text is not None and not (text is None and _mixed(data)):
            return declared_text
    if text is not None:
        return text
    if _mixed(data):
        return drop(known, f"mixed encodings: UTF-8 up to byte {end}, another one there")
    guess = charset_normalizer.from_bytes(data[:200_000]).best()
    if guess is None:
        return drop(known, f"unknown encoding: not UTF-8 from byte {end}, and no other one fits")
    text, end = _strict(data, guess.encoding)
    return text if text is not None else drop(known, f"mixed encodings: {guess.encoding} up to byte {end}")


def _said(data: bytes, *, form: Form, charset: str | None) -> Iterator[str]:
    """Yield the encodings that are declared, as far as they are known, by the names that Python has for them."""
    if charset is not None and (known := _known(charset)):
        yield known
    declared = _DECLARED.search(data[:4096]) if form == "html" else None
    if declared is not None and (known := _known((declared[1] or declared[2]).decode("ascii", "replace"))):
        yield known


@lru_cache(256)
def _known(encoding: str) -> str | None:
    """Return the name of an encoding of text, None where there is none of that name."""
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):  # the second for a null character in the name
        return None
    return codec.name if codec._is_text_encoding else None


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
