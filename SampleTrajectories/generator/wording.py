"""Puts the events of a solution into words, in one of several manners of writing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import List, Sequence, Tuple

from .draw import Draw
from .solving import Event, Solution
from .story import Story, Unit, fill, written


@dataclass(frozen=True)
class Voice:
    """A manner of writing. ``units``: which numbers of an equation carry one: none, result, all."""

    name: str
    latex: bool
    opens: str
    closes: str
    times: str
    divide: str
    units: str
    thousands: bool = False


VOICES: List[Voice] = [
    Voice("plain", False, "", "", "×", "÷", "result"),
    Voice("terse", False, "", "", "*", "/", "none"),
    Voice("patient", False, "", "", "×", "÷", "all", thousands=True),
    Voice("chatty", False, "", "", "x", "/", "result", thousands=True),
    Voice("inline", True, "\\(", "\\)", "\\times", "frac", "none"),
    Voice("display", True, "\\[", "\\]", "\\times", "frac", "result"),
    Voice("bold", False, "", "", "×", "/", "all"),
    Voice("dollar", True, "$", "$", "\\cdot", "\\div", "none"),
]

OPENERS = {
    "first": [
        "First, we find {what}: {eq}.",
        "We start with {what}: {eq}.",
        "Let's begin with {what}: {eq}.",
    ],
    "next": [
        "Next, we find {what}: {eq}.",
        "Then {what} is {eq}.",
        "Now for {what}: {eq}.",
        "{What} is {eq}.",
        "So, {what} is {eq}.",
    ],
    "last": [
        "Finally, we find {what}: {eq}.",
        "The last thing to find is {what}: {eq}.",
        "{What} is therefore {eq}.",
    ],
}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """a, b and c."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


