"""Plants stories among other news: a world of events of which it is known what belongs together.

Stories pause for months, change their words and sometimes their parties; a few states and ministers take part in a
large share of them; the same two quarrel over several things at once, and over two things of one kind in two places;
others quarrel over the same kind of thing; much of the news is of no story; meetings of many states bring everybody
together; pages tell of several events, look back, mention in passing what other stories are about, and have words of
their own that say nothing of the matter.

    python tests/planted_stories.py [--events 5000] [--seed 1] [--show 20]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bede.lexicon.frequency import rates
from bede.model import (
    ACTS,
    Article,
    Event,
    Party,
    Publication,
    Report,
    Span,
    Status,
    Story,
    When,
    content_id,
    plover_type,
)
from bede.story import thread

STATES = {
    "USA": "United States", "CHN": "China", "RUS": "Russia", "IND": "India", "DEU": "Germany", "FRA": "France",
    "GBR": "United Kingdom", "JPN": "Japan", "BRA": "Brazil", "TUR": "Turkey", "IRN": "Iran", "ISR": "Israel",
    "SAU": "Saudi Arabia", "EGY": "Egypt", "ZAF": "South Africa", "NGA": "Nigeria", "KEN": "Kenya", "ETH": "Ethiopia",
    "PAK": "Pakistan", "IDN": "Indonesia", "VNM": "Vietnam", "PHL": "Philippines", "AUS": "Australia", "CAN": "Canada",
    "MEX": "Mexico", "ARG": "Argentina", "CHL": "Chile", "PER": "Peru", "COL": "Colombia", "POL": "Poland",
    "HUN": "Hungary", "SRB": "Serbia", "GRC": "Greece", "ESP": "Spain", "ITA": "Italy", "NOR": "Norway",
    "SWE": "Sweden", "KAZ": "Kazakhstan", "UKR": "Ukraine", "MAR": "Morocco", "DZA": "Algeria", "TUN": "Tunisia",
}  # fmt: skip
OFFICES = ("foreign minister", "defence minister", "trade minister", "president")
FIRST = (
    "Anno",
    "Bela",
    "Cato",
    "Dario",
    "Edda",
    "Faru",
    "Gisel",
    "Hamo",
    "Ilse",
    "Jona",
    "Keso",
    "Lumi",
    "Maro",
    "Nuri",
)
SYLLABLES = (
    "bal",
    "dor",
    "fen",
    "gar",
    "hol",
    "kem",
    "lun",
    "mar",
    "nev",
    "ost",
    "pel",
    "quor",
    "ruk",
    "sel",
    "tav",
    "vel",
)
ENDS = ("au", "ik", "ora", "und", "esh", "ino", "ath", "ovo", "ema", "iz")
CITIES = ("Geneva", "Vienna", "Doha", "Singapore", "Nairobi", "Brussels", "New York", "Astana", "Lima", "Oslo")
OUTLETS = ("Sunda Lantern", "Lake Corriden Courier", "Ferrin Bay Tribune", "Harrow Strait Dispatch", "Norrabro Today")
FIELDS = Path(__file__).parent / "planted_fields.tsv"

TELLING: dict[str, tuple[str, ...]] = {
    # what a sentence says of an act: {a} actor, {b} recipient, {x} and {y} what it is about
    "ACCUSE": ("{a} accused {b} of breaking its word on {x}", "{a} sharply criticised {b} over {x} and {y}"),
    "CONSULT": ("{a} held talks with {b} about {x} and {y}", "{a} and {b} spoke by telephone about {x}"),
    "REJECT": ("{a} rejected the complaints of {b} over {x}", "{a} turned down a proposal of {b} on {x} and {y}"),
    "THREATEN": ("{a} warned {b} of consequences if nothing changed on {x}", "{a} threatened {b} over {x} and {y}"),
    "SANCTION": ("{a} imposed penalties on {b} over {x}", "{a} expelled envoys of {b} in the dispute over {x}"),
    "REQUEST": ("{a} called on {b} to give way on {x}", "{a} asked {b} for a promise on {x} and {y}"),
    "AGREE": ("{a} and {b} agreed to settle {x} by spring", "{a} and {b} signed a paper on {x} and {y}"),
    "COERCE": ("{a} seized goods of {b} in the row over {x}", "{a} detained citizens of {b} in connection with {x}"),
    "AID": ("{a} sent {b} help with {x}", "{a} gave {b} money for {x} and {y}"),
}
SILENT: dict[str, tuple[str, ...]] = {
    # the same where the sentence does not say what it is about
    "ACCUSE": ("{a} accused {b} of bad faith", "{a} found hard words for {b}"),
    "CONSULT": ("{a} met {b} in {city}", "{a} and {b} shook hands in {city}", "{a} arrived for a visit to {b}"),
    "REJECT": ("{a} dismissed the remarks of {b}", "{a} called what {b} had said groundless"),
    "THREATEN": ("{a} warned {b} of further steps", "{a} told {b} that its patience was at an end"),
    "SANCTION": ("{a} withdrew its ambassador to {b}", "{a} announced new measures against {b}"),
    "REQUEST": ("{a} urged {b} to think again", "{a} demanded an answer of {b}"),
    "AGREE": ("{a} and {b} agreed to meet again", "{a} and {b} set up a working group"),
    "COERCE": ("{a} closed its offices in {b}", "{a} held back payments to {b}"),
    "AID": ("{a} promised {b} support", "{a} came to the help of {b}"),
}
FILLING = (
    "a spokesman told reporters", "officials said on condition of anonymity", "according to a statement",
    "in the presence of the press", "after a week of speculation", "as relations between the two cooled",
    "while markets were closed", "hours before a meeting of the cabinet", "which analysts had expected",
    "to the surprise of diplomats", "in what both called an open exchange", "state television reported",
)  # fmt: skip
PASSING = (
    "on a day when {z} filled the front pages", "at a meeting called to speak about {z}",
    "in an interview that was mostly about {z}", "between a debate on {z} and a vote",
)  # fmt: skip
LEADS = (
    "The dispute over {x} has occupied both governments for some time.",
    "At stake are {x} and {y}, on which the two have never seen eye to eye.",
    "Diplomats say that {x} will remain on the agenda, and so will {y}.",
    "Earlier talks about {x} had ended without result.",
)
ASIDES = (
    "The two are also at odds over {x}.",
    "In another matter, that of {x}, nothing new was heard.",
    "Reporters who asked about {x} were given no answer.",
)
COLOURS = (
    "Outside there was talk of {}, {}, {} and {}.", "Reporters spent the morning between {} and {}, then {} and {}.",
    "The day had begun with {} and {}, and it ended with {} and {}.",
)  # fmt: skip
HEADS = ("{A} and {B} at odds over {x}", "{A} turns to {B} over {x}", "What {A} wants of {B}", "{A}, {B} and {x}")


@dataclass(frozen=True, slots=True)
class Plot:
    """What a story is about: its parties, its things, the name that tells it from its like, and who else comes in."""

    number: int
    field: str
    states: tuple[str, ...]
    things: tuple[str, ...]
    name: str | None
    company: str | None
    ministers: tuple[int, ...]


@dataclass(slots=True)
class Draft:
    """An event while pages are written that tell of it."""

    plot: Plot
    act: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    day: date | None
    silent: bool
    story: int | None
    reports: list[Report] = field(default_factory=list)


@dataclass(slots=True)
class World:
    """Planted events with the reports and articles they come from, and the story of each event that has one."""

    events: list[Event] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    truth: dict[str, int] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def stories(self) -> list[Story]:
        """The stories that are found among the events."""
        return thread(self.events, reports=self.reports, articles=self.articles)


def plant(*, events: int, seed: int, begin: date = date(2022, 1, 3), days: int = 1000) -> World:
    """A world of so many events, in no order."""
    rng = random.Random(seed)
    world = World()
    fields = _fields()
    plots: list[Plot] = []
    taken: set[tuple[str, tuple[str, ...]]] = set()
    while len(world.drafts) < events:
        first = begin + timedelta(days=rng.randrange(days))
        what = rng.random()
        if what < 0.03:
            _summit(world, rng, day=first)
        elif what < 0.89:
            plot = _plot(rng, fields, number=-1, states=_pair(rng), taken=taken)
            _episode(world, rng, plot, day=first, story=None, aside=rng.choice(plots) if plots else None)
        else:
            like = rng.choice(plots[-40:]) if plots and rng.random() < 0.3 else None
            states = like.states if like else _pair(rng)
            same = like.field if like is not None and like.name and rng.random() < 0.4 else None
            plot = _plot(rng, fields, number=len(plots), states=states, taken=taken, only=same)
            plots.append(plot)
            _story(world, rng, plot, plots, first=first, room=events)
    for draft in world.drafts:
        event = _event(world, draft)
        world.events.append(event)
        if draft.story is not None:
            world.truth[event.id] = draft.story
    rng.shuffle(world.events)
    return world


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """The things of each field."""
    lines = FIELDS.read_text(encoding="utf-8").splitlines()[2:]
    return {name: tuple(things.split(";")) for name, _, things in (line.partition("\t") for line in lines)}


@cache
def _colours() -> tuple[str, ...]:
    """Words that are neither common nor very rare, as any page has some that say nothing of its matter."""
    return tuple(sorted(stem for stem, rate in rates().items() if 20 <= rate <= 400 and len(stem) > 3))


@cache
def _any_words() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of which most of any page is made, and how frequent they are."""
    return tuple(rates()), tuple(rates().values())


