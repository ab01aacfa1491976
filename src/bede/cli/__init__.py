"""The commands: records on standard output, messages and progress on standard error."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from importlib import metadata
from typing import Annotated

import typer

from bede.cli.accounts import (
    user_add_command,
    user_list_command,
    user_password_command,
    user_remove_command,
    user_token_command,
)
from bede.cli.actors import actor_command, actors_command
from bede.cli.alerts import alert_add_command, alert_list_command, alert_remove_command, alert_run_command
from bede.cli.compare import diff_command, score_command
from bede.cli.copies import copies_command
from bede.cli.databases import conflicts_command, events_command, export_command, run_command
from bede.cli.decisions import changes_command, decide_command, decisions_command
from bede.cli.doctor import doctor_command
from bede.cli.group import group_command
from bede.cli.lexicon import lexicon_check
from bede.cli.mentions import places_command, times_command
from bede.cli.output import tell
from bede.cli.pages import code_command, explain_command, read_command
from bede.cli.quotes import quotes_command
from bede.cli.reading import show_command, timeline_command
from bede.cli.serve import serve_command
from bede.cli.status import status_command
from bede.cli.stories import stories_command, story_command
from bede.cli.unusual import rates_command, unusual_command
from bede.model import BedeError

# A new command is a function in a module beside this one and a line here, in the order of ``bede --help``: the words
# to type, the function, and an example of its use, which the reference shows.
COMMANDS: tuple[tuple[str, Callable[..., None], str], ...] = (
    ("read", read_command, "bede read page.txt | jq .headline"),
    ("code", code_command, "bede code examples/ | jq '[.act, .trigger.text]'"),
    ("quotes", quotes_command, "bede quotes examples/ | jq '.statements[].speaker.name'"),
    ("places", places_command, "bede places examples/ | jq '.places[] | [.text, .country, .lat, .lon]'"),
    ("times", times_command, "bede times examples/ | jq '.times[] | [.text, .earliest, .latest]'"),
    ("group", group_command, "bede group examples/ | jq -s 'group_by(.happening) | map(map(.page))'"),
    ("copies", copies_command, "bede copies examples/ | jq -r '[.page, .copy_of, .agency, .reason] | @tsv'"),
    ("lexicon check", lexicon_check, "bede lexicon check --lexicon mine.toml"),
    ("timeline", timeline_command, "bede timeline news.db --actor CHN --since 2024-04-01"),
    ("show", show_command, "bede show news.db 83ec5447 --page"),
    ("explain", explain_command, 'bede explain "Ankara accused Athens of violating its airspace."'),
    ("status", status_command, "bede status - < predicates.jsonl | jq '.predicates[].status'"),
    ("diff", diff_command, "bede diff --lexicon-new mine.toml examples/"),
    ("score", score_command, "bede score gold/dev"),
    ("run", run_command, "bede run examples/ --db news.db"),
    ("events", events_command, "bede events news.db --actor CHN --type CONSULT | jq .id"),
    (
        "conflicts",
        conflicts_command,
        "bede conflicts news.db --fact dead | jq '.conflicts[].given'",
    ),
    ("actors", actors_command, "bede actors news.db --by country --limit 10 | jq -c '[.actor, .recipient, .events]'"),
    ("actor", actor_command, "bede actor news.db CHN | jq '.aliases[:5]'"),
    ("decide", decide_command, 'bede decide news.db same 83ec5447 1f20c6aa --note "one visit"'),
    ("decisions", decisions_command, "bede decisions news.db | jq 'select(.state == \"stands\")'"),
    ("changes", changes_command, "bede changes news.db --since 2024-05-01 --change merged | jq -c .follows"),
    (
        "stories",
        stories_command,
        "bede stories news.db --country CHN --moving | jq '[.story, .title, (.new | length)]'",
    ),
    ("story", story_command, "bede story news.db 91cc7106 --since 2024-10-01"),
    ("unusual", unusual_command, "bede unusual news.db --week 2024-W17 | jq '[.why, .names, .told, .year.expected]'"),
    ("rates", rates_command, "bede rates news.db --since 2024-04-01 | jq '[.outlet, .day, .pages]'"),
    ("export", export_command, "bede export news.db --format csv --out events.csv"),
    ("alert add", alert_add_command, "bede alert add news.db raids 'type=ASSAULT&country=UKR' --mail anna@example.org"),
    ("alert list", alert_list_command, "bede alert list news.db | jq '[.alert, .query]'"),
    ("alert remove", alert_remove_command, "bede alert remove news.db raids"),
    ("alert run", alert_run_command, "bede alert run news.db --out feeds/ | jq '.new[].sentence'"),
    ("user add", user_add_command, "bede user add news.db anna --role reviewer"),
    ("user list", user_list_command, "bede user list news.db | jq '[.name, .role]'"),
    ("user password", user_password_command, "bede user password news.db anna"),
    ("user remove", user_remove_command, "bede user remove news.db anna"),
    (
        "user token",
        user_token_command,
        "bede user token news.db anna --scope read --note nightly | jq -r .token",
    ),
    ("serve", serve_command, "bede serve news.db"),
    ("doctor", doctor_command, "bede doctor | jq 'select(.ok | not)'"),
)
GROUPS = {
    "lexicon": "Look at the lexicon.",
    "alert": "Save queries and tell what is new in them.",
    "user": "Say who may use the desk.",
}

app = typer.Typer(
    name="bede",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    """Print the version and end, where it is asked for."""
    if asked:
        typer.echo(f"bede {metadata.version('bede')}")
        raise typer.Exit


@app.callback()
def _bede(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version of Bede and exit."),
    ] = False,
) -> None:
    """Reads crawled news pages and says who did what to whom, when, where and according to whom."""


_groups = {name: typer.Typer(no_args_is_help=True, help=told, rich_markup_mode=None) for name, told in GROUPS.items()}
for _name, _group in _groups.items():
    app.add_typer(_group, name=_name)
for _words, _function, _example in COMMANDS:
    *_within, _word = _words.split()
    (_groups[_within[0]] if _within else app).command(_word, epilog=f"Example: {_example}")(_function)


def main() -> None:
    """Run the command line; Ctrl-C and a closed pipe end it quietly."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except BedeError as error:
        tell(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        tell("stopped")
        sys.exit(130)
