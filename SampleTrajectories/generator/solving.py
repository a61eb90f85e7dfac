"""Solves a story step by step, with or without one stated mistake, and finds the first wrong event.

A solution is a list of events. Whether an event is wrong is decided by ``audit``, which compares
what the event states with the true values and knows nothing of the mistake that was asked for.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Tuple

from .story import NUMBER, OPERATORS, Node, Story, Unit


@dataclass(frozen=True)
class Event:
    """Something a solution states. ``kind``: facts, compute, recap, check or answer.

    ``reasoned``: the numbers it should use are often named beside it; ``reworked``: it uses another
    operator than the story.
    """

    kind: str
    node: Node
    operator: str
    operands: Tuple[Tuple[Unit, Fraction], ...]
    result: Fraction
    seen: Dict[str, Fraction] = field(default_factory=dict)
    reasoned: bool = False
    reworked: bool = False


@dataclass(frozen=True)
class Mistake:
    """A mistake at node ``at``; ``part`` is the operand's place and ``value`` what is written."""

    kind: str
    at: int
    part: int = 0
    value: Fraction = Fraction(0)
    other: str = ""


@dataclass(frozen=True)
class Layout:
    """Which events besides the computations a solution has."""

    facts: bool
    recap_after: Optional[int]
    check: bool


@dataclass
class Solution:
    events: List[Event]
    final: Fraction
    first_wrong: Optional[int]
    kind: Optional[str]


INVERSE = {"+": "-", "-": "+", "*": "/", "/": "*"}


def check_event(
    node: Node,
    operands: Sequence[Tuple[Unit, Fraction]],
    result: Fraction,
    unit: Unit,
    claimed: Optional[Fraction],
) -> Event:
    """Undoes the last computation: a − b = c is checked by c + b = a."""
    (first_unit, first), (second_unit, second) = operands
    return Event(
        "check",
        node,
        INVERSE[node.operator],
        ((unit, result), (second_unit, second)),
        first if claimed is None else claimed,
    )


def solve(story: Story, layout: Layout, mistake: Optional[Mistake]) -> Solution:
    """Runs the program of a story with the mistake in it; all after follows from the mistake."""
    kind = mistake.kind if mistake else None
    truth = story.truth()
    held = {key: given.value for key, given in story.givens.items()}
    name = {key: key for key in truth}
    events: List[Event] = []
    last = story.nodes[-1]
    heal_at: Optional[int] = None

    if kind == "misread value" and mistake and layout.facts:
        held[mistake.other] = mistake.value
    if layout.facts:
        events.append(Event("facts", last, "", (), Fraction(0), dict(held)))

    for index, node in enumerate(story.nodes):
        here = mistake is not None and mistake.at == index
        if here and mistake and kind == "dropped step":
            held[node.key] = held[mistake.other]
            name[node.key] = name[mistake.other]
            continue
        if here and mistake and kind == "misread value":
            held[mistake.other] = mistake.value
        keys = [name[key] for key in node.operands]
        values = [held[key] for key in node.operands]
        operator = node.operator
        if here and mistake:
            if kind == "wrong operand":
                keys[mistake.part], values[mistake.part] = mistake.other, held[mistake.other]
            elif kind in ("copied wrongly", "unit mix-up"):
                values[mistake.part] = mistake.value
                held[node.operands[mistake.part]] = mistake.value
            elif kind == "wrong operation":
                operator = mistake.other
        if operator == "double":
            operator, keys, values = "*", [""] + keys, [Fraction(2)] + values
        elif operator == "half":
            operator, keys, values = "/", keys + [""], values + [Fraction(2)]
        elif operator == "-" and node.operator == "%of":
            keys, values = keys[::-1], values[::-1]
        result = OPERATORS[operator](values)
        held[node.key] = result
        if here and mistake and kind in ("arithmetic slip", "healed slip", "cancelling slips"):
            result = mistake.value
            held[node.key] = truth[node.key] if kind == "healed slip" else result
            heal_at = next((i for i, n in enumerate(story.nodes) if node.key in n.operands), None)
        elif kind == "cancelling slips" and index == heal_at:
            result = held[node.key] = truth[node.key]
        units = [story.unit(key) if key else NUMBER for key in keys]
        events.append(
            Event(
                "compute",
                node,
                operator,
                tuple(zip(units, values)),
                result,
                dict(held),
                here and kind in ("wrong operand", "wrong operation"),
                here and operator != node.operator,
            )
        )
        if layout.recap_after == index:
            if here and mistake and kind == "contradiction":
                held[node.key] = mistake.value
            events.append(Event("recap", node, "", (), held[node.key]))

    closing = events[-1]
    if (
        layout.check
        and closing.operator == last.operator
        and closing.operator in INVERSE
        and len(closing.operands) == 2
        and closing.result != 0
        and closing.result == OPERATORS[closing.operator]([v for _, v in closing.operands])
    ):
        claimed = mistake.value if mistake and kind == "false check" else None
        events.append(check_event(last, closing.operands, closing.result, last.unit, claimed))
    final = held[last.key]
    if mistake and kind == "wrong final answer":
        final = mistake.value
    events.append(Event("answer", last, "", (), final))
    return Solution(events, final, audit(story, events), kind)


def is_wrong(truth: Dict[str, Fraction], story: Story, event: Event) -> bool:
    """Whether an event states something untrue of the story."""
    if event.kind == "facts":
        return any(event.seen[key] != truth[key] for key in story.givens)
    if event.kind == "compute":
        expected = [truth[key] for key in event.node.operands]
        return (
            event.operator != event.node.operator
            or [value for _, value in event.operands] != expected
            or event.result != truth[event.node.key]
        )
    if event.kind == "check":
        values = [value for _, value in event.operands]
        return (
            OPERATORS[event.operator](values) != event.result or values[0] != truth[event.node.key]
        )
    return event.result != truth[event.node.key]


def audit(story: Story, events: Sequence[Event]) -> Optional[int]:
    """The first event that states something untrue, or none."""
    truth = story.truth()
    return next((i for i, event in enumerate(events) if is_wrong(truth, story, event)), None)
