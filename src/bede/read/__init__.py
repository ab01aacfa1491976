"""Reads files and folders into pages; what can not be read becomes a value with a reason.

Names end in ``.txt`` for pages whose markup is gone, ``.html`` or ``.htm`` for HTML, ``.jsonl`` for a page a line; WARC
archives, Parquet and other files are told by their first bytes, and so is what a file is packed with. All but single
pages are read as streams. In a folder, hidden files are left out and links that lead out of it are not followed. No
address is ever followed.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

from bede.model import Dropped, Page
from bede.read import pages
from bede.read.archives import read_archive
from bede.read.encodings import HTML, binary, decode
from bede.read.feeds import is_feed, read_feed
from bede.read.lines import read_lines
from bede.read.packed import ENDINGS, FAULTS, packing_of, unpack
from bede.read.pages import Form, drop, make_page, too_large
from bede.read.tables import MAGIC as PARQUET
from bede.read.tables import read_table

name = pages.stage

Holding = Form | Literal["jsonl", "feed"]

_HEAD = 8192
_CHUNK = 1 << 20
_BY_ENDING: dict[str, Holding] = {
    ".txt": "page",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
}


ABOUT = ("README", "LICENSE", "NOTICE")
"""Files of a folder that tell of the folder and are no pages."""


def read(paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None) -> Iterator[Page | Dropped]:
    """Yield the pages of the files, folders and JSON Lines, in order; ``-`` is JSON Lines from standard input.

    A path that is missing or can not be read, like any bad input, is yielded as dropped, and reading goes on.
    """
    for path in paths:
        given = os.fspath(path)
        if given == "-":
            yield from read_lines(cast(IO[bytes], stdin if stdin is not None else sys.stdin.buffer), given)
        else:
            yield from _read_path(given)


def _read_path(given: str) -> Iterator[Page | Dropped]:
    path = Path(given)
    try:
        folder = path.is_dir()
    except OSError as error:  # a name that is too long
        yield drop(given[:200], f"can not be read: {error.strerror or error}")
        return
    if folder and given:  # an empty name would be the folder that the command runs in
        yield from _read_folder(path)
    elif path.is_file():
        yield from _read_file(path, given)
    elif path.is_symlink():
        yield drop(given, f"broken link: {os.readlink(path)} does not exist")
    elif given and path.exists():
        yield drop(given, "neither a file nor a folder")
    else:
        yield drop(given or "an empty name", "no such file or folder")


def _read_folder(folder: Path) -> Iterator[Page | Dropped]:
    """Yield the pages of a folder and of those in it, by name."""
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            names = _names(path) if path is folder or not path.is_symlink() else None
        except OSError as error:
            yield drop(str(path)[:1000], f"can not be read: {error.strerror or error}")
            continue
        if names is not None:
            waiting.extend(path / each for each in names if not each.startswith((".", *ABOUT)))
        elif path.is_symlink() and not path.exists():
            yield drop(str(path), f"broken link: {os.readlink(path)} does not exist")
        elif path.is_symlink() and not path.resolve().is_relative_to(root):
            yield drop(str(path), "link that leads out of the folder: not followed")
        elif path.is_symlink() and path.is_dir():
            yield drop(str(path), "link to a folder: not followed")
        else:
            yield from _read_path(str(path))


def _names(path: Path) -> list[str] | None:
    """Return the names in a folder, the last first, None for what is no folder."""
    return sorted(os.listdir(path), reverse=True) if path.is_dir() else None


def _read_file(path: Path, given: str) -> Iterator[Page | Dropped]:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield drop(given, f"can not be read: {error.strerror or error}")
        return
    with stream:
        try:
            yield from _read_stream(stream, path, given)
        except FAULTS as error:
            yield drop(given, f"can not be read to its end: {getattr(error, 'strerror', None) or error}")


def _read_stream(stream: BinaryIO, path: Path, given: str) -> Iterator[Page | Dropped]:
    """Yield the pages of an open file, packed or not, by its name or else by its first bytes."""
    packing = packing_of(stream)
    opened = unpack(stream, packing)
    head = _head(opened)
    if not head.strip():
        rest = opened.read(_CHUNK)
        if not rest.strip():
            yield drop(given, "empty file" if not rest else "blank file")
            return
        opened = unpack(stream, packing)
    elif packing is None:
        stream.seek(0)
    if head.startswith(b"WARC/"):
        yield from read_archive(stream, given, packing=packing)
    elif head.startswith(PARQUET) and packing is None:
        yield from read_table(stream, given)
    else:
        yield from _read_text(opened, path, given, head=head)


def _head(opened: IO[bytes]) -> bytes:
    """Return the first bytes of what was opened; what is unpacked stays where it is."""
    return opened.peek(_HEAD)[:_HEAD] if isinstance(opened, io.BufferedReader) else opened.read(_HEAD)


def _read_text(opened: IO[bytes], path: Path, given: str, *, head: bytes) -> Iterator[Page | Dropped]:
    """Yield the pages of a file of text."""
    ending = Path(path.stem).suffix.lower() if path.suffix.lower() in ENDINGS else path.suffix.lower()
    holding = _BY_ENDING.get(ending) or _sniff(head)
    if holding is None:
        yield drop(given, "JSON, but not JSON Lines: its first line is no whole object")
    elif holding in ("jsonl", "feed"):
        if reason := binary(head):
            yield drop(given, reason)
        else:
            yield from read_lines(opened, given) if holding == "jsonl" else read_feed(opened, given)
    else:
        yield _read_whole(opened, given, form=cast(Form, holding))


def _sniff(head: bytes) -> Holding | None:
    """Return what a file of another name holds by its first bytes, None where it is JSON of another kind."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] in {b"{", b"["}:
        line = start.split(b"\n", 1)[0].strip()
        if line.startswith(b'{"') and (line.endswith(b"}") or len(line) > _HEAD // 2):
            return "jsonl"
        if re.match(rb'[{\[]\s*["{\[]', start):
            return None
    if is_feed(start):
        return "feed"
    return "html" if HTML.search(head) else "page"


def _read_whole(stream: IO[bytes], given: str, *, form: Form) -> Page | Dropped:
    """Return the page that a file is."""
    data = stream.read(pages.LARGEST + 1)
    if len(data) > pages.LARGEST:
        return drop(given, too_large())
    if reason := binary(data):
        return drop(given, reason)
    content = decode(data, known=given, form=form)
    return content if isinstance(content, Dropped) else make_page(given, form=form, content=content)
