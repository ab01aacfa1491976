"""The JSON of every command: records as plain dicts, in the order and with the names of the reference, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bede.model import Article, Event, Party, Report, Story

Record = TypeVar("Record")


def report_json(report: Report) -> dict[str, Any]:
    """A report as ``bede code`` prints it."""
    return dict(plain(report))


def article_json(article: Article) -> dict[str, Any]:
    """An article as ``bede read`` prints it; the page's text itself is left out."""
    found: dict[str, Any] = plain(article)
    del found["text"]
    return found


def event_json(event: Event) -> dict[str, Any]:
    """An event as ``bede events`` prints it."""
    return dict(plain(event))


def story_json(story: Story) -> dict[str, Any]:
    """A story."""
    return dict(plain(story))


def plain(record: Any) -> Any:
    """A record as dicts, lists and plain values; a party also gives its first sector."""
    if is_dataclass(record) and not isinstance(record, type):
        found = {field.name: plain(getattr(record, field.name)) for field in fields(record)}
        if isinstance(record, Party):
            found["sector"] = record.sector
        return found
    if isinstance(record, tuple):
        return [plain(item) for item in record]
    return record


def record_from(kind: type[Record], found: Mapping[str, Any]) -> Record:
    """The record of a kind that ``plain`` made a dict of; keys that it does not have are passed over."""
    hints = _hints(kind)
    return kind(**{name: _value(hint, found[name]) for name, hint in hints.items() if name in found})


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    """The types of a record's fields."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _value(hint: Any, value: Any) -> Any:
    """A plain value as what a field holds."""
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = [option for option in get_args(hint) if option is not type(None)]
        return _value(inner[0], value)
    if origin is tuple:
        kinds = get_args(hint)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(_value(kinds[0], item) for item in value)
        return tuple(_value(kind, item) for kind, item in zip(kinds, value, strict=True))
    if isinstance(hint, type) and is_dataclass(hint):
        return record_from(hint, value)
    return value
