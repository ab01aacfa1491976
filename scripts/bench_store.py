"""Times the database: writing reports, joining all of them, and joining a few new pages or a decision, on one core.

    python scripts/bench_store.py [--reports 1000,10000,100000] [--new 100] [--seed 1]

The reports are planted (tests/planted.py), so that no parser is timed. Prints, for each number of reports, CPU seconds
for storing them, for joining them at once (copies, events, stories), for the pages that come last and for a decision
that two events are the same, each with the most memory that its process ever had. Growth is the time against that of
the smallest size, in units of n log n: 1 is just as fast as n log n. Much is joined in parts; each of them is timed
as well against merging the same thousand reports right before it, since a busy machine does the same work more slowly.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import multiprocessing
import pickle
import resource
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planted import World

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

VERSIONS = ("1", "m", ())
BATCH = 64


def timed(work: Callable[[], object]) -> float:
    """CPU seconds that something takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def memory() -> float:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def plant(path: Path, size: int, new: int, seed: int) -> dict[str, float]:
    """Plant reports, store all but those of the last pages, and leave these beside the database."""
    from bede.model import Report
    from bede.store import open_store
    from planted import World

    world = World(seed).fill(size)
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in world.reports:
        reports[report.page_id].append(report)
    coded = [(article, reports[article.page_id]) for article in world.articles.values()]
    old, last = coded[:-new], coded[-new:]
    path.with_suffix(".new").write_bytes(pickle.dumps(last))
    with open_store(path, create=True) as store:

        def write() -> None:
            for at in range(0, len(old), BATCH):
                store.add(old[at : at + BATCH], coded_with="one")

        spent = timed(write)
    return {"seconds": spent, "reports": sum(len(told) for _, told in old), "pages": len(old)}


def join(path: Path) -> dict[str, float]:
    """Join all that is stored, part by part; each part is also timed against a fixed merging right before it."""
    from bede.store import open_store
    from bede.store.joining import join_stored

    parts: list[tuple[float, float, float]] = []
    with open_store(path) as store:
        writing = store.file.writing

        @contextmanager
        def timed_writing() -> Iterator[sqlite3.Cursor]:
            """A part, which is a transaction of its own."""
            beside, start = fixed(), time.process_time()
            with writing() as cursor:
                yield cursor
            parts.append((time.process_time() - start, beside, memory()))

        fixed()  # loads the words of English
        store.file.writing = timed_writing  # type: ignore[method-assign]
        join_stored(store, VERSIONS)
        counts = store.counts()
    for spent, beside, most in parts:
        print(f"    a part: {spent:.1f} s, {spent / beside:.0f} times a fixed merging, {most:.0f} MB", flush=True)
    return {
        "seconds": sum(spent for spent, _, _ in parts),
        "units": sum(spent / beside for spent, beside, _ in parts),
        "events": counts["events"],
        "stories": counts["stories"],
    }


def fixed() -> float:
    """CPU seconds of merging the same thousand reports, by which a busy machine is told from more work."""
    from bede.merge import merge

    world = _fixed_world()
    return timed(lambda: merge(world.reports, articles=world.articles, copy_of=world.copy_of))


@lru_cache(maxsize=1)
def _fixed_world() -> World:
    """A thousand planted reports."""
    from planted import World

    return World(77).fill(1000)


def grow(path: Path) -> dict[str, float]:
    """Join the pages that come last."""
    from bede.store import open_store
    from bede.store.joining import join_stored

    new = pickle.loads(path.with_suffix(".new").read_bytes())
    with open_store(path) as store:
        store.add(new, coded_with="one")
        rows = store.file.connection.total_changes
        start = time.perf_counter()
        spent = timed(lambda: join_stored(store, VERSIONS))
        waited = time.perf_counter() - start
        rows = store.file.connection.total_changes - rows
    return {"seconds": spent, "waited": waited, "rows": rows, "reports": sum(len(told) for _, told in new)}


def decide_one(path: Path) -> dict[str, float]:
    """Decide that two events of the middle of the year are the same, and apply it."""
    from bede.store import open_store
    from bede.store.decisions import decide
    from bede.store.joining import rejoin

    with open_store(path) as store:
        query = "SELECT id FROM events WHERE earliest >= '2024-06-01' ORDER BY earliest, id LIMIT 2"
        keys = [row[0] for row in store.file.rows(query)]
        start = time.perf_counter()

        def apply() -> None:
            decide(store, "same", keys, user="bench")
            rejoin(store)

        spent = timed(apply)
        return {"seconds": spent, "waited": time.perf_counter() - start}


def alone(work: Callable[..., dict[str, float]], *arguments: object) -> dict[str, float]:
    """What something gives in a process of its own, with the memory that this had."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_told, args=(theirs, work, arguments))
    process.start()
    theirs.close()
    found = json.loads(ours.recv())
    process.join()
    return {key: float(value) for key, value in found.items()}


def _told(pipe, work, arguments) -> None:  # type: ignore[no-untyped-def]
    """Send what something gives."""
    found = work(*arguments)
    pipe.send(json.dumps(found | {"memory": memory()}))


def main() -> None:
    """Print times."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--reports", default="1000,10000,100000")
    arguments.add_argument("--new", type=int, default=100, help="pages that come last")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    first: dict[str, tuple[float, float]] = {}

    def grown(name: str, count: float, found: dict[str, float]) -> str:
        """A time with its growth and the memory."""
        spent = found["seconds"]
        size, least = first.setdefault(name, (count, spent))
        least_work, work = size * math.log(size), count * math.log(count)
        rate = f"{count / max(spent, 1e-9):.0f} reports/s, growth {spent / least / (work / least_work):.2f} n log n"
        if "units" in found:
            units = first.setdefault(f"{name} in units", (count, found["units"]))[1]
            rate += f", {found['units'] / units / (work / least_work):.2f} in units of a fixed merging"
        return f"{name} {spent:.1f} s ({rate}), {found['memory']:.0f} MB of memory"

    for size in map(int, options.reports.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.db"
            planted = alone(plant, path, size, options.new, options.seed)
            count = planted["reports"]
            print(f"{count:.0f} reports on {planted['pages']:.0f} pages:", flush=True)
            print("  " + grown("writing", count, planted), flush=True)
            found = alone(join, path)
            told = f": {found['events']:.0f} events, {found['stories']:.0f} stories"
            print("  " + grown("joining", count, found) + told, flush=True)
            found = alone(grow, path)
            print(
                f"  {options.new} new pages with {found['reports']:.0f} reports: {found['seconds']:.2f} s"
                f" ({found['waited']:.2f} s by the clock), {found['rows']:.0f} rows written,"
                f" {found['memory']:.0f} MB of memory; {path.stat().st_size / 1e6:.0f} MB of database",
                flush=True,
            )
            found = alone(decide_one, path)
            print(f"  a decision: {found['seconds']:.2f} s, {found['memory']:.0f} MB of memory", flush=True)


if __name__ == "__main__":
    main()
