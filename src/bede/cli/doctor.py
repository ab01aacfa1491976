"""The command that looks whether an installation works."""

from __future__ import annotations

import typer

from bede.cli.output import print_record
from bede.doctor import checks
from bede.export.records import plain


def doctor_command() -> None:
    """Look whether this installation works: Python, model, lexicon, SQLite, and a place to write."""
    broken = 0
    for found in checks():
        broken += not found.ok
        print_record(dict(plain(found)))
    raise typer.Exit(1 if broken else 0)
