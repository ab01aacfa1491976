"""Joining: makes events and stories of what is stored, anew only what new pages, corrections and decisions touch.

The result is what :func:`bede.merge.merge` and :func:`bede.story.thread` give for all that is stored, whatever the
order in which it came, and only rows that differ are written. A joining is one transaction; where much is new, it goes
in parts by days of publication, each a joining of its own, so that little is held in memory and nothing done is lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b

from bede.ledger import Change
from bede.merge import Told, cells, merge_blocks, touched
from bede.model import Article, Event, Manifest, Report, content_id
from bede.plain import record_from
from bede.store.changes import add_changes, compared, correction
from bede.store.decisions import Clock, apply_corrections, decisions, subjects, utc_now, written
from bede.store.records import Store
from bede.store.reprinted import articles_of, find_copies
from bede.store.tallies import settle
from bede.store.threads import thread_anew
from bede.store.writing import add_event, add_run, remove_event
from bede.verdicts import Constraints, constraints, resolved, retracted, standing

PART = 10_000
"""New reports and pages that are joined at a time."""

HELD = 5_000
"""Reports that are held at a time while stories are made."""

WAITING = 200
"""New pages and reports up to which a joining takes no time worth speaking of."""

Versions = tuple[str, str, tuple[tuple[str, str], ...]]
"""Versions of Bede and of the model, and the hashes of the lexicon's files."""


def rejoin(store: Store, *, clock: Clock = utc_now) -> Manifest | None:
    """Apply what was decided since the last run to what is stored, and return what was done; None without any run.

    No page is coded and no lexicon loaded for it.
    """
    last = store.last_run()
    return None if last is None else join_stored(store, (last.version, last.model, last.lexicon), clock=clock)


