"""Families of problems about travel, areas, recipes, temperatures, tanks and mixtures."""

from fractions import Fraction

from .draw import Draw
from .story import NUMBER, PERCENT, Story, count, measure, money

KM, HOURS, METRES, MINUTES = (
    measure("km"),
    measure("hour", "hours"),
    measure("metre", "metres"),
    measure("minute", "minutes"),
)


def two_leg_trip(d: Draw) -> Story:
    s, who = Story("two-leg trip"), d.person()
    way = d.choice(["by train", "by bus", "by car", "on a motorbike"])
    speed = measure("km/h")
    s.given("v", d.integer(30, 90, 5), speed, "the first speed is <v>")
    s.given("t", Fraction(d.integer(2, 10), 2), HOURS, "the first leg takes <t>")
    s.given("w", d.integer(40, 120, 5), speed, "the second speed is <w>")
    s.given("u", Fraction(d.integer(2, 8), 2), HOURS, "the second leg takes <u>")
    s.compute("first", "*", "v t", KM, "the length of the first leg")
    s.compute("second", "*", "w u", KM, "the length of the second leg")
    s.compute("way", "+", "first second", KM, "the whole distance")
    s.compute("time", "+", "t u", HOURS, "the whole time")
    s.compute("mean", "/", "way time", speed, "the average speed")
    return s.finish(
        [
            f"{who} travels {way} for <t> at <v> and then for <u> at <w>. What is {who}'s average "
            "speed for the whole trip?",
            f"A journey {way} has two legs: <t> at <v>, then <u> at <w>. Find the average speed "
            f"that {who} reaches over both legs.",
        ],
        "the average speed is <answer>",
        d.integer(0, 1),
    )


def running_laps(d: Draw) -> Story:
    s, who = Story("running laps"), d.person()
    s.given("lap", d.choice([200, 250, 300, 400, 500]), METRES, "a lap is <lap>")
    s.given("laps", d.integer(5, 16), count("lap"), f"{who} runs <laps> a day")
    s.given("days", d.integer(3, 15), count("day"), f"{who} trains for <days>")
    s.constant("km", 1000, METRES, 100)
    s.given("goal", d.integer(20, 90, 5), KM, "the goal is <goal>")
    s.compute("day", "*", "laps lap", METRES, "the distance run in a day")
    s.compute("all", "*", "day days", METRES, "the distance run on all the days")
    s.compute("run", "/", "all km", KM, "the distance in kilometres")
    s.compute("left", "-", "goal run", KM, "the distance left to the goal")
    return s.finish(
        [
            f"One lap of a track is <lap>. {who} runs <laps> on each of <days> and wants to reach "
            "<goal> in total. How many kilometres are still to be run?",
            f"{who} has set a goal of <goal>. For <days>, {who} runs <laps> of a <lap.n>-metre "
            "track per day. How many kilometres short of the goal is that?",
        ],
        "the distance left is <answer>",
        d.integer(0, 1),
    )


def fence(d: Draw) -> Story:
    s, who, c = Story("fence"), d.person(), d.currency()
    place = d.choice(
        ["a rectangular garden", "a rectangular paddock", "a rectangular vegetable patch"]
    )
    s.given("long", d.integer(25, 60), METRES, "the length is <long>")
    s.given("wide", d.integer(5, 24), METRES, "the width is <wide>")
    s.given("gate", d.integer(2, 5), METRES, "the gate takes <gate>")
    s.given("price", Fraction(d.integer(8, 50), 2), money(c), "a metre of fence costs <price>")
    s.constant("two", 2, NUMBER, 4)
    s.compute("half", "+", "long wide", METRES, "the sum of length and width")
    s.compute("round", "*", "two half", METRES, "the perimeter")
    s.compute("need", "-", "round gate", METRES, "the length of fence needed")
    s.compute("cost", "*", "need price", money(c), "the cost of the fence")
    return s.finish(
        [
            f"{who} wants to fence {place} that is <long> long and <wide> wide, leaving <gate> "
            "open for a gate. Fencing costs <price> per metre. How much does the fence cost?",
            f"Around {place} of <long> by <wide> {who} puts up a fence, except for a gate of "
            "<gate>. At <price> a metre, what is the price of the fence?",
        ],
        "the fence costs <answer>",
        d.integer(0, 1),
    )


