"""Reproducible chance, and the people and things that the problems are about."""

import random
from dataclasses import dataclass
from typing import List, Sequence, Tuple, TypeVar

Item = TypeVar("Item")


class Draw:
    """A stream of choices that is the same for the same seed on every Python.

    Only ``random.Random.random`` is used, because its sequence is guaranteed; ``choice``,
    ``shuffle`` and ``randrange`` have changed between versions.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def integer(self, low: int, high: int, step: int = 1) -> int:
        """One of low, low + step, … up to and including high."""
        count = (high - low) // step + 1
        return low + step * int(self._random.random() * count)

    def choice(self, items: Sequence[Item]) -> Item:
        return items[int(self._random.random() * len(items))]

    def weighted(self, items: Sequence[Tuple[Item, float]]) -> Item:
        left = self._random.random() * sum(weight for _, weight in items)
        for item, weight in items:
            left -= weight
            if left < 0:
                return item
        return items[-1][0]

    def shuffled(self, items: Sequence[Item]) -> List[Item]:
        rest = list(items)
        order = []
        while rest:
            order.append(rest.pop(int(self._random.random() * len(rest))))
        return order

    def person(self) -> "Person":
        return self.choice(PEOPLE)

    def people(self, count: int) -> List["Person"]:
        return self.shuffled(PEOPLE)[:count]

    def currency(self) -> str:
        return self.weighted([("$", 6.0), ("€", 2.0), ("£", 1.0), ("₹", 0.5)])


@dataclass(frozen=True)
class Person:
    """A name with the pronouns that go with it."""

    name: str
    they: str
    their: str

    def __str__(self) -> str:
        return self.name


def _people(names: str, they: str, their: str) -> List[Person]:
    return [Person(name, they, their) for name in names.split(",")]


PEOPLE: List[Person] = _people(
    "Amina,Zoë,María José,Ingrid,Priya,Noor,Siobhán,Thandiwe,Łucja,さくら,李娜,Ayşe,Fatou,지민",
    "she",
    "her",
) + _people(
    "Björn,Kwame,José,王先生,Dmitri,Omar,Tomáš,André,Ravi,陈伟,Mateus,Søren,Hiroshi,Ōtani",
    "he",
    "his",
)

# Countable things that can be bought, packed or shared: singular, plural.
GOODS: List[Tuple[str, str]] = [
    ("notebook", "notebooks"),
    ("🍎 apple", "🍎 apples"),
    ("candle", "candles"),
    ("mango", "mangoes"),
    ("🎈 balloon", "🎈 balloons"),
    ("postcard", "postcards"),
    ("ceramic cup", "ceramic cups"),
    ("bookmark", "bookmarks"),
    ("mochi (もち)", "mochi (もち)"),
    ("🌷 tulip", "🌷 tulips"),
]
