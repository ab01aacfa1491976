"""Who may look at a database and decide about it: users, sessions and tokens, in a file of their own beside it.

Passwords are kept as scrypt hashes, tokens as SHA-256 of what is drawn at random, sessions as rows that end. The key
that signs cookies lies in the same file, which only its owner can read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import os
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from itsdangerous import BadSignature, Signer

from bede.model import BedeError
from bede.private import PrivateFile, moment, open_private, utc_now

Role = Literal["reader", "reviewer", "admin"]
Scope = Literal["read", "review", "run", "users"]
SCOPES: dict[Role, tuple[Scope, ...]] = {
    "reader": ("read",),
    "reviewer": ("read", "review"),
    "admin": ("read", "review", "run", "users"),
}
"""What each role may do: look, decide about events, code pages, keep accounts."""

NAME = re.compile(r"[\w][\w.@+-]{0,63}")
SHORTEST, LONGEST = 10, 1000
"""Signs that a password has."""

COST, BLOCK, LANES = 15, 8, 3
"""Of scrypt: 32 MB, a quarter of a second; kept with each hash, so that they can be raised."""

IDLE, LONGEST_SESSION = timedelta(hours=12), timedelta(days=7)
"""How long a session lasts unused, and how long at most."""

WINDOW = timedelta(minutes=15)
TRIES_OF_NAME_AT_ADDRESS, TRIES_AT_ADDRESS, TRIES_OF_NAME = 5, 20, 50
"""Logins that may fail within the window, before the next is not even tried."""

TABLES = """
CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created TEXT NOT NULL, seen TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    begun TEXT NOT NULL, used TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE, hash TEXT NOT NULL,
    scopes TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, ends TEXT, used TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS visits (
    user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE, story TEXT NOT NULL, day TEXT NOT NULL,
    events BLOB NOT NULL, PRIMARY KEY (user, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (name TEXT NOT NULL, address TEXT NOT NULL, time TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS failures_by_time ON failures (time);
"""


class AccountError(BedeError):
    """Something that accounts can not do: says what was found and what was expected."""


class LoginError(AccountError):
    """A login that failed; it does not say whether there is such a user."""


class TooManyTriesError(LoginError):
    """A login that was not tried, as too many failed before; ``wait`` is how many seconds to wait."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"too many failed logins; try again in {(wait + 59) // 60} minutes")
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with an account; times are UTC."""

    name: str
    role: Role
    created: str
    seen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program shows in place of a password: whose it is, what it may do, and until when."""

    id: str
    user: str
    scopes: tuple[Scope, ...]
    note: str
    created: str
    ends: str | None
    used: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who asks, and what they may do."""

    user: str
    role: Role
    scopes: tuple[Scope, ...]

    def may(self, scope: Scope) -> bool:
        """Whether they may do something."""
        return scope in self.scopes


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host, so that no accounts are needed."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody looked at a story last, and the ids of the events that were in it."""

    day: str
    events: frozenset[str]


class Accounts:
    """The accounts of a database; any thread may ask."""

    def __init__(self, file: PrivateFile) -> None:
        self.path = file.path
        self._clock, self._now, self._connection = file.clock, file.now, file.connection
        with self._connection() as connection:
            connection.execute("INSERT OR IGNORE INTO keys VALUES ('cookies', ?)", (secrets.token_bytes(32),))
            (key,) = connection.execute("SELECT key FROM keys WHERE name = 'cookies'").fetchone()
        self._signer = Signer(key, salt="bede.session", digest_method=hashlib.sha256)

    # -- users -----------------------------------------------------------------------------------------------------

    def add(self, name: str, password: str, *, role: Role = "reader") -> User:
        """Add a user; raises AccountError for a name that is taken or none, a short password, or an unknown role."""
        if not NAME.fullmatch(name):
            raise AccountError(f"user {name!r}: expected up to 64 letters, digits and the signs _ . @ + -")
        hashed = _hashed(_checked(password), salt=secrets.token_bytes(16))
        try:
            with self._connection() as connection:
                connection.execute(
                    "INSERT INTO users VALUES (?, ?, ?, ?, NULL)", (name, _role(role), hashed, self._now())
                )
        except sqlite3.IntegrityError as error:
            raise AccountError(f"user {name!r} is there already") from error
        return self.user(name)

    def user(self, name: str) -> User:
        """The user of a name; raises AccountError where there is none."""
        found = [user for user in self.users() if user.name == name]
        if not found:
            raise AccountError(f"no user {name!r}")
        return found[0]

    def users(self) -> tuple[User, ...]:
        """All users by name."""
        with self._connection() as connection:
            rows = connection.execute("SELECT name, role, created, seen FROM users ORDER BY name").fetchall()
        return tuple(User(name=row[0], role=row[1], created=row[2], seen=row[3]) for row in rows)

    def remove(self, name: str) -> None:
        """Remove a user with all sessions and tokens; what the user decided stays. Raises AccountError."""
        with self._connection() as connection:
            if not connection.execute("DELETE FROM users WHERE name = ?", (name,)).rowcount:
                raise AccountError(f"no user {name!r}")

    def change(self, name: str, *, password: str | None = None, role: Role | None = None) -> User:
        """Give a user another password, which ends all sessions, or another role, which holds at once."""
        self.user(name)
        with self._connection() as connection:
            if role is not None:
                connection.execute("UPDATE users SET role = ? WHERE name = ?", (_role(role), name))
            if password is not None:
                hashed = _hashed(_checked(password), salt=secrets.token_bytes(16))
                connection.execute("UPDATE users SET password = ? WHERE name = ?", (hashed, name))
                connection.execute("DELETE FROM sessions WHERE user = ?", (name,))
        return self.user(name)

    # -- sessions --------------------------------------------------------------------------------------------------

    def login(self, name: str, password: str, *, address: str) -> str:
        """The cookie of a new session; raises LoginError, or TooManyTriesError where many failed before.

        An unknown name takes as long as a wrong password.
        """
        name, address = name[:64], address[:64]
        now = self._clock()
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            _hold_back(connection, name, address, now)
            # A try counts as failed until it succeeds, so that many at once are no way around the limit.
            connection.execute("INSERT INTO failures VALUES (?, ?, ?)", (name, address, moment(now)))
            row = connection.execute("SELECT password FROM users WHERE name = ?", (name,)).fetchone()
        right = _fits(password[:LONGEST], row[0] if row is not None else _NOBODY)
        if row is None or not right:
            raise LoginError("this name and password do not fit")
        session = secrets.token_urlsafe(32)
        with self._connection() as connection:
            connection.execute("DELETE FROM failures WHERE name = ? AND address = ?", (name, address))
            connection.execute("DELETE FROM failures WHERE time < ?", (moment(now - WINDOW),))
            self._end_old(connection, now)
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(session), name, *[moment(now)] * 2))
            connection.execute("UPDATE users SET seen = ? WHERE name = ?", (moment(now), name))
            if not row[0].startswith(f"scrypt${COST}${BLOCK}${LANES}$"):
                hashed = _hashed(password, salt=secrets.token_bytes(16))
                connection.execute("UPDATE users SET password = ? WHERE name = ?", (hashed, name))
        return self._signer.sign(session).decode("ascii")

    def session(self, cookie: str | None) -> Access | None:
        """Who a cookie's session belongs to; None where it is none of ours, has ended, or its user is gone."""
        session = self._unsigned(cookie)
        if session is None:
            return None
        now = self._clock()
        with self._connection() as connection:
            row = connection.execute(
                "SELECT s.user, u.role, s.begun, s.used FROM sessions s JOIN users u ON u.name = s.user WHERE s.id = ?",
                (_digest(session),),
            ).fetchone()
            if row is None:
                return None
            if _ended(row[2], row[3], now):
                self._end_old(connection, now)
                return None
            if now - datetime.fromisoformat(row[3]) > timedelta(minutes=1):
                connection.execute("UPDATE sessions SET used = ? WHERE id = ?", (moment(now), _digest(session)))
        return Access(user=row[0], role=row[1], scopes=SCOPES[row[1]])

    def logout(self, cookie: str | None) -> None:
        """End a cookie's session."""
        session = self._unsigned(cookie)
        if session is not None:
            with self._connection() as connection:
                connection.execute("DELETE FROM sessions WHERE id = ?", (_digest(session),))

    def _unsigned(self, cookie: str | None) -> str | None:
        """The session that a cookie names, None where somebody else signed it."""
        try:
            return self._signer.unsign(cookie or "").decode("ascii")
        except (BadSignature, UnicodeError):
            return None

    @staticmethod
    def _end_old(connection: sqlite3.Connection, now: datetime) -> None:
        """Remove the sessions that have ended."""
        connection.execute(
            "DELETE FROM sessions WHERE used < ? OR begun < ?", (moment(now - IDLE), moment(now - LONGEST_SESSION))
        )

    # -- tokens ----------------------------------------------------------------------------------------------------

    def add_token(
        self, user: str, *, scopes: tuple[Scope, ...] = ("read",), note: str = "", days: int | None = 365
    ) -> tuple[Token, str]:
        """A new token and its text, which is nowhere kept; raises AccountError for a scope that the user has not."""
        role = self.user(user).role
        for scope in scopes:
            if scope not in SCOPES[role]:
                raise AccountError(f"scope {scope!r}: {user} is {role} and may {', '.join(SCOPES[role])}")
        if not scopes:
            raise AccountError(f"a token without scopes; expected {', '.join(get_args(Scope))}")
        if days is not None and not 1 <= days <= 36_500:
            raise AccountError(f"{days} days: expected 1 to 36500")
        key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        ends = moment(self._clock() + timedelta(days=days)) if days is not None else None
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                (key, user, _digest(secret), " ".join(dict.fromkeys(scopes)), note[:200], self._now(), ends),
            )
        return next(token for token in self.tokens() if token.id == key), f"bede_{key}_{secret}"

    def tokens(self) -> tuple[Token, ...]:
        """All tokens by user and time."""
        query = "SELECT id, user, scopes, note, created, ends, used FROM tokens ORDER BY user, created, id"
        with self._connection() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            Token(id=key, user=user, scopes=tuple(scopes.split()), note=note, created=created, ends=ends, used=used)
            for key, user, scopes, note, created, ends, used in rows
        )

    def remove_token(self, key: str) -> None:
        """Remove a token by its id; raises AccountError where there is none."""
        with self._connection() as connection:
            if not connection.execute("DELETE FROM tokens WHERE id = ?", (key,)).rowcount:
                raise AccountError(f"no token {key!r}")

    def bearer(self, header: str | None) -> Access | None:
        """Whom the value of an Authorization header stands for (``Bearer bede_...``); None for anybody else.

        A token can do what its scopes say and its user's role still allows.
        """
        kind, _, text = (header or "").partition(" ")
        match = re.fullmatch(r"bede_([0-9a-f]{12})_([\w-]{43})", text.strip(), re.ASCII)
        if kind.casefold() != "bearer" or match is None:
            return None
        now = self._clock()
        with self._connection() as connection:
            row = connection.execute(
                "SELECT t.hash, t.scopes, t.ends, u.name, u.role, t.used FROM tokens t"
                " JOIN users u ON u.name = t.user WHERE t.id = ?",
                (match[1],),
            ).fetchone()
            if row is None or not hmac.compare_digest(row[0], _digest(match[2])):
                return None
            if row[2] is not None and datetime.fromisoformat(row[2]) <= now:
                return None
            if row[5] is None or now - datetime.fromisoformat(row[5]) > timedelta(minutes=1):
                connection.execute("UPDATE tokens SET used = ? WHERE id = ?", (moment(now), match[1]))
        role: Role = row[4]
        return Access(user=row[3], role=role, scopes=tuple(one for one in SCOPES[role] if one in row[1].split()))

    # -- visits ----------------------------------------------------------------------------------------------------

    def visited(self, user: str, story: str, events: Sequence[str]) -> Visit | None:
        """The last time that a user looked at a story, None where this is the first; the next time it is this one."""
        packed = b"".join(bytes.fromhex(event) for event in events)
        with self._connection() as connection:
            known = connection.execute("SELECT day, events FROM visits WHERE user = ? AND story = ?", (user, story))
            row = known.fetchone()
            connection.execute(
                "INSERT INTO visits VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET day = excluded.day, events = excluded.events",
                (user, story, self._now()[:10], packed),
            )
        if row is None:
            return None
        return Visit(day=row[0], events=frozenset(row[1][at : at + 8].hex() for at in range(0, len(row[1]), 8)))


