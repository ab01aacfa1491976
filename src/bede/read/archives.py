"""Reads WARC and WET archives as streams, a page an answer; after a broken record the next one is looked for.

A record is a page where it is an HTTP answer with HTML or text, or the text that was made of one (WET); all others are
dropped with what they are.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader

from bede.model import Dropped, Page
from bede.read import pages
from bede.read.encodings import HTML, binary, decode
from bede.read.pages import Form, drop, make_page, too_large

MOST_BROKEN = 1000
"""Broken places of an archive after which the rest of it is not read."""

_FORMS: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "page"}
_MARKS = {None: b"WARC/", "gzip": b"\x1f\x8b\x08", "zstd": b"(\xb5/\xfd"}
_HEADER = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z][\w-]*:")
_READERS: dict[str, Callable[[BinaryIO], WarcReader]] = {
    "chunked": ChunkedReader,
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": lambda stream: GzipReader(stream, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}
_CHUNK = 1 << 20
_LONGEST_HEADER = 40_000
_BETWEEN = 1 << 17
_MOST_TRIES = 100_000
_OVERLAP = 512
_LAST = 1 << 22


class _Read(NamedTuple):
    """What became of a record that begins at a place of the file, how long it says it is, and whether it is whole."""

    outcome: Page | Dropped
    place: int
    length: int
    whole: bool = True


class _Fault(NamedTuple):
    """What is wrong after the last good record, and whether a record was found that it is about."""

    place: str
    reason: str
    found: bool


class _Answer(NamedTuple):
    """The content of a record, and the form that its media type says."""

    data: bytes
    form: Form | None


class _Metered:
    """A file from which only so much is read before the next record must have come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left = _BETWEEN

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, or fail where there were too many without a record."""
        if self.left < 0:
            raise OSError(f"more than {_BETWEEN} bytes without a record")
        data = self._stream.read(size)
        self.left -= len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place of the file."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._stream.tell()

    def close(self) -> None:
        """Leave the file open: who opened it closes it."""


def read_archive(stream: BinaryIO, given: str, *, packing: str | None) -> Iterator[Page | Dropped]:
    """Yield what becomes of each record of an archive, in order; of each broken place, why it is no record."""
    if packing not in _MARKS:
        yield drop(given, f"a WARC archive packed with {packing}, not with gzip or zstd")
        return
    number = broken = 0
    start: int | None = 0
    waiting: _Fault | None = None  # told as soon as it is clear that the next record is not the one that it is about
    while start is not None and broken < MOST_BROKEN:
        held: _Read | None = None
        place = start
        for found in _records(stream, given, start=start, number=number):
            number += 1
            if isinstance(found, _Read):
                if waiting is not None:
                    yield from _told(waiting)
                    waiting = None
                if held is not None:
                    yield held.outcome
                held, place = found, found.place
                if found.whole:
                    continue
                yield found.outcome
            elif held is None:
                if waiting is not None and waiting.found:
                    yield from _told(waiting)
                waiting = _Fault(f"{given}:{number}", found, found=True)
            elif _ends_well(stream, held, packing=packing):
                yield held.outcome
                waiting = _Fault(f"{given}:{number}", found, found=False)
            else:
                yield drop(_id_of(held.outcome), f"what follows its content is no record: {found}")
            break
        else:
            if held is None and waiting is not None and not waiting.found:
                break
            yield from _told(waiting)
            waiting = None
            if held is not None:
                yield held.outcome
            if held is None or (packing == "gzip" and _is_cut(stream, held.place)):
                waiting = _Fault(f"{given}:{number + 1}", "cut off", found=True)
            break
        broken += 1
        start = _next_record(stream, place + 1, packing=packing)
    yield from _told(waiting)
    if broken >= MOST_BROKEN:
        yield drop(given, f"broken in {MOST_BROKEN} places: the rest of the archive is not read")


def _told(fault: _Fault | None) -> Iterator[Dropped]:
    """Yield a fault as dropped, where there is one."""
    if fault is not None:
        yield drop(fault.place, f"no record that can be read: {fault.reason}")


def _id_of(outcome: Page | Dropped) -> str:
    return outcome.name if isinstance(outcome, Page) else outcome.id


def _records(stream: BinaryIO, given: str, *, start: int, number: int) -> Iterator[_Read | str]:
    """Yield the records from a place on, and last, where one is broken, what is wrong with it."""
    stream.seek(start)
    metered = _Metered(stream)
    try:
        records = iter(ArchiveIterator(metered, parse_http=False))
    except OSError as error:
        yield str(error)
        return
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            yield str(error)
            return
        if record is None:
            return
        number += 1
        length = record.content_length
        metered.left = length + _BETWEEN
        yield _read_record(record, known=(record.record_id or "").strip("<> ") or f"{given}:{number}", length=length)


def _read_record(record: WarcRecord, *, known: str, length: int) -> _Read:
    """Return what becomes of a record, its content read or passed over."""
    place = record.stream_pos
    if length == 0 and (fault := _length_fault(record)):
        return _Read(drop(known, fault), place, 0, whole=False)
    try:
        found = _content(record)
        left = record.content_length
        got = record.reader.consume() if isinstance(found, str) else len(found.data)
    except OSError as error:
        return _Read(drop(known, f"can not be read to its end: {error}"), place, length, whole=False)
    if got < left and not (isinstance(found, _Answer) and got > pages.LARGEST):
        return _Read(drop(known, f"cut off: {got:,} of {left:,} bytes are there"), place, length, whole=False)
    if isinstance(found, str):
        return _Read(drop(known, found), place, length)
    return _Read(_page(record, found, known=known), place, length)


def _length_fault(record: WarcRecord) -> str | None:
    """Return what is wrong with the content length of a record that seems to have none."""
    said = record.headers.get("Content-Length")
    if said is None:
        return "no content length"
    return f"content length is no number: {said[:40]}" if said.strip().strip("0") or not said.strip() else None


def _content(record: WarcRecord) -> _Answer | str:
    """Return the content of a record that may be a page, else why it is none."""
    kind = record.record_type
    if kind == WarcRecordType.response:
        try:
            record.parse_http()
        except OSError as error:
            return f"HTTP header can not be read: {error}"
        if not record.is_http_parsed or (status := record.http_headers.status_code) is None:
            return "answer without an HTTP header"
        if not 200 <= status <= 203:
            return f"HTTP status {status}"
        said = record.http_content_type
    elif kind == WarcRecordType.conversion:
        said = record.headers.get("Content-Type")
    else:
        return f"{str(kind).lower()} record, not an answer"
    media = (said or "").split(";")[0].strip().lower()
    if media and media not in _FORMS:
        return f"media type {media[:80]}, neither HTML nor text"
    if record.content_length > pages.LARGEST:
        return too_large()
    return _Answer(record.reader.read(pages.LARGEST + 1), _FORMS.get(media))


def _page(record: WarcRecord, answer: _Answer, *, known: str) -> Page | Dropped:
    """Return the page of an answer that was read."""
    data, charset = answer.data, None
    if record.is_http_parsed:
        charset = record.http_charset
        undone = _undone(data, record)
        if isinstance(undone, str):
            return drop(known, undone)
        data = undone
    if not data.strip():
        return drop(known, "empty answer")
    if reason := binary(data):
        return drop(known, reason)
    form = answer.form or ("html" if HTML.search(data[:8192]) else None)
    if form is None:
        return drop(known, "no media type, and no HTML")
    content = decode(data, known=known, form=form, charset=charset)
    if isinstance(content, Dropped):
        return content
    facts = {"url": record.headers.get("WARC-Target-URI"), "crawled": record.headers.get("WARC-Date")}
    return make_page(known, form=form, content=content, facts=facts)


def _undone(data: bytes, record: WarcRecord) -> bytes | str:
    """Return the bytes without the encodings of their transfer, or why they can not be had."""
    for name in ("Transfer-Encoding", "Content-Encoding"):
        if not (said := record.http_headers.get(name)):
            continue
        for coding in reversed(said.lower().replace(",", " ").split()):
            if coding == "identity":
                continue
            if coding not in _READERS:
                return f"unknown {name}: {coding[:40]}"
            unpacked = _unpacked(data, coding)
            if unpacked is not None and len(unpacked) > pages.LARGEST:
                return f"unpacks to {too_large()}"
            if unpacked is not None:
                data = unpacked
            elif HTML.search(data[:8192]) is None:  # many archives keep the header of what they have unpacked
                return f"{name} {coding} can not be undone"
    return data


def _unpacked(data: bytes, coding: str) -> bytes | None:
    """Return what some bytes unpack to, as far as a page may go, None where they are not packed so."""
    parts, size = [], 0
    try:
        reader = _READERS[coding](io.BytesIO(data))
        while size <= pages.LARGEST and (part := reader.read(_CHUNK)):
            parts.append(part)
            size += len(part)
    except OSError:
        return None
    return b"".join(parts)


def _ends_well(stream: BinaryIO, record: _Read, *, packing: str | None) -> bool:
    """Whether a record's content ends where it says, with the two line ends that close every record."""
    if record.length > pages.LARGEST or packing == "zstd":
        return False
    longest = record.length + _LONGEST_HEADER
    stream.seek(record.place)
    data = stream.read(longest)
    if packing == "gzip":
        try:
            data = zlib.decompressobj(31).decompress(data, longest)
        except zlib.error:
            return False
    header = data.find(b"\r\n\r\n")
    end = header + 4 + record.length
    return header >= 0 and data[end : end + 4] == b"\r\n\r\n"


