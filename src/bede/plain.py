"""Records as dicts, lists and plain values, and back: what is written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bede.model import Party

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def plain(record: Any) -> Any:
    """A record as dicts, lists and plain values; a party also gives its first sector."""
    if isinstance(record, tuple):
        return [plain(item) for item in record]
    names = _names(type(record))
    if names is None:
        return record
    found = {}
    for name in names:
        value = getattr(record, name)
        found[name] = value if type(value) in _PLAIN else plain(value)
    if isinstance(record, Party):
        found["sector"] = record.sector
    return found


def record_from(kind: type[Record], found: Mapping[str, Any]) -> Record:
    """The record of a kind that ``plain`` made a dict of; keys that it does not have are passed over."""
    values: dict[str, Any] = {}
    for name, read in _readers(kind):
        if name in found:
            value = found[name]
            values[name] = value if read is None or value is None else read(value)
    return kind(**values)


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What stands in JSON as it is."""

_NAMES: dict[type, tuple[str, ...] | None] = {}
_READERS: dict[type, tuple[tuple[str, Reader | None], ...]] = {}


def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a kind of record, None for what is no record."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
    return _NAMES[kind]


def _readers(kind: type) -> tuple[tuple[str, Reader | None], ...]:
    """What reads each field of a kind of record, None where the plain value is what the field holds."""
    if kind not in _READERS:
        hints = get_type_hints(kind)
        _READERS[kind] = tuple((name, _reader(hints[name])) for name in _names(kind) or ())
    return _READERS[kind]


def _reader(hint: Any) -> Reader | None:
    """What makes a field's value of a plain one, None where they are the same."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _reader(next(option for option in get_args(hint) if option is not type(None)))
    if origin is tuple:
        kinds = get_args(hint)
        if kinds[1:] == (Ellipsis,):
            return partial(_alike, read=_reader(kinds[0]))
        return partial(_one_each, readers=tuple(_reader(kind) for kind in kinds))
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(record_from, hint)
    return None


def _alike(values: Any, *, read: Reader | None) -> tuple[Any, ...]:
    """A tuple of values of one kind."""
    return tuple(values) if read is None else tuple([read(value) for value in values])


def _one_each(values: Any, *, readers: tuple[Reader | None, ...]) -> tuple[Any, ...]:
    """A tuple that holds a kind of value in each place."""
    pairs = zip(readers, values, strict=True)
    return tuple(value if read is None or value is None else read(value) for read, value in pairs)
