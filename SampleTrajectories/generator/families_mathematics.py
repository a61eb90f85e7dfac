"""Families of exercises written with LaTeX: equations, sequences, geometry, probability."""

from fractions import Fraction

from .draw import Draw
from .story import NUMBER, PERCENT, WHOLE, RATIO, Story, count, measure


def linear_equation(d: Draw) -> Story:
    s = Story("linear equation")
    s.given("a", d.integer(2, 12), NUMBER, "the coefficient of \\( x \\) is <a>")
    s.given("b", d.integer(3, 40), NUMBER, "the constant on the left is <b>")
    s.given("c", d.integer(20, 160), NUMBER, "the right-hand side is <c>")
    s.given("k", d.integer(2, 9), NUMBER, "the last factor is <k>")
    s.compute(
        "rest",
        "-",
        "c b",
        NUMBER,
        "the value of the product of the coefficient and x",
        "Subtract <1.n> from both sides: [[<a.n>x = <0.n> - <1.n> = <r.n>]].",
        "Moving <1.n> to the right gives [[<a.n>x = <0.n> - <1.n> = <r.n>]].",
    )
    s.compute(
        "x",
        "/",
        "rest a",
        WHOLE,
        "the value of x",
        "Dividing both sides by <1.n> gives [[x = <0.n> / <1.n> = <r.n>]].",
        "Now divide by <1.n>: [[x = \\frac{<0.n>}{<1.n>} = <r.n>]].",
    )
    s.compute("kx", "*", "k x", NUMBER, "the product of the last factor and x")
    s.compute("y", "+", "kx b", NUMBER, "the value of the expression")
    return s.finish(
        [
            "Solve \\( <a.n>x + <b.n> = <c.n> \\) and then evaluate \\( <k.n>x + <b.n> \\).",
            "If $<a.n>x + <b.n> = <c.n>$, what is the value of $<k.n>x + <b.n>$?",
        ],
        "the value is <answer>",
        d.integer(0, 1),
    )


def both_sides(d: Draw) -> Story:
    s = Story("equation with x on both sides")
    s.given("a", d.integer(6, 15), NUMBER, "the left has <a> times x")
    s.given("b", d.integer(1, 30), NUMBER, "the left has the constant <b>")
    s.given("c", d.integer(2, 5), NUMBER, "the right has <c> times x")
    s.given("d", d.integer(31, 120), NUMBER, "the right has the constant <d>")
    s.compute(
        "m",
        "-",
        "a c",
        NUMBER,
        "the coefficient after collecting x on the left",
        "Subtract [[<1.n>x]] from both sides; the coefficient of x becomes [[<0.n> - <1.n> = "
        "<r.n>]].",
    )
    s.compute(
        "n",
        "-",
        "d b",
        NUMBER,
        "the constant after collecting numbers on the right",
        "Subtract <1.n> from both sides, so the right-hand side is [[<0.n> - <1.n> = <r.n>]].",
        "The constants give [[<0.n> - <1.n> = <r.n>]] on the right.",
    )
    s.compute(
        "x",
        "/",
        "n m",
        WHOLE,
        "the value of x",
        "So [[<1.n>x = <0.n>]], which means [[x = <0.n> / <1.n> = <r.n>]].",
    )
    s.compute("xx", "square", "x", NUMBER, "the square of x")
    return s.finish(
        [
            "Let $x$ be the solution of $<a.n>x + <b.n> = <c.n>x + <d.n>$. Find $x^2$.",
            "Solve the equation \\( <a.n>x + <b.n> = <c.n>x + <d.n> \\). What is the square of x?",
        ],
        "the square of x is <answer>",
        d.integer(0, 1),
    )


