"""A bounded part of scripts/fuzz_reader.py: some hundreds of broken and hostile inputs through reader and cleaner."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bede.clean import LONGEST, MOST_TAGS, clean
from bede.cli.output import json_line
from bede.model import Article, Dropped, Page

SCRIPT = Path(__file__).parent.parent / "scripts" / "fuzz_reader.py"


def test_hostile_input_is_not_lost_and_does_not_raise() -> None:
    ran = subprocess.run([sys.executable, SCRIPT, "--cases", "240"], capture_output=True, text=True, timeout=900)
    assert ran.returncode == 0, ran.stderr
    assert "lost 0, raised 0, over 10 s 0, other faults 0" in ran.stdout


@pytest.mark.parametrize("form", ["text", "page", "html"])
def test_page_of_millions_of_characters_is_no_article(form: str) -> None:
    found = clean(Page(name="long", form=form, content="x " * (LONGEST // 2 + 1)))  # type: ignore[arg-type]
    assert found == Dropped(id="long", stage="clean", reason="no article: too long")


@pytest.mark.parametrize("tag", ["<b>", "<!---->", "<a>y</a>"])
def test_html_of_hardly_anything_but_tags_is_dropped_before_it_is_a_tree(tag: str) -> None:
    found = clean(Page(name="tags", form="html", content=tag * (MOST_TAGS + 1)))
    assert isinstance(found, Dropped)
    assert found.reason == "no article: too many tags"


def test_text_may_hold_any_number_of_angle_brackets() -> None:
    found = clean(Page(name="angles", form="text", content="Ministers met. " + "<" * (MOST_TAGS + 1)))
    assert isinstance(found, Article)


def test_lines_of_json_hold_nothing_that_a_terminal_obeys() -> None:
    record = {"text": "a\x1b[31m\x9b31m\x7f\u202e\u2066\u2028\x85 é 中"}
    line = json_line(record)
    assert json.loads(line) == record
    assert line.isprintable()
    assert "é 中" in line
