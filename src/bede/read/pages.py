"""Makes pages, and drops with their reason, of what any form of input says about a page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from bede.model import Dropped, Page

stage = "read"

#: The most bytes that one page may have.
LARGEST = 20_000_000

Form = Literal["text", "page", "html"]

FORMS: tuple[Form, ...] = ("text", "page", "html")
FACTS = ("url", "title", "published", "publisher", "language", "crawled")
"""What may be said of a page beside its content."""

_UNSAFE = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def make_page(known: str, *, form: Form, content: str, facts: Mapping[str, object] | None = None) -> Page:
    """Return the page; characters that can not be written again are replaced one for one, so that offsets stay."""
    content = safe(content)
    said = {name: _fact(value) for name, value in (facts or {}).items() if name in FACTS}
    return Page(name=safe(known), form=form, content=content, **said)


def page_of_row(row: Mapping[str, object], *, place: str, row_name: str) -> Page | Dropped:
    """Return the page that a row of fields describes, named by its ``id`` or else by its place."""
    said = row.get("id")
    known = str(said) if isinstance(said, (str, int)) and not isinstance(said, bool) and said != "" else place
    form = next((form for form in FORMS if row.get(form) is not None), None)
    if form is None:
        return drop(known, f"{row_name} has none of text, page and html")
    content = row[form]
    if not isinstance(content, str):
        return drop(known, f"{row_name}: {form} is {kind_of(content)}, not a string")
    if not content.strip("\0 \t\r\n"):
        return drop(known, f"{row_name}: {form} is empty")
    return make_page(known, form=form, content=content, facts=row)


def kind_of(value: object) -> str:
    """Return what a value of JSON is called."""
    names = {list: "a list", dict: "an object", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _fact(value: object) -> str | None:
    """Return what is said of a page, None where it is empty or neither text nor a day."""
    if isinstance(value, str):
        return safe(value).strip() or None
    return value.isoformat() if isinstance(value, datetime.date) else None


def safe(text: str) -> str:
    """Return the text with a space for a null character and U+FFFD for half a surrogate pair: no offset moves."""
    if "\0" not in text:
        if text.isascii():
            return text
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.translate(_UNSAFE)
        return text
    return text.translate(_UNSAFE)


def drop(known: str, reason: str) -> Dropped:
    """Return what can not be read, and why."""
    return Dropped(id=safe(known), stage=stage, reason=reason)


def too_large() -> str:
    """Return the reason why a page that is longer than any may be is dropped."""
    return f"more than {LARGEST // 1_000_000} MB"