def _pair(rng: random.Random) -> tuple[str, ...]:
    """Two states, the first of the list in many more pairs than the last."""
    codes = list(STATES)
    weights = [1.0 / (rank + 1) for rank in range(len(codes))]
    found: list[str] = []
    while len(found) < 2:
        (code,) = rng.choices(codes, weights)
        if code not in found:
            found.append(code)
    return tuple(found)


def _plot(
    rng: random.Random,
    fields: Mapping[str, Sequence[str]],
    *,
    number: int,
    states: tuple[str, ...],
    taken: set[tuple[str, tuple[str, ...]]],
    only: str | None = None,
) -> Plot:
    """What a story is about; one of a field and pair that had one before has a name that tells them apart."""
    chosen = only or rng.choice(sorted(fields))
    key = chosen, tuple(sorted(states))
    named = rng.random() < 0.7 or key in taken
    taken.add(key)
    third = [code for code in STATES if code not in states]
    return Plot(
        number=number,
        field=chosen,
        states=(*states[:2], rng.choice(third)) if rng.random() < 0.15 else states[:2],
        things=tuple(rng.sample(list(fields[chosen]), 6)),
        name=_name(rng) if named else None,
        company=f"{_name(rng)} Holdings" if rng.random() < 0.3 else None,
        ministers=tuple(rng.randrange(len(OFFICES)) for _ in states),
    )


