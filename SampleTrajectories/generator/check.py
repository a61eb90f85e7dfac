"""Verifies a drawn set from what is written in it, not from how it was made.

Every equation that can be read out of a step is evaluated: none may be false before the first wrong
step, and where the mistake is a false equation the labelled step must hold one. The stated mistakes
themselves are found again by ``audit``.
"""

import re
from fractions import Fraction
from typing import Callable, List, Optional, Tuple, Union

from .solving import audit
from .sets import Candidate
from .story import Story, written

FALSE_EQUATIONS = ("arithmetic slip", "healed slip", "cancelling slips", "false check")

_ATOM = r"[-(√]*\d+(?:\.\d+)?[)]*(?:\^\d+)?[)]*"
_SIDE = rf"{_ATOM}(?:\s*[-+*/]\s*{_ATOM})*"
_CHAIN = re.compile(rf"(?<![\w.]){_SIDE}(?:\s*=\s*{_SIDE})+")
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[-+*/()^√])")

_REWRITES: List[Tuple["re.Pattern[str]", Union[str, Callable[["re.Match[str]"], str]]]] = [
    (re.compile(r"\\text\{[^}]*\}"), ""),
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r"√\1"),
    (re.compile(r"\\(?:times|cdot)|×|(?<=[\d)]) x (?=[\d(])"), "*"),
    (re.compile(r"\\div|÷"), "/"),
    (re.compile(r"\\[\[\]()%$]?"), lambda match: "%" if match.group() == "\\%" else " "),
    (re.compile(r"[$€£₹]"), ""),
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
    (re.compile(r"²"), "^2"),
    (re.compile(r"(?<!/)(\d+)/(\d+) (?=\*|of)"), r"(\1/\2) "),
    (re.compile(r"(\d+(?:\.\d+)?)%"), r"(\1/100)"),
    (re.compile(r"(?<=\)) of "), " * "),
]


def readable(text: str, story: Story) -> str:
    """A step without units and markup, so that its equations are bare arithmetic."""
    units = {noun for node in story.nodes for noun in (node.unit.one, node.unit.many)}
    units |= {noun for given in story.givens.values() for noun in (given.unit.one, given.unit.many)}
    for noun in sorted(units - {""}, key=lambda noun: (-len(noun), noun)):
        text = re.sub(rf"(?<=\d) {re.escape(noun)}(?!\w)", "", text)
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    return text


class Arithmetic:
    """A reader of sums, products, powers and roots, by recursive descent."""

    def __init__(self, text: str) -> None:
        self.tokens: List[str] = _TOKEN.findall(text)
        if "".join(self.tokens) != re.sub(r"\s", "", text):
            raise ValueError(text)
        self.at = 0

    def take(self, *wanted: str) -> Optional[str]:
        if self.at < len(self.tokens) and self.tokens[self.at] in wanted:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def value(self) -> Fraction:
        result = self.sum()
        if self.at != len(self.tokens):
            raise ValueError("something is left over")
        return result

    def sum(self) -> Fraction:
        result = self.product()
        while True:
            sign = self.take("+", "-")
            if not sign:
                return result
            result += self.product() if sign == "+" else -self.product()

    def product(self) -> Fraction:
        result = self.factor()
        while True:
            sign = self.take("*", "/")
            if not sign:
                return result
            result = result * self.factor() if sign == "*" else result / self.factor()

    def factor(self) -> Fraction:
        if self.take("-"):
            return -self.factor()
        if self.take("√"):
            square = self.factor()
            root = Fraction(round(float(square) ** 0.5))
            if root * root != square:
                raise ValueError("no whole root")
            return root
        if self.take("("):
            result = self.sum()
            if not self.take(")"):
                raise ValueError("a bracket is open")
        else:
            if self.at >= len(self.tokens) or not self.tokens[self.at][0].isdigit():
                raise ValueError("a number is missing")
            result = Fraction(self.tokens[self.at])
            self.at += 1
        return result ** int(self.factor()) if self.take("^") else result


def equations(step: str, story: Story) -> List[Tuple[str, bool]]:
    """Each chain of equal signs in a step, and whether it holds."""
    found = []
    for match in _CHAIN.finditer(readable(step, story)):
        sides = [side.strip(" .") for side in match.group().split("=")]
        try:
            values = [Arithmetic(side).value() for side in sides]
        except (ValueError, ZeroDivisionError):
            continue
        found.append((match.group().strip(), len(set(values)) == 1))
    return found


def check_candidate(candidate: Candidate) -> List[str]:
    faults = []
    story, solution, steps = candidate.story, candidate.solution, candidate.steps
    if not 3 <= len(steps) <= 10:
        faults.append(f"{len(steps)} steps")
    if (candidate.label < 0) != (solution.kind is None):
        faults.append("a label that does not go with the kind of mistake")
    if audit(story, solution.events) != solution.first_wrong:
        faults.append("the first wrong event is another")
    upright = steps if candidate.label < 0 else steps[: candidate.label]
    for step in upright:
        faults += [
            f"false before the first error: {text}"
            for text, holds in equations(step, story)
            if not holds
        ]
    if solution.kind in FALSE_EQUATIONS:
        read = equations(steps[candidate.label], story)
        says_it_in_words = "which gives" in steps[candidate.label]
        if all(holds for _, holds in read) and not says_it_in_words:
            faults.append(f"no false equation in {steps[candidate.label]!r}")
    bare = {
        written(candidate.answer, thousands, cents)
        for thousands in (False, True)
        for cents in (False, True)
    }
    bare.add(str(candidate.answer))
    bare.add(f"\\frac{{{candidate.answer.numerator}}}{{{candidate.answer.denominator}}}")
    if not any(form in steps[-1] for form in bare):
        faults.append("the last step does not state the answer")
    for text in [story.text] + steps:
        if re.search(r"<\w+(\.\w+)?>|\[\[|\]\]|\{what\}|  |\bNone\b|\n\n", text):
            faults.append(f"unfinished text: {text!r}")
        nouns = {
            given.unit.many for given in story.givens.values() if given.unit.one != given.unit.many
        }
        faults += [
            f"1 {noun}" for noun in nouns if re.search(rf"(?<![\d.,])1 {re.escape(noun)}\b", text)
        ]
    return faults


def check_set(questions: List[List[Candidate]]) -> List[str]:
    """What is wrong with the set, a line each; empty for a sound one."""
    faults, read = [], 0
    for candidate in (candidate for question in questions for candidate in question):
        faults += [f"{candidate.id}: {fault}" for fault in check_candidate(candidate)]
        read += sum(len(equations(step, candidate.story)) for step in candidate.steps)
    ids = [candidate.id for question in questions for candidate in question]
    texts = ["\n".join([c.story.text] + c.steps) for question in questions for c in question]
    if len(set(ids)) != len(ids):
        faults.append("ids repeat")
    if len(set(texts)) != len(texts):
        faults.append("trajectories repeat")
    if read < 2 * len(ids):
        faults.append(f"only {read} equations could be read")
    return faults
