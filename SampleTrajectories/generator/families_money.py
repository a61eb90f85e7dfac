"""Families of problems about prices, wages, savings and bills."""

from fractions import Fraction

from .draw import GOODS, Draw
from .story import PERCENT, Story, count, measure, money


def shop_with_discount(d: Draw) -> Story:
    s, who, c = Story("shop with discount"), d.person(), d.currency()
    (one, many), (one2, many2) = d.shuffled(GOODS)[:2]
    s.given("n", d.integer(3, 12), count(one, many), f"{who} buys <n>")
    s.given("p", Fraction(d.integer(4, 48), 4), money(c), f"each {one} costs <p>")
    s.given("m", d.integer(2, 9), count(one2, many2), f"{who} buys <m>")
    s.given("q", Fraction(d.integer(3, 60), 2), money(c), f"each {one2} costs <q>")
    s.given("off", d.choice([5, 10, 15, 20, 25, 30, 40]), PERCENT, "the coupon takes <off> off")
    s.compute("first", "*", "n p", money(c), f"the cost of the {many}")
    s.compute("second", "*", "m q", money(c), f"the cost of the {many2}")
    s.compute("both", "+", "first second", money(c), "the total before the coupon")
    s.compute("cut", "%of", "off both", money(c), "the discount")
    s.compute("pay", "-", "both cut", money(c), "the amount to pay")
    return s.finish(
        [
            f"{who} buys <n> at <p> each and <m> at <q> each. A coupon takes <off> off the whole "
            f"bill. How much does {who} pay?",
            f"At the market a {one} costs <p> and a {one2} costs <q>. {who} chooses <n> and <m> "
            f"and has a coupon for <off> off everything. What does {who} pay at the till?",
        ],
        f"{who} pays <answer>",
        d.integer(0, 1),
    )


def two_discounts(d: Draw) -> Story:
    s, who, c = Story("two discounts"), d.person(), d.currency()
    thing = d.choice(
        ["winter coat", "bicycle helmet", "desk lamp", "pair of hiking boots", "tea set"]
    )
    s.given("price", d.integer(40, 400, 10), money(c), f"the {thing} costs <price>")
    s.given("sale", d.choice([10, 20, 25, 30, 40, 50]), PERCENT, "the sale takes <sale> off")
    s.given(
        "member",
        d.choice([5, 10, 15, 20]),
        PERCENT,
        "members get another <member> off the sale price",
    )
    s.given("ship", d.integer(3, 15), money(c), "delivery costs <ship>")
    s.compute("cut", "%of", "sale price", money(c), "the sale discount")
    s.compute("reduced", "-", "price cut", money(c), "the sale price")
    s.compute("cut2", "%of", "member reduced", money(c), "the member discount")
    s.compute("net", "-", "reduced cut2", money(c), "the price after both discounts")
    s.compute("total", "+", "net ship", money(c), "the total cost with delivery")
    return s.finish(
        [
            f"A {thing} normally costs <price>. In a sale it is <sale> off, and members get a "
            f"further <member> off the sale price. {who} is a member and pays <ship> for "
            f"delivery. How much does {who} pay in total?",
            f"{who} orders a {thing} listed at <price>. The shop first takes <sale> off, then "
            f"another <member> off what is left because {who} is a member. Delivery adds <ship>. "
            "What is the final bill?",
        ],
        f"{who} pays <answer> in total",
        d.integer(0, 1),
    )


