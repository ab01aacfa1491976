"""Chooses the lines that are the body of an article, all at once and not line by line.

A page is read as lines before the body, body, lines between body lines (an advertisement, a caption, a teaser), and
lines after it. Every line has a score as body text; to begin, to leave and to come back have their costs; the best
path over the whole page is taken (Viterbi). A first path shows where the article is, its headline and how its
paragraphs are set; with these known the lines are scored once more. The weights are in ``data/page/weights.toml``.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from bede.clean.bylines import name_in
from bede.clean.headline import find_headline, subject_of
from bede.clean.lines import CREDIT, DATELINE, OFTEN_BETWEEN, OPENS_LIST, OPENS_TALK, Line, Look
from bede.clean.path import BEFORE, BODY, choose
from bede.clean.placed import edges_of, is_link, is_pulled, led_in, links_in, unclosed_in
from bede.clean.words import WORD, weights, words
from bede.lexicon.datelines import dateline

_APART = 20.0
_MOST_APART = 2.5
_INNER = 16
_LEAST_SENTENCE = 5
_MENU = 4
_RESUMED, _MOST_LAST = 5, 2
_CREDITED = 3
_SIGNATURE = re.compile(r"(?:[a-z]{2,3}(?:/[a-z]{2,3})*\s+)?\([A-Z][\w, /-]{1,40}\)$")
_HEAD_LINES = 12
_LEAST_BLURB, _LONG_BLURB = 12, 20
_ABOVE, _MOST_ABOVE = 8, 5.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are the body, and which line is the headline (None: no line is)."""

    body: tuple[int, ...]
    headline: int | None
    states: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How an article is set on its page: the indentation of its paragraphs, and whether blank lines part them."""

    indent: int | None
    apart: bool


def find_body(
    lines: Sequence[Line], *, title: str | None = None, headline: int | None = None, worth: Sequence[float] = ()
) -> Choice:
    """Return the lines that are the article's body and headline.

    ``headline`` is the line that is known to be it, ``worth`` what else is known for or against each line as body text.
    """
    opens = _openings(lines)
    first_scores = _by_themselves(lines)
    if worth:
        first_scores = [score + more for score, more in zip(first_scores, worth, strict=True)]
    core = _core(lines, choose(first_scores, opens), scores=first_scores, opens=opens)
    if headline is None:
        headline = find_headline(lines, body=core, title=title)
    lists = _inner_lists(lines, opens, core=core, headline=headline)
    inner = set(itertools.chain.from_iterable(lists))
    if inner:
        for index in inner:
            opens[index] = 0
            first_scores[index] = min(first_scores[index], weights()["around"]["inner_list"])
        for listed in lists:
            if not any(_is_running(line) for line in lines[listed.stop + 1 : listed.stop + _INNER]):
                first_scores[listed.stop] += weights()["around"]["resumed"]
        core = _core(lines, choose(first_scores, opens), scores=first_scores, opens=opens, inner=inner)
    scores = _in_place(lines, first_scores, core=core, headline=headline, inner=inner)
    _quieten(scores, opens, core=core)
    states = choose(scores, opens)
    body = tuple(index for index, state in enumerate(states) if state == BODY)
    if not body:
        # A page of a sentence or two pays for beginning with nothing: its sentences are its body.
        body = tuple(index for index, line in enumerate(lines) if _is_sentence(line))
        sentences = set(body)
        states = [BODY if index in sentences else BEFORE for index in range(len(lines))]
    return Choice(body, headline, tuple(states))


def _quieten(scores: list[float], opens: Sequence[int], *, core: Sequence[int]) -> None:
    """Lower the scores of all lines from where readers begin to write under the article."""
    last = core[-1] if core else len(opens)
    start = next((index for index in range(last + 1, len(opens)) if opens[index] == OPENS_TALK), len(opens))
    for index in range(start, len(scores)):
        scores[index] += weights()["around"]["talk"]


def _is_sentence(line: Line) -> bool:
    return line.look.closed and line.look.words >= 4 and line.look.plain


def _openings(lines: Sequence[Line]) -> list[int]:
    """Return which lines open a list of headlines or what readers write, or often stand between paragraphs; else 0."""
    opens = [line.look.opens for line in lines]
    for index, line in enumerate(lines):
        if line.look.where == "whole" and line.text[-1] == ":" and not opens[index] > 0 and _heads_titles(lines, index):
            opens[index] = OPENS_LIST
    comments = [line.look.comment for line in lines]
    if sum(comments) >= 3:
        return [OPENS_TALK if comment else opening for opening, comment in zip(opens, comments, strict=True)]
    return opens


def _heads_titles(lines: Sequence[Line], index: int) -> bool:
    """Whether two titles or more stand below a set phrase, as below "Read more:", and not the text it leads up to."""
    phrase, below = lines[index].look.phrase, lines[index + 1 : index + 3]
    heads = phrase is not None and phrase.part in {"furniture", "list", "teaser"}
    return heads and len(below) == 2 and all(is_link(line) or (line.bullet and not line.look.closed) for line in below)


def _inner_lists(
    lines: Sequence[Line], opens: Sequence[int], *, core: Sequence[int], headline: int | None
) -> list[range]:
    """Return the short lists inside the article, from their heading to the paragraph below that goes on with it."""
    subject = subject_of(lines, core if headline is None else [headline, *core])
    least = weights()["around"]["goes_on"]
    found: list[range] = []
    for index, opening in enumerate(opens):
        if opening != OPENS_LIST or not core or index < core[0]:
            continue
        end = next((below for below in range(index + 1, len(lines)) if opens[below] > 0), len(lines))
        running = [below for below in range(index + 1, min(index + _INNER, end)) if _is_running(lines[below])][
            :_RESUMED
        ]
        if len(running) == 1 and _ends_article(lines, running[0], subject=subject):
            found.append(range(index, running[0]))
            continue
        if len(running) < 2 or running[1] - running[0] > 2 or _is_blurb(lines[running[0] - 1], lines[running[0]]):
            continue
        goes_on = range(running[-1] + 1, min(running[-1] + 1 + _CREDITED, len(lines)))
        signed_off = any(_signs_off(lines[below]) for below in goes_on)
        apart = (at for at, (above, below) in enumerate(itertools.pairwise(running), 1) if below - above > 2)
        if signed_off or len(subject_of(lines, running[: next(apart, len(running))]) & subject) >= least:
            found.append(range(index, running[0]))
    return found


def _ends_article(lines: Sequence[Line], index: int, *, subject: Set[str]) -> bool:
    """Whether the one paragraph below a list is the article's last: about its subject, and of no title next to it."""
    line, least = lines[index], weights()["around"]["ends_it"]
    below = index + 1 >= len(lines) or not lines[index + 1].look.plain or bool(lines[index + 1].look.notice)
    own = line.look.content
    return below and line.look.prose and len(own & subject) >= least and len(own & lines[index - 1].look.content) < 2


