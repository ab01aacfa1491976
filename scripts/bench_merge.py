"""Times merging and measures it against planted happenings (tests/planted.py), on one core.

    python scripts/bench_merge.py [--sizes 1000,10000,100000] [--seed 1]

Prints for each number of reports how well the events are those that were planted and how many reports are merged in a
CPU second: the best of five runs of up to 4,000 reports, of two of up to 10,000, one run of more. Growth is the time
against that of the smallest size, in units of n log n: 1 is just as fast as n log n. Pairs are those of reports that
are compared to find the blocks, which is what grows faster than n; they are counted apart from the time, and do not
depend on how busy the machine is.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bede.merge import Told
    from planted import World

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


def compared(world: World) -> int:
    """How many pairs of reports are compared to find the blocks."""
    from bede.merge import blocks
    from bede.merge.told import tell

    pairs = 0
    linked = blocks.linked

    def counted(one: Told, other: Told) -> bool:
        """Whether two reports agree, counted."""
        nonlocal pairs
        pairs += 1
        return linked(one, other)

    blocks.linked = counted
    blocks.blocks(tell(world.reports, world.articles, world.copy_of))
    blocks.linked = linked
    return pairs


def main() -> None:
    """Print quality and times."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()

    from bede.merge import merge
    from planted import World, measured

    merge([])
    first: tuple[int, float] | None = None
    for size in map(int, options.sizes.split(",")):
        world = World(options.seed).fill(size)
        runs = max(1, min(5, 20_000 // size))
        gc.collect()
        gc.freeze()  # the planted records are none of the merger's
        spent = math.inf
        for _ in range(runs):
            start = time.process_time()
            events = merge(world.reports, articles=world.articles, copy_of=world.copy_of)
            spent = min(spent, time.process_time() - start)
        found = measured([event.reports for event in events], world.truth)
        count = len(world.reports)
        first = first or (count, spent)
        growth = spent / first[1] / (count * math.log(count) / (first[0] * math.log(first[0])))
        (cubed, precise, complete), (pairs, pairs_precise, pairs_complete) = found.cubed, found.pairs
        print(
            f"{count} reports of {len(set(world.truth.values()))} happenings on {len(world.articles)} pages:"
            f" {len(events)} events; B-cubed F1 {cubed:.3f} (precision {precise:.3f}, recall {complete:.3f});"
            f" pairs F1 {pairs:.3f} ({pairs_precise:.3f}, {pairs_complete:.3f});"
            f" {spent:.1f} s, {count / spent:.0f} reports/s, growth {growth:.2f} n log n;"
            f" {compared(world) / count:.1f} pairs compared a report",
            flush=True,
        )


if __name__ == "__main__":
    main()