class Writer:
    """Writes one solution in one voice."""

    def __init__(self, d: Draw, story: Story, voice: Voice) -> None:
        self.d, self.story, self.voice = d, story, voice
        self.heading = 0

    # Mathematics

    def wrap(self, mathematics: str) -> str:
        v = self.voice
        if v.name == "display":
            return f"\n\\[ {mathematics} \\]\n"
        if v.name == "inline":
            return f"\\( {mathematics} \\)"
        return v.opens + mathematics + v.closes

    def number(self, unit: Unit, value: Fraction, with_unit: bool) -> str:
        """A quantity inside an equation."""
        if not self.voice.latex:
            if unit.kind in ("percent", "ratio") or with_unit:
                return unit.show(value, self.voice.thousands)
            return written(value, self.voice.thousands, unit.kind == "money")
        if value.denominator != 1 and 100 % value.denominator != 0 or unit.kind == "ratio":
            return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"
        digits = written(value, False, unit.kind == "money")
        if unit.kind == "percent":
            return digits + "\\%"
        if not with_unit:
            return digits
        if unit.kind == "money":
            symbol = "\\$" if unit.symbol == "$" else unit.symbol
            return f"-{symbol}{digits[1:]}" if value < 0 else symbol + digits
        noun = unit.one if value == 1 else unit.many
        return f"{digits} \\text{{ {noun}}}" if noun else digits

    def expression(self, event: Event) -> str:
        v = self.voice
        numbers = []
        for index, (unit, value) in enumerate(event.operands):
            text = self.number(unit, value, v.units == "all")
            brackets = index > 0 and value < 0
            brackets |= event.operator == "/" and unit.kind == "ratio" and not v.latex
            numbers.append(f"({text})" if brackets else text)
        times = f" {v.times} "
        operator = event.operator
        if operator in "+-":
            return f" {operator} ".join(numbers)
        if operator in ("*", "of"):
            return times.join(numbers)
        if operator == "%of":
            percent = event.operands[0][1]
            if v.latex and self.d.chance(0.5):
                return f"\\frac{{{written(percent)}}}{{100}}{times}{numbers[1]}"
            if not v.latex and self.d.chance(0.3):
                return f"{numbers[0]} of {self.number(*event.operands[1], v.units != 'none')}"
            return f"{written(percent / 100)}{times}{numbers[1]}"
        if operator == "square":
            base = f"({numbers[0]})" if v.units == "all" and " " in numbers[0] else numbers[0]
            return base + ("^2" if v.latex or v.name == "terse" else "²")
        if operator == "sqrt":
            bare = written(event.operands[0][1])
            return f"\\sqrt{{{bare}}}" if v.latex else f"√{bare}"
        ratio = event.node.unit.kind == "ratio"
        if v.divide == "frac" and not ratio:
            quotient = f"\\frac{{{numbers[0]}}}{{{numbers[1]}}}"
        else:
            sign = "\\div" if v.latex else v.divide
            quotient = f"{numbers[0]} {sign} {numbers[1]}"
        if operator == "as%":
            return quotient + times + ("100\\%" if v.latex else "100%")
        return quotient

    def equation(self, event: Event) -> str:
        """``5 × 12 = 60 rolls``; long sums sometimes go through a partial sum."""
        middle = ""
        values = [value for _, value in event.operands]
        true_sum = sum(values, Fraction(0)) == event.result
        if event.operator == "+" and len(values) > 2 and true_sum and self.d.chance(0.4):
            unit = event.node.unit
            shown = self.voice.units == "all"
            parts = [self.number(unit, values[0] + values[1], shown)]
            parts += [self.number(u, value, shown) for u, value in event.operands[2:]]
            middle = " + ".join(parts) + " = "
        result = self.number(event.node.unit, event.result, self.voice.units != "none")
        return self.wrap(f"{self.expression(event)} = {middle}{result}")

    # Sentences

    def prose(self, text: str) -> str:
        """Text outside of mathematics; a dollar sign is not to begin any where $ … $ does."""
        return text.replace("$", "\\$") if self.voice.name == "dollar" else text

    def quantity(self, unit: Unit, value: Fraction) -> str:
        return self.prose(unit.show(value, self.voice.thousands))

    def facts_of(self, event: Event) -> List[str]:
        """What the problem says of the given numbers that a computation needs."""
        story = self.story
        values = {key: (event.seen[key], story.unit(key)) for key in story.givens}
        keys = [key for key in event.node.operands if key in story.givens]
        return [
            self.prose(fill(story.givens[key].fact, values, self.voice.thousands))
            for key in keys
            if story.givens[key].fact
        ]

    def action(self, event: Event) -> str:
        """The computation in words: multiply 5 by 12."""
        shown = [self.quantity(unit, value) for unit, value in event.operands]
        if event.operator == "+":
            return "add " + listed(shown)
        if event.operator == "-":
            return f"subtract {listed(shown[1:])} from {shown[0]}"
        if event.operator == "*":
            return f"multiply {shown[0]} by {shown[1]}"
        if event.operator == "/":
            return f"divide {shown[0]} by {shown[1]}"
        if event.operator in ("%of", "of"):
            return f"take {shown[0]} of {shown[1]}"
        if event.operator == "as%":
            return f"divide {shown[0]} by {shown[1]} and write it as a percentage"
        return f"{'square' if event.operator == 'square' else 'take the square root of'} {shown[0]}"

    def compute(self, event: Event, place: str) -> str:
        d, voice, what = self.d, self.voice, event.node.what
        if event.node.forms and not event.reworked and d.chance(0.7):
            return self.own_form(event)
        eq = self.equation(event)
        shown = self.quantity(event.node.unit, event.result)
        facts = self.facts_of(event) if d.chance(0.7 if event.reasoned else 0.45) else []
        reason = listed(facts) if facts else ""
        if voice.name == "display":
            lead = capital(reason) + ". " if reason else ""
            ask = d.choice(["Calculate", "Find", "Work out", "Determine"])
            after = capital(f"{what} is {shown}.") if d.chance(0.3) else ""
            return f"{lead}{ask} {what}:{eq}{after}".strip()
        if voice.name == "bold":
            self.heading += 1
            lead = capital(reason) + ". " if reason else ""
            tail = f", so {what} is {shown}" if d.chance(0.4) else ""
            heading = f"**Step {self.heading}: {d.choice(['Find', 'Calculate'])} {what}**"
            return f"{heading}\n{lead}{eq}{tail}."
        if voice.name == "terse":
            return capital(f"{what} = {eq}.") if d.chance(0.7) else capital(f"{what} is {eq}.")
        if voice.name == "chatty":
            lead = (
                f"{capital(reason)}, so "
                if reason
                else d.choice(["So, ", "Okay, ", "Now, ", "That means "])
            )
            return f"{lead}{what} {d.choice(['comes to', 'is', 'must be'])} {eq}."
        if voice.name == "patient" and d.chance(0.6):
            because = f"{capital(reason)}. " if reason else ""
            if d.chance(0.15):
                return f"{because}To find {what}, we {self.action(event)}, which gives {shown}."
            return f"{because}To find {what}, we {self.action(event)}: {eq}."
        if reason:
            return d.choice(
                [
                    f"Since {reason}, {what} is {eq}.",
                    f"{capital(reason)}, so {what} is {eq}.",
                    f"{capital(reason)}. This makes {what} {eq}.",
                ]
            )
        return d.choice(OPENERS[place]).format(what=what, What=capital(what), eq=eq)

    def own_form(self, event: Event) -> str:
        """A sentence that the story has for this very computation."""
        values = {str(i): (value, unit) for i, (unit, value) in enumerate(event.operands)}
        values["r"] = (event.result, event.node.unit)
        story = self.story
        values.update({key: (event.seen[key], story.unit(key)) for key in story.givens})
        text = fill(self.d.choice(event.node.forms), values)
        if not self.voice.latex:
            text = text.replace("\\frac{", "").replace("}{", " / ").replace("}", "")
            return text.replace("[[", "").replace("]]", "")
        if self.voice.name == "display":
            return text.replace("[[", "\\( ").replace("]]", " \\)")
        start, end = ("$", "$") if self.voice.name == "dollar" else ("\\( ", " \\)")
        return text.replace("[[", start).replace("]]", end)

    def facts(self, event: Event) -> str:
        story = self.story
        values = {key: (event.seen[key], story.unit(key)) for key in story.givens}
        parts = [
            self.prose(fill(given.fact, values, self.voice.thousands))
            for given in story.givens.values()
            if given.fact
        ]
        if self.voice.name in ("bold", "display"):
            return "Here is what we know:\n" + "\n".join(f"- {capital(part)}." for part in parts)
        lead = self.d.choice(["We are told that ", "The problem says that ", "We know that "])
        return lead + listed(parts) + "."

    def opening(self) -> str:
        goal = self.story.nodes[-1].what
        return self.d.choice(
            [
                f"To find {goal}, let's break the problem down step by step.",
                f"We need to find {goal}. Let's go through it step by step.",
                "Let's solve this step by step.",
                "Let's think about this carefully.",
            ]
        )

    def recap(self, event: Event) -> str:
        shown = self.quantity(event.node.unit, event.result)
        return self.d.choice(
            [
                f"So far we know that {event.node.what} is {shown}.",
                f"Remember that {event.node.what} is {shown}.",
                f"As we have seen, {event.node.what} is {shown}.",
            ]
        )

    def check(self, event: Event) -> str:
        unit = self.story.unit(event.node.operands[0])
        result = self.number(unit, event.result, self.voice.units != "none")
        eq = self.wrap(f"{self.expression(event)} = {result}")
        if self.voice.name == "display":
            return f"We can check this backwards:{eq}".strip()
        return self.d.choice([f"Let's check: {eq}, as it should be.", f"As a check, {eq}."])

    def answer(self, event: Event) -> str:
        unit = self.story.unit(event.node.key)
        said = self.story.conclusion.replace("<answer>", self.quantity(unit, event.result))
        bare = self.number(unit, event.result, unit.kind == "money")
        if self.voice.latex:
            boxed = self.number(unit, event.result, unit.kind == "money")
            start, end = ("$", "$") if self.voice.name == "dollar" else ("\\(", "\\)")
            return self.d.choice(
                [
                    f"Therefore, {said}: {start}\\boxed{{{boxed}}}{end}.",
                    f"Thus, the final answer is {start}\\boxed{{{boxed}}}{end}.",
                    f"So {said}. {start}\\boxed{{{boxed}}}{end}",
                ]
            )
        if self.voice.name == "bold":
            return f"**Answer:** {capital(said)}."
        if self.voice.name == "terse":
            return self.d.choice(
                [f"{capital(said)}.\n#### {bare}", f"Therefore, {said}.", f"The answer is {bare}."]
            )
        return self.d.choice(
            [f"Therefore, {said}.", f"So, {said}.", f"In the end, {said}.", f"{capital(said)}."]
        )


