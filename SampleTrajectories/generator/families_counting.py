"""Families of problems about groups, collections, ages, shares and averages."""

from fractions import Fraction

from .draw import Draw
from .story import NUMBER, PERCENT, RATIO, Story, count, measure, money


def bakery(d: Draw) -> Story:
    s, who, c = Story("bakery"), d.person(), d.currency()
    one, many = d.choice(
        [("roll", "rolls"), ("🍪 cookie", "🍪 cookies"), ("bagel", "bagels"), ("muffin", "muffins")]
    )
    s.given("trays", d.integer(4, 12), count("tray"), f"{who} fills <trays>")
    s.given("per", d.integer(8, 30), count(one, many), "each tray holds <per>")
    s.given("burnt", d.integer(3, 15), count(one, many), "<burnt> are burnt")
    s.given("given", d.integer(4, 20), count(one, many), f"{who} gives away <given>")
    s.given("price", Fraction(d.integer(2, 12), 4), money(c), f"each {one} sells for <price>")
    s.compute("baked", "*", "trays per", count(one, many), f"the number of {many} baked")
    s.compute(
        "lost", "+", "burnt given", count(one, many), f"the number of {many} that cannot be sold"
    )
    s.compute("left", "-", "baked lost", count(one, many), f"the number of {many} left to sell")
    s.compute("income", "*", "left price", money(c), "the income")
    return s.finish(
        [
            f"{who} bakes <trays> of {many} with <per.n> on each tray. Of these, <burnt.n> burn "
            "and <given.n> are given to neighbours. The rest is sold at <price> each. How much "
            f"money does {who} take?",
            f"In one morning <trays> with <per> each come out of {who}'s oven. {who} throws "
            "<burnt.n> burnt ones away, gives <given.n> to a school and sells all the others for "
            "<price> apiece. What is the income?",
        ],
        f"{who} takes <answer>",
        d.integer(0, 1),
    )


def fractions_of_a_group(d: Draw) -> Story:
    s = Story("fractions of a group")
    group, one, many = d.choice(
        [("school", "pupil", "pupils"), ("choir", "singer", "singers"), ("camp", "scout", "scouts")]
    )
    s.given("all", d.integer(48, 480, 12), count(one, many), f"the {group} has <all>")
    s.given(
        "walk",
        Fraction(*d.choice([(1, 4), (3, 8), (1, 3), (2, 5), (5, 12)])),
        RATIO,
        "<walk> of them walk",
    )
    s.given("bus", d.choice([20, 25, 30, 40, 50, 60]), PERCENT, "<bus> of the others come by bus")
    s.given("bike", d.integer(4, 24), count(one, many), "<bike> cycle")
    s.compute("walkers", "of", "walk all", count(one, many), f"the number of {many} who walk")
    s.compute("rest", "-", "all walkers", count(one, many), f"the number of {many} who do not walk")
    s.compute(
        "riders", "%of", "bus rest", count(one, many), f"the number of {many} who come by bus"
    )
    s.compute(
        "other",
        "-",
        "rest riders",
        count(one, many),
        f"the number of {many} who neither walk nor take the bus",
    )
    s.compute("cars", "-", "other bike", count(one, many), f"the number of {many} who come by car")
    return s.finish(
        [
            f"A {group} has <all>. <walk> of them walk there, <bus> of the others come by bus, "
            f"<bike.n> cycle and the remaining {many} come by car. How many come by car?",
            f"Of the <all> of a {group}, <walk> come on foot. Of those who do not walk, <bus> "
            "take the bus. Then <bike.n> ride bicycles, and everyone else is driven by car. How "
            "many is that?",
        ],
        "<answer> come by car",
        d.integer(0, 1),
    )


def ages(d: Draw) -> Story:
    s = Story("ages")
    a, b, c = d.people(3)
    years = measure("year", "years")
    s.given("age", d.integer(4, 15), years, f"{a} is <age> old")
    s.given("times", d.integer(2, 4), NUMBER, f"{b} is <times> times as old as {a}")
    s.given("less", d.integer(2, 7), years, f"{c} is <less> younger than {b}")
    s.given("later", d.integer(3, 12), years, "the question is about <later> from now")
    s.constant("three", 3, NUMBER, 2)
    s.compute("b", "*", "times age", years, f"the age of {b}")
    s.compute("c", "-", "b less", years, f"the age of {c}")
    s.compute("sum", "+", "age b c", years, "the sum of the three ages today")
    s.compute("grow", "*", "three later", years, "the total growth of the three ages")
    s.compute("then", "+", "sum grow", years, "the sum of the ages then")
    return s.finish(
        [
            f"{a} is <age> old. {b} is <times> times as old as {a}, and {c} is <less> younger "
            f"than {b}. What will the sum of their three ages be in <later>?",
            f"Today {a} is <age.n>. {b}'s age is <times> times that, and {c} was born <less> "
            f"after {b}. In <later>, what do the ages of {a}, {b} and {c} add up to?",
        ],
        "the sum of their ages will be <answer>",
        d.integer(0, 1),
    )


