"""Takes out of a paragraph what the page sets between its sentences: advertisements, links, credits in brackets.

Only what is certain goes: a sentence ends before it, and another begins after it or the paragraph ends. What stands
within a sentence stays, since a paragraph is a span of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bede.clean.words import one_of
from bede.model import Span

_BRACKETS = (")", "]", ").", "].")
_ENDED, _GOES_ON = r"(?:^|(?<=[.!?\"”’)\]])\s*)", r"(?:\s*$|\s+(?=[A-Z\"“‘(]))"


@lru_cache(maxsize=1)
def _inserted() -> re.Pattern[str]:
    offer = rf"(?:ADVERTISEMENT|(?=[A-Z])(?i:{one_of('inserted')}))[.:]?"
    credit = rf"[(\[](?i:{one_of('inserted_labels', 'inserted_links')})\s?[:/][^()\[\]]{{1,120}}[)\]]"
    # A link has no mark where its title ends: it is one where the paragraph ends with it.
    link = rf"(?=[A-Z])(?i:{one_of('inserted_links')}):\s[^.!?]{{8,140}}[!?]?$"
    # So is a sign-off one: "... he said. (Reporting by Ada Quill; editing by Bo Lind)".
    signed = rf"[(\[](?i:{one_of('signed_off')})(?:\sand\s\w+)?\sby\s[^()\[\]]{{3,240}}[)\]]\.?$"
    return re.compile(rf"{_ENDED}(?:(?:{offer}|{credit}){_GOES_ON}|{link}|{signed})")


def pieces(span: Span) -> Iterator[Span]:
    """Yield what stands before, between and after the insertions of a paragraph, the paragraph where it has none."""
    text = span.text
    if ":" not in text and "ADVERT" not in text and "ontinue" not in text and not text.endswith(_BRACKETS):
        yield span
        return
    start = 0
    for match in (*_inserted().finditer(text), None):
        end = len(text) if match is None else match.start()
        kept = text[start:end].rstrip()
        if kept:
            yield Span(text=kept, start=span.start + start, end=span.start + start + len(kept))
        start = len(text) if match is None else match.end()
