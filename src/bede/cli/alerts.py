"""Commands that keep saved queries and tell what is new in them: alert add, list, remove and run."""

from __future__ import annotations

import smtplib
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, Any

import typer

from bede.alerts import Alert, AlertError, News, open_alerts
from bede.cli.options import Database
from bede.cli.output import print_record, stream_to, tell
from bede.export.atom import atom
from bede.export.digest import digest
from bede.export.entries import entries_of, entry_of
from bede.export.jsonfeed import json_feed
from bede.model import BedeError
from bede.private import utc_now
from bede.store.query import query_of
from bede.store.search import Row, Search, open_search

IN_FEED = 50
"""Events of a feed."""

DESK_PARAMETERS = ("columns", "cursor", "limit")
SMTP_PORT = 25

Name = Annotated[str, typer.Argument(help="The alert's name: letters, digits, - and _.", metavar="NAME")]


def alert_add_command(
    database: Database,
    name: Name,
    query: Annotated[
        str,
        typer.Argument(help="What to look for: an address of the desk, or what it has after the ?.", metavar="QUERY"),
    ],
    mail: Annotated[
        list[str] | None, typer.Option("--mail", help="Whom the digest is for; several times.", metavar="ADDRESS")
    ] = None,
    backlog: Annotated[bool, typer.Option("--backlog", help="Tell of what fits already, too.")] = False,
) -> None:
    """Save a query, so that bede alert run tells what is new in it; kept in DB.alerts beside the database."""
    wanted = query_of(query.split("?", 1)[-1], others=DESK_PARAMETERS)
    with open_search(database) as search:
        alerts = open_alerts(database, create=True)
        added = alerts.add(name, wanted, search=search, mail=tuple(mail or ()), backlog=backlog)
        print_record({**_record(added), "fits": search.count(wanted).events})


def alert_list_command(database: Database) -> None:
    """Print the saved queries, one a line."""
    for alert in open_alerts(database).alerts():
        print_record(_record(alert))


def alert_remove_command(database: Database, name: Name) -> None:
    """Remove a saved query."""
    open_alerts(database).remove(name)
    tell(f"removed {name}")


def alert_run_command(
    database: Database,
    names: Annotated[
        list[str] | None, typer.Argument(help="Alerts; all of them by default.", metavar="NAME...")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write NAME.atom, NAME.json and, with news, NAME.eml there.", metavar="FOLDER"),
    ] = None,
    desk: Annotated[
        str | None, typer.Option("--desk", help="Where a desk can be reached, for links.", metavar="ADDRESS")
    ] = None,
    smtp: Annotated[
        str | None, typer.Option("--smtp", help="Send digests through this mail server.", metavar="HOST[:PORT]")
    ] = None,
    sender: Annotated[str, typer.Option("--sender", help="Whom digests come from.")] = "bede@localhost",
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=10_000, help="Events told at once, the rest later.")
    ] = 200,
) -> None:
    """Tell what is new in each saved query since the last run: events that now fit, and those whose status changed.

    Prints a line for each alert. Nothing is sent without --smtp. What was told is told once: after a failure or Ctrl-C
    the same command goes on with what did not arrive.
    """
    alerts = open_alerts(database)
    chosen = [alerts.alert(name) for name in names] if names else list(alerts.alerts())
    if desk is not None and not desk.startswith(("http://", "https://")):
        raise typer.BadParameter(f"--desk {desk!r}: expected an address, such as https://desk.example.org")
    if out is not None and not out.is_dir():
        raise BedeError(f"{out}: no such folder")
    failed = 0
    with open_search(database) as search:
        for alert in chosen:
            news = alerts.news(alert, search=search, most=limit)
            mail = _mail(news, sender=sender, desk=desk, now=utc_now())
            try:
                if out is not None:
                    _write(out, alert, search, mail if news.rows else None, desk=desk)
                sent = _send(mail, smtp) if smtp is not None and news.rows and alert.mail else False
            except AlertError as error:
                failed += 1
                tell(f"{alert.name}: {error}")
                continue
            alerts.told(news)
            print_record(_told(news, sent=sent))
    raise typer.Exit(1 if failed else 0)


def _write(out: Path, alert: Alert, search: Search, mail: EmailMessage | None, *, desk: str | None) -> None:
    """Write an alert's feeds and its digest."""
    found = search.events(alert.query, limit=IN_FEED).rows
    entries = entries_of(found, desk=desk)
    page = f"{desk.rstrip('/')}/events?{alert.query.address()}" if desk else None
    title = f"Bede: {alert.name}"
    files = {
        f"{alert.name}.atom": atom(entries, title=title, id=f"urn:bede:alert:{alert.name}", page=page),
        f"{alert.name}.json": json_feed(entries, title=title, page=page),
    }
    if mail is not None:
        files[f"{alert.name}.eml"] = mail.as_bytes()
    for name, content in files.items():
        try:
            with stream_to(out / name) as stream:
                stream.write(content)
        except (BedeError, OSError) as error:
            raise AlertError(str(error)) from error


def _mail(news: News, *, sender: str, desk: str | None, now: datetime) -> EmailMessage:
    """The digest of what is new in an alert."""
    page = f"{desk.rstrip('/')}/events?{news.alert.query.address()}" if desk else None
    return digest(
        entries_of(news.new, desk=desk),
        [(entry_of(row, desk=desk), before) for row, before in news.changed],
        title=f"Bede: {news.alert.name}",
        sender=sender,
        recipients=news.alert.mail,
        now=now,
        page=page,
    )


def _send(mail: EmailMessage, server: str) -> bool:
    """Hand a mail to a server; raises AlertError where that fails."""
    host, _, port = server.partition(":")
    if port and not (port.isdecimal() and 0 < int(port) < 1 << 16):
        raise AlertError(f"--smtp {server!r}: expected a host and perhaps a port, such as localhost:25")
    try:
        with smtplib.SMTP(host, int(port or SMTP_PORT), timeout=30) as connection:
            connection.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(f"{server} did not take the mail: {error}") from error
    return True


def _record(alert: Alert) -> dict[str, Any]:
    """An alert as it is printed."""
    return {
        "alert": alert.name,
        "query": alert.query.address(),
        "mail": list(alert.mail),
        "created": alert.created,
        "run": alert.run,
    }


def _told(news: News, *, sent: bool) -> dict[str, Any]:
    """What a run told of an alert as it is printed."""

    def told(row: Row, before: str | None) -> dict[str, Any]:
        """An event as it is told."""
        entry = entry_of(row)
        found = {"event": row.event.id, "title": entry.title, "sentence": entry.sentence, "url": entry.page}
        return found | ({"status": row.event.status, "was": before} if before else {})

    return {
        "alert": news.alert.name,
        "new": [told(row, None) for row in news.new],
        "changed": [told(row, before) for row, before in news.changed],
        "sent": sent,
    }