def _name(rng: random.Random) -> str:
    """A name that no gazetteer has."""
    return "".join(rng.choices(SYLLABLES, k=rng.choice([2, 2, 3]))).capitalize() + rng.choice(ENDS)


def _story(world: World, rng: random.Random, plot: Plot, plots: Sequence[Plot], *, first: date, room: int) -> None:
    """Tell a story of two events or more in episodes, with pauses; later ones look back on earlier ones."""
    size = min(2 + int(rng.paretovariate(1.1)) if rng.random() < 0.9 else rng.randrange(15, 60), 200, room)
    day, told = first, 0
    earlier: list[Draft] = []
    while told < size:
        many = min(size - told, rng.choice([1, 1, 2, 2, 3, 4]))
        aside = rng.choice(plots) if rng.random() < 0.15 else None
        back = rng.choice(earlier) if earlier and rng.random() < 0.3 else None
        earlier += _episode(world, rng, plot, day=day, story=plot.number, many=many, aside=aside, back=back)
        told += many
        gap = rng.random()
        day += timedelta(
            days=rng.randrange(0, 5) if gap < 0.6 else rng.randrange(5, 40) if gap < 0.88 else rng.randrange(60, 240)
        )


def _episode(
    world: World,
    rng: random.Random,
    plot: Plot,
    *,
    day: date,
    story: int | None,
    many: int = 1,
    aside: Plot | None = None,
    back: Draft | None = None,
) -> list[Draft]:
    """Add so many events of a plot that one to three pages tell of, with what these tell beside them."""
    drafts = [_draft(rng, plot, day=day, story=story) for _ in range(many)]
    if story is not None and rng.random() < 0.1:
        drafts.append(_draft(rng, plot, day=day - timedelta(days=rng.randrange(200, 900)), story=story, past=True))
    others = list(drafts)
    if rng.random() < 0.12:
        beside = _plot(rng, _fields(), number=-1, states=(plot.states[0], _pair(rng)[0]), taken=set())
        if beside.states[0] != beside.states[1]:
            others.append(_draft(rng, beside, day=day, story=None))
    if back is not None:
        others.append(back)
    for number in range(rng.choice([1, 1, 1, 2, 2, 3])):
        on_page = [draft for draft in others if not number or rng.random() < 0.6] or others[:1]
        _page(world, rng, plot, on_page, published=day + timedelta(days=rng.choice([0, 0, 1])), aside=aside)
    world.drafts += [draft for draft in others if draft is not back]
    return drafts


