"""Unpacks gzip, bzip2, xz and zstd as streams, and stops where a file unpacks to far more than text ever does."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Any, BinaryIO

from fastwarc.stream_io import ZstdReader

PACKINGS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"(\xb5/\xfd": "zstd"}
"""The first bytes of what is packed, and with what."""

ENDINGS = (".gz", ".bz2", ".xz", ".zst")

FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a file, packed or not, can raise."""

LEAST_BOMB = 100_000_000
MOST_TIMES = 200
"""A file that unpacks to more than the first and to more than so many times its size is no text."""

_OPENERS: dict[str, Callable[[Any], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zstd": ZstdReader,
}
_BUFFER = 1 << 16


def packing_of(stream: BinaryIO) -> str | None:
    """Return what a file is packed with, None where it is not; the file is then at its beginning."""
    start = stream.read(max(map(len, PACKINGS)))
    stream.seek(0)
    return next((packing for magic, packing in PACKINGS.items() if start.startswith(magic)), None)


def unpack(stream: BinaryIO, packing: str | None) -> IO[bytes]:
    """Return a file as it reads unpacked, from its beginning."""
    stream.seek(0)
    return stream if packing is None else io.BufferedReader(_Unpacked(stream, packing), _BUFFER)


class _Unpacked(io.RawIOBase):
    """What a packed file holds; a fault in it is raised only when all that comes before it was read."""

    def __init__(self, stream: BinaryIO, packing: str) -> None:
        self._packed = stream
        opened = _OPENERS[packing](stream)
        self._read = getattr(opened, "read1", opened.read)  # a fault within one read1 loses nothing before it
        self._size = 0
        self._fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the file goes, and return how far that is."""
        filled = 0
        while filled < len(buffer) and self._fault is None:
            try:
                part = self._read(len(buffer) - filled)
            except FAULTS as error:
                self._fault = error
                break
            if not part:
                break
            buffer[filled : filled + len(part)] = part
            filled += len(part)
            self._size += len(part)
            if self._size > LEAST_BOMB and self._size > MOST_TIMES * self._packed.tell():
                self._fault = OSError(f"unpacks to more than {MOST_TIMES} times its size")
        if self._fault is not None and not filled:
            raise self._fault
        return filled