def tiled_floor(d: Draw) -> Story:
    s, who, c = Story("tiled floor"), d.person(), d.currency()
    area = measure("square metre", "square metres")
    s.given("long", d.integer(4, 14), METRES, "the room is <long> long")
    s.given("wide", d.integer(3, 10), METRES, "the room is <wide> wide")
    s.given("rug", d.integer(2, 12), area, "<rug> stay bare")
    s.given("per", d.choice([4, 9, 10, 16, 25]), count("tile"), "a square metre takes <per>")
    s.given("price", Fraction(d.integer(2, 16), 4), money(c), "a tile costs <price>")
    s.compute("floor", "*", "long wide", area, "the area of the floor")
    s.compute("todo", "-", "floor rug", area, "the area to be tiled")
    s.compute("tiles", "*", "todo per", count("tile"), "the number of tiles")
    s.compute("cost", "*", "tiles price", money(c), "the cost of the tiles")
    return s.finish(
        [
            f"{who} tiles a room that is <long> long and <wide> wide; <rug> under a built-in "
            "cupboard stay bare. It takes <per> to cover a square metre, and a tile costs "
            "<price>. What do the tiles cost?",
            f"A kitchen measures <long> by <wide>. {who} tiles all of it but <rug>, using <per> "
            "per square metre at <price> a tile. How much money goes on tiles?",
        ],
        "the tiles cost <answer>",
        d.integer(0, 1),
    )


def recipe(d: Draw) -> Story:
    s, who = Story("recipe"), d.person()
    dish = d.choice(["dumplings 🥟", "injera", "pierogi", "flatbread", "okonomiyaki (お好み焼き)"])
    gram = measure("gram", "grams")
    s.given("flour", d.integer(120, 900, 20), gram, "the recipe needs <flour> of flour")
    s.given("serves", d.integer(2, 8), count("person", "people"), "the recipe is for <serves>")
    s.given("guests", d.integer(9, 40), count("person", "people"), "<guests> will come")
    s.given("have", d.integer(100, 900, 50), gram, f"{who} already has <have>")
    s.given("bag", d.choice([250, 500]), gram, "a bag holds <bag>")
    s.compute("each", "/", "flour serves", gram, "the flour for one person")
    s.compute("need", "*", "each guests", gram, "the flour for everybody")
    s.compute("buy", "-", "need have", gram, "the flour still to buy")
    s.compute("bags", "/", "buy bag", count("bag"), "the number of bags")
    return s.finish(
        [
            f"A recipe for {dish} takes <flour> of flour for <serves>. {who} is cooking for "
            "<guests> and has <have> of flour at home. Flour is sold in bags of <bag>. How many "
            f"bags must {who} buy?",
            f"For {dish}, <serves> need <flour> of flour. {who} expects <guests>, has <have> of "
            "flour left and buys the rest in bags of <bag>. How many bags is that?",
        ],
        f"{who} must buy <answer>",
        d.integer(0, 1),
    )


def temperature(d: Draw) -> Story:
    s = Story("temperature")
    place = d.choice(["Harbin (哈尔滨)", "Tromsø", "Ulaanbaatar", "Yellowknife", "Kraków"])
    degree = measure("°C")
    s.given("start", d.integer(14, 30), degree, "it starts at <start>")
    s.given("rate", d.integer(1, 3), degree, "it falls by <rate> an hour")
    s.given("hours", d.integer(3, 7), HOURS, "the fall lasts <hours>")
    s.given("rise", d.integer(2, 9), degree, "it then rises by <rise>")
    s.given("next", d.integer(2, 9), degree, "the next day is <next> warmer than that")
    s.compute("fall", "*", "rate hours", degree, "the total fall")
    s.compute("low", "-", "start fall", degree, "the temperature after the fall")
    s.compute("noon", "+", "low rise", degree, "the temperature after the rise")
    s.compute("day", "+", "noon next", degree, "the temperature on the next day")
    return s.finish(
        [
            f"One evening it is <start> in {place}. The temperature falls by <rate> every hour "
            "for <hours>, then rises by <rise> until morning. The next day is <next> warmer than "
            "the morning. How warm is it then?",
            f"In {place} the thermometer shows <start>, then drops <rate> per hour during <hours> "
            "and climbs <rise> again. A day later it is <next> warmer still. What does it show?",
        ],
        "it shows <answer>",
        d.integer(0, 1),
    )


def water_tank(d: Draw) -> Story:
    s = Story("water tank")
    litre = measure("litre", "litres")
    s.given("full", d.integer(200, 1200, 20), litre, "the tank holds <full>")
    s.given("now", d.integer(20, 180, 10), litre, "there are <now> in it")
    s.given("into", d.integer(12, 40), litre, "<into> flow in every minute")
    s.given("out", d.integer(2, 11), litre, "<out> leak out every minute")
    s.given("wait", d.integer(3, 15), MINUTES, "the tap is opened after <wait>")
    s.compute("room", "-", "full now", litre, "the room left in the tank")
    s.compute("net", "-", "into out", litre, "the net inflow per minute")
    s.compute("time", "/", "room net", MINUTES, "the filling time")
    s.compute("end", "+", "wait time", MINUTES, "the time until the tank is full")
    return s.finish(
        [
            "A tank that holds <full> has <now> in it. In <wait> a tap will be opened that lets "
            "in <into> per minute, while <out> per minute run out through a leak that starts at "
            "the same moment. How long from now until the tank is full?",
            "There are <now> of water in a <full.n>-litre tank. After a pause of <wait>, <into> "
            "flow in and <out> flow out each minute. How many minutes from now is the tank full?",
        ],
        "the tank is full after <answer>",
        d.integer(0, 1),
    )