def _draft(rng: random.Random, plot: Plot, *, day: date, story: int | None, past: bool = False) -> Draft:
    """An event of a plot that no page tells of yet."""
    act = rng.choices(sorted(TELLING), [6, 3, 5, 3, 10, 5, 5, 4, 4])[0]
    actors, recipients = _sides(rng, plot)
    status: Status = "historical" if past else "future" if rng.random() < 0.08 else "actual"
    dated = None if rng.random() < 0.12 and status == "actual" else day
    return Draft(plot, act, actors, recipients, status, dated, rng.random() < 0.3, story)


def _sides(rng: random.Random, plot: Plot) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who does it to whom: two of the plot's states, their ministers or its company; now and then one alone."""
    states = list(plot.states[:2])
    if len(plot.states) > 2 and rng.random() < 0.3:
        states[rng.randrange(2)] = plot.states[2]
    rng.shuffle(states)
    first = _party(rng, plot, states[0])
    if rng.random() < 0.1:
        return (first,), ()
    if plot.company and rng.random() < 0.25:
        company = plot.company
        return (first,), (_of(company, states[1], kind="company", entity=None),)
    return (first,), (_party(rng, plot, states[1]),)


def _party(rng: random.Random, plot: Plot, code: str) -> Party:
    """A state or, nearly as often, its minister for the matter."""
    if rng.random() < 0.55:
        return _of(STATES[code], code, kind="state", entity=f"state:{code}")
    at = plot.states.index(code) if code in plot.states else 0
    office = plot.ministers[min(at, len(plot.ministers) - 1)]
    order = list(STATES).index(code)
    name = f"{FIRST[(order + 3 * office) % len(FIRST)]} {SYLLABLES[order % 16].capitalize()}{ENDS[office]}"
    return _of(name, code, kind="person", entity=f"person:{name}")


def _of(name: str, code: str, *, kind: str, entity: str | None) -> Party:
    """A party by its name."""
    sectors = ("BUS",) if kind == "company" else ("GOV",)
    return Party(text=name, start=0, end=len(name), name=name, country=code, kind=kind, sectors=sectors, entity=entity)  # type: ignore[arg-type]