def _signs_off(line: Line) -> bool:
    """Whether the line credits those who reported, as agencies do below an article."""
    seen = line.look
    return seen.phrase is not None and seen.phrase.part == "credit" and not credits_picture(seen, line.text)


def _is_running(line: Line) -> bool:
    seen = line.look
    return seen.closed and not line.text.endswith("?") and seen.words >= 8 and seen.plain


def _near_comments(lines: Sequence[Line]) -> set[int]:
    """Return the lines next to which "Reply" or "2 hours ago" or the like stands."""
    comments = [line.look.comment for line in lines]
    if sum(comments) < 2:
        return set()
    marked = [index for index, comment in enumerate(comments) if comment]
    return {near for index in marked for near in range(index - 3, index + 4)}


def _by_themselves(lines: Sequence[Line]) -> list[float]:
    """Return how well each line fits as body text by what it is and what stands next to it."""
    own, around = weights()["line"], weights()["around"]
    bullet, apart, crowded = own["bullet"], own["apart"], own["crowded"]
    talk = _near_comments(lines)
    dense = sum([line.gap_before > 0 for line in lines]) <= 0.1 * len(lines)
    scores: list[float] = []
    above, prose_above = None, False
    for index, (line, below) in enumerate(zip(lines, [*lines[1:], None], strict=True)):
        seen, gap_after = line.look, line.gap_after
        value, count = seen.score, seen.words
        if line.bullet:
            value += bullet
        if line.gap_before:
            value += apart if gap_after else 0.0
        elif not gap_after and not (dense and seen.closed):
            value += crowded
        if line.copies > 1 and count >= 3:
            value += own["first_copy" if line.first_copy else "repeated"]
        wrapped = count >= 6 and _is_wrapped(lines, index)
        may_be_blurb = above is not None and not wrapped and (count >= _LEAST_BLURB or above.look.phrase is not None)
        if may_be_blurb and above is not None and _is_blurb(above, line):
            value += around["teaser_blurb"]
        elif not gap_after and below is not None and below.look.cut:
            value += around["teaser_title"] if _is_blurb(line, below) else 0.0
        if wrapped:
            value += around["wrapped"]
        if index in talk:
            value += around["comment_near"]
        if not gap_after and count >= 5 and credits_below(lines, index):
            value += own["caption"]
        elif prose_above and count <= 9 and seen.plain and _is_between_prose(lines, index, dense=dense):
            value += around["heading"]
        scores.append(value)
        above, prose_above = line, seen.prose
    return scores