def _is_cut(stream: BinaryIO, place: int) -> bool:
    """Whether the last members of a file packed with gzip end before their end."""
    stream.seek(place)
    data = stream.read(_LAST + 1)
    while data and len(data) <= _LAST:
        member = zlib.decompressobj(31)
        try:
            while data and not member.eof:
                member.decompress(data, _CHUNK)
                data = member.unconsumed_tail or member.unused_data
        except zlib.error:
            return False
        if not member.eof:
            return True
    return False


def _next_record(stream: BinaryIO, start: int, *, packing: str | None) -> int | None:
    """Return the first place from ``start`` on where a record may begin, None where there is none."""
    mark = _MARKS[packing]
    position = start
    stream.seek(position)
    data = stream.read(_CHUNK)
    tries = 0
    while data:
        at = data.find(mark)
        while at >= 0 and tries < _MOST_TRIES:
            tries += 1
            if _begins(data, at, packing=packing):
                return position + at
            at = data.find(mark, at + 1)
        more = stream.read(_CHUNK)
        if not more or tries >= _MOST_TRIES:
            return None
        kept = data[-_OVERLAP:]
        position += len(data) - len(kept)
        data = kept + more
    return None


def _begins(data: bytes, at: int, *, packing: str | None) -> bool:
    """Whether a record begins at a place of some bytes."""
    if packing == "zstd":
        return True
    if packing == "gzip":
        try:
            return zlib.decompressobj(31).decompress(data[at : at + _OVERLAP], 5) == b"WARC/"
        except zlib.error:
            return False
    return _HEADER.match(data, at) is not None
