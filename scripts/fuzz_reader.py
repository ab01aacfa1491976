"""Runs broken and hostile input of every kind through reader and cleaner, and prints what became of it.

    python scripts/fuzz_reader.py [--cases 20000] [--seed 1] [--only KIND]

Each case gives articles or dropped records with a reason: none is lost, none raises, none takes over ten seconds,
memory stays below 600 MB; nothing is fetched, nothing outside of its folder is read, and nothing of it reaches a
terminal unescaped. Seconds are the processor's. The cases depend on the seed alone. Ends with 1 where one of these does
not hold.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import hostile_input

CHUNK = 250
"""Cases that a process of its own reads, so that its memory is theirs."""

SECONDS = 10.0
MEGABYTES = 600


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a case: how many articles and drops, how long it took, and what is wrong with it."""

    name: str
    kind: str
    articles: int
    dropped: int
    seconds: float
    wrong: str


class Watch:
    """What a process tried while a case was read: addresses, programs, and files outside of its folder."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.folder: Path | None = None
        self._own = tuple(
            os.path.realpath(place)
            for place in (sys.prefix, sys.base_prefix, Path(__file__).parent.parent, "/dev/null")
        )
        sys.addaudithook(self._heard)

    def _heard(self, event: str, values: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.", "http.client")):
            self.tried.append(f"{event} {values[1:]!r}"[:200])
            raise OSError("nothing may be fetched")
        if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"):
            self.tried.append(f"{event} {values!r}"[:200])
            raise OSError("nothing may be run")
        if event == "open" and isinstance(values[0], (str, bytes)):
            real = os.path.realpath(os.fsdecode(values[0]))
            inside = (os.path.realpath(self.folder), *self._own)
            if not real.startswith(inside):
                self.tried.append(f"open {real}"[:200])


def run(folder: Path, *, kind: str, watch: Watch) -> Told:
    """Read and clean all that is in the folder of a case, and check what comes of it."""
    from bede.clean import clean_pages
    from bede.cli.output import Outcome, json_line
    from bede.console import page_view
    from bede.export.records import article_json
    from bede.model import Article
    from bede.read import read

    expected = json.loads((folder / hostile_input.EXPECTED).read_text("utf-8"))
    paths = [str(folder / "in")] if not expected["given"] else [os.fsdecode(name) for name in expected["given"]]
    watch.folder, watch.tried = folder, []
    wrong = ""
    articles = 0
    counted = 0
    seconds = 0.0
    try:
        source = iter(clean_pages(read(paths)))
        while True:
            start = time.process_time()
            each = next(source, None)
            seconds += time.process_time() - start
            if each is None or seconds > 6 * SECONDS:
                break
            counted += 1
            lines = []
            if isinstance(each, Article):
                articles += 1
                spans = (*each.body, *each.captions, *each.teasers, *each.teaser_headlines, each.headline, each.byline)
                for span in spans:
                    if span is not None and each.text[span.start : span.end] != span.text:
                        wrong = f"a span does not slice back: {span.start} to {span.end}"
                lines = [json_line(article_json(each))]
                if len(each.text) < 50_000:
                    lines += [line.plain for line in page_view(each, width=100, colour=True)]
            else:
                if not each.reason.strip() or not each.id:
                    wrong = "dropped without a reason or a name"
                told = io.StringIO()
                with contextlib.redirect_stderr(told):
                    Outcome(None).drop(each)
                lines = [*told.getvalue().removesuffix("\n").split("\n")]
                lines.append(json_line({"id": each.id, "reason": each.reason}))
            for line in lines:
                if bad := hostile_input.OBEYED.search(line):
                    wrong = f"a terminal gets {bad[0]!r}"
            if hostile_input.CANARY in " ".join(lines):
                wrong = "the words of a file outside are in what was read"
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"raised {type(error).__name__}: {error} at {Path(frame.filename).name}:{frame.lineno}"[:300]
        seconds += time.process_time() - start
    watch.folder = None
    if not wrong and counted < expected["least"]:
        wrong = f"lost: {counted} of {expected['least']} came out"
    if not wrong and watch.tried:
        wrong = f"tried: {watch.tried[0]}"
    if not wrong and seconds > SECONDS:
        wrong = f"took {seconds:.1f} s"
    return Told(folder.name, kind, articles, counted - articles, round(seconds, 3), wrong)


def run_all(folder: Path) -> None:
    """Run the cases below a folder, and print a line of JSON a case, last the memory that it took at most."""
    from bede.clean import clean_pages
    from bede.clean.language import find_language
    from bede.read import read

    list(clean_pages(read([Path(__file__).parents[1] / "examples"])))  # whatever is loaded late is loaded now
    find_language("Der Rat hat am Montag bis in die Nacht über die Straße zum Salz beraten. " * 2)
    watch = Watch()
    for case in sorted(folder.iterdir()):
        kind = json.loads((case / hostile_input.EXPECTED).read_text("utf-8"))["kind"]
        print(json.dumps(asdict(run(case, kind=kind, watch=watch))), flush=True)
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)


def told_of(numbers: range, *, seed: int, only: str | None) -> Iterator[Told | int]:
    """What becomes of the cases of these numbers, read in a process of their own; last the megabytes it took."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kinds = [hostile_input.make(folder, number, seed=seed, only=only).kind for number in numbers]
        command = [sys.executable, __file__, "--run", place]
        ran = subprocess.run(command, capture_output=True, text=True)
        lines = [json.loads(line) for line in ran.stdout.splitlines()]
        yield from (Told(**line) for line in lines if "kind" in line)
        if ran.returncode or "megabytes" not in (lines[-1] if lines else {}):
            at = min(len(lines), len(kinds) - 1)
            reason = f"the process ended with {ran.returncode}: {ran.stderr.strip()[-300:]}"
            yield Told(f"{numbers[at]}", kinds[at], 0, 0, 0.0, reason)
            return
        yield lines[-1]["megabytes"]
        subprocess.run(["chmod", "-R", "u+rwx", place], check=False)