def _about(rng: random.Random, plot: Plot) -> tuple[str, str]:
    """What a sentence is about: two of the plot's things, the first ones more often, and often its name."""
    weights = [1.0 / (rank + 1) for rank in range(len(plot.things))]
    one, other = rng.choices(plot.things, weights)[0], rng.choices(plot.things, weights)[0]
    if plot.name and rng.random() < 0.75:
        one = f"{one} {rng.choice(['near', 'at', 'in', 'of'])} {plot.name}"
    return one, other


def _page(
    world: World, rng: random.Random, plot: Plot, drafts: Sequence[Draft], *, published: date, aside: Plot | None
) -> None:
    """Add a page that tells of events, in the words of its own, and of what a plot is about."""
    name = f"page-{len(world.articles)}"
    sentences = [_sentence(rng, draft) for draft in drafts]
    first, _ = sentences[0]
    paragraphs = [first]
    for _ in range(rng.choice([1, 2, 2, 3, 4])):
        x, y = _about(rng, plot)
        paragraphs.append(rng.choice(LEADS).format(x=x, y=y))
    paragraphs += [sentence for sentence, _ in sentences[1:]]
    paragraphs += [rng.choice(COLOURS).format(*rng.sample(_colours(), 4)) for _ in range(2)]
    paragraphs.append(" ".join(rng.choices(*_any_words(), k=rng.randrange(60, 140))))
    if aside is not None:
        paragraphs.append(rng.choice(ASIDES).format(x=_about(rng, aside)[0]))
    x, _ = _about(rng, plot)
    main = drafts[0]
    head = rng.choice(HEADS).format(A=main.actors[0].name, B=(main.recipients or main.actors)[-1].name, x=x)
    text = "\n".join([head, *paragraphs])
    starts = [len(head) + 1]
    for paragraph in paragraphs[:-1]:
        starts.append(starts[-1] + len(paragraph) + 1)
    page_id = content_id("page", name, text)
    day = published.isoformat()
    world.articles[page_id] = Article(
        page=name,
        page_id=page_id,
        text=text,
        headline=Span(text=head, start=0, end=len(head)),
        body=tuple(Span(text=p, start=s, end=s + len(p)) for p, s in zip(paragraphs, starts, strict=True)),
        published=Publication(
            earliest=day, latest=day, edtf=day, text=day, start=None, end=None, basis="given", confidence=1.0
        ),
        publisher=rng.choice(OUTLETS),
        language="en",
    )
    for draft, (sentence, verb) in zip(drafts, sentences, strict=True):
        start = text.index(sentence)
        at = start + sentence.index(verb)
        report = Report(
            id=content_id("report", page_id, at, draft.act), page=name, page_id=page_id, act=draft.act,
            event_type=plover_type(draft.act, draft.status), modes=(), status=draft.status, quad=ACTS[draft.act][0],
            intensity=ACTS[draft.act][1], contexts=(), actors=draft.actors, recipients=draft.recipients, addressees=(),
            attribution=(), matter=None, date=None, places=(), numbers=(),
            trigger=Span(text=verb, start=at, end=at + len(verb)),
            sentence=Span(text=sentence, start=start, end=start + len(sentence)), rule="planted", confidence=0.8,
        )  # fmt: skip
        draft.reports.append(report)
        world.reports[report.id] = report


def _sentence(rng: random.Random, draft: Draft) -> tuple[str, str]:
    """The sentence that tells of an event, and its verb."""
    a, b = draft.actors[0].name, draft.recipients[0].name if draft.recipients else "its critics"
    if len(draft.actors) > 1:
        a, b = ", ".join(party.name for party in draft.actors[:-1]), draft.actors[-1].name
    x, y = _about(rng, draft.plot)
    words = rng.choice((SILENT if draft.silent else TELLING)[draft.act]).format(
        a=a, b=b, x=x, y=y, city=rng.choice(CITIES)
    )
    verb = words.removeprefix(a).split()[0]
    filling = rng.choice(FILLING)
    if rng.random() < 0.2:
        filling = rng.choice(PASSING).format(z=rng.choice(rng.choice(sorted(_fields().values()))))
    return f"{'It is expected next week that ' if draft.status == 'future' else ''}{words}, {filling}.", verb


