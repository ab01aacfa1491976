"""Commands that keep the accounts of a desk: user add, list, remove, password and token."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bede.accounts import Accounts, Role, Token, User, open_accounts, scopes_of
from bede.cli.options import Database
from bede.cli.output import print_record, tell
from bede.model import BedeError
from bede.plain import plain

Name = Annotated[str, typer.Argument(help="The user's name.", metavar="NAME")]


def user_add_command(
    database: Database,
    name: Name,
    role: Annotated[
        Role, typer.Option("--role", help="reader looks, reviewer decides too, admin codes pages and keeps accounts.")
    ] = "reader",
) -> None:
    """Add a user of the desk; the password is asked for, or read from standard input where that is no terminal.

    Accounts are kept in DB.accounts beside the database, which only its owner can read.
    """
    accounts = open_accounts(database, create=True)
    if any(user.name == name for user in accounts.users()):
        raise BedeError(f"user {name!r} is there already")
    print_record(_record(accounts, accounts.add(name, _password(), role=role)))


def user_list_command(database: Database) -> None:
    """Print the users of the desk with their tokens, one a line."""
    accounts = open_accounts(database)
    for user in accounts.users():
        print_record(_record(accounts, user))


def user_remove_command(
    database: Database,
    name: Name,
    token: Annotated[str | None, typer.Option("--token", help="Remove only this token.", metavar="ID")] = None,
) -> None:
    """Remove a user with all sessions and tokens, or one token; what the user decided stays."""
    accounts = open_accounts(database)
    if token is None:
        accounts.remove(name)
        tell(f"removed {name}")
        return
    if not any(one.id == token and one.user == name for one in accounts.tokens()):
        raise BedeError(f"{name} has no token {token!r}; bede user list {database} prints all")
    accounts.remove_token(token)
    tell(f"removed token {token} of {name}")


def user_password_command(
    database: Database,
    name: Name,
    role: Annotated[Role | None, typer.Option("--role", help="Change the role, not the password.")] = None,
) -> None:
    """Give a user another password, which ends all sessions, or another role."""
    accounts = open_accounts(database)
    accounts.user(name)
    changed = accounts.change(name, role=role) if role is not None else accounts.change(name, password=_password())
    print_record(_record(accounts, changed))


def user_token_command(
    database: Database,
    name: Name,
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help="What it may do: read (where none is given), review, run, users; several times."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What it is for.")] = "",
    days: Annotated[int, typer.Option("--days", min=1, max=36_500, help="How long it holds.")] = 365,
) -> None:
    """Make a token for a program that asks the desk for data, and print it: it is shown this once.

    The program sends it with each request: Authorization: Bearer TOKEN.
    """
    token, text = open_accounts(database).add_token(name, scopes=scopes_of(scope or ("read",)), note=note, days=days)
    print_record({**_token(token), "token": text})


def _record(accounts: Accounts, user: User) -> dict[str, object]:
    """A user as it is printed."""
    found: dict[str, object] = plain(user)
    return {**found, "tokens": [_token(token) for token in accounts.tokens() if token.user == user.name]}


def _token(token: Token) -> dict[str, object]:
    """A token as it is printed."""
    found: dict[str, object] = plain(token)
    return found


def _password() -> str:
    """The password that is typed, twice, or the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
