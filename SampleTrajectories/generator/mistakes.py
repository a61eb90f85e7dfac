"""Draws mistakes: of which kind, at which computation, and what is written there instead.

A mistake is kept only if the solution that follows from it reads plausibly (whole people, positive
prices) and if it shows where, and as, its kind promises.
"""

from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Tuple

from .draw import Draw
from .solving import Layout, Mistake, Solution, solve
from .story import Story, Unit

RIGHT_ANSWER_KINDS = ("healed slip", "cancelling slips", "false check")

# How often each kind is asked for, among erroneous candidates. A kind that cannot happen in a story
# (no unit conversion in it, say) gives way to another draw.
KINDS: List[Tuple[str, float]] = [
    ("arithmetic slip", 0.34),
    ("misread value", 0.15),
    ("wrong operand", 0.08),
    ("wrong operation", 0.06),
    ("dropped step", 0.09),
    ("copied wrongly", 0.08),
    ("contradiction", 0.05),
    ("unit mix-up", 0.20),
    ("wrong final answer", 0.07),
    ("healed slip", 0.05),
    ("cancelling slips", 0.03),
    ("false check", 0.03),
]

# What people write in place of an operator, with how often. The written equation then holds.
CONFUSED: Dict[str, List[Tuple[str, float]]] = {
    "+": [("-", 0.8), ("*", 0.2)],
    "-": [("+", 1.0)],
    "*": [("+", 0.8), ("/", 0.2)],
    "/": [("*", 0.6), ("-", 0.4)],
    "%of": [("-", 1.0)],
    "square": [("double", 1.0)],
    "sqrt": [("half", 1.0)],
}


def slipped(d: Draw, value: Fraction) -> Fraction:
    """A number that a careless calculation gives in place of ``value``."""
    unit = Fraction(1)
    if value.denominator > 1:
        if 100 % value.denominator != 0:
            return value + Fraction(d.choice([-1, 1]), value.denominator)
        unit = Fraction(d.choice([1, 10]), 10)
    size = abs(value)
    offsets = [(1, 3.0), (2, 2.0), (3, 1.0)]
    if size >= 20:
        offsets += [(10, 3.0), (9, 1.0), (5, 1.0)]
    if size >= 200:
        offsets += [(100, 3.0), (20, 1.0), (90, 1.0)]
    if size >= 2000:
        offsets += [(1000, 2.0), (200, 1.0)]
    digits = str(value)
    if d.chance(0.15) and value.denominator == 1 and len(digits) > 1 and value > 0:
        place = d.integer(0, len(digits) - 2)
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        if not swapped.startswith("0"):
            return Fraction(int(swapped))
    if d.chance(0.06) and size >= 20:
        return value * 10 if d.chance(0.5) else value / 10
    return value + d.choice([-1, 1]) * d.weighted(offsets) * unit


def _misread(d: Draw, unit: Unit, value: Fraction) -> Fraction:
    if unit.kind == "percent":
        return value + d.choice([-10, -5, 5, 10])
    if unit.kind == "ratio":
        return Fraction(*d.choice([(1, 2), (2, 3), (3, 4), (1, 3), (3, 5), (1, 5), (5, 8)]))
    return slipped(d, value)


def _consumers(story: Story, key: str) -> List[int]:
    return [index for index, node in enumerate(story.nodes) if key in node.operands]