def _event(world: World, draft: Draft) -> Event:
    """The event of a draft that pages tell of."""
    first, day = draft.reports[0], draft.day.isoformat() if draft.day else None
    pages = tuple(dict.fromkeys(report.page_id for report in draft.reports))
    published = sorted(found.earliest for page in pages if (found := world.articles[page].published) is not None)
    when = day and When(
        text=day, start=0, end=1, earliest=day, latest=day, edtf=day, basis="said", rule="planted", reason="planted"
    )
    return Event(
        id=content_id("event", first.id), act=first.act, event_type=first.event_type, modes=(), status=first.status,
        statuses=((published[0], first.status),), quad=first.quad, intensity=first.intensity, actors=first.actors,
        recipients=first.recipients, date=when or None, places=(), contexts=(), said_by=(),
        reports=tuple(report.id for report in draft.reports), merges=(), pages=pages,
        outlets=tuple(sorted({world.articles[page].publisher or "" for page in pages})), independent=len(pages),
        first_published=published[0], last_published=published[-1], confidence=0.8,
    )  # fmt: skip


def _summit(world: World, rng: random.Random, *, day: date) -> None:
    """A meeting of many states, of no story."""
    codes = rng.sample(list(STATES)[:20], rng.randrange(4, 9))
    actors = tuple(_of(STATES[code], code, kind="state", entity=f"state:{code}") for code in codes)
    plot = Plot(-1, "summit", tuple(codes[:2]), ("the world economy", "security", "trade", "peace"), None, None, (0, 0))
    draft = Draft(plot, "CONSULT", actors, (), "actual", day, False, None)
    _page(world, rng, plot, [draft], published=day, aside=None)
    world.drafts.append(draft)


def b_cubed(stories: Iterable[Story], world: World) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of stories over all events, those of no story each alone."""
    found = {event: story.id for story in stories for event in story.events}
    right = {event.id: str(world.truth.get(event.id, event.id)) for event in world.events}
    got: Counter[str] = Counter(found.get(event.id, event.id) for event in world.events)
    planted: Counter[str] = Counter(right.values())
    both: Counter[tuple[str, str]] = Counter((found.get(key, key), label) for key, label in right.items())
    many = len(right) or 1
    precision = sum(count * count / got[key] for (key, _), count in both.items()) / many
    recall = sum(count * count / planted[label] for (_, label), count in both.items()) / many
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def purity(stories: Sequence[Story], world: World) -> list[tuple[int, int, str]]:
    """Of each story how many events it has, how many of them are of one planted story, and its title."""
    sizes: dict[str, Counter[int | None]] = defaultdict(Counter)
    for story in stories:
        sizes[story.id].update(world.truth.get(event) for event in story.events)
    return [(len(story.events), max(sizes[story.id].values()), story.title) for story in stories]


def main() -> None:
    """Print how well planted stories are found, and how long it takes."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--events", type=int, nargs="+", default=[500, 5000])
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0, help="so many titles, with how pure each story is")
    options = arguments.parse_args()
    for many in options.events:
        world = plant(events=many, seed=options.seed)
        start = time.process_time()
        stories = world.stories()
        spent = time.process_time() - start
        precision, recall, f1 = b_cubed(stories, world)
        planted = len(set(world.truth.values()))
        print(
            f"{len(world.events)} events, {planted} stories planted, {len(stories)} found; B-cubed precision"
            f" {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; {spent:.1f} s, {1000 * spent / many:.2f} ms an event"
        )
        for size, pure, title in purity(stories, world)[: options.show]:
            print(f"  {pure:3} of {size:3}  {title}")


if __name__ == "__main__":
    main()
