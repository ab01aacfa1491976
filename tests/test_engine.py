"""Running on several cores: the same reports in the same order as on one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bede import engine
from bede.engine import Known, code_all, run
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Report
from bede.store import Store, open_store
from test_joining import everything

DEEDS = ("attacked", "condemned", "accused", "praised", "sanctioned")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A file of six pages, one of which is empty."""
    path = tmp_path / "pages.jsonl"
    lines = [
        {"id": f"page {number}", "text": f"Kenya {deed} Somalia on Monday, the government of Kenya said in Nairobi."}
        for number, deed in enumerate(DEEDS)
    ]
    lines.insert(2, {"id": "empty", "text": ""})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A new store."""
    return open_store(tmp_path / "events.db", create=True)


def acts(coded: list[tuple[Article | Dropped, tuple[Report, ...]]]) -> list[list[str]]:
    """The acts of each page."""
    return [[report.act for report in reports] for _, reports in coded]


def test_two_processes_give_the_same_reports_in_the_same_order(
    article: Callable[..., Article], lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BATCH", 2)
    articles: list[Article | Dropped] = [article(f"Kenya {deed} Somalia.") for deed in DEEDS]
    articles.insert(1, Dropped(id="x", stage="clean", reason="empty"))
    alone = list(code_all(articles, lexicon=lexicon, jobs=1))
    together = list(code_all(articles, lexicon=lexicon, jobs=2))
    assert together == alone
    assert acts(alone)[0] == ["ASSAULT"]
    assert [page.page for page, _ in alone if isinstance(page, Article)] == ["test"] * 5
    assert isinstance(alone[1][0], Dropped)


def test_pages_are_read_no_further_ahead_than_they_are_coded(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BATCH", 1)
    monkeypatch.setattr(engine, "AHEAD", 2)
    taken = 0

    def endless() -> Iterator[Article | Dropped]:
        nonlocal taken
        while True:
            taken += 1
            yield Dropped(id=str(taken), stage="clean", reason="empty")

    coding = code_all(endless(), lexicon=lexicon, jobs=2)
    assert [page.id for page, _ in islice(coding, 40) if isinstance(page, Dropped)] == [str(n) for n in range(1, 41)]
    assert taken <= 46
    coding.close()


def test_run_stores_what_it_codes_and_counts_it(pages: Path, store: Store, lexicon: Lexicon) -> None:
    manifest = run([pages], store=store, lexicon=lexicon)
    counts = dict(manifest.counts)
    assert (counts["pages"], counts["coded"], counts["dropped"], counts["known"]) == (6, 5, 1, 0)
    assert sum(dict(manifest.dropped).values()) == 1
    assert len(list(store.articles())) == 5
    assert {report.act for report in store.reports()} >= {"ASSAULT", "ACCUSE", "SANCTION"}


def test_second_run_finds_everything_known_and_changes_nothing(pages: Path, store: Store, lexicon: Lexicon) -> None:
    first = run([pages], store=store, lexicon=lexicon)
    reports = list(store.reports())
    seen: list[Article | Dropped] = []
    second = run([pages], store=store, lexicon=lexicon, progress=seen.append)
    assert second.id == first.id
    assert (dict(second.counts)["coded"], dict(second.counts)["known"]) == (0, 5)
    assert sum(isinstance(page, Known) for page in seen) == 5
    assert list(store.reports()) == reports


def test_run_that_was_stopped_goes_on_where_it_was(pages: Path, store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    half = tmp_path / "half.jsonl"
    half.write_text("".join(pages.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    run([half], store=store, lexicon=lexicon)
    whole = dict(run([pages], store=store, lexicon=lexicon).counts)
    assert (whole["coded"], whole["known"]) == (3, 2)
    other = open_store(tmp_path / "other.db", create=True)
    run([pages], store=other, lexicon=lexicon)
    assert sorted(report.id for report in store.reports()) == sorted(report.id for report in other.reports())


def test_pages_in_any_order_and_any_batches_give_the_same(lexicon: Lexicon, tmp_path: Path) -> None:
    pages = sorted((Path(__file__).parent.parent / "examples").glob("[0-9w]*"))
    random.Random(6).shuffle(pages)
    found = []
    for name, batches in {"whole": [sorted(pages)], "parts": [pages[:3], pages[3:11], pages[11:]]}.items():
        with open_store(tmp_path / f"{name}.db", create=True) as store:
            for batch in batches:
                run(batch, store=store, lexicon=lexicon)
            assert len(store.stories()) > 1
            assert len(store.copies()) > 1
            found.append(everything(store))
    assert found[0] == found[1]


def test_what_was_read_is_counted_for_each_outlet_and_day(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    said = {"publisher": "Lake Gazette", "published": "2024-05-13T08:30"}
    lines = [
        {"id": "a", "text": "Kenya accused Somalia of raids. Kenya condemned Somalia.", **said},
        {"id": "b", "text": "Das Parlament hat ein Gesetz beschlossen.", "language": "de", **said},
        {"id": "c", "text": "Chad praised Peru.", "published": "2024-05-14"},
        {"id": "d"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for _ in range(2):
        run([path], store=store, lexicon=lexicon)
        assert [(one.outlet, one.day, one.pages, one.dropped, one.reports) for one in store.denominators()] == [
            (None, None, 0, 1, 0),
            ("Lake Gazette", "2024-05-13", 1, 1, 2),
            (None, "2024-05-14", 1, 0, 1),
        ]
    assert [one.reports for one in store.denominators(outlet="Lake Gazette", until="2024-05")] == [2]
    assert [one.day for one in store.denominators(since="2024-05-14")] == ["2024-05-14"]


def test_page_is_coded_anew_with_another_lexicon(
    pages: Path, store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([pages], store=store, lexicon=lexicon)
    monkeypatch.setattr(engine, "model_version", lambda: "another model")
    assert dict(run([pages], store=store, lexicon=lexicon).counts)["coded"] == 5


def test_progress_hears_of_every_page_in_order(pages: Path, store: Store, lexicon: Lexicon) -> None:
    seen: list[Article | Dropped] = []
    run([pages], store=store, lexicon=lexicon, progress=seen.append)
    assert [page.page if isinstance(page, Article) else page.id for page in seen] == [
        "page 0",
        "page 1",
        "empty",
        "page 2",
        "page 3",
        "page 4",
    ]