def overtime(d: Draw) -> Story:
    s, who, c = Story("overtime"), d.person(), d.currency()
    job = d.choice(["in a bakery", "at a garage", "in a call centre", "at a printing works"])
    hours = measure("hour", "hours")
    s.given("worked", d.integer(42, 56), hours, f"{who} worked <worked>")
    s.given("regular", d.choice([35, 36, 38, 40]), hours, "the regular week is <regular>")
    s.given("rate", d.integer(12, 30), money(c), "the regular rate is <rate> an hour")
    s.given(
        "extra", Fraction(d.integer(4, 20), 2), money(c), "each overtime hour pays <extra> more"
    )
    s.compute("over", "-", "worked regular", hours, "the overtime")
    s.compute("base", "*", "regular rate", money(c), "the pay for the regular hours")
    s.compute("high", "+", "rate extra", money(c), "the overtime rate per hour")
    s.compute("bonus", "*", "over high", money(c), "the overtime pay")
    s.compute("pay", "+", "base bonus", money(c), "the pay for the whole week")
    return s.finish(
        [
            f"{who} works {job} for <rate> an hour. Every hour beyond <regular:hour/hours> a week "
            f"pays <extra> more per hour. Last week {who} worked <worked>. How much did {who} "
            "earn?",
            f"The regular week {job} is <regular> at <rate> an hour; overtime hours pay <extra> "
            f"extra each. Find the pay of {who}, who worked <worked> in one week.",
        ],
        f"{who} earned <answer>",
        d.integer(0, 1),
    )


def saving_up(d: Draw) -> Story:
    s, who, c = Story("saving up"), d.person(), d.currency()
    goal = d.choice(
        ["a guitar", "a camera", "a trip to the coast", "a telescope 🔭", "a new laptop"]
    )
    weeks = measure("week", "weeks")
    s.given("earn", d.integer(30, 90, 5), money(c), f"{who} earns <earn> a week")
    s.given("spend", d.integer(5, 25), money(c), "<spend> a week goes on lunches")
    s.given("weeks", d.integer(4, 16), weeks, f"{who} saves for <weeks>")
    s.given("have", d.integer(20, 150, 5), money(c), f"{who} already has <have>")
    s.given("goal", d.integer(500, 1500, 25), money(c), f"{goal} costs <goal>")
    s.compute("keep", "-", "earn spend", money(c), "the amount saved each week")
    s.compute("saved", "*", "keep weeks", money(c), "the amount saved over all the weeks")
    s.compute("sum", "+", "have saved", money(c), f"the money {who} has by then")
    s.compute("short", "-", "goal sum", money(c), "the amount still missing")
    return s.finish(
        [
            f"{who} wants to buy {goal} for <goal> and already has <have>. Each week {who} earns "
            "<earn> and spends <spend> on lunches, saving the rest. How much is still missing "
            "after <weeks>?",
            f"{goal[0].upper() + goal[1:]} costs <goal>. {who} starts with <have> and puts aside "
            "whatever is left of a weekly wage of <earn> after <spend> for lunches. After "
            f"<weeks>, how much more does {who} need?",
        ],
        f"{who} still needs <answer>",
        d.integer(0, 1),
    )


def theatre_tickets(d: Draw) -> Story:
    s, c = Story("theatre tickets"), d.currency()
    place = d.choice(["the planetarium", "the puppet theatre", "the aquarium", "the castle museum"])
    s.given("adults", d.integer(3, 15), count("adult"), "there are <adults>")
    s.given("children", d.integer(6, 40), count("child", "children"), "there are <children>")
    s.given("full", d.integer(8, 24), money(c), "an adult ticket costs <full>")
    s.given("half", Fraction(d.integer(6, 30), 2), money(c), "a child ticket costs <half>")
    s.given("voucher", d.integer(10, 60, 5), money(c), "the voucher is worth <voucher>")
    s.compute("a", "*", "adults full", money(c), "the cost of the adult tickets")
    s.compute("b", "*", "children half", money(c), "the cost of the child tickets")
    s.compute("sum", "+", "a b", money(c), "the cost of all the tickets")
    s.compute("pay", "-", "sum voucher", money(c), "the cost after the voucher")
    return s.finish(
        [
            f"A group of <adults> and <children> visits {place}. Adult tickets cost <full> and "
            "child tickets <half>. The group hands in a voucher worth <voucher>. How much does "
            "it pay?",
            f"At {place} an adult pays <full> and a child <half>. How much do <adults> and "
            "<children> pay together if they have a voucher for <voucher>?",
        ],
        "the group pays <answer>",
        d.integer(0, 1),
    )


