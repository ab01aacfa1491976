"""How long the desk takes to answer on a large database while many browse, and how much memory it holds.

    python scripts/bench_desk.py [--db FILE] [--events N] [--clients N] [--seconds N]

A made-up database is written first where there is none (a million events take some minutes and 18 GB). Then the server
is started as a user starts it, and clients follow links from page to page, search and open views, each with a second
between an answer and the next click. The time is from the request to the last byte of the answer as clients see it.
Before that, one client alone clicks through the views: the processor time is that of the server. At the end some events
are written anew while all browse on, so that the server reads the new state beside the old one.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import corpus  # noqa: E402
from bede.model import Event  # noqa: E402
from bede.plain import record_from  # noqa: E402
from bede.store import open_store  # noqa: E402
from bede.store.tallies import settle  # noqa: E402
from bede.store.writing import add_event, remove_event  # noqa: E402

MEDIAN, LATE, MEMORY = 150, 500, 1000
"""What is asked for: milliseconds at the median and for 95 of 100, megabytes."""

REWRITES = 3
"""How often the database is written while clients browse."""

LINK = re.compile(r'href="(/[^"#]*)')
OPENINGS = ("/", "/events", "/stories", "/actors", "/map", "/network", "/review", "/unusual")
SEARCHES = (
    "/events?text={word}",
    "/events?text={word}+AND+government",
    '/events?text="{word}+the"',
    "/events?actor={country}",
    "/events?party={country}&since={year}",
    "/events?country={country}&status=actual&sort=-date",
    "/events?type=ASSAULT&since={year}&sort=-independent",
    "/actor?key={country}",
    "/map?since={year}&country={country}",
    "/network?since={year}",
    "/unusual?day={year}-0{month}-2{month}",
    "/?day={year}-0{month}-1{month}",
)
LEFT_OUT = ("/static", "/logout", "/login", "/drop", "/saved", "/api")
VIEWS = (
    (r"/", "front page"),
    (r"/events", "events"),
    (r"/events/[0-9a-f]+", "one event"),
    (r"/pages/[0-9a-f]+", "one page"),
    (r"/stories", "stories"),
    (r"/stories/[0-9a-f]+", "one story"),
    (r"/actors", "actors"),
    (r"/actor", "one actor"),
    (r"/dyad", "dyad"),
    (r"/map", "map"),
    (r"/network", "network"),
    (r"/review.*", "review"),
    (r"/unusual", "unusual"),
    (r".*\.(?:json|csv|parquet|atom)", "as data"),
)


class Walk:
    """A reader who follows links, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.links: list[str] = []
        self.words = ["talks", "security", "border"]

    def next(self) -> str:
        """The next address: mostly a link of the page that was read last."""
        kind = self.random.random()
        if self.links and kind < 0.65:
            return self.random.choice(self.links)
        if kind < 0.8:
            return self.random.choice(OPENINGS)
        search = self.random.choice(SEARCHES)
        country = self.random.choice(corpus.COUNTRIES[:40])
        return search.format(
            word=self.random.choice(self.words),
            country=country,
            year=self.random.randint(2015, 2025),
            month=self.random.randint(1, 6),
        )

    def read(self, page: str) -> None:
        """Take the links and a few words of a page."""
        found = {html.unescape(link) for link in LINK.findall(page)}
        self.links = sorted(link for link in found if not link.startswith(LEFT_OUT))
        words = re.findall(r"\b[a-z]{5,12}\b", re.sub(r"<[^>]*>", " ", page))
        self.words = self.random.sample(words, min(20, len(words))) or self.words


def view_of(address: str) -> str:
    """The view that an address shows."""
    path = address.split("?")[0]
    return next((name for pattern, name in reversed(VIEWS) if re.fullmatch(pattern, path)), "other")