def quadratic_value(d: Draw) -> Story:
    s = Story("value of a quadratic")
    s.given("a", d.integer(2, 6), NUMBER, "the leading coefficient is <a>")
    s.given("b", d.integer(2, 15), NUMBER, "<b> times x is subtracted")
    s.given("c", d.integer(1, 30), NUMBER, "<c> is added at the end")
    s.given("x", d.integer(3, 12), NUMBER, "we need x = <x>")
    s.compute("xx", "square", "x", NUMBER, "the square of x")
    s.compute("first", "*", "a xx", NUMBER, "the quadratic term")
    s.compute("second", "*", "b x", NUMBER, "the subtracted term")
    s.compute("less", "-", "first second", NUMBER, "the difference of the two terms")
    s.compute("value", "+", "less c", NUMBER, "the value of the function")
    return s.finish(
        [
            "Let $f(x) = <a.n>x^2 - <b.n>x + <c.n>$. Compute $f(<x.n>)$.",
            "Evaluate \\( <a.n>x^2 - <b.n>x + <c.n> \\) at \\( x = <x.n> \\).",
        ],
        "the value is <answer>",
        d.integer(0, 1),
    )


def arithmetic_sequence(d: Draw) -> Story:
    s = Story("arithmetic sequence")
    s.given("a", d.integer(2, 30), NUMBER, "the first term is <a>")
    s.given("d", d.integer(2, 12), NUMBER, "the common difference is <d>")
    s.given("n", d.integer(8, 40), NUMBER, "there are <n> terms")
    s.constant("one", 1, NUMBER, 0, 2)
    s.constant("two", 2, NUMBER, 1)
    s.compute("gaps", "-", "n one", NUMBER, "the number of gaps between the terms")
    s.compute("rise", "*", "gaps d", NUMBER, "the total rise")
    s.compute("last", "+", "a rise", NUMBER, "the last term")
    s.compute("ends", "+", "a last", NUMBER, "the sum of the first and the last term")
    s.compute("pairs", "*", "n ends", NUMBER, "the number of terms times that sum")
    s.compute("sum", "/", "pairs two", NUMBER, "the sum of the sequence")
    return s.finish(
        [
            "An arithmetic sequence starts with $<a.n>$ and has common difference $<d.n>$. What "
            "is the sum of its first $<n.n>$ terms?",
            "Find \\( a_1 + a_2 + \\dots + a_{<n.n>} \\) for the arithmetic sequence with \\( a_1 "
            "= <a.n> "
            "\\) and difference \\( <d.n> \\).",
        ],
        "the sum is <answer>",
        d.integer(0, 1),
    )


def two_draws(d: Draw) -> Story:
    s, who = Story("two draws"), d.person()
    x, y = d.choice([("red", "green"), ("black", "white"), ("blue", "yellow")])
    marble = count("marble")
    s.given("r", d.integer(3, 9), marble, f"there are <r> that are {x}")
    s.given("g", d.integer(3, 12), marble, f"there are <g> that are {y}")
    s.constant("one", 1, NUMBER, 2)
    s.compute("all", "+", "r g", marble, "the number of marbles in the bag")
    s.compute("p", "/", "r all", RATIO, f"the probability that the first marble is {x}")
    s.compute("less", "-", "r one", marble, f"the number of {x} marbles after the first draw")
    s.compute("rest", "-", "all one", marble, "the number of all marbles after the first draw")
    s.compute("q", "/", "less rest", RATIO, f"the probability that the second one is {x} too")
    s.compute("both", "*", "p q", RATIO, f"the probability that both are {x}")
    return s.finish(
        [
            f"A bag holds <r.n> {x} and <g.n> {y} marbles. {who} draws two marbles without "
            f"putting the first one back. What is the probability that both are {x}?",
            f"From a bag with <r.n> {x} marbles and <g.n> {y} ones, two are drawn without "
            f"replacement. Find the probability that both are {x}.",
        ],
        "the probability is <answer>",
        d.integer(0, 1),
    )


