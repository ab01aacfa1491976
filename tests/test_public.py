"""The public names: they are there, load what is heavy only when asked, and stay what they are."""

from __future__ import annotations

import subprocess
import sys

import bede
from bede.export.notebook import Reports
from bede.model import Article, Page
from bede.read import read as read_pages


def test_every_public_name_is_there():
    assert set(dir(bede)) == set(bede.__all__)
    assert all(getattr(bede, name) is not None for name in bede.__all__)
    assert bede.Article is Article


def test_importing_loads_no_parser():
    check = "import sys, bede; print(sorted({'spacy', 'trafilatura', 'pyarrow', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True).stdout == "[]\n"


def test_read_is_the_function_whatever_was_imported_before():
    check = (
        "from bede.read import read; import bede.cli, bede; import bede.read;"
        "print(callable(bede.read), bede.read is not read, type(bede.code).__name__)"
    )
    assert (
        subprocess.run([sys.executable, "-c", check], capture_output=True, text=True).stdout == "True True function\n"
    )


def test_read_gives_articles_and_code_reports(tmp_path):
    page = tmp_path / "page.jsonl"
    page.write_text('{"id": "a", "text": "Ankara condemned Athens."}\n')
    assert all(isinstance(found, Page) for found in read_pages([page]))
    (article,) = bede.read([page])
    assert isinstance(article, Article)
    reports = bede.code(article.text)
    assert isinstance(reports, Reports)
    assert [report.act for report in reports] == ["ACCUSE"]


def test_open_asks_for_a_file_that_is_there(tmp_path):
    with bede.open(tmp_path / "new.db", create=True) as store:
        assert list(store.events()) == []