def mixture(d: Draw) -> Story:
    s, who = Story("mixture"), d.person()
    what = d.choice(["salt", "sugar", "vinegar", "syrup"])
    litre = measure("litre", "litres")
    s.given("a", d.integer(2, 40), litre, "the first solution is <a>")
    s.given("p", d.integer(10, 60, 5), PERCENT, f"the first one is <p> {what}")
    s.given("b", d.integer(2, 40), litre, "the second solution is <b>")
    s.given("q", d.integer(5, 40, 5), PERCENT, f"the second one is <q> {what}")
    s.compute("x", "%of", "p a", litre, f"the amount of {what} in the first solution")
    s.compute("y", "%of", "q b", litre, f"the amount of {what} in the second solution")
    s.compute("sum", "+", "x y", litre, f"the amount of {what} in the mixture")
    s.compute("all", "+", "a b", litre, "the volume of the mixture")
    s.compute("mix", "as%", "sum all", PERCENT, "the strength of the mixture")
    return s.finish(
        [
            f"{who} mixes <a> of a solution that is <p> {what} with <b> of one that is <q> "
            f"{what}. What percentage of the mixture is {what}?",
            f"Two {what} solutions are poured together: <a> of strength <p> and <b> of strength "
            "<q>. How strong is the mixture, in percent?",
        ],
        f"the mixture is <answer> {what}",
        d.integer(0, 1),
    )


def workshop_hours(d: Draw) -> Story:
    s, c = Story("workshop hours"), d.currency()
    a, b = d.people(2)
    one, many = d.choice(
        [("chair", "chairs"), ("lantern", "lanterns"), ("kite", "kites"), ("basket", "baskets")]
    )
    s.given("n", d.integer(4, 15), count(one, many), f"{a} makes <n>")
    s.given("t", d.integer(15, 90, 5), MINUTES, f"{a} needs <t> for each")
    s.given("m", d.integer(4, 15), count(one, many), f"{b} makes <m>")
    s.given("u", d.integer(15, 90, 5), MINUTES, f"{b} needs <u> for each")
    s.given("wage", d.integer(9, 30), money(c), "an hour is paid <wage>")
    s.constant("hour", 60, MINUTES, 100)
    s.compute("x", "*", "n t", MINUTES, f"the working time of {a}")
    s.compute("y", "*", "m u", MINUTES, f"the working time of {b}")
    s.compute("sum", "+", "x y", MINUTES, "the working time of both")
    s.compute("h", "/", "sum hour", HOURS, "the working time in hours")
    s.compute("pay", "*", "h wage", money(c), "the pay for both together")
    return s.finish(
        [
            f"{a} makes <n>, needing <t> for each. {b} makes <m> and needs <u> for each. Both are "
            "paid <wage> an hour. How much are they paid together?",
            f"In a workshop {a} spends <t> on each of <n>, and {b} spends <u> on each of <m>. "
            "Every hour of work is worth <wage>. What are the two paid in all?",
        ],
        "together they are paid <answer>",
        d.integer(0, 1),
    )


def juice_bottles(d: Draw) -> Story:
    s, who = Story("juice bottles"), d.person()
    ml = measure("ml")
    s.given("litres", d.integer(3, 24), measure("litre", "litres"), "there are <litres>")
    s.given("spill", d.integer(100, 900, 50), ml, "<spill> are spilled")
    s.given("size", d.choice([150, 200, 250, 300, 330, 400, 500]), ml, "a bottle holds <size>")
    s.given("price", d.integer(2, 6), money("€"), "a bottle sells for <price>")
    s.constant("l", 1000, ml, 100)
    s.compute("all", "*", "litres l", ml, "the amount in millilitres")
    s.compute("left", "-", "all spill", ml, "the amount left")
    s.compute("bottles", "/", "left size", count("bottle"), "the number of bottles")
    s.compute("income", "*", "bottles price", money("€"), "the income")
    return s.finish(
        [
            f"{who} presses <litres> of juice and spills <spill>. The rest is filled into bottles "
            "of <size>, sold at <price> each. How much money do all the bottles bring?",
            f"From <litres> of juice, <spill> are lost while filling bottles of <size>. {who} "
            "sells every full bottle for <price>. What is the income?",
        ],
        "the bottles bring <answer>",
        d.integer(0, 1),
    )


FAMILIES = [
    two_leg_trip,
    running_laps,
    fence,
    tiled_floor,
    recipe,
    temperature,
    water_tank,
    mixture,
    workshop_hours,
    juice_bottles,
]
