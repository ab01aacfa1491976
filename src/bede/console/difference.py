"""What differs between two codings of a sentence: the sentence, and each field on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from typing import Any

from rich.text import Text

from bede.compare.diff import Difference
from bede.console.layout import fields, indented, joined, marked, say
from bede.console.record import marks
from bede.console.wording import kind
from bede.model import Context, Number, Party, Place, Report, Span, When

SIGNS = {
    # what became of a report: (its sign, the style)
    "added": ("+", "good"),
    "gone": ("-", "bad"),
    "changed": ("~", "hypothetical"),
    "moved": ("=", "note"),
    "same": ("=", "note"),
}


def difference_view(difference: Difference, *, width: int, colour: bool) -> Iterator[Text]:
    """One report: what became of it, its page, its sentence with who and what marked, then the fields, old → new."""
    sign, style = SIGNS[difference.change]
    report = difference.new or difference.old
    assert report is not None
    head = Text(f"{sign} {difference.change}", style=style).append("  ").append_text(kind(report)).append("  ")
    yield from indented(head.append_text(say(difference.page, "note")), width=width, indent=0)
    yield from indented(marked(difference.sentence, marks(report), colour=colour), width=width, indent=2)
    yield from fields(_rows(difference), width=width, indent=2)


def _rows(difference: Difference) -> Iterator[tuple[str, Text | str]]:
    """The labelled values."""
    old, new = difference.old, difference.new
    if old is None or new is None:
        report = new or old
        assert report is not None
        yield "actors", _said(report, "actors")
        yield "recipients", _said(report, "recipients")
        yield "said by", _said(report, "attribution") if report.attribution else ""
        yield "rule", report.rule
        return
    for name in difference.fields:
        if name != "rule":
            left, right = _said(old, name), _said(new, name)
            if left == right:  # what differs is not in these words
                left, right = _apart(getattr(old, name), getattr(new, name))
            yield name, say(f"{left} → {right}")
    yield "rule", old.rule if old.rule == new.rule else f"{old.rule} → {new.rule}"


def _said(report: Report, name: str) -> str:
    """A field in words."""
    value = getattr(report, name)
    if isinstance(value, tuple):
        return "; ".join(map(_item, value)) or "none"
    return "none" if value is None else _item(value)


def _item(value: object) -> str:
    """One value in words."""
    match value:
        case Party():
            known = joined([value.name, value.country or "", value.kind or "", " ".join(value.sectors)], ", ").plain
            return known if value.name == value.text else f'{known}, here "{value.text}"'
        case Place():
            return f"{value.name} ({value.country})" if value.country else value.name
        case When():
            return f'"{value.text}" {value.edtf}'.strip()
        case Context():
            return value.context
        case Number():
            return f'{value.kind} "{value.text}"'
        case Span():
            return f'"{value.text}"'
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _apart(old: Any, new: Any) -> tuple[str, str]:
    """What differs between two values that read alike, field by field: "country from" and its words on both sides."""
    several = isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new)
    pairs: list[tuple[Any, Any]] = list(zip(old, new, strict=True)) if several else [(old, new)]
    left: list[str] = []
    right: list[str] = []
    for one, other in pairs:
        for field in fields_of(one) if is_dataclass(one) else ():
            before, after = getattr(one, field.name), getattr(other, field.name)
            if before != after:
                left.append(f"{_item(one)}: {field.name.replace('_', ' ')} {_placed(before)}")
                right.append(_placed(after))
    return "; ".join(left) or str(old), "; ".join(right) or str(new)


def _placed(value: object) -> str:
    """A value in words, with where its words stand."""
    return f"{_item(value)} at {value.start}" if isinstance(value, Span) else _item(value)
