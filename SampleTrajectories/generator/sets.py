"""Draws the problems and their candidates: everything that the files are written from."""

from dataclasses import dataclass
from fractions import Fraction
from typing import AbstractSet, Callable, List, Optional, Sequence

from . import families_counting, families_mathematics, families_measuring, families_money
from .draw import Draw
from .mistakes import attempt, wrong_solution
from .solving import Solution
from .story import Story
from .wording import VOICES, steps_of

FAMILIES: List[Callable[[Draw], Story]] = [
    *families_money.FAMILIES,
    *families_counting.FAMILIES,
    *families_measuring.FAMILIES,
    *families_mathematics.FAMILIES,
]

CANDIDATES = 4
GENERATORS = [
    ("sample-small", 3.0),
    ("sample-medium", 2.0),
    ("sample-large", 1.0),
    ("sample-math", 1.0),
]


@dataclass(frozen=True)
class Candidate:
    """One solution of one problem; ``label`` is the first wrong step from 0, −1 for none."""

    id: str
    question: int
    story: Story
    solution: Solution
    steps: List[str]
    label: int
    generator: str
    voice: str

    @property
    def answer(self) -> Fraction:
        return self.solution.final

    @property
    def reference(self) -> Fraction:
        return self.story.truth()[self.story.nodes[-1].key]

    @property
    def right(self) -> bool:
        return self.answer == self.reference


def draw_story(
    d: Draw, family: Callable[[Draw], Story], taken: AbstractSet[str]
) -> Optional[Story]:
    """A story with acceptable numbers and a new text; none when the family seems used up."""
    for _ in range(3000):
        story = family(d)
        if story.sound() and story.text not in taken and _tells_everything(story):
            return story
    return None


def _tells_everything(story: Story) -> bool:
    """Distinct given values make every number traceable to its place in the problem."""
    values = [given.value for given in story.givens.values() if not given.constant]
    return len(set(values)) == len(values)


def candidates_of(seed: int, question: int, story: Story) -> List[Candidate]:
    d = Draw(seed * 2_000_003 + question * 17 + 5)
    correct = d.weighted([(1, 0.3), (2, 0.6), (3, 0.1)])
    kinds: List[Optional[str]] = []
    found: List[Candidate] = []
    plan = d.shuffled([True] * correct + [False] * (CANDIDATES - correct))
    for place, (good, voice) in enumerate(zip(plan, d.shuffled(VOICES))):
        while True:
            solution = attempt(d, story, None) if good else wrong_solution(d, story, kinds)
            if solution is None:
                raise RuntimeError("a solution without mistakes cannot fail")
            steps, label = steps_of(d, story, solution, voice)
            if 3 <= len(steps) <= 10:
                break
        kinds.append(solution.kind)
        weights = [(name, weight if not good else 1 / weight) for name, weight in GENERATORS]
        found.append(
            Candidate(
                f"q{question:03d}-{'abcd'[place]}",
                question,
                story,
                solution,
                steps,
                label,
                d.weighted(weights),
                voice.name,
            )
        )
    return found


def draw_set(seed: int, problems: int, taken: Sequence[str] = ()) -> List[List[Candidate]]:
    """The candidates of each problem; no two problems, nor one of ``taken``, have the same text."""
    used = set(taken)
    questions = []
    order: List[Callable[[Draw], Story]] = []
    for question in range(problems):
        d = Draw(seed * 1_000_003 + question)
        story: Optional[Story] = None
        while story is None:
            order = order or Draw(seed * 3_000_017 + question).shuffled(FAMILIES)
            story = draw_story(d, order.pop(), used)
        used.add(story.text)
        questions.append(candidates_of(seed, question, story))
    return questions


def in_training_half(question: int) -> bool:
    """Questions alternate between the training half and the held-out half."""
    return question % 2 == 0