def settled(store: Store) -> bool:
    """Whether what is stored is joined, but for a few pages, so that a decision can be applied while somebody waits."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM unjoined LIMIT {WAITING + 1})"
    waiting, events, traces = (
        next(store.file.rows(found))[0]
        for found in (query, "SELECT count(*) FROM events", "SELECT count(*) FROM traces")
    )
    return bool(waiting <= WAITING and events - traces <= WAITING)


def join_stored(
    store: Store,
    versions: Versions,
    *,
    counts: tuple[tuple[str, int], ...] = (),
    dropped: tuple[tuple[str, int], ...] = (),
    clock: Clock = utc_now,
) -> Manifest:
    """Join what is stored and not joined yet, and keep the manifest, unless the last run left nothing to do."""
    version, model, lexicon = versions
    done = False
    while True:
        with store.file.writing() as cursor:
            key = content_id("run", version, model, *(item for pair in lexicon for item in pair), store.state())
            last = store.last_run()
            fresh = not done and (last is None or last.id != key)
            if fresh or _waiting(cursor):
                _Joining(store, cursor).run(run=key, time=written(clock()))
                done = True
            if _waiting(cursor):
                continue
            manifest = Manifest(
                id=key, version=version, model=model, lexicon=lexicon,
                counts=(*counts, *store.counts().items()), dropped=dropped,
            )  # fmt: skip
            if done:
                add_run(cursor, manifest)
            return manifest


def _waiting(cursor: sqlite3.Cursor) -> bool:
    """Whether there is anything that is not joined yet."""
    return cursor.execute("SELECT 1 FROM unjoined LIMIT 1").fetchone() is not None


def _part(cursor: sqlite3.Cursor) -> tuple[set[str], set[str]]:
    """Pages that are not joined yet, those published first first, as many as are joined at a time, and the reports.

    Of reports that are new or gone without their page, all.
    """
    # What an older version joined knows no blocks, and is joined anew all at once.
    known = cursor.execute("SELECT 1 FROM events WHERE block IS NULL LIMIT 1").fetchone() is None
    query = (
        "SELECT u.id, (SELECT count(*) FROM reports r WHERE r.page_id = u.id) FROM unjoined u"
        " LEFT JOIN articles a ON a.page_id = u.id WHERE u.kind = 'page' ORDER BY a.published, u.id"
    )
    pages: set[str] = set()
    later: set[str] = set()
    size = 0
    for page_id, count in cursor.execute(query):
        (later if known and size >= PART else pages).add(page_id)
        size += count + 1
    query = "SELECT u.id, r.page_id FROM unjoined u LEFT JOIN reports r ON r.id = u.id WHERE u.kind = 'report'"
    return pages, {row[0] for row in cursor.execute(query) if row[1] not in later}


class _Joining:
    """One joining: what is touched, what it amounts to, and what that changes; within a transaction of the caller's."""

    def __init__(self, store: Store, cursor: sqlite3.Cursor) -> None:
        self.store = store
        self.cursor = cursor
        self.articles: dict[str, Article] = {}
        self.reports: dict[str, Report] = {}
        self.told: dict[str, Told] = {}
        self.block_of: dict[str, str] = {}
        self.changed: set[str] = set()
        self.gone: set[str] = set()
        self.decided: dict[str, set[str]] = {}
        self.asked = Constraints()
        self.copy_of: dict[str, str] = {}

    def run(self, *, run: str, time: str) -> None:
        """Join what is not joined yet, write what differs and log it."""
        cursor = self.cursor
        corrections = apply_corrections(self.store, cursor)
        self._see_decisions()
        pages, reports = _part(cursor)
        self._see_pages(pages, reports)
        found = [correction(before, after) for before, after in corrections]
        if self.changed or self.gone:
            events, touched = self._events()
            found += events + self._stories(events, touched)
        settle(cursor)
        rows = [*(("page", key) for key in pages), *(("report", key) for key in reports)]
        cursor.executemany("DELETE FROM unjoined WHERE kind = ? AND id = ?", sorted(rows))
        decided = cursor.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()[0]
        cursor.execute("INSERT INTO joinings (run, time, decided) VALUES (?, ?, ?)", (run, time, decided))
        add_changes(cursor, found, joining=int(cursor.lastrowid or 0), time=time)

    def _see_decisions(self) -> None:
        """Which decisions are new, what merging has to hold to, and which reports that touches."""
        known = decisions(self.store)
        held = standing(known)
        self.asked = constraints(resolved(held, subjects(self.store, held)))
        query = "SELECT id FROM decisions WHERE number > (SELECT coalesce(max(decided), 0) FROM joinings)"
        new = {row[0] for row in self.cursor.execute(query)}
        by_id = {decision.id: decision for decision in known}
        grouping = [decision for decision in known if decision.verdict in ("same", "not-the-same")]
        for decision in (decision for decision in known if decision.id in new):
            about = decision
            while about.undoes is not None:  # what an undoing is about stands in what it takes back
                about = by_id[about.undoes]
            self.decided[decision.id] = {subject.report for subject in (*about.subjects, *about.others)}
            if about in grouping:
                # Which of them hold may be another for all that have anything to do with each other.
                self.changed.update(subject.report for subject in subjects(self.store, grouping))
                grouping = []

    def _see_pages(self, pages: Collection[str], reports: Collection[str]) -> None:
        """Which of some reports are gone, and which are new or changed, by themselves or by what their pages copy."""
        pages = sorted({*pages, *find_copies(self.cursor, pages)})
        self.copy_of = self.store.copies()
        for page_id in pages:
            rows = self.cursor.execute("SELECT id FROM reports WHERE page_id = ?", (page_id,))
            self.changed.update(row[0] for row in rows.fetchall())
        self._load(sorted(self.changed.union(reports)))
        self.gone = set(reports) - self.reports.keys()
        self.changed = {key for key in self.changed.union(reports) if key in self.reports}

    def _load(self, ids: Iterable[str]) -> None:
        """Have reports and their articles at hand."""
        wanted: set[str] = set()
        for key in ids:
            if key not in self.reports:
                row = self.cursor.execute("SELECT record FROM reports WHERE id = ?", (key,)).fetchone()
                if row is not None:
                    self.reports[key] = record_from(Report, json.loads(row[0]))
                    wanted.add(self.reports[key].page_id)
        self.articles |= articles_of(self.cursor, wanted - self.articles.keys())

    # -- events --------------------------------------------------------------------------------------------------------

    def _events(self) -> tuple[list[Change], set[str]]:
        """Merge anew what is touched, and write the events that differ; what changed, and the events that it touches.

        It touches an event as well that is as it was, where a page is not that tells of it.
        """
        changed = [self.reports[key] for key in sorted(self.changed) if not retracted(self.reports[key])]
        stale = self._blocks_of(self.changed | self.gone)
        if self.cursor.execute("SELECT 1 FROM filed LIMIT 1").fetchone():
            near = touched(
                changed,
                self._beside,
                articles=self.articles,
                copy_of=self.copy_of,
                block_of=self._block_of,
                known=self.told,
            )
            stale |= self._blocks_of(near)
        members = {report.id for report in changed}
        while True:
            members |= {key for block in stale for key in self._members(block)}
            tied = {report for ones, _ in self.asked.together if ones & members for report in ones}
            more = self._blocks_of(tied - members) - stale
            if not more:
                break
            stale |= more
        self._load(sorted(members | tied))
        again = [self.reports[key] for key in sorted(members | tied) if key in self.reports]
        parts = merge_blocks(
            [report for report in again if not retracted(report)],
            articles=self.articles,
            copy_of=self.copy_of,
            together=self.asked.together,
            apart=self.asked.apart,
            known=self.told,
        )
        after = {event.id: (event, part[0][1].id) for part in parts for _, event in part}
        before = self._stored(stale)
        self._file(changed)
        for key in before.keys() - after.keys():
            remove_event(self.cursor, key)
        for key, (event, block) in sorted(after.items()):
            if key not in before or before[key][0] != event:
                remove_event(self.cursor, key)
                add_event(self.cursor, event, block=block)
            elif before[key][1] != block:
                self.cursor.execute("UPDATE events SET block = ? WHERE id = ?", (block, key))
        earlier = {key: event for key, (event, _) in before.items()}
        later = {key: event for key, (event, _) in after.items()}
        found = compared(earlier, later, _reports_of(earlier), _reports_of(later))
        other = {key for key in earlier.keys() | later.keys() if earlier.get(key) != later.get(key)}
        other.update(key for key, event in later.items() if not self.changed.isdisjoint(event.reports))
        return [self._because(change, earlier, later) for change in found], other

    def _because(self, change: Change, before: Mapping[str, Event], after: Mapping[str, Event]) -> Change:
        """A change of events with the pages and decisions that brought it."""
        events = [*(before[key] for key in change.before), *(after[key] for key in change.after)]
        reports = {report for event in events for report in event.reports}
        pages = {self.reports[key].page_id for key in reports & self.changed}
        found = [key for key, about in self.decided.items() if about & reports]
        return replace(change, pages=tuple(sorted(pages)), decisions=tuple(found))

    def _blocks_of(self, reports: Iterable[str]) -> set[str]:
        """The blocks that the events of reports were merged in."""
        query = "SELECT e.block FROM event_reports r JOIN events e ON e.id = r.event_id WHERE r.report_id = ?"
        return {row[0] or "" for report in sorted(reports) for row in self.cursor.execute(query, (report,)).fetchall()}

    def _block_of(self, report: str) -> str:
        """The block that a report's event was merged in; the report itself where it is in none."""
        if report not in self.block_of:
            self.block_of[report] = next(iter(self._blocks_of((report,))), report)
        return self.block_of[report]

    def _members(self, block: str) -> set[str]:
        """The reports of a block."""
        query = "SELECT r.report_id FROM event_reports r JOIN events e ON e.id = r.event_id WHERE e.block IS ?"
        return {row[0] for row in self.cursor.execute(query, (block or None,)).fetchall()}

    def _stored(self, blocks: Iterable[str]) -> dict[str, tuple[Event, str | None]]:
        """The stored events of blocks, by id, each with its block."""
        query = "SELECT record, block FROM events WHERE block IS ?"
        rows = [row for block in sorted(blocks) for row in self.cursor.execute(query, (block or None,)).fetchall()]
        found = [(record_from(Event, json.loads(record)), block) for record, block in rows]
        return {event.id: (event, block) for event, block in found}

    def _beside(self, names: Collection[str]) -> list[Report]:
        """The stored reports that are filed under any of some cells."""
        numbers: set[int] = set()
        for cell in sorted(map(_number, names)):
            rows = self.cursor.execute("SELECT report FROM filed WHERE cell = ?", (cell,))
            numbers.update(row[0] for row in rows.fetchall())
        query = "SELECT id FROM reports WHERE number = ?"
        ids = [self.cursor.execute(query, (number,)).fetchone()[0] for number in sorted(numbers)]
        self._load(ids)
        return [self.reports[key] for key in ids]

    def _file(self, changed: Iterable[Report]) -> None:
        """File changed reports under their cells."""
        numbers = {}
        for key in sorted(self.changed):
            (numbers[key],) = self.cursor.execute("SELECT number FROM reports WHERE id = ?", (key,)).fetchone()
            self.cursor.execute("DELETE FROM filed WHERE report = ?", (numbers[key],))
        filed = cells(changed, articles=self.articles, copy_of=self.copy_of, known=self.told)
        rows = sorted((_number(name), numbers[key]) for key, names in filed.items() for name in names)
        self.cursor.executemany("INSERT OR IGNORE INTO filed VALUES (?, ?)", rows)

    # -- stories -------------------------------------------------------------------------------------------------------

    def _stories(self, events: Iterable[Change], touched: Collection[str]) -> list[Change]:
        """Thread anew what new and changed events touch, and write the stories that differ."""
        self.told.clear()
        before, after = thread_anew(self.cursor, touched, self._told)
        causes: dict[str, list[Change]] = defaultdict(list)
        renamed: dict[str, str] = {}
        for change in events:
            for key in {*change.before, *change.after}:
                causes[key].append(change)
            for follow in change.follows:
                renamed.setdefault(follow.before, follow.after)
        parts = {key: [renamed.get(event, event) for event in story.events] for key, story in before.items()}
        changes = compared(before, after, parts, {key: story.events for key, story in after.items()})
        told = []
        for change in changes:
            stories = [*(before[key] for key in change.before), *(after[key] for key in change.after)]
            why = [cause for story in stories for event in story.events for cause in causes[event]]
            pages = sorted({page for cause in why for page in cause.pages})
            made = sorted({decision for cause in why for decision in cause.decisions})
            told.append(replace(change, pages=tuple(pages), decisions=tuple(made)))
        return told

    def _told(self, events: Collection[Event]) -> tuple[Mapping[str, Report], Mapping[str, Article]]:
        """The reports and articles that events are told in, and others."""
        if len(self.reports) > HELD:
            self.reports.clear()
            self.articles.clear()
        self._load(sorted({report for event in events for report in event.reports}))
        return self.reports, self.articles


def _reports_of(events: Mapping[str, Event]) -> dict[str, tuple[str, ...]]:
    """The reports of each event."""
    return {key: event.reports for key, event in events.items()}


def _number(cell: str) -> int:
    """A cell as a number of eight bytes."""
    return int.from_bytes(blake2b(cell.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
