"""The people of an article: who a surname, a title alone or a pronoun of one gender can mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from bede.extract import terms
from bede.lexicon import Lexicon
from bede.model import Party

Gender = Literal["f", "m"]

BOUND = ("al-", "el-")
"""The article that is tied to a family name."""
MOST = 50
"""People of one surname or title that are told apart, so that a page of thousands takes no longer."""

MARKED = 3
"""Letters that a rare first name has more of, so that it alone may come back."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whom the article named with a title, and whether it said that the office is over."""

    title: str
    party: Party
    former: bool


class People:
    """Who was named in full; ``day`` is that of publication (ISO) or None, ``countries`` those named."""

    def __init__(self, lexicon: Lexicon, *, day: str | None, countries: Collection[str | None]) -> None:
        self._lexicon = lexicon
        self._day = day
        self._countries = countries
        self._by_name: dict[str, list[Party]] = {}
        self._holders: dict[str, list[Holder]] = {}
        self._titles: dict[str, list[str]] = {}

    def add(self, party: Party, *, titles: Iterable[str], former: bool) -> None:
        """Remember a person with the titles before or after the name."""
        for title in titles:
            self._titles.setdefault(party.name, []).append(title)
            lesser = title.split()[0] in self._lexicon.lists["lesser"]
            for words in (title,) if lesser else _endings(title):
                held = self._holders.setdefault(words, [])
                held.append(Holder(title, party, former))
                del held[:-MOST]
        names = party.name.split()
        short = [names[-1]]
        if len(names) > 2:
            short.append(names[-2])  # of two family names, the first
            short += [" ".join(names[at:]) for at in range(1, len(names) - 1)]
        if self._family_first(party) or (len(names) == 2 and "-" in names[1] and names[1].partition("-")[2].islower()):
            short.append(names[0])
        if names[0][:1].isupper() and len(names[0]) > MARKED and _plain(names[0]) not in self._lexicon.genders:
            short.append(names[0])  # "Azali" of Azali Assoumani
        short += [_unbound(names[-1])]
        for written in dict.fromkeys(short):
            self._keep(written.casefold(), party)

    def _keep(self, written: str, party: Party) -> None:
        """Remember a person under a short form; who is told more of takes the place of the same told less of."""
        same = self._by_name.setdefault(written, [])
        for at, known in enumerate(same):
            if _same_person(known.name, party.name):
                more = (known.country is None and party.country is not None) or (
                    " " not in known.name and " " in party.name
                )
                if more:
                    same[at] = party
                return
        if len(same) < MOST:
            same.append(party)

    def called(self, written: str, *, title: str | None = None) -> tuple[Party, ...]:
        """Whom a name can mean: those with all its words, of several those with the title before it."""
        words = written.casefold().split()
        if not words:
            return ()
        found = self._by_name.get(" ".join(words)) or self._by_name.get(words[-1], [])
        full = [party for party in found if _same_person(party.name, written)]
        if title is not None and len(full) > 1:
            full = [party for party in full if title in self._titles.get(party.name, ())] or full
        offices = [
            party for party in full if any(one.lower() in self._lexicon.lists["offices"] for one in party.sectors)
        ]
        return tuple(offices if len(full) > 1 and len(offices) == 1 else full)  # "Howard", not his wife

    def holders(self, title: str, *, before: int, former: bool) -> tuple[Holder, ...]:
        """Those named with a title before an offset, the last named last: "secretary" of "secretary of state" too."""
        known = [holder for holder in self._holders.get(title, ()) if holder.party.start < before]
        known = [holder for holder in known if holder.former == former] or ([] if former else known)
        return tuple(holder for holder in known if holder.title == title) or tuple(known)

    def titles(self, name: str) -> tuple[str, ...]:
        """The titles with which a person was named."""
        return tuple(self._titles.get(name, ()))

    def gender(self, party: Party) -> Gender | None:
        """A person's gender by the words of the title, else by the first name; None where neither tells it."""
        lists = self._lexicon.lists
        words = {word for title in self._titles.get(party.name, ()) for word in title.split()}
        words |= {word.strip(".,").lower() for word in party.text.split()}
        if words.intersection(lists["feminine"]):
            return "f"
        if words.intersection(lists["masculine"]):
            return "m"
        names = party.name.split()
        if len(names) < 2 or not names[0][:1].isupper():
            return None
        if self._family_first(party):
            return None
        return self._lexicon.genders.get(_plain(names[0]))

    def _family_first(self, party: Party) -> bool:
        """Whether a person's family name stands first."""
        return (party.country or "").lower() in self._lexicon.lists["family_first"]

    def in_office(self, written: str) -> tuple[Party | None, bool]:
        """The one office holder of a surname on the day, and whether its holders had office at other times."""
        names = self._lexicon.surnames.get(written, ())
        name = terms.holder(names, self._day, countries=self._countries)
        if name is None:
            return None, bool(names) and not any(terms.in_force(one, self._day) for one in names)
        return Party(
            text=name.name,
            start=-1,
            end=-1,
            name=name.name,
            country=name.country,
            kind="person",
            sectors=terms.sectors(name, self._day),
            entity=name.entity,
            rule=name.stands,
        ), False


def _endings(title: str) -> tuple[str, ...]:
    """The ways a title comes back: whole, its head alone, the words before ``of`` or ``general``."""
    words = title.split()
    found = [title]
    if "of" in words:
        words = words[: words.index("of")]
    found += [" ".join(words[at:]) for at in range(len(words))]
    found += [" ".join(words[:at]) for at in range(1, len(words))]
    return tuple(dict.fromkeys(found))


def _same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the words of the shorter are all in the longer."""
    first, second = ({_unbound(word) for word in name.casefold().split()} for name in (one, other))
    return first <= second or second <= first


def _unbound(name: str) -> str:
    """A name without the article tied to it, which its short form may lack: "al-Sudani", "Sudani"."""
    return name[3:] if name.lower().startswith(BOUND) else name


def _plain(name: str) -> str:
    """A first name as the list has it: lower case, the first part of a double name, no accents."""
    first = name.partition("-")[0].lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", first) if sign.isascii())
