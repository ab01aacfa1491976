"""Runs the flow on several cores, the same batches with the same results in the same order; keeps them in a store."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path
from time import monotonic
from typing import BinaryIO, Literal, TypeVar

from bede import lexicon as lexicons
from bede.clean import clean_pages
from bede.flow import Coded, code_articles, join
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Manifest, Page, content_id
from bede.parse import model_version
from bede.plain import plain, record_from
from bede.read import read
from bede.store import Store, open_store
from bede.store.decisions import apply_corrections, decisions
from bede.verdicts import standing

BATCH = 32
"""Pages that go to a process together; the same for any number of processes."""

STORED = 64
"""Pages that are stored in one transaction."""

ELSEWHERE = ("desk/", "export/", "schema/")
"""Data files that say nothing about coding: another version of them codes no page anew."""

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
    with get_context("spawn").Pool(jobs, initializer=_start, initargs=(extra,)) as pool:
        for found in pool.imap(_code, ((batch, extra) for batch in _batches(articles, BATCH))):
            yield from found


def run(
    paths: Iterable[str | os.PathLike[str]],
    *,
    store: Store,
    lexicon: Lexicon,
    extra: tuple[Path, ...] = (),
    jobs: int = 1,
    progress: Callable[[Article | Dropped], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Manifest:
    """Code pages into a store, join all that it holds into events and stories, and return what was done.

    A page that is stored already, coded with the same version, model and lexicon, is passed over (as ``Known``), so
    that a run that was stopped goes on where it was, and one that finds nothing new changes nothing. ``progress`` gets
    what became of each page, in order.
    """
    version, model, hashes = metadata.version("bede"), model_version(), lexicon.fingerprint()
    coded_by = [part for item in sorted(hashes.items()) if not item[0].startswith(ELSEWHERE) for part in item]
    coded_with = content_id("coded", version, model, *coded_by)
    pages = _not_known(read(paths, stdin=stdin), store.known(coded_with=coded_with))
    counts = Counter({"pages": 0, "coded": 0, "known": 0, "dropped": 0})
    reasons: Counter[str] = Counter()
    coding = _told(code_all(clean_pages(pages), lexicon=lexicon, extra=extra, jobs=jobs), progress)
    for batch in _batches(coding, STORED):
        articles = [(article, reports) for article, reports in batch if isinstance(article, Article)]
        known = [page for page, _ in batch if isinstance(page, Known)]
        dropped = [page for page, _ in batch if isinstance(page, Dropped) and not isinstance(page, Known)]
        coded = store.add(articles, coded_with=coded_with)
        store.add_names((page.page_id, page.id) for page in known)
        store.add_dropped(dropped)
        counts.update(pages=len(batch), coded=coded, known=len(known) + len(articles) - coded, dropped=len(dropped))
        reasons.update(record.reason for record in dropped)
    run = (version, model, tuple(sorted(hashes.items())))
    return _join(store, run, counts=tuple(counts.items()), dropped=tuple(sorted(reasons.items())))


def rejoin(store: Store) -> Manifest | None:
    """Apply what was decided since the last run to what is stored, and return what was done; None without any run.

    No page is coded and no lexicon loaded for it.
    """
    last = store.last_run()
    return None if last is None else _join(store, (last.version, last.model, last.lexicon))


def _join(
    store: Store,
    run: tuple[str, str, tuple[tuple[str, str], ...]],
    *,
    counts: tuple[tuple[str, int], ...] = (),
    dropped: tuple[tuple[str, int], ...] = (),
) -> Manifest:
    """Join all that is stored, unless the last run did; ``run`` is version, model and lexicon."""
    version, model, lexicon = run
    apply_corrections(store)
    manifest_id = content_id("run", version, model, *(item for pair in lexicon for item in pair), store.state())
    last = store.last_run()
    joined = None
    if last is None or last.id != manifest_id:
        held = standing(decisions(store))
        joined = join(list(store.reports()), articles=store.articles(), decisions=held)
    stored = store.counts()
    if joined is not None:
        stored |= {"copies": len(joined.copies), "events": len(joined.events), "stories": len(joined.stories)}
    manifest = Manifest(
        id=manifest_id,
        version=version,
        model=model,
        lexicon=lexicon,
        counts=(*counts, *stored.items()),
        dropped=dropped,
    )
    if joined is not None:
        store.replace_events(joined.events, joined.stories, joined.copies, manifest=manifest)
    return manifest


def _not_known(pages: Iterable[Page | Dropped], known: set[str]) -> Iterator[Page | Dropped]:
    """The pages, those that are known already as such."""
    for page in pages:
        if isinstance(page, Page) and page.id in known:
            yield Known(id=page.name, stage="run", reason="coded before", page_id=page.id)
        else:
            yield page


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