def lemonade_stall(d: Draw) -> Story:
    s, c = Story("lemonade stall"), d.currency()
    a, b = d.people(2)
    drink = d.choice(["lemonade 🍋", "iced tea", "mango lassi", "ginger beer"])
    s.given("cups", d.integer(24, 120, 4), count("cup"), "they sell <cups>")
    s.given("price", Fraction(d.integer(2, 14), 4), money(c), "a cup sells for <price>")
    s.given("fruit", d.integer(6, 25), money(c), "the ingredients cost <fruit>")
    s.given("stall", d.integer(5, 20), money(c), "the table costs <stall>")
    s.given("friends", d.integer(3, 6), count("friend"), "the profit is shared by <friends>")
    s.compute("income", "*", "cups price", money(c), "the income from the sale")
    s.compute("costs", "+", "fruit stall", money(c), "the total of the costs")
    s.compute("profit", "-", "income costs", money(c), "the profit")
    s.compute("share", "/", "profit friends", money(c), "each friend's share")
    return s.finish(
        [
            f"{a}, {b} and their friends, <friends> in all, sell <cups> of {drink} at <price> a "
            "cup. They spent <fruit> on ingredients and <stall> to rent a table, and share the "
            "profit equally. How much does each of them get?",
            f"A stall run by <friends>, {a} and {b} among them, sells <cups> of {drink} for "
            "<price> each. Ingredients were <fruit>, the table <stall>. What is each friend's "
            "equal share of the profit?",
        ],
        "each of them gets <answer>",
        d.integer(0, 1),
    )


def bike_hire(d: Draw) -> Story:
    s, who, c = Story("bike hire"), d.person(), d.currency()
    thing = d.choice(["bicycle", "kayak", "rowing boat", "scooter"])
    s.given("people", d.integer(2, 7), count("person", "people"), "there are <people>")
    s.given("fee", d.integer(4, 15), money(c), "the fixed fee is <fee>")
    s.given("rate", Fraction(d.integer(5, 24), 2), money(c), "each hour costs <rate>")
    s.given("hours", d.integer(2, 8), measure("hour", "hours"), f"the {thing} is out for <hours>")
    s.given("note", d.choice([50, 100, 200, 500]), money(c), f"{who} pays with <note>")
    s.compute("time", "*", "rate hours", money(c), "the hourly charge for one person")
    s.compute("each", "+", "fee time", money(c), "the full price for one person")
    s.compute("all", "*", "each people", money(c), "the price for everybody")
    s.compute("back", "-", "note all", money(c), "the change")
    return s.finish(
        [
            f"Hiring a {thing} costs a fixed <fee> plus <rate> for every hour. {who} pays for "
            f"<people>, each with a {thing} of their own for <hours>, and hands over <note>. How "
            "much change is there?",
            f"<people:person/people> each hire a {thing} for <hours>. Each pays <fee> at the "
            f"start and <rate> per hour. {who} hands over <note> for the whole group; how much "
            "comes back?",
        ],
        f"{who} gets <answer> back",
        d.integer(0, 1),
    )


