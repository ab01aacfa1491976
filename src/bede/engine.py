"""Runs the flow on several cores, the same batches with the same results in the same order; keeps them in a store."""

from __future__ import annotations

import json
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path
from threading import Event, Semaphore
from time import monotonic
from typing import BinaryIO, Literal, TypeVar

from bede import lexicon as lexicons
from bede.clean import clean_pages
from bede.flow import Coded, code_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Manifest, Page, content_id
from bede.parse import model_version
from bede.plain import plain, record_from
from bede.read import read
from bede.store import Store, open_store
from bede.store.decisions import Clock, utc_now
from bede.store.joining import join_stored
from bede.store.writing import variant_of

BATCH = 32
"""Pages that go to a process together; the same for any number of processes."""

AHEAD = 4
"""Batches that wait for each process."""

STORED = 64
"""Pages that are stored in one transaction."""

ELSEWHERE = ("desk/", "export/", "schema/")
"""Data files that say nothing about coding: another version of them codes no page anew."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Dropped):
    """A page that was stored before, coded with the same: it goes through the flow as one that was dropped does."""

    page_id: str


def code_all(
    articles: Iterable[Article | Dropped], *, lexicon: Lexicon, extra: tuple[Path, ...] = (), jobs: int = 1
) -> Iterator[Coded]:
    """Yield each article with its reports, in order, coded on so many processes; what was dropped passes through."""
    if jobs <= 1:
        for batch in _batches(articles, BATCH):
            yield from code_articles(batch, lexicon=lexicon)
        return
    free, ended = Semaphore(AHEAD * jobs), Event()

    def fed() -> Iterator[tuple[list[Article | Dropped], tuple[Path, ...]]]:
        """The batches, no more of them ahead than are waited for: the pool would read all pages at once."""
        for batch in _batches(articles, BATCH):
            free.acquire()
            if ended.is_set():
                return
            yield batch, extra

    with get_context("spawn").Pool(jobs, initializer=_start, initargs=(extra,)) as pool:
        try:
            for found in pool.imap(_code, fed()):
                free.release()
                yield from found
        finally:
            ended.set()
            free.release()


def run(
    paths: Iterable[str | os.PathLike[str]],
    *,
    store: Store,
    lexicon: Lexicon,
    extra: tuple[Path, ...] = (),
    jobs: int = 1,
    progress: Callable[[Article | Dropped], None] | None = None,
    stdin: BinaryIO | None = None,
    clock: Clock = utc_now,
) -> Manifest:
    """Code pages into a store, join all that it holds into events and stories, and return what was done.

    A page that is stored already, coded with the same version, model and lexicon, is passed over (as ``Known``), so
    that a run that was stopped goes on where it was, and one that finds nothing new changes nothing. ``progress`` gets
    what became of each page, in order.
    """
    version, model, hashes = metadata.version("bede"), model_version(), lexicon.fingerprint()
    coded_by = [part for item in sorted(hashes.items()) if not item[0].startswith(ELSEWHERE) for part in item]
    coded_with = content_id("coded", version, model, *coded_by)
    said: dict[str, tuple[str, str]] = {}
    pages = _not_seen(read(paths, stdin=stdin), store.seen(coded_with=coded_with), said)
    articles = _not_known(clean_pages(pages), store.variants(coded_with=coded_with))
    counts = Counter({"pages": 0, "coded": 0, "known": 0, "dropped": 0})
    reasons: Counter[str] = Counter()
    coding = _told(code_all(articles, lexicon=lexicon, extra=extra, jobs=jobs), progress)
    for batch in _batches(coding, STORED):
        new = [(article, reports) for article, reports in batch if isinstance(article, Article)]
        known = [page for page, _ in batch if isinstance(page, Known)]
        dropped = [page for page, _ in batch if isinstance(page, Dropped) and not isinstance(page, Known)]
        coded = store.add(new, coded_with=coded_with)
        store.add_names((page.page_id, page.id) for page in known)
        store.add_dropped(dropped, said=said)
        for page, _ in batch:
            said.pop(page.page if isinstance(page, Article) else page.id, None)
        counts.update(pages=len(batch), coded=coded, known=len(known) + len(new) - coded, dropped=len(dropped))
        reasons.update(record.reason for record in dropped)
    versions = (version, model, tuple(sorted(hashes.items())))
    return join_stored(
        store, versions, counts=tuple(counts.items()), dropped=tuple(sorted(reasons.items())), clock=clock
    )


def _not_seen(
    pages: Iterable[Page | Dropped], seen: set[tuple[str, str]], said: dict[str, tuple[str, str]]
) -> Iterator[Page | Dropped]:
    """The pages, those that came under their name before as known; ``said`` takes outlet and day of the others."""
    for page in pages:
        if isinstance(page, Page) and (page.id, page.name) in seen:
            yield Known(id=page.name, stage="run", reason="coded before", page_id=page.id)
            continue
        if isinstance(page, Page) and (page.publisher or page.published):
            day = DAY.match(page.published or "")
            said[page.name] = (page.publisher or "", day.group() if day else "")
        yield page


def _not_known(articles: Iterable[Article | Dropped], variants: Mapping[str, str]) -> Iterator[Article | Dropped]:
    """The articles, those as known of which one is stored that has the same content and goes before them."""
    for article in articles:
        if isinstance(article, Article) and variants.get(article.page_id, "~") <= variant_of(article):
            yield Known(id=article.page, stage="run", reason="coded before", page_id=article.page_id)
        else:
            yield article


def _told(coded: Iterable[Coded], progress: Callable[[Article | Dropped], None] | None) -> Iterator[Coded]:
    """What was coded, each page told of as it passes."""
    for page, reports in coded:
        if progress is not None:
            progress(page)
        yield page, reports


def _batches(records: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most so many records."""
    source = iter(records)
    while batch := list(islice(source, size)):
        yield batch


