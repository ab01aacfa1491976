"""Times the database: writing reports, joining all of them, and joining a few new pages, on one core.

    python scripts/bench_store.py [--sizes 1000,10000,100000] [--new 100] [--seed 1]

The reports are planted (tests/planted.py), so that no parser is timed. Prints, for each number of reports, CPU seconds
for storing them, for joining them at once (copies, events, stories), and for the pages that come last: how long their
joining takes, how many reports were merged anew and how many rows were written. Growth is the time against that of the
smallest size, in units of n log n: 1 is just as fast as n log n.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

VERSIONS = ("1", "m", ())
BATCH = 64


def timed(work: Callable[[], object]) -> float:
    """CPU seconds that something takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print times."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--new", type=int, default=100, help="pages that come last")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()

    from bede.model import Report
    from bede.store import open_store
    from bede.store.joining import join_stored
    from planted import World

    first: dict[str, tuple[int, float]] = {}

    def grown(name: str, count: int, spent: float) -> str:
        """A time with its growth."""
        size, least = first.setdefault(name, (count, spent))
        growth = spent / least / (count * math.log(count) / (size * math.log(size)))
        return f"{name} {spent:.1f} s ({count / max(spent, 1e-9):.0f} reports/s, growth {growth:.2f} n log n)"

    for size in map(int, options.sizes.split(",")):
        world = World(options.seed).fill(size)
        reports: dict[str, list[Report]] = defaultdict(list)
        for report in world.reports:
            reports[report.page_id].append(report)
        coded = [(article, reports[article.page_id]) for article in world.articles.values()]
        old, new = coded[: -options.new], coded[-options.new :]
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db", create=True) as store:

            def write(store=store, old=old) -> None:  # type: ignore[no-untyped-def]
                for at in range(0, len(old), BATCH):
                    store.add(old[at : at + BATCH], coded_with="one")

            count = sum(len(told) for _, told in old)
            print(f"{count} reports on {len(old)} pages:", flush=True)
            print("  " + grown("writing", count, timed(write)), flush=True)
            print("  " + grown("joining", count, timed(lambda: join_stored(store, VERSIONS))), flush=True)
            store.add(new, coded_with="one")
            rows = store.file.connection.total_changes
            spent = timed(lambda: join_stored(store, VERSIONS))
            rows = store.file.connection.total_changes - rows
            kept = sum(len(told) for _, told in new)
            print(
                f"  {len(new)} new pages with {kept} reports: {spent:.2f} s, {rows} rows written;"
                f" {Path(folder, 'a.db').stat().st_size / 1e6:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