def sharing_sweets(d: Draw) -> Story:
    s, who = Story("sharing sweets"), d.person()
    one, many = d.choice(
        [
            ("toffee", "toffees"),
            ("🍬 sweet", "🍬 sweets"),
            ("date", "dates"),
            ("chestnut", "chestnuts"),
        ]
    )
    s.given("bags", d.integer(3, 9), count("bag"), f"{who} has <bags>")
    s.given("per", d.integer(10, 36), count(one, many), "each bag holds <per>")
    s.given("loose", d.integer(3, 20), count(one, many), "there are <loose> more in a bowl")
    s.given("eaten", d.integer(4, 18), count(one, many), f"{who} eats <eaten>")
    s.given("children", d.integer(3, 12), count("child", "children"), "the rest is for <children>")
    s.compute("bagged", "*", "bags per", count(one, many), f"the number of {many} in the bags")
    s.compute("all", "+", "bagged loose", count(one, many), f"the number of {many} at the start")
    s.compute("left", "-", "all eaten", count(one, many), f"the number of {many} left to share")
    s.compute("each", "/", "left children", count(one, many), "each child's share")
    return s.finish(
        [
            f"{who} has <bags> of {many} with <per.n> in each and another <loose.n> in a bowl. "
            f"After eating <eaten.n>, {who} shares the rest equally among <children>. How many "
            f"{many} does each child get?",
            f"There are <bags> with <per> each and <loose.n> loose {many}. {who} eats <eaten.n> "
            "of them and divides what is left evenly between <children>. What does one child "
            "receive?",
        ],
        "each child gets <answer>",
        d.integer(0, 1),
    )


def library(d: Draw) -> Story:
    s = Story("library")
    town = d.choice(["Gdańsk", "Kyōto", "Oaxaca", "Tromsø", "Mombasa", "Lucknow"])
    book = count("book")
    s.given("start", d.integer(400, 3000, 50), book, "the library starts with <start>")
    s.given("lent", d.integer(60, 350), book, "<lent> are lent out")
    s.given("back", d.integer(20, 200), book, "<back> come back")
    s.given("boxes", d.integer(3, 12), count("box", "boxes"), "<boxes> arrive")
    s.given("per", d.integer(12, 40), book, "each box holds <per>")
    s.compute("away", "-", "start lent", book, "the number of books after lending")
    s.compute("again", "+", "away back", book, "the number of books after the returns")
    s.compute("new", "*", "boxes per", book, "the number of new books")
    s.compute("end", "+", "again new", book, "the number of books at the end")
    return s.finish(
        [
            f"The library of {town} has <start> on its shelves on Monday. It lends out <lent.n>, "
            "gets <back.n> back, and then <boxes> of new books arrive with <per.n> in each. How "
            "many books are on the shelves now?",
            f"On the shelves of {town}'s library stand <start>. During the week <lent.n> are "
            "borrowed and <back.n> returned. On Friday <boxes> with <per> each are delivered and "
            "shelved. How many books stand there in the end?",
        ],
        "there are <answer> on the shelves",
        d.integer(0, 1),
    )


def town_population(d: Draw) -> Story:
    s = Story("town population")
    town = d.choice(["Nagahama (長浜)", "San Telmo", "Østby", "Kisela", "Sankt Veit", "Ait Benha"])
    people = count("person", "people")
    s.given("start", d.integer(2000, 24000, 400), people, f"{town} has <start>")
    s.given("grow", d.choice([5, 10, 15, 20, 25]), PERCENT, "the growth is <grow>")
    s.given("leave", d.integer(60, 900, 10), people, "<leave> move away each year")
    s.given("years", d.integer(2, 5), count("year"), "this goes on for <years>")
    s.compute("more", "%of", "grow start", people, "the increase in the first year")
    s.compute("after", "+", "start more", people, "the population after the first year")
    s.compute("gone", "*", "leave years", people, "the number of people who move away")
    s.compute("end", "-", "after gone", people, "the population in the end")
    return s.finish(
        [
            f"The town of {town} had <start>. Within a year it grew by <grow>. In each of the "
            "following <years>, <leave> moved away. How many people live there in the end?",
            f"{town} counted <start> before a new railway made its population rise by <grow>. "
            "After that, <leave> left every year for <years>. What is the population now?",
        ],
        "<answer> live there in the end",
        d.integer(0, 1),
    )