def main() -> None:
    """Run the cases and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--cases", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", help="one kind of input")
    arguments.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.run:
        run_all(options.run)
        return
    count: Counter[str] = Counter()
    most: dict[str, tuple[float, str]] = {}
    faults: list[Told] = []
    megabytes = articles = dropped = 0
    start = time.monotonic()
    for first in range(0, options.cases, CHUNK):
        numbers = range(first, min(first + CHUNK, options.cases))
        for told in told_of(numbers, seed=options.seed, only=options.only):
            if isinstance(told, int):
                if told > megabytes:
                    megabytes = told
                    print(f"{told} MB in the cases {numbers[0]} to {numbers[-1]}", file=sys.stderr)
                continue
            count[told.kind] += 1
            articles += told.articles
            dropped += told.dropped
            most[told.kind] = max(most.get(told.kind, (0.0, "")), (told.seconds, told.name))
            if told.wrong:
                faults.append(told)
                print(f"case {told.name}, {told.kind}: {told.wrong}", file=sys.stderr)
    for kind in sorted(count):
        seconds, name = most[kind]
        print(f"{count[kind]:6} {kind:24} at most {seconds:6.2f} s (case {name})")
    print(f"{count.total()} cases in {time.monotonic() - start:.0f} s: {articles} articles, {dropped} dropped records")
    raised = sum(told.wrong.startswith(("raised", "the process")) for told in faults)
    slow = sum(told.wrong.startswith("took") for told in faults)
    lost = sum(told.wrong.startswith("lost") for told in faults)
    print(
        f"lost {lost}, raised {raised}, over {SECONDS:.0f} s {slow}, other faults {len(faults) - lost - raised - slow}"
    )
    print(f"longest {max(most.values())[0]:.2f} s, peak memory {megabytes} MB")
    sys.exit(1 if faults or megabytes > MEGABYTES or count.total() < options.cases else 0)


if __name__ == "__main__":
    main()
