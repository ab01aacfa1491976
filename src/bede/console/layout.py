"""Lines for a terminal: columns that wrap, marked stretches of a text, and nothing that a terminal would obey."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from bede.model import Span

# The sixteen colours that every terminal has, as its user set them; no meaning stands in a colour alone.
THEME = Theme(
    {
        "title": "bold",
        "id": "dim",
        "note": "dim",
        "label": "dim",
        "cooperation": "green",
        "conflict": "red",
        "actual": "none",
        "future": "blue",
        "negated": "magenta",
        "hypothetical": "yellow",
        "historical": "dim italic",
        "actor": "bold cyan",
        "trigger": "bold underline",
        "recipient": "bold magenta",
        "source": "green",
        "good": "green",
        "bad": "red",
        "headline": "bold",
        "subheadline": "italic",
        "body": "none",
        "byline": "green",
        "dateline": "green",
        "date": "green",
        "caption": "cyan",
        "credit": "cyan",
        "teaser": "yellow",
        "list": "yellow",
        "other": "dim",
    }
)
ASCII = {"→": "->", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_WRAPPER = Console(file=StringIO(), width=80)


def printable(text: str) -> str:
    """A text of the same length without control characters: they are shown as signs, white space as spaces."""
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def to_ascii(error: UnicodeError) -> tuple[str, int]:
    """What is written for a character that the terminal's encoding lacks (an error handler of ``codecs``)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(ASCII.get(character, "?") for character in error.object[error.start : error.end]), error.end


codecs.register_error("bede-ascii", to_ascii)


def say(text: str, style: str = "") -> Text:
    """A text that comes from a page or a record, safe to print."""
    return Text(printable(text), style=style)


def joined(parts: Iterable[Text | str], separator: str = "; ") -> Text:
    """The parts that are not empty, one after the other."""
    return Text(separator).join([say(part) if isinstance(part, str) else part for part in parts if part])


def short(text: str, room: int) -> str:
    """A text in at most so many cells, cut at a word where there is one."""
    text = " ".join(printable(text).split())
    if cell_len(text) <= room:
        return text
    cut = Text(text)
    cut.truncate(max(0, room - 1))
    words = cut.plain.rsplit(" ", 1)[0] if " " in cut.plain[room // 2 :] else cut.plain
    return words.rstrip(" ,;:-–—") + "…"


def row(*cells: tuple[Text, int], gap: int = 1) -> Iterator[Text]:
    """One row of columns, each a text and its width in cells, wrapped where it does not fit."""
    wrapped = [list(text.wrap(_WRAPPER, width, overflow="fold")) for text, width in cells]
    for number in range(max(map(len, wrapped))):
        line = Text()
        for (_, width), lines in zip(cells, wrapped, strict=True):
            part = lines[number] if number < len(lines) else Text()
            part.rstrip()
            line.append_text(part)
            line.append(" " * (width + gap - part.cell_len))
        line.rstrip()
        yield line


def fields(pairs: Iterable[tuple[str, Text | str]], *, width: int, indent: int = 0, label: int = 11) -> Iterator[Text]:
    """Labelled values, a row each; those without a value are left out."""
    for name, value in pairs:
        if value:
            text = say(value) if isinstance(value, str) else value
            room = max(20, width - indent - label - 1)
            for line in row((Text(name, style="label"), label), (text, room)):
                yield Text(" " * indent) + line


def indented(text: Text, *, width: int, indent: int) -> Iterator[Text]:
    """A text wrapped and set in."""
    for line in row((text, max(20, width - indent))):
        yield Text(" " * indent) + line


def marked(whole: Span, spans: Sequence[tuple[str, Span]], *, colour: bool) -> Text:
    """A text with stretches of it marked by role: in colours, else in brackets ("[actor: Ankara] accused ...").

    A stretch outside the text is left out; of two that overlap, the later begins where the earlier ends.
    """
    inside = [
        (max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start, role)
        for role, span in spans
        if span.start < whole.end and whole.start < span.end
    ]
    text, at = Text(), 0
    for start, end, role in sorted(inside, key=lambda item: (item[0], item[1])):
        start = max(start, at)
        if start >= end:
            continue
        text.append(printable(whole.text[at:start]))
        words = printable(whole.text[start:end])
        text.append(words if colour else f"[{role}: {words}]", style=role)
        at = end
    text.append(printable(whole.text[at:]))
    return text