def _is_wrapped(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is one of a paragraph that is broken into lines: a sentence runs on from it or into it."""
    line = lines[index]
    if index and line.text[0].islower() and not line.gap_before and not lines[index - 1].look.closed:
        return True
    if line.look.closed or line.gap_after or index + 1 >= len(lines):
        return False
    return lines[index + 1].text[0].islower() and lines[index + 1].look.words >= 3


def _is_blurb(title: Line, line: Line) -> bool:
    """Whether the line comes right after a title and breaks off, as the blurb of a teaser does."""
    if (line.look.closed or title.gap_after) and not (
        line.look.cut and line.look.words >= (_LONG_BLURB if title.gap_after else 0)
    ):
        return False
    if title.look.phrase is not None and title.look.phrase.part == "teaser":
        return True
    like_title = 4 <= title.look.words <= 20 and not title.text.endswith((".", ":"))
    like_title = like_title and (title.look.titled or (line.look.cut and not title.look.closed))
    return like_title and line.look.words >= _LEAST_BLURB and not line.text.endswith(":")


def credits_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is set right above a credit line, as a caption is."""
    line = lines[index]
    if line.gap_after or line.look.words < 5 or index + 1 >= len(lines):
        return False
    text, below = lines[index + 1].text, lines[index + 1].look
    if below.words > 9:
        return False
    if below.kind == "caption" or credits_picture(below, text):
        return not (line.look.closed and _SIGNATURE.match(text))
    return below.kind == "byline" and bool(CREDIT.search(text)) and name_in(text) is None


def credits_picture(seen: Look, text: str) -> bool:
    """Whether the set phrase of a line credits a picture, not those who reported."""
    if seen.phrase is None or seen.phrase.part != "credit":
        return False
    opened = WORD.search(text.lower())
    return opened is not None and opened.group() in words()["picture_words"]


def _is_between_prose(lines: Sequence[Line], index: int, *, dense: bool) -> bool:
    """Whether the line stands alone between two paragraphs; ``dense`` is a page whose lines no blank lines part."""
    line = lines[index]
    if line.bullet or not line.look.plain or not 0 < index < len(lines) - 1:
        return False
    if not lines[index - 1].look.prose or not lines[index + 1].look.prose:
        return False
    if not dense:
        return bool(line.gap_before)
    around = [lines[near] for near in (index - 2, index + 2) if 0 <= near < len(lines)]
    # Where nothing parts the lines, titles of teasers stand between blurbs as headings stand between paragraphs.
    return line.text[-1] not in ",;" and any(near.look.closed and near.look.words >= 5 for near in around)


def _core(
    lines: Sequence[Line],
    states: Sequence[int],
    *,
    scores: Sequence[float],
    opens: Sequence[int],
    inner: Set[int] = frozenset(),
) -> list[int]:
    """Return the first heavy stretch of body lines: one that no heading and no long run of other lines interrupts.

    The lines of an ``inner`` list interrupt nothing.

    What readers write under an article is often longer than the article and counts for a part of its weight; the first
    stretch that has a fair share of the weight of the heaviest one is taken, since lists of teasers come after it.
    """
    groups: list[tuple[float, list[int]]] = []
    around = weights()["around"]
    factor, apart, opened = 1.0, _APART, -3
    for index, state in enumerate(states):
        if opens[index] > 0:
            apart, opened = _APART, index
            if groups and opens[index] == OPENS_TALK:
                factor = around["readers"]
        if state != BODY:
            if scores[index] < 0.0 and index not in inner:
                apart += min(_MOST_APART, -scores[index])
            continue
        if apart >= _APART:
            groups.append((factor * (around["listed"] if index - opened <= 2 else 1.0), []))
        groups[-1][1].append(index)
        apart = 0.0
    if len(groups) <= 1:
        return groups[0][1] if groups else []
    heavy = [
        share
        * sum(max(0.0, scores[index]) for index in group)
        * (around["dateline"] if _has_dateline(lines, group) else 1)
        for share, group in groups
    ]
    least = weights()["around"]["core"] * max(heavy)
    first = next(at for at, weight in enumerate(heavy) if weight >= least)
    core = groups[first][1]
    if first and _leads_to(lines, groups[first - 1][1], core):
        return [*groups[first - 1][1], *core]
    return core


def _leads_to(lines: Sequence[Line], group: Sequence[int], core: Sequence[int]) -> bool:
    """Whether a stretch begins the article that a list parts it from: two paragraphs of the same subject."""
    running = [index for index in group if _is_running(lines[index])]
    if core[0] - group[-1] > _INNER or not any(below - above == 1 for above, below in itertools.pairwise(running)):
        return False
    return len(subject_of(lines, running) & subject_of(lines, core)) >= weights()["around"]["goes_on"]


def _has_dateline(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether one of the first paragraphs begins with a dateline."""
    return any(lines[index].look.words >= 12 and dateline(lines[index].text) for index in group[:3])


def _setting(lines: Sequence[Line], core: Sequence[int]) -> Setting:
    indents: Counter[int] = Counter()
    apart = total = 0
    for index in core:
        line = lines[index]
        if line.look.words >= 12 and not line.bullet:
            indents[line.indent] += 1
            total += 1
            apart += bool(line.gap_before and line.gap_after)
    several = len({line.indent for line in lines}) > 1
    indent = indents.most_common(1)[0][0] if indents and several else None
    return Setting(indent, apart >= 0.7 * total and total >= 3)


def _in_place(
    lines: Sequence[Line], scores: Sequence[float], *, core: list[int], headline: int | None, inner: Set[int]
) -> list[float]:
    """Return the scores once the place of the article, its headline and its setting are known."""
    around = weights()["around"]
    setting = _setting(lines, core)
    signed = _signature(lines, headline, core)
    subject = subject_of(lines, core if headline is None else [headline, *core])
    inside = range(core[0] if headline is None else min(core[0], headline), core[-1] + 1) if core else range(0)
    led = led_in(lines, core=core)
    unclosed = unclosed_in(lines, core, head=-1 if headline is None else headline)
    links = links_in(lines) | inner
    pulled = {index for index in core if is_pulled(lines, index)}
    edges = edges_of(lines, core=core, start=max(signed, -1 if headline is None else headline))
    told = unclosed | links | pulled | edges
    title = None if headline is None else lines[headline].text
    head = -1 if headline is None else headline
    far, far_worth, indent, apart = head - _ABOVE, around["before_headline"], setting.indent, setting.apart
    body = range(core[0] + 1, core[-1]) if core else range(0)
    off, block_worth = around["off_subject"], around["after_block"]
    last_words = _last_words(lines, core)
    held, ends = set(core), core[-1] - 2 if core else len(lines)
    placed: list[float] = []
    block = 0
    for index, (line, value) in enumerate(zip(lines, scores, strict=True)):
        if index < far and value < _MOST_ABOVE and index not in led:
            # So far above the headline that nothing else makes it body text.
            placed.append(far_worth)
            continue
        seen = line.look
        if indent is not None:
            value += around["same_indent" if line.indent == indent else "other_indent"]
        if apart and not line.gap_before and not line.gap_after and not line.bullet:
            value += around["other_spacing"]
        if block:
            prose = seen.prose and index + 1 < len(lines) and lines[index + 1].look.prose
            if prose or _runs(lines, index, core=held):
                block = 0
            else:
                value += block_worth
                block = 0 if line.gap_after and seen.words >= 5 else block - 1
        if seen.phrase is not None:
            block = _reach_of(seen, block, inside=index in body)
        if index <= head or line.text == title:
            value += around["before_headline"]
        elif index < signed:
            value += around["deck"]
        count = seen.words
        if count >= 8 and index not in inside:
            own = seen.content
            value += off * (1 - min(1.0, len(own & subject) / (0.3 * len(own) + 0.01)))
        if index in told:
            if index in unclosed:
                value += around["unclosed"]
            if index in links:
                value += around["links"]
            if index in pulled:
                value += around["pulled"]
            if index in edges:
                value += around["edge"]
        if count <= 9 and index in body and index not in links and _is_heading(lines, index, setting=setting):
            value = max(value, around["led"])
        if ends <= index and (seen.kind == "author" or (seen.phrase is not None and seen.phrase.part == "form")):
            value += around["author" if seen.kind == "author" else "appeal"]
        if index in led and seen.plain:
            value = max(value, around["led"])
        if index in last_words:
            value = max(value, around["last_words"])
        placed.append(value)
    opening = next((index for index in core[:2] if _has_dateline(lines, [index])), None)
    if opening is not None:
        placed[opening] += around["opening"]
        if opening != core[0] and head < core[0]:
            placed[core[0]] += around["deck"]
    return placed


def _runs(lines: Sequence[Line], index: int, *, core: Set[int]) -> bool:
    """Whether three short sentences of the article follow one another, as where each has a line of its own."""
    looks = [lines[at].look for at in (index, index + 1, index + 2) if at in core]
    return len(looks) == 3 and all(
        seen.plain and seen.closed and not seen.prose and seen.words >= _LEAST_SENTENCE for seen in looks
    )


def _is_heading(lines: Sequence[Line], index: int, *, setting: Setting) -> bool:
    """Whether a line inside the article is like a heading of it: no sentence itself, between two that are."""
    line, above, below = lines[index], lines[index - 1], lines[index + 1]
    if _is_link_line(above) and line.look.words <= _MENU and index > 1:
        above = lines[index - 2]
    if (
        line.bullet
        or not line.look.plain
        or line.look.closed
        or line.look.rights
        or (line.copies > 1 and (line.copies > 2 or line.first_copy))
        or line.text[-1] in ":,;"
    ):
        return False
    if setting.apart and not (line.gap_before and line.gap_after):
        return False
    return all(near.look.plain and near.look.closed and near.look.words >= 5 for near in (above, below))


def _is_link_line(line: Line) -> bool:
    """Whether the line is a teaser with its title: "See also: Explainer: What is the law?"."""
    seen = line.look
    return seen.phrase is not None and seen.phrase.part == "teaser" and seen.where == "start" and seen.words > _MENU


def _reach_of(seen: Look, block: int, *, inside: bool) -> int:
    """Return how many lines below a set phrase it still tells against; ``block`` is what a phrase above reaches."""
    phrase = seen.phrase
    if phrase is None:
        return block
    appeal = phrase.part == "form" and seen.closed and inside
    short = 2 if phrase.part in {"form", "notice"} and not appeal else 0
    return 6 if phrase.reach == "block" else max(block, short)


def _last_words(lines: Sequence[Line], core: Sequence[int]) -> range:
    """Return the one or two sentences that end the article below an advertisement or a link to another article."""
    start = core[-1] + 2 if core else len(lines)
    if start >= len(lines) or lines[start - 1].look.phrase is None or lines[start - 1].look.opens != OFTEN_BETWEEN:
        return range(0)
    # A blurb stands below the label of a teaser, none below its title or the word advertisement.
    if lines[start - 1].look.words <= _MENU and lines[start - 1].text.casefold() not in words()["adverts"]:
        return range(0)
    end = start
    while end < len(lines) and _is_sentence(lines[end]) and lines[end].text[-1] not in "?!" and not lines[end].bullet:
        end += 1
    ends = end == len(lines) or not lines[end].look.plain
    return range(start, end) if ends and end - start <= _MOST_LAST else range(0)


def _signature(lines: Sequence[Line], headline: int | None, core: Sequence[int]) -> int:
    """Return the index of the last byline or date line right under the headline, -1 where there is none."""
    if headline is None:
        return -1
    found, prose = -1, 0
    for index in range(headline + 1, min(headline + _HEAD_LINES, len(lines))):
        line = lines[index]
        if prose and line.look.opens == OPENS_LIST:
            break  # the dates below are those of other articles
        # "by email", "By signing up, you agree" under the first paragraphs
        offers = prose and (line.text[0].islower() or line.look.phrase is not None)
        if (line.look.kind in {"byline", "date"} and not offers) or DATELINE.match(line.text):
            found = index
        prose += lines[index].look.prose
        if prose > 2:
            break
    return found
