"""Whether a time lies before or after publication, as the verb nearest to it in its sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from bede.extract.times.calendar import Tense
from bede.extract.times.words import cues, either, words

INITIAL = 40  # characters: a time without a verb before it is governed by the verb after it
LONGEST = 250  # characters of a sentence that are looked at on either side
BREAK = re.compile(r"\n|(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])")
TO_VERB = re.compile(r"\bto\s+[a-z]{2,}")
POSSESSIVE = ("'s", "’s", "'S", "’S")
SHIFTED_TO = re.compile(rf"\b(?:{either(words('shifting'))})\s+(?:[a-z]+\s+){{0,3}}(?:to|until|till|for)\s+$")
LEADS_TO = re.compile(rf"\b(?:{either(words('leading to'))})\s+(?:the\s+)?$", re.IGNORECASE)


class Sentences:
    """The sentences of a text, cut at full stops and line ends but not after abbreviations, and their tenses.

    Cut on first use: most texts have no time whose meaning hangs on the tense.
    """

    __slots__ = ("_breaks", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks: list[int] | None = None

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The ends of the sentence that a place is in, cut short where it is very long."""
        if self._breaks is None:
            self._breaks = [0, *_breaks(self.text)]
        index = bisect_right(self._breaks, start)
        first = self._breaks[index - 1]
        last = self._breaks[index] if index < len(self._breaks) else len(self.text)
        return max(first, start - LONGEST), max(end, min(last, end + LONGEST))

    def tense(self, start: int, end: int) -> Tense | None:
        """Past or future by the nearest cue to the left, else by the first to the right of a time that comes early."""
        first, last = self.around(start, end)
        if self.text.startswith(POSSESSIVE, end):
            return "future" if LEADS_TO.search(self.text, max(first, start - 20), start) else None
        if SHIFTED_TO.search(self.text, max(first, start - 60), start):
            return "future"  # "postponed the vote to May 10"
        left: Tense | None = None
        for found in _cues().finditer(self.text, first, start):
            left = self._asked(found, start) or _tense(found) or left
        if left is not None:
            return left
        if TO_VERB.search(self.text, first, start) is not None:
            return "future"  # a headline: "Envoys to meet on Monday"
        if start - first > INITIAL:
            return None
        return next((tense for found in _cues().finditer(self.text, end, last) if (tense := _tense(found))), None)

    def _asked(self, found: re.Match[str], start: int) -> Tense | None:
        """Future where a verb of asking or promising has its infinitive before the time ("urged them to leave by")."""
        if not found["asking"]:
            return None
        ahead = found["asking"].endswith("to") or TO_VERB.search(self.text, found.end(), start)
        return "future" if ahead else "past"


def _breaks(text: str) -> list[int]:
    """Where sentences begin, the first left out."""
    found = []
    for one in BREAK.finditer(text):
        stop = one.start()
        if text[stop] != "\n" and text[stop - 1] == ".":
            word = re.split(r"[^\w]", text[max(0, stop - 12) : stop - 1])[-1].lower()
            if len(word) == 1 or word in words("abbreviation"):
                continue
        found.append(one.end())
    return found


def _tense(found: re.Match[str]) -> Tense | None:
    """The tense that a cue gives: a word in -ed is past unless it is listed as neither."""
    if found["future"]:
        return "future"
    if found["present"]:
        return None
    return "past" if found["past"] or found["asking"] or found["ed"] not in cues("neither") else None


@cache
def _cues() -> re.Pattern[str]:
    """The cues of tense; a future one takes its verb with it, so that "will be announced" is not past."""
    verb = r"(?:\s+(?:not|also|only|then|[a-z]+ly))?(?:\s+(?:have\s+been|be|have|get))?(?:\s+[a-z]+)?"
    future, past, asking = (either(cues(kind)) for kind in ("future", "past", "asking"))
    passive = rf"(?:is|are|be|being)\s+(?:[a-z]+ly\s+)?(?!{future}(?!\w))(?:{past}|[a-z]{{2,20}}ed)"
    return re.compile(
        rf"(?<!\w)(?:(?P<future>{future}(?!\w){verb})|(?P<present>{passive})|(?P<asking>{asking})(?!\w)"
        rf"|(?P<past>{past})|(?P<ed>[a-z]{{2,20}}ed))(?!\w)"
    )