def ratio_of_beads(d: Draw) -> Story:
    s, who = Story("ratio of beads"), d.person()
    x, y = d.choice([("red", "blue"), ("glass", "wooden"), ("black", "white"), ("gold", "silver")])
    bead = count("bead")
    s.given("p", d.integer(5, 9), count("part"), f"there are <p> of {x} beads")
    s.given("q", d.integer(2, 4), count("part"), f"there are <q> of {y} beads")
    s.given("all", d.integer(36, 360), bead, "there are <all> in all")
    s.given("lost", d.integer(2, 9), bead, f"{who} loses <lost>")
    s.compute("parts", "+", "p q", count("part"), "the number of equal parts")
    s.compute("unit", "/", "all parts", bead, "the number of beads in one part")
    s.compute("xs", "*", "p unit", bead, f"the number of {x} beads")
    s.compute("ys", "*", "q unit", bead, f"the number of {y} beads")
    s.compute("more", "-", "xs ys", bead, f"the surplus of {x} beads over {y} beads")
    s.compute("end", "-", "more lost", bead, "the surplus after the loss")
    return s.finish(
        [
            f"The {x} and {y} beads in {who}'s box are in the ratio <p.n> : <q.n>, and there are "
            f"<all> in total. Then {who} loses <lost.n> {x} beads. How many more {x} beads than "
            f"{y} beads are left?",
            f"{who} has <all>, some {x} and some {y}, in the ratio <p.n> to <q.n>. After <lost.n> "
            f"{x} ones get lost, by how many do the {x} beads outnumber the {y} ones?",
        ],
        "the surplus is <answer>",
        d.integer(0, 1),
    )


def average_score(d: Draw) -> Story:
    s, who = Story("average score"), d.person()
    game = d.choice(["go", "darts", "spelling", "chess puzzle", "quiz"])
    point = measure("point", "points")
    for index, key in enumerate("abcd"):
        s.given(key, d.integer(50, 98), point, f"score {index + 1} is <{key}>")
    s.given("goal", d.integer(70, 95), point, "the wanted average is <goal>")
    s.constant("five", 5, NUMBER, 4)
    s.compute("sum", "+", "a b c d", point, "the sum of the four scores")
    s.compute("mean", "/", "sum four", point, "the average so far")
    s.constant("four", 4, NUMBER, 5, 3)
    s.compute("need", "*", "five goal", point, "the sum needed for five rounds")
    s.compute("last", "-", "need sum", point, "the score needed in round five")
    s.compute("gap", "-", "last mean", point, "the surplus of round five over the average so far")
    return s.finish(
        [
            f"In four {game} rounds {who} scored <a.n>, <b.n>, <c.n> and <d>. For an average of "
            "<goal> over five rounds, how far above the average of the first four must round "
            "five be?",
            f"{who} has {game} scores of <a.n>, <b.n>, <c.n> and <d.n> points and wants to "
            "average <goal> over five rounds. By how many points must the fifth score beat the "
            "average of the first four?",
        ],
        "round five must be <answer> above the average so far",
        d.integer(0, 1),
    )


def orchard(d: Draw) -> Story:
    s, who = Story("orchard"), d.person()
    kind = d.choice(["pear", "plum", "olive", "cherry"])
    s.given("rows", d.integer(6, 20), count("row"), "there are <rows>")
    s.given("per", d.integer(8, 25), count("tree"), "each row has <per>")
    s.given(
        "dead",
        Fraction(*d.choice([(1, 4), (1, 5), (1, 6), (1, 8), (3, 10)])),
        RATIO,
        "<dead> of the trees do not bear",
    )
    s.given("yield", d.integer(12, 45), measure("kg"), "a tree gives <yield>")
    s.given("crate", d.choice([10, 15, 20, 25]), measure("kg"), "a crate holds <crate>")
    s.compute("trees", "*", "rows per", count("tree"), "the number of trees")
    s.compute("lost", "of", "dead trees", count("tree"), "the number of trees that do not bear")
    s.compute("good", "-", "trees lost", count("tree"), "the number of trees that bear")
    s.compute("fruit", "*", "good yield", measure("kg"), "the harvest")
    s.compute("crates", "/", "fruit crate", count("crate"), "the number of crates")
    return s.finish(
        [
            f"{who} planted <rows> of <per.n> {kind} trees. This year <dead> of the trees bear "
            "nothing; each of the others gives <yield> of fruit. The harvest is packed in crates "
            "of <crate>. How many crates are filled?",
            f"A {kind} orchard has <rows> with <per> each. <dead> of the trees are too young to "
            f"bear, the others yield <yield> each. How many crates of <crate> does {who} need?",
        ],
        f"{who} fills <answer>",
        d.integer(0, 1),
    )


