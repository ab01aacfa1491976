"""Accounts keep their promises: passwords, sessions, tokens, roles, limits, and a file that nobody else reads."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bede import accounts as module
from bede.accounts import (
    AccountError,
    Accounts,
    LoginError,
    TooManyTriesError,
    is_loopback,
    open_accounts,
)
from bede.private import beside

PASSWORD = "correct horse battery"


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(module, "COST", 4)  # a thousandth of the work; one test below does all of it
    monkeypatch.setattr(module, "_NOBODY", module._hashed("", salt=bytes(16)))
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    (tmp_path / "news.db").touch()
    found = open_accounts(tmp_path / "news.db", create=True, clock=clock)
    found.add("anna", PASSWORD, role="reviewer")
    return found


def test_login_opens_a_session_with_the_scopes_of_the_role(accounts: Accounts) -> None:
    access = accounts.session(accounts.login("anna", PASSWORD, address="192.0.2.1"))
    assert access is not None
    assert (access.user, access.role) == ("anna", "reviewer")
    assert access.may("read")
    assert access.may("review")
    assert not access.may("run")
    assert not access.may("users")


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong horse battery"), ("nobody", PASSWORD), ("anna", "")])
def test_wrong_login_says_the_same_whatever_is_wrong(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(LoginError, match="this name and password do not fit"):
        accounts.login(name, password, address="192.0.2.1")


def test_unknown_name_takes_the_work_of_a_wrong_password(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int, int] | None] = []
    whole = module._hashed

    def counted(password: str, *, salt: bytes, work: tuple[int, int, int] | None = None) -> str:
        made.append(work)
        return whole(password, salt=salt, work=work)

    monkeypatch.setattr(module, "_hashed", counted)
    for name in ("anna", "nobody"):
        with pytest.raises(LoginError):
            accounts.login(name, "wrong horse battery", address="192.0.2.1")
    assert made == [(4, 8, 3), (4, 8, 3)]


def test_secrets_are_compared_in_constant_time(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def compare(one: str, other: str) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr("bede.accounts.hmac.compare_digest", compare)
    accounts.login("anna", PASSWORD, address="192.0.2.1")
    accounts.bearer(f"Bearer {accounts.add_token('anna')[1]}")
    assert len(compared) == 2


def test_nothing_secret_is_kept_as_it_is(accounts: Accounts) -> None:
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    _, token = accounts.add_token("anna")
    kept = accounts.path.read_bytes()
    assert b"scrypt$" in kept
    for secret in (PASSWORD, cookie.rpartition(".")[0], token.split("_", 2)[2]):
        assert secret.encode() not in kept


def test_passwords_are_hashed_with_scrypt_at_full_cost(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    found = open_accounts(tmp_path / "news.db", create=True)
    found.add("anna", PASSWORD)
    with sqlite3.connect(found.path) as connection:
        (kept,) = connection.execute("SELECT password FROM users").fetchone()
    assert kept.startswith("scrypt$15$8$3$")
    assert found.session(found.login("anna", PASSWORD, address="")) is not None


def test_hash_of_less_work_is_made_anew_at_the_next_login(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COST", 5)
    accounts.login("anna", PASSWORD, address="")
    with sqlite3.connect(accounts.path) as connection:
        assert connection.execute("SELECT password FROM users").fetchone()[0].startswith("scrypt$5$")
    accounts.login("anna", PASSWORD, address="")


def test_session_ends_unused_after_hours_and_used_after_days(accounts: Accounts, clock: Clock) -> None:
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    clock.pass_(hours=11)
    assert accounts.session(cookie) is not None
    clock.pass_(hours=11)
    assert accounts.session(cookie) is not None
    clock.pass_(hours=12)
    assert accounts.session(cookie) is None
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    for _ in range(16):
        clock.pass_(hours=10)
        assert accounts.session(cookie) is not None
    clock.pass_(hours=10)
    assert accounts.session(cookie) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts, cookie: accounts.logout(cookie),
        lambda accounts, _: accounts.change("anna", password="another horse"),
        lambda accounts, _: accounts.remove("anna"),
    ],
    ids=["logout", "password", "removed"],
)
def test_session_ends_with(accounts: Accounts, end: Callable[[Accounts, str], None]) -> None:
    cookie, other = (accounts.login("anna", PASSWORD, address="192.0.2.1") for _ in range(2))
    assert cookie != other
    end(accounts, cookie)
    assert accounts.session(cookie) is None


def test_change_of_role_holds_at_once(accounts: Accounts) -> None:
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    accounts.change("anna", role="reader")
    access = accounts.session(cookie)
    assert access is not None
    assert not access.may("review")


def test_cookie_that_somebody_else_made_is_nobodys(accounts: Accounts, tmp_path: Path, clock: Clock) -> None:
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    session, _, sign = cookie.rpartition(".")
    (tmp_path / "other.db").touch()
    other = open_accounts(tmp_path / "other.db", create=True, clock=clock)
    for wrong in (None, "", "x", session, f"{session}x.{sign}", f"{session}.{sign[:-2]}AA", "é.é", "." * 1000):
        assert accounts.session(wrong) is None
    assert other.session(cookie) is None
    accounts.logout("x")
    assert accounts.session(cookie) is not None


def test_failed_logins_hold_further_ones_back(accounts: Accounts, clock: Clock) -> None:
    for _ in range(module.TRIES_OF_NAME_AT_ADDRESS):
        with pytest.raises(LoginError, match="do not fit"):
            accounts.login("anna", "wrong horse battery", address="192.0.2.1")
    with pytest.raises(TooManyTriesError, match="15 minutes") as caught:
        accounts.login("anna", PASSWORD, address="192.0.2.1")
    assert caught.value.wait == 900
    accounts.login("anna", PASSWORD, address="192.0.2.2")  # somebody else's tries lock nobody out
    clock.pass_(minutes=15)
    accounts.login("anna", PASSWORD, address="192.0.2.1")


def test_failed_logins_of_many_names_hold_an_address_back(accounts: Accounts) -> None:
    for number in range(module.TRIES_AT_ADDRESS):
        with pytest.raises(LoginError, match="do not fit"):
            accounts.login(f"name{number}", PASSWORD, address="192.0.2.1")
    with pytest.raises(TooManyTriesError):
        accounts.login("anna", PASSWORD, address="192.0.2.1")


def test_failed_logins_from_many_addresses_hold_a_name_back(accounts: Accounts) -> None:
    for number in range(module.TRIES_OF_NAME):
        with pytest.raises(LoginError, match="do not fit"):
            accounts.login("anna", "wrong horse battery", address=f"198.51.100.{number}")
    with pytest.raises(TooManyTriesError):
        accounts.login("anna", PASSWORD, address="192.0.2.1")


def test_many_logins_at_once_are_no_way_around_the_limit(accounts: Accounts) -> None:
    def attempt(_: int) -> str:
        try:
            accounts.login("anna", "wrong horse battery", address="192.0.2.1")
        except LoginError as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(attempt, range(30)))
    assert found.count("LoginError") == module.TRIES_OF_NAME_AT_ADDRESS
    assert found.count("TooManyTriesError") == 25


def test_successful_login_forgets_the_failed_ones(accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(module.TRIES_OF_NAME_AT_ADDRESS - 1):
            with pytest.raises(LoginError):
                accounts.login("anna", "wrong horse battery", address="192.0.2.1")
        accounts.login("anna", PASSWORD, address="192.0.2.1")


# -- tokens ------------------------------------------------------------------------------------------------------------


def test_token_may_what_its_scopes_say(accounts: Accounts) -> None:
    token, text = accounts.add_token("anna", scopes=("read",), note="nightly")
    access = accounts.bearer(f"Bearer {text}")
    assert access is not None
    assert (access.user, access.scopes) == ("anna", ("read",))
    assert not access.may("review")
    assert accounts.tokens()[0].used is not None
    assert accounts.tokens()[0].id == token.id


def test_token_may_no_more_than_its_user(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="anna is reviewer and may read, review"):
        accounts.add_token("anna", scopes=("run",))
    _, text = accounts.add_token("anna", scopes=("read", "review"))
    accounts.change("anna", role="reader")
    access = accounts.bearer(f"Bearer {text}")
    assert access is not None
    assert access.scopes == ("read",)


def test_token_ends(accounts: Accounts, clock: Clock) -> None:
    token, text = accounts.add_token("anna", days=30)
    _, endless = accounts.add_token("anna", days=None)
    clock.pass_(days=30)
    assert accounts.bearer(f"Bearer {text}") is None
    assert accounts.bearer(f"Bearer {endless}") is not None
    accounts.remove_token(token.id)
    accounts.remove("anna")
    assert accounts.bearer(f"Bearer {endless}") is None
    assert accounts.tokens() == ()


def test_header_that_is_no_token_is_nobodys(accounts: Accounts) -> None:
    _, text = accounts.add_token("anna")
    for wrong in (
        None,
        "",
        "Bearer",
        f"Basic {text}",
        f"Bearer {text[:-1]}x",
        f"Bearer {text}x",
        "Bearer bede_é_x",
        text,
    ):
        assert accounts.bearer(wrong) is None


# -- users and the file ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "a b", "../x", "<script>", "x" * 65, "a\n", "-x"])
def test_name_that_is_none_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="expected up to 64"):
        accounts.add(name, PASSWORD)


def test_wrong_user_is_refused(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="9 signs; expected 10 to 1000"):
        accounts.add("bob", "x" * 9)
    with pytest.raises(AccountError, match="expected one of reader, reviewer, admin"):
        accounts.add("bob", PASSWORD, role="king")  # type: ignore[arg-type]
    with pytest.raises(AccountError, match="'anna' is there already"):
        accounts.add("anna", PASSWORD)
    for change in (accounts.remove, accounts.change, accounts.add_token, accounts.remove_token):
        with pytest.raises(AccountError, match="no "):
            change("nobody")
    assert [user.name for user in accounts.users()] == ["anna"]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights elsewhere")
def test_file_is_its_owners_alone(accounts: Accounts, tmp_path: Path) -> None:
    assert accounts.path == beside(tmp_path / "news.db", "accounts")
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    accounts.path.chmod(0o644)
    with pytest.raises(AccountError, match="others can read it; run: chmod 600"):
        open_accounts(tmp_path / "news.db")


def test_accounts_that_are_not_there_are_made_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(AccountError, match="no accounts; make one: bede user add"):
        open_accounts(tmp_path / "news.db")
    with pytest.raises(AccountError, match="no such file"):
        open_accounts(tmp_path / "news.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_none_is_refused(tmp_path: Path) -> None:
    beside(tmp_path / "news.db", "accounts").write_bytes(b"x" * 5000)
    beside(tmp_path / "news.db", "accounts").chmod(0o600)
    with pytest.raises(AccountError, match="can not be opened"):
        open_accounts(tmp_path / "news.db")


def test_sessions_hold_when_the_server_starts_again(accounts: Accounts, tmp_path: Path, clock: Clock) -> None:
    cookie = accounts.login("anna", PASSWORD, address="192.0.2.1")
    assert open_accounts(tmp_path / "news.db", clock=clock).session(cookie) is not None


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.1.2.3", True), ("0.0.0.0", False),
     ("::", False), ("192.0.2.1", False), ("example.org", False), ("localhost.example.org", False), ("", False)],
)  # fmt: skip
def test_loopback_is_told_from_other_hosts(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_what_was_in_a_story_at_the_last_visit_is_kept_for_each_user(accounts: Accounts, clock: Clock) -> None:
    one, two = "0123456789abcdef", "fedcba9876543210"
    accounts.add("bert", PASSWORD)
    assert accounts.visited("anna", "story", [one]) is None
    clock.pass_(days=3)
    visit = accounts.visited("anna", "story", [one, two])
    assert visit is not None
    assert (visit.day, visit.events) == ("2024-05-01", frozenset({one}))
    visit = accounts.visited("anna", "story", [one])
    assert visit is not None
    assert (visit.day, visit.events) == ("2024-05-04", frozenset({one, two}))
    assert accounts.visited("bert", "story", [one]) is None
    assert accounts.visited("anna", "another", [one]) is None
    accounts.remove("anna")
    accounts.add("anna", PASSWORD)
    assert accounts.visited("anna", "story", [one]) is None
