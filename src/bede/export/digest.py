"""Events as a mail: plain text, each event with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from bede.export.entries import Entry, fit
from bede.model import content_id

POLICY = policy.SMTP.clone(max_line_length=998, cte_type="7bit")
SUBJECT = 200


def digest(
    new: Sequence[Entry],
    changed: Sequence[tuple[Entry, str]],
    *,
    title: str,
    sender: str,
    recipients: Sequence[str],
    now: datetime,
    page: str | None = None,
) -> EmailMessage:
    """A mail that tells of new events, and of those whose status is no longer what it was.

    Its Message-ID is made of what it tells, so that a mail that is sent twice is known for the same.
    """
    mail = EmailMessage(policy=POLICY)
    what = " and ".join(
        part
        for part in (
            f"{len(new)} new event{'s'[: len(new) != 1]}" if new else "",
            f"{len(changed)} changed" if changed else "",
        )
        if part
    )
    mail["Subject"] = fit(f"{title}: {what or 'nothing new'}")[:SUBJECT]
    mail["From"] = sender
    mail["To"] = ", ".join(recipients) if recipients else "undisclosed-recipients:;"
    mail["Date"] = format_datetime(now)
    told = [*(entry.id for entry in new), *(f"{entry.id} {entry.tags}" for entry, _ in changed)]
    mail["Message-ID"] = f"<{content_id('digest', title, *recipients, *told)}@bede.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    lines = [line for entry in new for line in (*_told(entry), "")]
    if changed:
        lines += ["Changed since they were told:", ""]
        lines += [line for entry, before in changed for line in (*_told(entry, before=before), "")]
    if page is not None:
        lines += [f"All of them: {page}", ""]
    mail.set_content("\n".join(lines), cte="quoted-printable")
    return mail


def _told(entry: Entry, *, before: str | None = None) -> list[str]:
    """An event in lines: title, sentence, outlet, where to look."""
    lines = [entry.title + (f" [was {before}, is {entry.tags[-1]}]" if before else "")]
    if entry.sentence:
        lines.append(f'    "{entry.sentence}"')
    if entry.outlet or entry.page:
        lines.append(
            "    " + ", ".join(part for part in (entry.outlet, (entry.updated or "")[:10], entry.page) if part)
        )
    if entry.address:
        lines.append(f"    {entry.address}")
    return lines
