"""The made-up database is one that Bede could have written, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import corpus
from bede.store import open_store
from bede.store.packing import Term, packed_facts, packed_links


def test_columns_are_those_of_the_records(tmp_path: Path) -> None:
    corpus.write(tmp_path / "made.db", events=300, reports=1500)
    with open_store(tmp_path / "made.db") as store:
        known = {(kind, key): number for number, kind, key in store.file.rows("SELECT number, kind, key FROM terms")}

        def number(term: Term) -> int:
            return known[term.kind, term.key]

        assert store.counts() == {"articles": 300, "reports": 1500, "copies": 59, "events": 300, "stories": 35}
        for event in store.events():
            query = "SELECT facts, links FROM event_columns WHERE event_id = ?"
            ((facts, links),) = store.file.rows(query, (event.id,))
            assert packed_facts(event, number) == facts
            assert sorted(memoryview(packed_links(event, number)).cast("I")) == sorted(memoryview(links).cast("I"))
            assert [report.id for report in store.reports_of(event)] == list(event.reports)
        assert max(len(event.reports) for event in store.events()) == 150
        for report in store.reports():
            text = store.article(report.page_id).text
            for part in (*report.actors, *report.recipients, *report.places, report.trigger, report.sentence):
                assert text[part.start : part.end] == part.text
        assert sum(one.reports for one in store.denominators()) == 1500


def test_same_seed_makes_the_same_database(tmp_path: Path) -> None:
    for name in ("one.db", "other.db"):
        corpus.write(tmp_path / name, events=100, reports=500, seed=7)
    with open_store(tmp_path / "one.db") as one, open_store(tmp_path / "other.db") as other:
        assert list(one.events()) == list(other.events())
        assert list(one.reports()) == list(other.reports())
        assert one.stories() == other.stories()
