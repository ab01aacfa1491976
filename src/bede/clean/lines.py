"""Splits a page into lines and says of each what can be seen from the line alone."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bede.clean.dates import find_stamps, words_beside
from bede.clean.words import (
    WORD,
    Phrase,
    content_and_function,
    find_appeal,
    find_phrase,
    length_scores,
    letters_of,
    lowered_of,
    one_of,
    signs_of,
    spaced,
    straight,
    weights,
    words,
)

OPENS_LIST, OPENS_TALK, OFTEN_BETWEEN = 1, 2, -1
BULLET = re.compile(r"(?:[•◦‣▪●■►▶»›·○*+]+(?=\s|\w)|[-–](?=\s)|\d{1,2}[.)](?=\s)|\(?[ivx]{1,4}\)(?=\s))\s*")
_CLOSERS = "\"'”’»)]*"
_ENDS = (".", "!", "?", "。", "！", "？")
_CUTS = ("...", "…", "[…", "[...")
ADDRESS = re.compile(r"\bhttps?://|\bwww\.\w|\w@\w+\.\w|(?:^|\s)@\w{2,}|\bpic\.twitter\.com")
ALONE = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+$")
_ARROW = re.compile(r"[›·•→]")
_SPACED_BAR = re.compile(r"\s(?:[›/·•→]|::)\s")
COLUMNS = re.compile(r"\S(?:\t+| {3,})\S.*\S(?:\t+| {3,})\S")
GLUED = re.compile(r"[A-Z](?<=[a-z\d?!][A-Z])[a-z]*\s")
DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}, [A-Z][A-Z.'’ -]{2,40}$")
_SIGNED = re.compile(r"(?:^|[|,•·–—-]\s*)by\s", re.IGNORECASE)
NAMED = re.compile(
    r"[(\[][A-Z][\w.'’ -]{1,30}/[A-Z][\w.'’/ -]{1,40}[)\]]\.?$"
    r"|\([A-Z][\w.&'’ -]{1,40}:\s[A-Z][\w.'’ -]{1,40}\)$|[.\w]\s+©\s?[A-Z][A-Za-z./ -]{1,40}$"
)
CODE = re.compile(r"\w\(\)?(?:\)|;|\s*\{|function\b)|^\W*\{\s*\"|\};?$")
POSTED = re.compile(r"[—–-]+ .{1,60}\(@\w+\)")
COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)).{0,20}(?:19|20)\d\d", re.IGNORECASE)
CREDIT = re.compile(r"[|/]|©")
COMMENT = re.compile(
    r"(?:reply|\d+ repl(?:y|ies)|(?:\d+ |an? )(?:second|minute|hour|day|week|month|year)s? ago.{0,20}"
    r"|\S++(?: \S++){0,3} (?:says|wrote):?|(?:rating|score|votes?|likes?): ?[+-]?\d+.*|up ?vote|down ?vote"
    r"|log in to reply|(?:reply|report(?: abuse)?|flag|quote)(?:\W+(?:reply|report|flag|like|quote|share))*)$",
    re.IGNORECASE,
)
AGO = re.compile(r"(?:last )?updated?\b.{0,30}\bago\b|\d+ (?:minutes?|hours?|days?) ago$", re.IGNORECASE)
_TITLE_WORDS = 34
MENU_WORDS = 4
_MOST_WORDS = 1 << 15
_CREDIT_LENGTH = 110
_KEPT = 100
# Each word of these is parted from the next by space: a run of letters that is read as several words in many ways
# takes time without end where what must follow does not.
_NAME_WORD = r"(?:[A-Z][\w'’.-]*|(?:de|del|der|van|von|bin|al|el|la|da|dos)\b)"
NAME = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,4}}\s?"
_CREDITED = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}\s?"


@dataclass(slots=True, eq=False)
class Look:
    """What a line shows by itself: its length, its marks of prose, its kind, its subject, its score as body text.

    ``plain`` is a line without a kind and a set phrase, ``prose`` one that could be a paragraph by itself; ``rights``
    has a sign or word of copyright, ``notice`` begins with one and a year; ``numbered`` has a figure, ``figures`` is
    mostly no letters. ``opens`` tells a line that opens another part of the page (``OPENS_LIST``, ``OPENS_TALK``) and
    one that often stands between paragraphs from all others; ``item`` is a word or four as menus have them.
    """

    words: int
    closed: bool
    cut: bool
    titled: bool
    kind: str | None
    phrase: Phrase | None
    where: str | None
    comment: bool
    content: Set[str]
    score: float
    plain: bool
    prose: bool
    rights: bool
    notice: bool
    address: bool
    numbered: bool
    figures: bool
    opens: int
    item: bool


@dataclass(slots=True, eq=False)
class Line:
    """A line of a page that is not blank. ``text`` is without its bullet and outer space; so are ``start``, ``end``.

    ``whole_start`` is where its bullet stands, if it has one.
    """

    text: str
    start: int
    end: int
    whole_start: int
    indent: int
    bullet: bool
    gap_before: int
    gap_after: int
    copies: int
    first_copy: bool
    look: Look


def split(text: str) -> list[Line]:
    """Return the lines of a page that are not blank, each with what can be seen from it alone."""
    lines: list[Line] = []
    first: dict[str, Line] = {}
    copies: dict[str, list[Line]] = {}
    position = gap = 0
    above = None
    for whole in text.splitlines(keepends=True):
        row = whole.strip()
        if row:
            indent = 0 if whole[0] == row[0] else whole.index(row[0])
            start, length = position + indent, len(row)
            offset, bullet, inner, shown = look_of(row) if length <= _KEPT else _look_at(row)
            line = Line(inner, start + offset, start + length, start, indent, bullet, gap, 0, 1, True, shown)
            if gap and above is not None:
                above.gap_after = gap
            lines.append(line)
            if (other := first.setdefault(row, line)) is not line:
                copies.setdefault(row, [other]).append(line)
            above, gap = line, 0
        else:
            gap += 1
        position += len(whole)
    if above is not None:
        # What stands before the first line and after the last counts as blank.
        lines[0].gap_before = above.gap_after = 1
    for alike in copies.values():
        for line in alike:
            line.copies, line.first_copy = len(alike), line is alike[0]
    return lines


class _Capitals(dict[str, int]):
    """What words count for whether a line is set as a title: a capital for it, none against, small words for nothing.

    Filled when asked.
    """

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = found = 0 if word in words()["small"] else -4 if word[0].islower() else 1
        return found


_CAPITALS = _Capitals()


@lru_cache(maxsize=1 << 14)
def look_of(row: str) -> tuple[int, bool, str, Look]:
    """Return what ``_look_at`` does of a short row; the rows of furniture come back on the pages of a site."""
    return _look_at(row)


def _look_at(row: str) -> tuple[int, bool, str, Look]:
    """Return where the text of a row begins, whether a bullet stands before it, the text and what it shows."""
    mark = None if row[0].isalpha() and row[0] not in "ivx" else BULLET.match(row)
    if mark is None or mark.end() == len(row):
        return 0, mark is not None, row, _look(row)
    inner = row[mark.end() :]
    return mark.end(), True, inner, _look(inner)


def _look(text: str) -> Look:
    lists, worth = words(), weights()
    marks = worth["line"]
    flat = straight(text)
    cased = spaced(flat)
    lowered = lowered_of(flat, cased)
    # Writing without spaces between words is counted as one word for every four characters.
    count = len(lowered) if len(lowered) * 14 > len(text) else len(text) // 4
    ending = text.rstrip(_CLOSERS)
    closed, cut = ending.endswith(_ENDS), ending.endswith(_CUTS)
    if closed and (cut or _ends_with_abbreviation(text)):
        closed = False
    numbered, inner = signs_of(flat)
    content, function = content_and_function(lowered)
    found = find_phrase(text, lowered, length=count, closed=closed, numbered=numbered)
    where, phrase = found if found else (None, None)
    # Few lines name a gift: the others are not asked for more.
    if phrase is None and not lists["appeal_gifts"].isdisjoint(lowered) and (phrase := find_appeal(text, lowered)):
        where = "within"
    lengths = length_scores()
    score = lengths[min(count, len(lengths) - 1)]
    titled = False
    if count >= 5:
        score += marks["closed"] if closed else marks["cut"] if cut else marks["open"]
        share = function / count
        if share >= 0.3:
            score += marks["function"]
        elif share < 0.14 and text.isascii():
            score += marks["bare"]
        if count <= _TITLE_WORDS:
            # Of the words that are not small ones, four in five have a capital.
            parted = cased.split()
            titled = sum(map(_CAPITALS.__getitem__, parted)) >= 0 and not lists["small"].issuperset(parted)
        if titled:
            score += marks["titled"]
        if text[0] in '"“‘«':
            score += marks["quoted"]
    elif closed and count >= 3:
        score += marks["closed"] / 2
    if has_bar(text):
        score += marks["bars"]
    if address := has_address(text):
        score += marks["address"]
    letters = letters_of(flat)
    if count <= _TITLE_WORDS and letters + text.count(" ") < 0.5 * len(text):
        score += marks["figures"]
    if inner and _is_glued(text):
        score += marks["glued"]
    if address and ALONE.match(text):
        score += marks["alone"]
    folded = text.lower()
    rights = "copy" in folded or "©" in folded or "(c)" in folded
    notice = rights and COPYRIGHT.match(text) is not None
    if count <= 12 and notice:
        score += marks["copyright"]
    if ("(" in text or "{" in text) and CODE.search(text):
        score += marks["code"]
    if ("\t" in text or "   " in text) and COLUMNS.search(text):
        score += marks["table"]
    kind = _kind(text, lowered, count=count, closed=closed, notice=notice, numbered=numbered)
    if kind:
        score += marks[kind]
    elif POSTED.match(text):
        score = marks["posted"]
    if phrase and where:
        score += worth["phrase"][where] * (worth["phrase"]["long"] if count >= 25 else 1.0)
    plain = kind is None and phrase is None
    prose = plain and count >= 12 and closed
    # What readers write is told by a figure, an age or a word at the end.
    may_be_comment = numbered or text[-1].isalpha() or text[-1] == ":" or "ago" in folded
    comment = may_be_comment and COMMENT.match(text) is not None
    figures = 2 * letters < len(text)
    item = plain and count <= MENU_WORDS and not (closed or notice or address or figures)
    opens = _opening(kind, phrase)
    # By place and not by name: so many names take six times as long, and a page has many lines.
    return Look(
        *(count, closed, cut, titled, kind, phrase, where, comment, content, score, plain, prose),
        *(rights, notice, address, numbered, figures, opens, item),
    )


def _opening(kind: str | None, phrase: Phrase | None) -> int:
    if phrase is not None and phrase.reach == "rest":
        return OPENS_TALK if phrase.part == "comment" else OPENS_LIST
    return OFTEN_BETWEEN if kind == "caption" or (phrase is not None and phrase.reach == "line") else 0


def has_bar(text: str) -> bool:
    """Whether bars or arrows part a text into several."""
    if "|" in text or "»" in text:
        return True
    barred = "/" in text or "::" in text or (not text.isascii() and _ARROW.search(text) is not None)
    return barred and _SPACED_BAR.search(text) is not None


def has_address(text: str) -> bool:
    """Whether a text holds an address of the web or of mail, or an account."""
    return ("@" in text or "www." in text or "://" in text or "pic.t" in text) and bool(ADDRESS.search(text))


def _is_glued(text: str) -> bool:
    """Whether a word of those that prose is made of sticks to the word before it: "StreetsThe city"."""
    return any(word.strip().lower() in words()["function"] for word in GLUED.findall(text))


def _ends_with_abbreviation(text: str) -> bool:
    if not text.endswith("."):
        return False
    return text[text.rfind(" ") + 1 : -1].lower() in words()["abbreviations"]


@lru_cache(maxsize=1)
def _agency_captions() -> tuple[re.Pattern[str], ...]:
    agency = rf"(?:{one_of('agencies')})"
    agencies = rf"{agency}(?:\s*[-/,|]\s*{agency})*"
    return (
        # "(Jane Doe/Agency)", "(Agency)" at the end
        re.compile(rf"[(\[][^()\[\]]{{0,60}}?\b{agencies}\b[^()\[\]]{{0,30}}[)\]]\.?$"),
        # "... at the gates. Ford/Agency", "Jane Doe | Agency | Agency"
        re.compile(rf"{_CREDITED}\s*[/|,–—-]\s*{agencies}(?:\s+(?:News|Images|Photo|via\s.+))?$"),
        re.compile(rf"\b{agencies}\s*(?:/|\||via|-)\s*{_CREDITED}$"),
        re.compile(rf"^{agencies}$"),
        # the credit run into the caption: "... in June.Jane Doe/Agency"
        re.compile(rf"[a-z]\.(?:[A-Z][\w.'’ -]{{2,30}}/)?{agencies}$"),
    )


@lru_cache(maxsize=1)
def _picture_captions() -> tuple[re.Pattern[str], ...]:
    shown = r"(?:photo|image|picture|photograph|screenshot|screengrab|credit)s?"
    return (
        re.compile(rf"^(?:{one_of('labels')})\s*(?::|/|\bby\b)\s*\S", re.IGNORECASE),
        re.compile(rf"\b(?:{one_of('pictured')})\b", re.IGNORECASE),
        re.compile(r"[\w\d.]\s\(provided by [^()]{2,80}\)$", re.IGNORECASE),
        re.compile(rf"\((?:file )?{shown}(?:\s+(?:by|credit|courtesy))?\s*[:/]?\s*[^()]{{2,60}}\)\.?$", re.IGNORECASE),
        re.compile(r"\b(?:photo|image|picture|photograph|photography) (?:by|courtesy|credit)\b", re.IGNORECASE),
        re.compile(
            rf"^(?:this|an?|the|in this)\b[^.]{{0,60}}\b{shown} (?:taken |dated |from |of )?[^.]{{0,60}}\bshows?\b",
            re.IGNORECASE,
        ),
        re.compile(r"(?:^|[.!?] )(?:photo|file|picture) \| [A-Z][\w |.]{1,60}$", re.IGNORECASE),
        re.compile(rf"\b{shown}\s*(?:[:/]|by)\s*[\w.,/'’&|-]+(?:\s+[\w.,/'’&|-]+){{0,6}}\s*$", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _side() -> re.Pattern[str]:
    return re.compile(rf"\((?:{one_of('left_right')})\)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _gates() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words without which no line names an agency, shows a picture or says who its author is."""
    lists = words()
    agencies = {WORD.findall(name)[0].lower() for name in lists["agencies"]}
    called = {name.split()[-1] for name in lists["authors"]}
    authors = called | {f"{name}s" for name in called} | {"covers", "reported", "reports", "writes"}
    return frozenset(agencies), lists["picture_words"], frozenset(authors)