def open_accounts(
    database: str | os.PathLike[str], *, create: bool = False, clock: Callable[[], datetime] = utc_now
) -> Accounts:
    """The accounts of a database, made where that is asked.

    Raises AccountError where there are none, or where others on this machine can read their file.
    """
    missing = f"no accounts; make one: bede user add {database} NAME"
    return Accounts(
        open_private(
            database, "accounts", tables=TABLES, create=create, missing=missing, fault=AccountError, clock=clock
        )
    )


def _hold_back(connection: sqlite3.Connection, name: str, address: str, now: datetime) -> None:
    """Raise TooManyTriesError where too many logins of a name or from an address failed."""
    since = moment(now - WINDOW)
    for which, values, most in (
        ("name = ? AND address = ?", (name, address), TRIES_OF_NAME_AT_ADDRESS),
        ("address = ?", (address,), TRIES_AT_ADDRESS),
        ("name = ?", (name,), TRIES_OF_NAME),
    ):
        query = f"SELECT time FROM failures WHERE time > ? AND {which} ORDER BY time DESC LIMIT 1 OFFSET ?"
        row = connection.execute(query, (since, *values, most - 1)).fetchone()
        if row is not None:
            over = datetime.fromisoformat(row[0]) + WINDOW
            raise TooManyTriesError(max(1, int((over - now).total_seconds())))


