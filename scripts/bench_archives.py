"""Measures reading a WARC archive: the rate against fastwarc's own, and the memory that `bede read` holds.

    python scripts/bench_archives.py [--megabytes 1024] [--page 100000] [--rate-only]

The archive is made in a folder that is deleted afterwards: HTML pages of random words and markup, a request and an
answer a page, each record packed by itself as Common Crawl does, so many megabytes before packing.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 5
MEASURED = """
import resource, sys
from bede.cli import main
try:
    main()
finally:
    print("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB", file=sys.stderr)
"""


def record(kind: str, number: int, content: bytes) -> bytes:
    """A WARC record of HTTP."""
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Date: 2024-06-14T08:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return header.encode() + content + b"\r\n\r\n"


def page(number: int, *, size: int) -> bytes:
    """An HTML page of about so many bytes: an article of a few paragraphs, and scripts and links around it."""
    draw = random.Random(number)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(2000)]

    def text(count: int) -> str:
        return " ".join(draw.choices(words, k=count))

    article = "".join(f"<p>Ministers said on Monday that {text(60)}.</p>\n" for _ in range(8))
    start = f"<!doctype html><html><head><title>{text(7)}</title>"
    body = f"</head><body><article><h1>{text(7)}</h1>\n{article}</article></body></html>"
    around = []
    left = size - len(start) - len(body)
    while left > 0:
        around.append(f"<script>var {text(1)} = '{text(40)}';</script>\n")
        left -= len(around[-1])
    return (start + "".join(around) + body).encode()


def write(path: Path, *, size: int, page_size: int) -> int:
    """Write an archive of so many bytes before packing, and return how many records it has."""
    contents = [page(number, size=page_size) for number in range(200)]
    written = number = 0
    with path.open("wb") as archive:
        while written < size:
            mark = b"<p>Page %d opened the talks on the harbour.</p></article>" % number
            content = contents[number % len(contents)].replace(b"</article>", mark)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
            ask = b"GET /%d HTTP/1.1\r\nHost: news.example\r\n\r\n" % number
            for kind, block in (("request", ask), ("response", answer)):
                made = record(kind, 2 * number + (kind == "response"), block)
                written += len(made)
                archive.write(gzip.compress(made, 6))
            number += 1
    return 2 * number


def seconds(works: Sequence[Callable[[], int]], *, expected: int) -> list[float]:
    """The least CPU seconds of some runs of each work, which counts so many records; they take turns."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for number, work in enumerate(works):
            start = time.process_time()
            assert work() == expected
            spent[number].append(time.process_time() - start)
    return [min(each) for each in spent]


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--megabytes", type=int, default=1024, help="size of the archive before packing")
    arguments.add_argument("--page", type=int, default=100_000, help="bytes of a page")
    arguments.add_argument("--rate-only", action="store_true", help="leave out `bede read` and its memory")
    options = arguments.parse_args()

    from fastwarc import ArchiveIterator

    from bede.read import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.warc.gz"
        size = options.megabytes * 1_000_000
        count = write(path, size=size, page_size=options.page)
        print(f"archive: {size / 1e6:.0f} MB, {path.stat().st_size / 1e6:.0f} MB packed, {count} records")
        rates = (
            ("fastwarc, records counted", lambda: sum(1 for _ in ArchiveIterator(str(path)))),
            (
                "fastwarc, contents read",
                lambda: sum(1 for each in ArchiveIterator(str(path)) if each.reader.read() or 1),
            ),
            ("bede.read, pages and their ids made", lambda: sum(1 for each in read([path]) if each.id)),
            ("bede.read, pages made", lambda: sum(1 for _ in read([path]))),
        )
        spent = seconds([work for _, work in rates], expected=count)
        for (what, _), each in zip(rates, spent, strict=True):
            print(
                f"{what}: {each:.2f} s, {size / 1e6 / each:.0f} MB/s; bede.read has {each / spent[-1]:.2f} of that rate"
            )
        if not options.rate_only:
            command = [sys.executable, "-c", MEASURED, "read", str(path), "--dropped", os.devnull]
            start = time.monotonic()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(f"bede read: {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