def factory(d: Draw) -> Story:
    s = Story("factory")
    one, many = d.choice(
        [("bolt", "bolts"), ("button", "buttons"), ("tile", "tiles"), ("spoon", "spoons")]
    )
    s.given("machines", d.integer(3, 9), count("machine"), "there are <machines>")
    s.given("rate", d.integer(40, 250, 10), count(one, many), "a machine makes <rate> an hour")
    s.given("hours", d.integer(4, 12), count("hour"), "the machines run for <hours>")
    s.given("bad", d.choice([2, 4, 5, 8, 10]), PERCENT, "<bad> of them are faulty")
    s.given("box", d.choice([12, 16, 20, 24, 30, 40, 48]), count(one, many), "a box holds <box>")
    s.compute(
        "hour", "*", "machines rate", count(one, many), f"the number of {many} made in an hour"
    )
    s.compute("day", "*", "hour hours", count(one, many), f"the number of {many} made in all")
    s.compute("faulty", "%of", "bad day", count(one, many), f"the number of faulty {many}")
    s.compute("good", "-", "day faulty", count(one, many), f"the number of good {many}")
    s.compute("boxes", "/", "good box", count("box", "boxes"), "the number of boxes")
    return s.finish(
        [
            "A factory has <machines>, each making <rate> an hour. They run for <hours>; <bad> "
            f"of the {many} are faulty and thrown away. The good ones are packed <box.n> to a "
            "box. How many boxes are filled?",
            "Each of <machines> turns out <rate> per hour. After <hours>, <bad> of everything "
            "made fails inspection. How many boxes of <box.n> can be filled with the rest?",
        ],
        "<answer> can be filled",
        d.integer(0, 1),
    )


def reading(d: Draw) -> Story:
    s, who = Story("reading"), d.person()
    page, day = count("page"), count("day")
    s.given("all", d.integer(300, 900, 10), page, "the book has <all>")
    s.given("slow", d.integer(8, 20), page, f"at first {who} reads <slow> a day")
    s.given("days", d.integer(4, 10), day, "this goes on for <days>")
    s.given("more", d.integer(5, 20), page, f"then {who} reads <more> more each day")
    s.given("days2", d.integer(3, 9), day, "the faster pace lasts <days2>")
    s.compute("first", "*", "slow days", page, "the number of pages read at the slow pace")
    s.compute("fast", "+", "slow more", page, "the faster daily number of pages")
    s.compute("second", "*", "fast days2", page, "the number of pages read at the faster pace")
    s.compute("read", "+", "first second", page, "the number of pages read so far")
    s.compute("left", "-", "all read", page, "the number of pages left")
    return s.finish(
        [
            f"{who} is reading a book of <all>. For <days> {who} reads <slow> a day, then <more> "
            "more per day than before for <days2>. How many pages are left?",
            f"A novel has <all>. {who} manages <slow> daily for the first <days>, and for the "
            "next <days2> adds <more> to each day's reading. How much of the book remains?",
        ],
        "<answer> are left",
        d.integer(0, 1),
    )


def stickers(d: Draw) -> Story:
    s = Story("stickers")
    a, b = d.people(2)
    thing = d.choice(
        [
            ("sticker", "stickers"),
            ("stamp", "stamps"),
            ("⭐ badge", "⭐ badges"),
            ("seashell", "seashells"),
        ]
    )
    unit = count(*thing)
    s.given("packs", d.integer(4, 12), count("pack"), f"{a} opens <packs>")
    s.given("per", d.integer(6, 15), unit, "a pack has <per>")
    s.given("traded", d.integer(5, 24), unit, f"{a} gives <traded> to {b}")
    s.given("got", d.integer(2, 18), unit, f"{a} gets <got> back")
    s.given("page", d.choice([4, 5, 6, 8, 9]), unit, "a page holds <page>")
    s.compute("all", "*", "packs per", unit, f"the number of {thing[1]} in the packs")
    s.compute("after", "-", "all traded", unit, f"the number of {thing[1]} after giving some away")
    s.compute("now", "+", "after got", unit, f"the number of {thing[1]} after the trade")
    s.compute("pages", "/", "now page", count("page"), "the number of album pages")
    return s.finish(
        [
            f"{a} opens <packs> with <per> each, gives <traded.n> of them to {b} and gets <got.n> "
            "other ones in return. An album page holds <page.n>. How many pages are filled?",
            f"{a} collects {thing[1]}. There are <per.n> in a pack and {a} opens <packs>, then "
            f"trades <traded.n> of {a}'s for <got.n> of {b}'s. How many album pages of <page.n> "
            f"can {a} fill?",
        ],
        "<answer> can be filled",
        d.integer(0, 1),
    )


FAMILIES = [
    bakery,
    fractions_of_a_group,
    ages,
    sharing_sweets,
    library,
    town_population,
    ratio_of_beads,
    average_score,
    orchard,
    factory,
    reading,
    stickers,
]