def right_triangle(d: Draw) -> Story:
    s = Story("right triangle")
    x, y = d.choice([(3, 4), (5, 12), (8, 15), (7, 24), (20, 21)])
    k = d.integer(1, 12)
    if d.chance(0.5):
        x, y = y, x
    cm = measure("cm")
    area = measure("square centimetre", "square centimetres")
    s.given("a", x * k, cm, "one leg is <a>")
    s.given("b", y * k, cm, "the other leg is <b>")
    s.compute("aa", "square", "a", area, "the square of the first leg")
    s.compute("bb", "square", "b", area, "the square of the second leg")
    s.compute("cc", "+", "aa bb", area, "the square of the hypotenuse")
    s.compute("c", "sqrt", "cc", cm, "the hypotenuse")
    s.compute("p", "+", "a b c", cm, "the perimeter")
    return s.finish(
        [
            "The legs of a right triangle are $<a.n>$ cm and $<b.n>$ cm long. Find its perimeter.",
            "Triangle \\( ABC \\) has a right angle at \\( C \\), with \\( AC = <a.n> \\) cm and "
            "\\( BC = <b.n> \\) cm. What is the perimeter of the triangle?",
        ],
        "the perimeter is <answer>",
        d.integer(0, 1),
    )


def fraction_chain(d: Draw) -> Story:
    s = Story("fraction of a fraction")
    choices = [(3, 4), (2, 3), (2, 5), (5, 6), (3, 8), (1, 4), (4, 5)]
    s.given("n", d.integer(60, 960, 60), NUMBER, "the number is <n>")
    s.given("f", Fraction(*d.choice(choices)), RATIO, "we first take <f> of it")
    s.given("g", Fraction(*d.choice(choices)), RATIO, "then <g> of the result")
    s.given("p", d.choice([10, 20, 25, 40, 50]), PERCENT, "at last <p> of that is added")
    s.compute("x", "of", "f n", NUMBER, "the first part")
    s.compute("y", "of", "g x", NUMBER, "the second part")
    s.compute("z", "%of", "p y", NUMBER, "the amount to be added")
    s.compute("end", "+", "y z", NUMBER, "the result")
    return s.finish(
        [
            "Take $<f.tex>$ of $<n.n>$, then $<g.tex>$ of the result, and increase what you get "
            "by $<p.n>\\%$. Which number is it?",
            "What is \\( <g.tex> \\) of \\( <f.tex> \\) of \\( <n.n> \\), increased by \\( "
            "<p.n>\\% \\)?",
        ],
        "the number is <answer>",
        d.integer(0, 1),
    )


def triangle_angles(d: Draw) -> Story:
    s = Story("angles of a triangle")
    degree = measure("degree", "degrees")
    s.given("a", d.integer(20, 70), degree, "the first angle is <a>")
    s.given("k", d.integer(2, 4), NUMBER, "the third angle is cut into <k> parts")
    s.given("m", d.integer(3, 25), degree, "the second angle is <m> larger than the first")
    s.constant("full", 180, degree, 360, 90)
    s.compute("b", "+", "a m", degree, "the second angle")
    s.compute("two", "+", "a b", degree, "the sum of the first two angles")
    s.compute("c", "-", "full two", degree, "the third angle")
    s.compute("part", "/", "c k", degree, "each part of the third angle")
    return s.finish(
        [
            "In a triangle one angle measures $<a.n>^\\circ$ and a second one is $<m.n>^\\circ$ "
            "larger. The third angle is divided into $<k.n>$ equal parts. How large is each part?",
            "Angle \\( A \\) is <a>, angle \\( B \\) is <m> larger than \\( A \\), and angle \\( "
            "C \\) is cut into <k.n> equal angles. Find one of these.",
        ],
        "each part measures <answer>",
        d.integer(0, 1),
    )


FAMILIES = [
    linear_equation,
    both_sides,
    quadratic_value,
    arithmetic_sequence,
    two_draws,
    right_triangle,
    fraction_chain,
    triangle_angles,
]
