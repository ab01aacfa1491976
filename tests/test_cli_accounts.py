"""The commands that keep accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bede.accounts import open_accounts
from bede.store import open_store

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    open_store(tmp_path / "news.db", create=True).close()
    return tmp_path / "news.db"


def test_users_and_tokens_come_and_go(bede: Callable[..., object], database: Path) -> None:
    added = bede("user", "add", database, "anna", "--role", "reviewer", stdin=f"{PASSWORD}\n")
    assert added.code == 0, added.err
    assert (added.records[0]["name"], added.records[0]["role"]) == ("anna", "reviewer")
    made = bede("user", "token", database, "anna", "--scope", "read", "--scope", "review", "--note", "nightly")
    access = open_accounts(database).bearer(f"Bearer {made.records[0]['token']}")
    assert access is not None
    assert access.scopes == ("read", "review")
    (listed,) = bede("user", "list", database).records
    assert listed["tokens"][0]["note"] == "nightly"
    assert "password" not in listed
    assert bede("user", "remove", database, "anna", "--token", listed["tokens"][0]["id"]).code == 0
    assert bede("user", "list", database).records[0]["tokens"] == []
    assert bede("user", "password", database, "anna", "--role", "admin").records[0]["role"] == "admin"
    assert bede("user", "password", database, "anna", stdin="another horse battery\n").code == 0
    assert bede("user", "remove", database, "anna").code == 0
    assert bede("user", "list", database).records == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "DB", "anna"), "already"),
        (("add", "DB", "bob"), "a password of 0 signs"),
        (("add", "none.db", "bob"), "no such file"),
        (("list", "none.db"), "no accounts"),
        (("remove", "DB", "bob"), "no user 'bob'"),
        (("remove", "DB", "anna", "--token", "x"), "anna has no token 'x'"),
        (("password", "DB", "bob"), "no user 'bob'"),
        (("token", "DB", "anna", "--scope", "run"), "anna is reader and may read"),
    ],
)
def test_what_can_not_be_done_is_told(
    bede: Callable[..., object], database: Path, arguments: tuple[str, ...], told: str
) -> None:
    open_accounts(database, create=True).add("anna", PASSWORD)
    ended = bede("user", *(database if one == "DB" else one for one in arguments))
    assert ended.code == 1
    assert told in ended.err
    assert ended.out == ""
