"""The doctor finds what works and says what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede import doctor
from bede.doctor import checks
from bede.lexicon import LexiconError
from bede.parse import ModelError


def test_a_working_installation_is_all_well(tmp_path: Path):
    found = {check.check: check for check in checks(tmp_path)}
    assert all(check.ok for check in found.values())
    assert list(found)[:6] == ["bede", "python", "model", "lexicon", "sqlite", "folder"]
    assert "rules" in found["lexicon"].found
    assert list(tmp_path.iterdir()) == []


def test_what_is_broken_is_named_and_the_rest_still_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_model() -> str:
        raise ModelError("no English model; run: pip install it")

    def no_lexicon() -> None:
        raise LexiconError("rules/accuse.toml:5: unknown key 'verb'")

    monkeypatch.setattr(doctor, "model_version", no_model)
    monkeypatch.setattr(doctor.lexicons, "load", no_lexicon)
    monkeypatch.setattr(doctor, "OLDEST", (99,))
    found = {check.check: check for check in checks(tmp_path / "nowhere")}
    assert [name for name, check in found.items() if not check.ok] == ["python", "model", "lexicon", "folder"]
    assert "rules/accuse.toml:5" in found["lexicon"].found
    assert "99 or later" in found["python"].found


def test_a_table_library_that_is_missing_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "EXTRAS", ("no_such_library",))
    found = [check for check in checks(tmp_path) if check.check == "no_such_library"]
    assert [check.ok for check in found] == [True]
    assert "pip install" in found[0].found