def propose(d: Draw, story: Story, layout: Layout, kind: str) -> Optional[Mistake]:
    """One attempt at a mistake of a kind; none where the story offers no place for it."""
    nodes, truth = story.nodes, story.truth()
    at = d.integer(0, len(nodes) - 1)
    node = nodes[at]
    part = d.integer(0, len(node.operands) - 1)
    operand = node.operands[part]
    if kind in ("arithmetic slip", "healed slip", "cancelling slips"):
        if kind != "arithmetic slip" and at == len(nodes) - 1:
            return None
        return Mistake(kind, at, value=slipped(d, truth[node.key]))
    if kind == "wrong operand":
        earlier = list(story.givens) + [other.key for other in nodes[:at]]
        alike = [
            key
            for key in earlier
            if key not in node.operands
            and story.unit(key).kind == story.unit(operand).kind
            and not (key in story.givens and story.givens[key].constant)
        ]
        return Mistake(kind, at, part, other=d.choice(alike)) if alike else None
    if kind == "misread value":
        key = d.choice([key for key, given in story.givens.items() if given.fact])
        value = _misread(d, story.unit(key), truth[key])
        if value in truth.values():
            return None
        return Mistake(kind, _consumers(story, key)[0], value=value, other=key)
    if kind == "wrong operation":
        options = CONFUSED.get(node.operator)
        return Mistake(kind, at, other=d.weighted(options)) if options else None
    if kind == "dropped step":
        if d.chance(0.6):
            at, node = len(nodes) - 1, nodes[-1]
        alike = [key for key in node.operands if story.unit(key) == node.unit]
        alike = [key for key in alike if key not in story.givens] or alike
        return Mistake(kind, at, other=d.choice(alike)) if alike else None
    if kind == "copied wrongly":
        if operand in story.givens or _consumers(story, operand)[0] != at:
            return None
        return Mistake(kind, at, part, slipped(d, truth[operand]))
    if kind == "unit mix-up":
        if operand not in story.givens or not story.givens[operand].constant:
            return None
        if _consumers(story, operand)[0] != at:
            return None
        return Mistake(kind, at, part, d.choice(story.givens[operand].confusions))
    if kind == "contradiction":
        if layout.recap_after is None:
            return None
        key = nodes[layout.recap_after].key
        return Mistake(kind, layout.recap_after, value=slipped(d, truth[key]))
    if kind == "wrong final answer":
        others = [truth[other.key] for other in nodes[:-1] if other.unit == nodes[-1].unit]
        value = d.choice(others) if others and d.chance(0.4) else slipped(d, truth[nodes[-1].key])
        return Mistake(kind, len(nodes), value=value)
    if kind == "false check" and layout.check:
        first = nodes[-1].operands[0]
        return Mistake(kind, len(nodes), value=slipped(d, truth[first]))
    return None


def _plausible(story: Story, solution: Solution) -> bool:
    """Whether a reader would accept every number written (whole people, positive prices)."""
    for event in solution.events:
        if event.kind == "facts":
            if not all(story.unit(key).accepts(value) for key, value in event.seen.items()):
                return False
            continue
        pairs = list(event.operands)
        if event.kind != "check":
            pairs.append((event.node.unit, event.result))
        if not all(
            unit.accepts(value) or value == 0 and unit.kind == "number" for unit, value in pairs
        ):
            return False
    return True


def _as_asked(story: Story, solution: Solution) -> bool:
    """Whether the mistake shows, and affects the answer as its kind promises."""
    if solution.first_wrong is None:
        return False
    truth = story.truth()[story.nodes[-1].key]
    event = solution.events[solution.first_wrong]
    right = solution.final == truth
    if solution.kind in ("arithmetic slip", "wrong operand", "wrong operation", "copied wrongly"):
        if event.kind != "compute" or event.result == story.truth()[event.node.key]:
            return False
    return right == (solution.kind in RIGHT_ANSWER_KINDS)


def layout_for(d: Draw, story: Story, kind: Optional[str]) -> Layout:
    """Draws which extra events a solution has; some kinds of mistake need one of them."""
    recap = d.integer(0, len(story.nodes) - 2) if len(story.nodes) > 2 else None
    wants_recap = kind == "contradiction" or d.chance(0.12)
    return Layout(
        d.chance(0.3), recap if wants_recap else None, kind == "false check" or d.chance(0.15)
    )


def attempt(d: Draw, story: Story, kind: Optional[str]) -> Optional[Solution]:
    """A solution with a mistake of the kind (none: without), or nothing after many tries."""
    for _ in range(60):
        layout = layout_for(d, story, kind)
        if kind is None:
            return solve(story, layout, None)
        mistake = propose(d, story, layout, kind)
        if mistake is None:
            continue
        try:
            solution = solve(story, layout, mistake)
        except ArithmeticError:
            continue
        if _as_asked(story, solution) and _plausible(story, solution):
            return solution
    return None


def wrong_solution(d: Draw, story: Story, avoid: Sequence[Optional[str]]) -> Solution:
    """A solution with one mistake, of a kind that its sister candidates do not have if possible."""
    for turn in range(200):
        kind = d.weighted(KINDS)
        if kind in avoid and turn < 20:
            continue
        solution = attempt(d, story, kind)
        if solution is not None:
            return solution
    raise RuntimeError(f"no mistake fits the story {story.family!r}")