def scopes_of(words: Iterable[str]) -> tuple[Scope, ...]:
    """Scopes by their names; raises AccountError for any other word."""
    known = {str(scope): scope for scope in get_args(Scope)}
    found: list[Scope] = []
    for word in words:
        if word not in known:
            raise AccountError(f"scope {word!r}: expected one of {', '.join(known)}")
        found.append(known[word])
    return tuple(found)


def _checked(password: str) -> str:
    """A password of a length that holds; raises AccountError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"a password of {len(password)} signs; expected {SHORTEST} to {LONGEST}")
    return password


def _role(role: str) -> str:
    """A role; raises AccountError for any other word."""
    if role not in SCOPES:
        raise AccountError(f"role {role!r}: expected one of {', '.join(SCOPES)}")
    return role


def _hashed(password: str, *, salt: bytes, work: tuple[int, int, int] | None = None) -> str:
    """A password as scrypt keeps it, with what it was made with: by default today's cost, block and lanes."""
    cost, block, lanes = work or (COST, BLOCK, LANES)
    found = hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=1 << cost,
        r=block,
        p=lanes,
        maxmem=(1 << cost) * block * 256,
        dklen=32,
    )
    parts = (base64.b64encode(part).decode("ascii") for part in (salt, found))
    return f"scrypt${cost}${block}${lanes}${'$'.join(parts)}"


def _fits(password: str, kept: str) -> bool:
    """Whether a password is the one that is kept."""
    _, cost, block, lanes, salt, _ = kept.split("$")
    made = _hashed(password, salt=base64.b64decode(salt), work=(int(cost), int(block), int(lanes)))
    return hmac.compare_digest(made, kept)


_NOBODY = f"scrypt${COST}${BLOCK}${LANES}${base64.b64encode(bytes(16)).decode()}${base64.b64encode(bytes(32)).decode()}"
"""What the password of an unknown user is compared with, so that it takes as long."""


def _digest(secret: str) -> str:
    """What is kept of a secret that was drawn at random."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _ended(begun: str, used: str, now: datetime) -> bool:
    """Whether a session is over."""
    return now - datetime.fromisoformat(used) >= IDLE or now - datetime.fromisoformat(begun) >= LONGEST_SESSION