def _start(extra: tuple[Path, ...]) -> None:
    """Make a process ready; Ctrl-C, which reaches all of them, is for the first one to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lexicons.load(extra)


def _code(work: tuple[list[Article | Dropped], tuple[Path, ...]]) -> list[Coded]:
    """Code a batch in a process of its own."""
    batch, extra = work
    return list(code_articles(batch, lexicon=lexicons.load(extra)))


# -- apart: a run that nobody waits for ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run apart is: ``running``, ``stopped``, ``finished`` or ``failed``, with counts and what went wrong."""

    state: Literal["running", "stopped", "finished", "failed"]
    total: int | None
    done: int
    dropped: int
    process: int
    told: str


PROGRESS = "progress.json"
"""Where a run apart says how far it is, beside the folder of its pages."""


def start_apart(pages: Path, database: Path) -> None:
    """Code the pages of a folder into a database in a process of its own; ``progress_of`` tells how far it is.

    A run that was stopped goes on where it was, and one that is under way stays the only one.
    """
    found = progress_of(pages)
    if found is not None and found.state == "running":
        return
    process = get_context("spawn").Process(target=_apart, args=(pages, database), daemon=True)
    process.start()
    assert process.pid is not None
    _say(pages, Progress(state="running", total=None, done=0, dropped=0, process=process.pid, told=""))


def stop_apart(pages: Path) -> None:
    """Stop a run apart; what it coded stays, and it goes on when it is started again."""
    found = progress_of(pages)
    if found is not None and found.state == "running":
        os.kill(found.process, signal.SIGTERM)
        _say(pages, replace(found, state="stopped"))


def progress_of(pages: Path) -> Progress | None:
    """How far the run on a folder is, None where none was started; one whose process is gone was stopped."""
    try:
        found = record_from(Progress, json.loads((pages.parent / PROGRESS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if found.state == "running" and not _alive(found.process):
        return replace(found, state="stopped")
    return found


def _say(pages: Path, progress: Progress) -> None:
    """Write how far a run is, all of it or nothing."""
    file = pages.parent / PROGRESS
    part = file.with_name(f"{PROGRESS}.{os.getpid()}")
    part.write_text(json.dumps(plain(progress)), encoding="utf-8")
    part.replace(file)


def _alive(process: int) -> bool:
    """Whether a process is there; one that ended and was not waited for is not."""
    for child in active_children():
        if child.pid == process:
            return child.is_alive()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, PermissionError):
        return False
    status = Path(f"/proc/{process}/cmdline")
    return not status.parent.parent.joinpath("self").exists() or (status.exists() and b"spawn" in status.read_bytes())


def _apart(pages: Path, database: Path) -> None:
    """Code the pages of a folder, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    counts = Counter({"done": 0, "dropped": 0})
    total: int | None = None
    said = 0.0

    def say(state: Literal["running", "finished", "failed"], told: str = "") -> None:
        """Tell how far it is."""
        _say(pages, Progress(state=state, total=total, **counts, process=os.getpid(), told=told))

    def told(page: Article | Dropped) -> None:
        """Count a page; tell of it twice a second."""
        nonlocal said
        counts["dropped" if isinstance(page, Dropped) and not isinstance(page, Known) else "done"] += 1
        if monotonic() - said > 0.5:
            said = monotonic()
            say("running")

    try:
        say("running")
        total = sum(1 for _ in read([pages]))
        say("running")
        with open_store(database, create=True) as store:
            run([pages], store=store, lexicon=lexicons.load(), progress=told)
        say("finished")
    except Exception as error:
        say("failed", str(error) or type(error).__name__)
        raise
