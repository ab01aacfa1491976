"""Which states and years the table of office holders covers, as lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from bede.lexicon.offices import HEADS, YEARS, Coverage

WORST = "#+-. "
GAP = 31
"""Days from which a gap is listed."""
NEARLY = 0.95
ROLES = {"state": "head of state", "government": "head of government"}


def coverage_lines(found: Sequence[Coverage]) -> Iterator[Text]:
    """A line a state with a character a year, the longer gaps, and the sums."""
    by_state: dict[str, dict[str, Coverage]] = {}
    for coverage in found:
        by_state.setdefault(coverage.country, {})[coverage.role] = coverage
    yield Text("A character a year: # all of it but a week, + half or more, - less, . nothing, blank: no such state.")
    years = f"{YEARS[0]} to {YEARS[-1]}"
    yield Text(f"{'':4}{'heads ' + years:<{len(YEARS)}}  {'foreign min. ' + years:<{len(YEARS)}}  heads  foreign")
    for country, roles in by_state.items():
        heads = "".join(max((roles[role].mark(year) for role in HEADS), key=WORST.index) for year in YEARS)
        foreign = "".join(roles["foreign"].mark(year) for year in YEARS)
        least = min(roles[role].share for role in HEADS)
        yield Text(f"{country} {heads}  {foreign}  {least:5.0%}  {roles['foreign'].share:7.0%}")
    for coverage in found:
        for gap in coverage.gaps:
            length = (gap.last - gap.first).days + 1
            if length >= GAP:
                days = f"{gap.first} to {gap.last}, {length} days"
                yield Text(f"{gap.where}: no {ROLES[gap.role]} of {gap.country} after it, {days}")
    for role, name in {**ROLES, "foreign": "foreign minister"}.items():
        states = [coverage for coverage in found if coverage.role == role]
        share = sum(sum(state.filled) for state in states) / max(1, sum(sum(state.days) for state in states))
        nearly = sum(state.share >= NEARLY for state in states)
        yield Text(f"{name}: {share:.2%} of the days of {len(states)} states, {nearly} of them {NEARLY:.0%} or more")
