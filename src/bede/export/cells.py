"""Values as cells of a text table that programs and spreadsheets read alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import category

JOIN = ";"
FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would take for a formula, which words of a crawled page must never become."""

BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of what breaks lines or can not be encoded."""


def cell(value: Any) -> str:
    """A value as text: empty for None, several values joined by ``;``, no tab and no end of line within."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _harmless(_one_line(value))
    if isinstance(value, Sequence):
        return _harmless(JOIN.join(_one_line(str(item)).replace(JOIN, ",") for item in value))
    return str(value)


def _one_line(text: str) -> str:
    """Text with a space for each tab, end of line, control character and half of a surrogate pair: its length stays."""
    if text.isprintable():
        return text
    return "".join(" " if category(sign) in BREAKING else sign for sign in text)


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