def steps_of(d: Draw, story: Story, solution: Solution, voice: Voice) -> Tuple[List[str], int]:
    """The texts of the steps, and the step, from 0, that holds the first wrong event (−1: none)."""
    writer = Writer(d, story, voice)
    groups: List[Tuple[List[str], List[int]]] = []
    if d.chance(0.5) and solution.events[0].kind != "facts":
        groups.append(([writer.opening()], []))
    computed = 0
    total = sum(event.kind == "compute" for event in solution.events)
    for index, event in enumerate(solution.events):
        if event.kind == "compute":
            computed += 1
            place = "first" if computed == 1 else "last" if computed == total else "next"
            text = writer.compute(event, place)
        else:
            text = {
                "facts": writer.facts,
                "recap": writer.recap,
                "check": writer.check,
                "answer": writer.answer,
            }[event.kind](event)
        joins = (
            voice.name not in ("bold",)
            and 1 < computed
            and len(groups) > 2
            and d.chance(
                {"compute": 0.12, "answer": 0.25, "recap": 0.3, "check": 0.2}.get(event.kind, 0.0)
            )
        )
        if joins:
            groups[-1][0].append(text)
            groups[-1][1].append(index)
        else:
            groups.append(([text], [index]))
    steps = [" ".join(part.strip() for part in texts) for texts, _ in groups]
    label = -1
    if solution.first_wrong is not None:
        label = next(i for i, (_, held) in enumerate(groups) if solution.first_wrong in held)
    return steps, label
