"""The reference of the export columns is what its script writes."""

from __future__ import annotations

import runpy
from pathlib import Path

from bede.export.polecat import columns
from bede.table import event_columns

SCRIPT = Path(__file__).parent.parent / "scripts" / "build_columns_page.py"


def test_the_page_is_what_the_script_writes_and_has_every_column():
    script = runpy.run_path(str(SCRIPT))
    text = script["TARGET"].read_text(encoding="utf-8")
    assert text == script["page"]()
    for column in event_columns():
        assert f"| `{column.name}` |" in text
        assert column.meaning in text
    for name in columns():
        assert f"| {name} |" in text