@contextmanager
def serving(database: Path) -> Iterator[tuple[str, int]]:
    """A desk on a database: its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bede.cli", "serve", str(database), "--port", str(port)]
    command[1:3] = ["-c", "from bede.cli import main; main()"]
    server = subprocess.Popen(command)
    try:
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, *, seconds: int = 300) -> float:
    """Wait until the desk answers; returns how many seconds that took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        try:
            httpx.get(f"{address}/static/desk.css", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return time.perf_counter() - begun
    raise SystemExit("the desk did not start")


def processor_time(process: int) -> float:
    """The processor seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> dict[str, int]:
    """The memory of a process in megabytes: now, and the most that it held."""
    text = Path(f"/proc/{process}/status").read_text()
    return {name: int(re.search(rf"{name}:\s+(\d+)", text)[1]) // 1000 for name in ("VmRSS", "VmHWM")}  # type: ignore[index]


def forget_peak(process: int) -> None:
    """Let the most memory that a process held count from now on."""
    Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")


async def rewrite(database: Path, *, events: int, times: int, pause: float) -> None:
    """Write some events anew a few times, as a run does that joins what it read."""
    for _ in range(times):
        await asyncio.to_thread(rewrite_once, database, events)
        await asyncio.sleep(pause)


def rewrite_once(database: Path, events: int) -> None:
    """Write some events anew in one transaction."""
    with open_store(database) as store, store.file.writing() as cursor:
        rows = cursor.execute("SELECT record FROM events ORDER BY random() LIMIT ?", (events,)).fetchall()
        for (record,) in rows:
            event = record_from(Event, json.loads(record))
            remove_event(cursor, event.id)
            add_event(cursor, event)
        settle(cursor)


async def browse_while_written(
    address: str, database: Path, *, clients: int, pause: float, seed: int
) -> dict[str, list[float]]:
    """The times of answers while a run writes."""
    (found, _, _), _ = await asyncio.gather(
        browse(address, clients=clients, seconds=REWRITES * 12, pause=pause, seed=seed),
        rewrite(database, events=500, times=REWRITES, pause=8),
    )
    return found


def alone(address: str, process: int, *, clicks: int, seed: int) -> dict[str, list[float]]:
    """The server's processor time for each view in milliseconds, one client asking."""
    found: dict[str, list[float]] = defaultdict(list)
    walk = Walk(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        for _ in range(clicks):
            link = walk.next()
            before = processor_time(process)
            answer = client.get(link)
            took = 1000 * (processor_time(process) - before)
            found[view_of(link)].append(took)
            if took > MEDIAN:
                print(f"{took:8.0f} ms of processor  {link}")
            walk.read(answer.text)
    return found


async def browse(
    address: str, *, clients: int, seconds: float, pause: float, seed: int
) -> tuple[dict[str, list[float]], dict[str, int], list[tuple[float, str]]]:
    """The times of answers in milliseconds by view, what went wrong, and the slowest answers."""
    found: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, int] = defaultdict(int)
    slowest: list[tuple[float, str]] = []
    end = time.perf_counter() + seconds

    async def reader(number: int) -> None:
        """One reader."""
        walk = Walk(seed + number)
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            await asyncio.sleep(pause * walk.random.random())
            while time.perf_counter() < end:
                link = walk.next()
                begun = time.perf_counter()
                answer = await client.get(link)
                took = 1000 * (time.perf_counter() - begun)
                if answer.status_code != 200:
                    wrong[f"{answer.status_code} {link}"] += 1
                    walk.links = []
                else:
                    found[view_of(link)].append(took)
                    slowest.append((took, link))
                    walk.read(answer.text)
                await asyncio.sleep(pause)

    await asyncio.gather(*(reader(number) for number in range(clients)))
    return found, wrong, sorted(slowest, reverse=True)[:12]


def late(times: Sequence[float]) -> float:
    """The time within which 95 of 100 answers came."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def main() -> None:
    """Print the table; exit with 1 where a view takes longer than is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, default=ROOT / ".build" / "desk.db", help="the database; made where missing")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--alone", type=int, default=150, help="clicks of the client that is alone")
    parser.add_argument("--seed", type=int, default=corpus.SEED)
    given = parser.parse_args()
    if not given.db.exists():
        given.db.parent.mkdir(exist_ok=True)
        begun = time.process_time()
        corpus.write(given.db, events=given.events, reports=given.events * 5)
        print(f"{given.db}: made in {time.process_time() - begun:.0f} s of processor time")
    with serving(given.db) as (address, process):
        waited = wait_for(address)
        spent, held = processor_time(process), memory(process)
        print(f"open after {waited:.1f} s, {spent:.1f} s of processor time; {held['VmRSS']} MB")
        single = alone(address, process, clicks=given.alone, seed=given.seed)
        before, begun = processor_time(process), time.perf_counter()
        times, wrong, slowest = asyncio.run(
            browse(address, clients=given.clients, seconds=given.seconds, pause=1.0, seed=given.seed + 1)
        )
        busy = (processor_time(process) - before) / (time.perf_counter() - begun)
        held = memory(process)
        forget_peak(process)
        written = asyncio.run(
            browse_while_written(address, given.db, clients=given.clients, pause=1.0, seed=given.seed + 100)
        )
        reloaded = memory(process)
    print(f"{given.clients} clients, {given.seconds} s; the server is busy for {busy:.2f} of a core", end="")
    print(f"; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'ms':12}{'answers':>8}{'median':>8}{'95 %':>8}{'most':>8}   alone, processor: {'median':>6}{'most':>7}")
    failed = max(held["VmHWM"], reloaded["VmHWM"]) > MEMORY or bool(wrong)
    for name, some in sorted(times.items(), key=lambda item: -statistics.median(item[1])):
        one = single.get(name, [])
        own = f"{statistics.median(one):24.0f}{max(one):7.0f}" if one else ""
        print(f"{name:12}{len(some):8}{statistics.median(some):8.0f}{late(some):8.0f}{max(some):8.0f}   {own}")
        failed |= statistics.median(some) > MEDIAN or late(some) > LATE
    whole = [one for some in times.values() for one in some]
    print(f"{'all':12}{len(whole):8}{statistics.median(whole):8.0f}{late(whole):8.0f}{max(whole):8.0f}")
    print(f"memory {held['VmRSS']} MB, at most {held['VmHWM']} MB")
    some = [one for times_of in written.values() for one in times_of]
    print(
        f"while a run writes: {len(some)} answers, median {statistics.median(some):.0f} ms, 95 % {late(some):.0f} ms,",
        end="",
    )
    print(f" most {max(some):.0f} ms; memory {reloaded['VmRSS']} MB, at most {reloaded['VmHWM']} MB")
    for took, link in slowest:
        print(f"{took:8.0f} ms  {link}")
    for what, count in wrong.items():
        print(f"{count} times {what}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