@lru_cache(maxsize=1)
def _signed() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that open bylines, and the last words of what people who write news are called."""
    lists = words()
    parted = [WORD.findall(name.lower()) for name in lists["roles"] | lists["agencies"]]
    # Of "special to" the first: the last one stands in every other line.
    roles = [next((word for word in reversed(name) if word not in lists["function"]), name[-1]) for name in parted]
    return lists["byline_openers"], frozenset(roles)


@lru_cache(maxsize=1)
def _named() -> frozenset[str]:
    """Return the words and signs of which one stands in every line about who wrote, took or gave something."""
    return frozenset().union(*_gates(), _signed()[1])


def _shows_nobody(text: str, tokens: Sequence[str]) -> bool:
    """Whether a line has none of the words and signs that name an agency, an author or who took a picture."""
    signed = "(" in text or ")" in text or "]" in text or "@" in text or "©" in text
    return not signed and _named().isdisjoint(tokens)


def _is_caption(text: str, tokens: Sequence[str], *, notice: bool) -> bool:
    agencies, pictures, _ = _gates()
    if text[0] == "©" and not notice:
        return True
    # A credit stands at the end of its caption.
    tail = text[-_CREDIT_LENGTH:]
    if not agencies.isdisjoint(tokens) and any(pattern.search(tail) for pattern in _agency_captions()):
        return True
    if not pictures.isdisjoint(tokens) and any(pattern.search(text) for pattern in _picture_captions()):
        return True
    if "(" in text and _side().search(text):
        return True
    return (tail.rstrip(".")[-1:] in {")", "]"} or "©" in tail) and NAMED.search(tail) is not None


@lru_cache(maxsize=1)
def _author() -> re.Pattern[str]:
    role = one_of("authors")
    return re.compile(
        rf"^(?:(?:[\w.'’-]+\s+){{1,4}}(?:\([^)]*\)\s+)?(?:is|was|has been|serves as|works as|joined)\s"
        rf"(?:[^.]{{0,90}}?\b)?(?:{role})s?\b(?:[^.]{{0,80}}\b(?:for|at|with|based|in|covering|who|and)\b|[^.]{{0,60}}\.)"
        rf"|The\s+(?:{one_of('signing_off')})s?\s(?:is|are)\s(?:an?|the|with|at|based|currently|former|professors?)\s"
        rf"|(?:I am|I['’]m)\s+an?\s[^.]{{0,60}}?\b(?:{role})\b"
        rf"|(?:[\w.'’-]+\s+){{1,4}}(?:covers|reported from|reports on|writes about)\s)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _byline() -> re.Pattern[str]:
    role = rf"(?:{one_of('roles')}|{one_of('agencies')})"
    by = r"(?:(?:written|reported|posted|published|story|words|text) )?by|author|from"
    return re.compile(
        rf"^(?:(?i:(?:written )?by:?)$"
        rf"|(?i:{by})\b\s*:?\s*(?i:{role}|{NAME})"
        rf"(?:\s*(?:,|\band\b|&|\||/|-|–|—|•|·|for|in|of|with|@)\s*.{{0,60}}|$|\s+\S.{{0,50}}$)"
        rf"|{NAME}\s*[,|/–—-]\s*(?:[\w&.'’-]+\s+){{0,4}}(?i:{role})(?:[\s,|@].{{0,50}})?$"
        # Without a mark, what stands around the role has a capital: "Court jails editor for insult" is a headline.
        rf"|{NAME}\s+(?:[A-Z&][\w.'’-]*\s+){{0,4}}(?i:{role})"
        rf"(?:\s*[,|@/•·–—-].{{0,50}}|\s(?:in|at|of|for)\s+(?:the\s+)?[A-Z].{{0,40}}|\s+[A-Z].{{0,40}})?$"
        rf"|{NAME}[\s|,–-]*(?:@\w+|\S+@\S+\.\w+)$)"
    )


@lru_cache(maxsize=1)
def _changed_at() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('published', 'updated')})\b.*\d", re.IGNORECASE)


def _kind(text: str, tokens: Sequence[str], *, count: int, closed: bool, notice: bool, numbered: bool) -> str | None:
    """Return caption, author, byline or date where the form of the line says so."""
    if POSTED.match(text):
        return None
    if count <= 24 and not (closed and count > 14):
        if numbered and (stamps := list(find_stamps(text))):
            left = words_beside(text, [(stamp.start, stamp.end) for stamp in stamps])
            if len(left) <= 6 and (len(left) <= 3 or _SIGNED.search(text)):
                return "date"
        if numbered and count <= 8 and _changed_at().match(text) and not words_beside(text, []):
            return "date"
        if "ago" in tokens and AGO.match(text):
            return "date"
    openers, roles = _signed()
    if not (tokens and tokens[0] in openers) and _shows_nobody(text, tokens):
        return None
    if count <= 20 and not closed:
        opened = tokens[:1] and tokens[0] in openers and text.split(" ", 1)[0].lower().rstrip(":") in openers
        if (opened or "@" in text or not roles.isdisjoint(tokens)) and _byline().match(text):
            return "byline"
    if count <= 90 and _is_caption(text, tokens, notice=notice):
        return "caption"
    if count >= 5 and not _gates()[2].isdisjoint(tokens) and _author().match(text):
        return "author"
    return None
