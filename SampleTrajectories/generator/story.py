"""A word problem as a small program: given quantities, and computations on them in order."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt
from typing import Callable, Dict, List, Mapping, Sequence, Tuple, Union

Number = Union[int, Fraction]


def written(value: Fraction, thousands: bool = False, cents: bool = False) -> str:
    """A number as people write it: 1200 or 1,200; 2.5 or 2.50; a/b where decimals do not end."""
    if value.denominator == 1:
        return f"{value.numerator:,}" if thousands else str(value.numerator)
    if 1000 % value.denominator != 0:
        return f"{value.numerator}/{value.denominator}"
    places = 2 if 100 % value.denominator == 0 else 3
    digits = f"{float(value):,.{places}f}" if thousands else f"{float(value):.{places}f}"
    return digits if cents and places == 2 else digits.rstrip("0")


@dataclass(frozen=True)
class Unit:
    """How a quantity is written, and which values it may take.

    Kinds: ``count`` (whole things, at least two), ``measure`` (km, hours; decimals
    allowed), ``money``, ``percent``, ``ratio`` (any fraction),
    ``number`` (bare; may be negative) and ``whole`` (bare, no fraction).
    """

    kind: str
    one: str = ""
    many: str = ""
    symbol: str = ""

    def show(self, value: Fraction, thousands: bool = False) -> str:
        if self.kind == "percent":
            return written(value) + "%"
        if self.kind == "ratio":
            return str(value)
        if self.kind == "money":
            amount = f"{self.symbol}{written(abs(value), thousands, cents=True)}"
            return ("-" if value < 0 else "") + amount + (f" {self.many}" if self.many else "")
        digits = written(value, thousands)
        noun = self.one if value == 1 else self.many
        return f"{digits} {noun}" if noun else digits

    def accepts(self, value: Fraction) -> bool:
        if self.kind == "count":
            return value > 1 and value.denominator == 1
        if self.kind in ("money", "measure"):
            return value > 0 and 100 % value.denominator == 0
        if self.kind == "percent":
            return 0 < value <= 100 and 10 % value.denominator == 0
        if self.kind == "ratio":
            return 0 < value < 1 and value.denominator < 1000
        return (1 if self.kind == "whole" else 100) % value.denominator == 0


def count(one: str, many: str = "") -> Unit:
    return Unit("count", one, many or one + "s")


def measure(one: str, many: str = "") -> Unit:
    return Unit("measure", one, many or one)


def money(symbol: str, suffix: str = "") -> Unit:
    return Unit("money", suffix, suffix, symbol)


PERCENT = Unit("percent")
RATIO = Unit("ratio")
NUMBER = Unit("number")
WHOLE = Unit("whole")


def _difference(values: Sequence[Fraction]) -> Fraction:
    return values[0] - sum(values[1:], Fraction(0))


def _product(values: Sequence[Fraction]) -> Fraction:
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def _root(values: Sequence[Fraction]) -> Fraction:
    root = Fraction(isqrt(max(int(values[0]), 0)))
    if root * root != values[0]:
        raise ArithmeticError("no whole root")
    return root


# What each operator means. "%of" takes (percent, base); "of" (fraction, base); "as%" (part, whole).
OPERATORS: Dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "+": lambda values: sum(values, Fraction(0)),
    "-": _difference,
    "*": _product,
    "/": lambda values: values[0] / values[1],
    "%of": lambda values: values[0] * values[1] / 100,
    "of": _product,
    "as%": lambda values: 100 * values[0] / values[1],
    "square": lambda values: values[0] * values[0],
    "sqrt": _root,
}


@dataclass(frozen=True)
class Given:
    """A number that the problem states, or a constant everyone knows, with its usual confusions."""

    value: Fraction
    unit: Unit
    fact: str = ""
    confusions: Tuple[Fraction, ...] = ()

    @property
    def constant(self) -> bool:
        return bool(self.confusions)


@dataclass(frozen=True)
class Node:
    """One computation. ``what`` is a singular noun phrase; ``forms`` are sentences of its own, with
    <0>, <1>, … for the operands, <r> for the result and [[…]] around mathematics."""

    key: str
    operator: str
    operands: Tuple[str, ...]
    unit: Unit
    what: str
    forms: Tuple[str, ...] = ()


PLACEHOLDER = re.compile(r"<(\w+)(\.n|\.tex|:[^/<>]+/[^<>]+)?>")


def fill(
    template: str, values: Mapping[str, Tuple[Fraction, Unit]], thousands: bool = False
) -> str:
    """Replaces <key> by the quantity with its unit, <key.n> by the bare number,
    <key.tex> by a LaTeX fraction and <key:hour/hours> by the number with the noun that agrees.
    """

    def replace(match: "re.Match[str]") -> str:
        if match.group(1) not in values:
            return match.group(0)
        value, unit = values[match.group(1)]
        form = match.group(2)
        if not form:
            return unit.show(value, thousands)
        digits = (
            str(value) if unit.kind == "ratio" else written(value, thousands, unit.kind == "money")
        )
        if form == ".tex":
            return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"
        if form == ".n":
            return digits
        one, many = form[1:].split("/")
        return f"{digits} {one if value == 1 else many}"

    return PLACEHOLDER.sub(replace, template)


@dataclass
class Story:
    """A problem: text, quantities, the computations that solve it, how the answer is said."""

    family: str
    text: str = ""
    conclusion: str = ""
    givens: Dict[str, Given] = field(default_factory=dict)
    nodes: List[Node] = field(default_factory=list)

    def given(self, key: str, value: Number, unit: Unit, fact: str = "") -> None:
        self.givens[key] = Given(Fraction(value), unit, fact)

    def constant(self, key: str, value: Number, unit: Unit, *confusions: Number) -> None:
        self.givens[key] = Given(
            Fraction(value), unit, "", tuple(Fraction(other) for other in confusions)
        )

    def compute(
        self, key: str, operator: str, operands: str, unit: Unit, what: str, *forms: str
    ) -> None:
        """Adds a computation; ``operands`` are keys separated by blanks."""
        self.nodes.append(Node(key, operator, tuple(operands.split()), unit, what, forms))

    def finish(self, texts: Sequence[str], conclusion: str, chosen: int) -> "Story":
        """Fills in the chosen wording of the problem and the sentence that states <answer>."""
        values = {key: (given.value, given.unit) for key, given in self.givens.items()}
        self.text = fill(texts[chosen % len(texts)], values)
        self.conclusion = conclusion
        return self

    def unit(self, key: str) -> Unit:
        if key in self.givens:
            return self.givens[key].unit
        return next(node.unit for node in self.nodes if node.key == key)

    def truth(self) -> Dict[str, Fraction]:
        """Every quantity's true value."""
        values = {key: given.value for key, given in self.givens.items()}
        for node in self.nodes:
            values[node.key] = OPERATORS[node.operator]([values[key] for key in node.operands])
        return values

    def sound(self) -> bool:
        """Whether every value is one that a reader would accept (whole apples, positive prices)."""
        try:
            values = self.truth()
        except ArithmeticError:
            return False
        return all(self.unit(key).accepts(value) for key, value in values.items())