def restaurant_bill(d: Draw) -> Story:
    s, c = Story("restaurant bill"), d.currency()
    a, b = d.people(2)
    s.given("mains", d.integer(3, 8), count("main dish", "main dishes"), "there are <mains>")
    s.given("price", d.integer(9, 24), money(c), "a main dish costs <price>")
    s.given("drinks", d.integer(3, 10), count("drink"), "there are <drinks>")
    s.given("sip", Fraction(d.integer(4, 14), 2), money(c), "a drink costs <sip>")
    s.given("tip", d.choice([5, 10, 15, 20]), PERCENT, "the tip is <tip>")
    s.given("friends", d.integer(3, 8), count("person", "people"), "<friends> share the bill")
    s.compute("food", "*", "mains price", money(c), "the cost of the main dishes")
    s.compute("wet", "*", "drinks sip", money(c), "the cost of the drinks")
    s.compute("bill", "+", "food wet", money(c), "the bill before the tip")
    s.compute("extra", "%of", "tip bill", money(c), "the tip")
    s.compute("total", "+", "bill extra", money(c), "the bill with the tip")
    s.compute("each", "/", "total friends", money(c), "each person's share")
    return s.finish(
        [
            f"{a} and {b} eat out with friends, <friends> altogether. They order <mains> at "
            "<price> each and <drinks> at <sip> each, add a tip of <tip> and split everything "
            "evenly. How much does each one pay?",
            f"A table of <friends>, with {a} and {b}, has <mains> for <price> each and <drinks> "
            "for <sip> each. With a <tip> tip, what is an equal share of the bill?",
        ],
        "each person pays <answer>",
        d.integer(0, 1),
    )


def simple_interest(d: Draw) -> Story:
    s, who, c = Story("simple interest"), d.person(), d.currency()
    s.given("put", d.integer(400, 6000, 100), money(c), f"{who} puts in <put>")
    s.given("rate", d.choice([2, 3, 4, 5, 6]), PERCENT, "the interest is <rate> a year")
    s.given("years", d.integer(2, 7), measure("year", "years"), "the money stays for <years>")
    s.given("fee", d.integer(5, 40, 5), money(c), "closing the account costs <fee>")
    s.compute("one", "%of", "rate put", money(c), "the interest for one year")
    s.compute("all", "*", "one years", money(c), "the interest for the whole time")
    s.compute("sum", "+", "put all", money(c), "the balance with interest")
    s.compute("out", "-", "sum fee", money(c), "the money paid out")
    return s.finish(
        [
            f"{who} puts <put> into an account that pays <rate> simple interest a year. After "
            f"<years> {who} closes it, which costs a fee of <fee>. How much money does {who} get?",
            f"A deposit of <put> earns <rate> of itself every year (simple interest). {who} takes "
            "everything out after <years> and pays a <fee> closing fee. How much is left?",
        ],
        f"{who} gets <answer>",
        d.integer(0, 1),
    )


def phone_plan(d: Draw) -> Story:
    s, who, c = Story("phone plan"), d.person(), d.currency()
    s.given("base", d.integer(8, 30), money(c), "the monthly price is <base>")
    s.given("free", d.integer(100, 300, 50), count("minute"), "<free> are included")
    s.given("used", d.integer(320, 600, 10), count("minute"), f"{who} used <used>")
    s.given(
        "per",
        Fraction(d.choice([5, 8, 10, 12, 15, 20]), 100),
        money(c),
        "an extra minute costs <per>",
    )
    s.given("months", d.integer(2, 12), count("month"), "this goes on for <months>")
    s.compute("more", "-", "used free", count("minute"), "the number of extra minutes")
    s.compute("fee", "*", "more per", money(c), "the charge for the extra minutes")
    s.compute("one", "+", "base fee", money(c), "the bill for one month")
    s.compute("all", "*", "one months", money(c), "the bill for all the months")
    return s.finish(
        [
            "A phone plan costs <base> a month with <free> included; each extra minute costs "
            f"<per>. {who} talks for <used> every month. What does {who} pay over <months>?",
            f"Every month {who} uses <used> on a plan with <free> included for <base>. Beyond "
            "those, a minute costs <per>. What do <months> cost?",
        ],
        f"{who} pays <answer>",
        d.integer(0, 1),
    )


FAMILIES = [
    shop_with_discount,
    two_discounts,
    overtime,
    saving_up,
    theatre_tickets,
    lemonade_stall,
    bike_hire,
    restaurant_bill,
    simple_interest,
    phone_plan,
]
