/// Prices, discounts, taxes, wages, savings and interest.
enum MoneyFamilies {
  static let all = [
    shopDiscount, twoDiscounts, salesTax, overtime, savingUp, tickets, stall, hire, restaurant,
    simpleInterest, compoundInterest, phonePlan, profit, exchange,
  ]

  private static let shopDiscount = FamilyBuilder.family(
    "shop-discount", "two kinds of goods, and a percentage off the bill"
  ) { f in
    f.person("who")
    f.goods("item", "thing")
    f.currency()
    f.given("n", 3...12, large: 14...60, f.count(of: "item"), "<who> buys <n>")
    f.given("p", 4...48, large: 21...199, over: 4, f.money, "each <item> costs <p>")
    f.given("m", 2...9, large: 8...40, f.count(of: "thing"), "<who> buys <m>")
    f.given("q", 3...60, over: 2, f.money, "each <thing> costs <q>")
    f.given("off", oneOf: [5, 10, 15, 20, 25, 30, 40], .percent, "the coupon takes <off> off")
    f.compute(
      "first", .multiply, "n p", f.money, "the cost of the <item.s>",
      "The <item.s> cost <eq>.", "<who> pays <eq> for the <item.s>.",
      "<0> at <1> each cost <r> together: <eq>.")
    f.compute(
      "second", .multiply, "m q", f.money, "the cost of the <thing.s>",
      "The <thing.s> cost <eq>.", "For the <thing.s> <who.they> pays <eq>.")
    f.compute(
      "both", .add, "first second", f.money, "the total before the coupon",
      "Together that is <eq>.", "Everything together costs <eq>.")
    f.compute(
      "cut", .percentOf, "off both", f.money, "the discount",
      "The coupon saves <eq>.", "<0> of <1> is <eq>.")
    f.compute(
      "pay", .subtract, "both cut", f.money, "the amount to pay", "<who> therefore pays <eq>.",
      "After the discount the bill is <eq>.")
    f.ask(
      "pay",
      [
        """
        <who> buys <n> at <p> each and <m> at <q> each. A coupon takes <off> off the whole bill. \
        How much does <who> pay?
        """,
        """
        At the market a <item> costs <p> and a <thing> costs <q>. <who> chooses <n> and <m> and \
        has a coupon for <off> off everything. What does <who> pay at the till?
        """,
        """
        <who> needs <n> and <m> for a party. The <item.s> are <p> each, the <thing.s> <q> each, \
        and today everything is reduced by <off>. How much money does <who.they> spend?
        """,
      ], answer: "<who> pays <answer>")
    f.ask(
      "both",
      [
        "<who> buys <n> at <p> each and <m> at <q> each. How much does <who.they> spend in total?",
        "A <item> costs <p> and a <thing> costs <q>. What do <n> and <m> cost together?",
      ], answer: "the total is <answer>")
  }

  private static let twoDiscounts = FamilyBuilder.family(
    "two-discounts", "one percentage off, then another off what is left"
  ) { f in
    f.person("who")
    f.word(
      "thing", "winter coat", "bicycle helmet", "desk lamp",
      "pair of hiking boots|pairs of hiking boots",
      "tea set", "backpack", "coffee machine", "office chair")
    f.currency()
    f.given(
      "price", 40...400, by: 10, large: 450...4800, largeBy: 10, f.money,
      "the <thing> costs <price>")
    f.given("sale", oneOf: [10, 20, 25, 30, 40, 50], .percent, "the sale takes <sale> off")
    f.given(
      "member", oneOf: [5, 10, 15, 20], .percent, "members get another <member> off the sale price")
    f.given("ship", 3...15, f.money, "delivery costs <ship>")
    f.compute(
      "cut", .percentOf, "sale price", f.money, "the sale discount", "The sale saves <eq>.",
      "<0> of <1> is <eq>.")
    f.compute(
      "reduced", .subtract, "price cut", f.money, "the sale price",
      "So the <thing> is on sale for <eq>.")
    f.compute(
      "cut2", .percentOf, "member reduced", f.money, "the member discount",
      "Being a member saves another <eq>.")
    f.compute("net", .subtract, "reduced cut2", f.money, "the price after both discounts")
    f.compute(
      "total", .add, "net ship", f.money, "the total cost with delivery",
      "With delivery that is <eq>.")
    f.ask(
      "total",
      [
        """
        A <thing> normally costs <price>. In a sale it is <sale> off, and members get a further \
        <member> off the sale price. <who> is a member and pays <ship> for delivery. How much does \
        <who> pay in total?
        """,
        """
        <who> orders a <thing> listed at <price>. The shop first takes <sale> off, then another \
        <member> off what is left because <who> is a member. Delivery adds <ship>. What is the \
        final bill?
        """,
      ], answer: "<who> pays <answer> in total")
    f.ask(
      "reduced",
      [
        "A <thing> normally costs <price>. This week it is <sale> off. What is its sale price?",
        """
        <who> has been looking at a <thing> for <price>. Today the price is reduced by <sale>. \
        What does it cost now?
        """,
      ], answer: "the sale price is <answer>")
  }

  private static let salesTax = FamilyBuilder.family(
    "sales-tax", "a tax on some goods, and the change"
  ) { f in
    f.person("who")
    f.goods("item")
    f.currency()
    f.given("n", 2...9, large: 12...48, f.count(of: "item"), "<who> buys <n>")
    f.given("p", 4...30, large: 16...90, f.money, "a <item> costs <p> before tax")
    f.given("tax", oneOf: [4, 5, 6, 7, 8, 10, 12, 19, 20], .percent, "the tax is <tax>")
    f.given("note", oneOf: [50, 100, 200, 500, 1000], f.money, "<who> hands over <note>")
    f.compute(
      "net", .multiply, "n p", f.money, "the price before tax",
      "Without tax the <item.s> cost <eq>.")
    f.compute("due", .percentOf, "tax net", f.money, "the tax", "The tax comes to <eq>.")
    f.compute(
      "total", .add, "net due", f.money, "the price with tax", "With tax that makes <eq>.")
    f.compute(
      "back", .subtract, "note total", f.money, "the change", "<who> gets back <eq>.")
    f.ask(
      "back",
      [
        """
        <who> buys <n> for <p> each. A sales tax of <tax> is added at the till, and <who> pays \
        with <note>. How much change does <who.they> get?
        """,
        """
        In a shop where <tax> tax is added to all prices, <who> takes <n> marked <p> apiece and \
        hands the cashier <note>. What is the change?
        """,
      ], answer: "the change is <answer>")
    f.ask(
      "total",
      [
        """
        <who> buys <n> for <p> each. A sales tax of <tax> is added at the till. How much does \
        <who> pay?
        """,
        "What do <n> cost at <p> each, when <tax> tax is added?",
      ], answer: "<who> pays <answer>")
  }

  private static let overtime = FamilyBuilder.family(
    "overtime", "wages for a long week"
  ) { f in
    f.person("who")
    f.currency()
    f.word(
      "job", "in a bakery", "at a garage", "in a call centre", "at a printing works", "at a hotel")
    f.given("worked", 42...56, .hours, "<who> worked <worked>")
    f.given("regular", oneOf: [35, 36, 38, 40], .hours, "the regular week is <regular>")
    f.given("rate", 12...30, large: 31...95, f.money, "the regular rate is <rate> an hour")
    f.given(
      "extra", 4...20, large: 9...45, over: 2, f.money, "each overtime hour pays <extra> more")
    f.compute(
      "over", .subtract, "worked regular", .hours, "the overtime", "<who> did <eq> of overtime.")
    f.compute(
      "base", .multiply, "regular rate", f.money, "the pay for the regular hours",
      "The regular hours bring <eq>.")
    f.compute(
      "high", .add, "rate extra", f.money, "the overtime rate per hour",
      "An overtime hour pays <eq>.")
    f.compute(
      "bonus", .multiply, "over high", f.money, "the overtime pay", "Overtime brings <eq>.")
    f.compute(
      "pay", .add, "base bonus", f.money, "the pay for the whole week",
      "In all <who.they> earned <eq>.")
    f.ask(
      "pay",
      [
        """
        <who> works <job> for <rate> an hour. Every hour beyond <regular:hour/hours> a week pays \
        <extra> more per hour. Last week <who> worked <worked>. How much did <who> earn?
        """,
        """
        The regular week <job> is <regular> at <rate> an hour; overtime hours pay <extra> extra \
        each. Find the pay of <who>, who worked <worked> in one week.
        """,
      ], answer: "<who> earned <answer>")
    f.ask(
      "bonus",
      [
        """
        <who> works <job> for <rate> an hour, and overtime hours pay <extra> more. A regular week \
        has <regular>. Last week <who> worked <worked>. How much did the overtime alone bring?
        """
      ], answer: "the overtime brought <answer>")
  }

  private static let savingUp = FamilyBuilder.family(
    "saving-up", "weekly savings towards something dear"
  ) { f in
    f.person("who")
    f.currency()
    f.word(
      "goal", "a guitar", "a camera", "a trip to the coast", "a telescope 🔭", "a new laptop",
      "a sewing machine", "a road bike")
    f.given("earn", 30...90, by: 5, large: 110...320, f.money, "<who> earns <earn> a week")
    f.given("spend", 5...25, large: 32...95, f.money, "<spend> a week goes on lunches")
    f.given("weeks", 4...16, .measure("week", "weeks"), "<who> saves for <weeks>")
    f.given("have", 20...150, by: 5, f.money, "<who> already has <have>")
    f.given("goal$", 400...1500, by: 25, large: 1800...6000, f.money, "<goal> costs <goal$>")
    f.compute(
      "keep", .subtract, "earn spend", f.money, "the amount saved each week",
      "Each week <who> saves <eq>.", "That leaves <eq> a week.")
    f.compute(
      "saved", .multiply, "keep weeks", f.money, "the amount saved over all the weeks",
      "Over <weeks> this adds up to <eq>.")
    f.compute(
      "sum", .add, "have saved", f.money, "the money <who> has by then", "Then <who.they> has <eq>."
    )
    f.compute(
      "short", .subtract, "goal$ sum", f.money, "the amount still missing", "So <eq> is missing.")
    f.ask(
      "short",
      [
        """
        <who> wants to buy <goal> for <goal$> and already has <have>. Each week <who> earns <earn> \
        and spends <spend> on lunches, saving the rest. How much is still missing after <weeks>?
        """,
        """
        <who> dreams of <goal>, which costs <goal$>. <who.They> starts with <have> and puts aside \
        whatever is left of a weekly wage of <earn> after <spend> for lunches. After <weeks>, how \
        much more does <who> need?
        """,
      ], answer: "<who> still needs <answer>")
    f.ask(
      "saved",
      [
        """
        <who> earns <earn> a week, spends <spend> of it on lunches and saves the rest. How much \
        does <who.they> save in <weeks>?
        """
      ], answer: "<who> saves <answer>")
  }

  private static let tickets = FamilyBuilder.family(
    "tickets", "adults and children at two prices"
  ) { f in
    f.currency()
    f.word(
      "place", "the planetarium", "the puppet theatre", "the aquarium", "the castle museum",
      "the zoo",
      "the water park")
    f.given("adults", 3...15, large: 21...80, .count("adult"), "there are <adults>")
    f.given(
      "children", 6...40, large: 45...180, .count("child", "children"), "there are <children>")
    f.given("full", 8...24, f.money, "an adult ticket costs <full>")
    f.given("half", 6...30, over: 2, f.money, "a child ticket costs <half>")
    f.given("voucher", 10...60, by: 5, large: 80...250, f.money, "the voucher is worth <voucher>")
    f.compute(
      "a", .multiply, "adults full", f.money, "the cost of the adult tickets",
      "The adults pay <eq>.")
    f.compute(
      "b", .multiply, "children half", f.money, "the cost of the child tickets",
      "The children pay <eq>.")
    f.compute("sum", .add, "a b", f.money, "the cost of all the tickets", "All tickets cost <eq>.")
    f.compute(
      "pay", .subtract, "sum voucher", f.money, "the cost after the voucher",
      "With the voucher they pay <eq>.")
    f.ask(
      "pay",
      [
        """
        A group of <adults> and <children> visits <place>. Adult tickets cost <full> and child \
        tickets <half>. The group hands in a voucher worth <voucher>. How much does it pay?
        """,
        """
        At <place> an adult pays <full> and a child <half>. How much do <adults> and <children> \
        pay together if they have a voucher for <voucher>?
        """,
      ], answer: "the group pays <answer>")
    f.ask(
      "sum",
      [
        """
        A group of <adults> and <children> visits <place>, where adults pay <full> and children \
        <half> each. What do all the tickets cost?
        """,
        """
        Tickets for <place> are <full> for adults and <half> for children. Find the price for \
        <adults> and <children>.
        """,
      ], answer: "all tickets cost <answer>")
  }

  private static let stall = FamilyBuilder.family(
    "stall-profit", "income less costs, shared by friends"
  ) { f in
    f.person("a", "b")
    f.currency()
    f.word("drink", "lemonade", "iced tea", "mango lassi", "ginger beer", "hot chocolate")
    f.given("cups", 24...120, by: 4, large: 150...640, .count("cup"), "they sell <cups>")
    f.given("price", 2...14, over: 4, f.money, "a cup sells for <price>")
    f.given("fruit", 6...25, large: 27...90, f.money, "the ingredients cost <fruit>")
    f.given("rent", 5...20, large: 22...75, f.money, "the table costs <rent>")
    f.given("friends", 3...6, .count("friend"), "the profit is shared by <friends>")
    f.compute(
      "income", .multiply, "cups price", f.money, "the income from the sale", "They take <eq>.")
    f.compute("costs", .add, "fruit rent", f.money, "the total of the costs", "They spent <eq>.")
    f.compute(
      "profit", .subtract, "income costs", f.money, "the profit", "Their profit is <eq>.",
      "What remains is <eq>.")
    f.compute(
      "share", .divide, "profit friends", f.money, "each friend's share", "Each of them gets <eq>.")
    f.ask(
      "share",
      [
        """
        <a>, <b> and their friends, <friends> in all, sell <cups> of <drink> at <price> a cup. \
        They spent <fruit> on ingredients and <rent> to rent a table, and share the profit \
        equally. How much does each of them get?
        """,
        """
        A stall run by <friends>, <a> and <b> among them, sells <cups> of <drink> for <price> \
        each. Ingredients were <fruit>, the table <rent>. What is each friend's equal share of the \
        profit?
        """,
      ], answer: "each of them gets <answer>")
    f.ask(
      "profit",
      [
        """
        <a> and <b> sell <cups> of <drink> at <price> a cup. The ingredients cost them <fruit> and \
        the table <rent>. What profit do they make?
        """
      ], answer: "they make a profit of <answer>")
  }

  private static let hire = FamilyBuilder.family(
    "hire", "a fixed fee and a price by the hour"
  ) { f in
    f.person("who")
    f.currency()
    f.word("thing", "bicycle", "kayak", "rowing boat", "scooter", "surfboard")
    f.given("people", 2...7, large: 8...26, .count("person", "people"), "there are <people>")
    f.given("fee", 4...15, f.money, "the fixed fee is <fee>")
    f.given("rate", 5...24, over: 2, f.money, "each hour costs <rate>")
    f.given("hours", 2...8, .hours, "the <thing> is out for <hours>")
    f.given("note", oneOf: [50, 100, 200, 500, 1000, 2000], f.money, "<who> pays with <note>")
    f.compute(
      "time", .multiply, "rate hours", f.money, "the hourly charge for one person",
      "For <hours> one person pays <eq>.")
    f.compute(
      "each", .add, "fee time", f.money, "the full price for one person",
      "With the fixed fee that is <eq> each.")
    f.compute(
      "all", .multiply, "each people", f.money, "the price for everybody",
      "Everybody together pays <eq>.")
    f.compute("back", .subtract, "note all", f.money, "the change", "The change is <eq>.")
    f.ask(
      "back",
      [
        """
        Hiring a <thing> costs a fixed <fee> plus <rate> for every hour. <who> pays for <people>, \
        each with a <thing> of their own for <hours>, and hands over <note>. How much change is \
        there?
        """,
        """
        <people> each hire a <thing> for <hours>. Each pays <fee> at the start and <rate> per \
        hour. <who> hands over <note> for the whole group; how much comes back?
        """,
      ], answer: "<who> gets <answer> back")
    f.ask(
      "each",
      [
        """
        Hiring a <thing> costs a fixed <fee> plus <rate> for every hour. What does <who> pay for \
        <hours>?
        """,
        """
        <who> rents a <thing> for <hours>. There is a basic charge of <fee>, and each hour costs \
        <rate>. How much is it altogether?
        """,
      ], answer: "<who> pays <answer>")
  }

  private static let restaurant = FamilyBuilder.family(
    "restaurant-bill", "dishes, drinks and a tip, split evenly"
  ) { f in
    f.person("a", "b")
    f.currency()
    f.given("mains", 3...8, large: 12...30, .count("main dish", "main dishes"), "there are <mains>")
    f.given("price", 9...24, f.money, "a main dish costs <price>")
    f.given("drinks", 3...10, large: 14...40, .count("drink"), "there are <drinks>")
    f.given("sip", 4...14, over: 2, f.money, "a drink costs <sip>")
    f.given("tip", oneOf: [5, 10, 15, 20], .percent, "the tip is <tip>")
    f.given("friends", 3...8, .count("person", "people"), "<friends> share the bill")
    f.compute(
      "food", .multiply, "mains price", f.money, "the cost of the main dishes",
      "The food costs <eq>.")
    f.compute(
      "wet", .multiply, "drinks sip", f.money, "the cost of the drinks", "The drinks cost <eq>.")
    f.compute("bill", .add, "food wet", f.money, "the bill before the tip", "The bill is <eq>.")
    f.compute("extra", .percentOf, "tip bill", f.money, "the tip", "They tip <eq>.")
    f.compute(
      "total", .add, "bill extra", f.money, "the bill with the tip", "With the tip they pay <eq>.")
    f.compute(
      "each", .divide, "total friends", f.money, "each person's share", "Each of them pays <eq>.")
    f.ask(
      "each",
      [
        """
        <a> and <b> eat out with friends, <friends> altogether. They order <mains> at <price> each \
        and <drinks> at <sip> each, add a tip of <tip> and split everything evenly. How much does \
        each one pay?
        """,
        """
        A table of <friends>, with <a> and <b>, has <mains> for <price> each and <drinks> for \
        <sip> each. With a <tip> tip, what is an equal share of the bill?
        """,
      ], answer: "each person pays <answer>")
    f.ask(
      "total",
      [
        """
        <a> and <b> order <mains> at <price> each and <drinks> at <sip> each for their guests and \
        add a tip of <tip>. What do they pay in total?
        """
      ], answer: "they pay <answer>")
    f.ask(
      "bill",
      [
        """
        <a> and <b> order <mains> at <price> each and <drinks> at <sip> each. How much is the \
        bill?
        """
      ], answer: "the bill is <answer>")
  }

  private static let simpleInterest = FamilyBuilder.family(
    "simple-interest", "interest that is not added to the deposit"
  ) { f in
    f.person("who")
    f.currency()
    f.given(
      "put", 400...6000, by: 100, large: 6500...48000, largeBy: 100, f.money, "<who> puts in <put>")
    f.given("rate", oneOf: [2, 3, 4, 5, 6], .percent, "the interest is <rate> a year")
    f.given("years", 2...9, .years, "the money stays for <years>")
    f.given("fee", 5...40, by: 5, f.money, "closing the account costs <fee>")
    f.compute(
      "one", .percentOf, "rate put", f.money, "the interest for one year",
      "Each year brings <eq> of interest.")
    f.compute(
      "all", .multiply, "one years", f.money, "the interest for the whole time",
      "In <years> that makes <eq>.")
    f.compute(
      "sum", .add, "put all", f.money, "the balance with interest", "The account then holds <eq>.")
    f.compute("out", .subtract, "sum fee", f.money, "the money paid out", "<who> is paid <eq>.")
    f.ask(
      "out",
      [
        """
        <who> puts <put> into an account that pays <rate> simple interest a year. After <years> \
        <who> closes it, which costs a fee of <fee>. How much money does <who> get?
        """,
        """
        A deposit of <put> earns <rate> of itself every year (simple interest). <who> takes \
        everything out after <years> and pays a <fee> closing fee. How much is left?
        """,
      ], answer: "<who> gets <answer>")
    f.ask(
      "all",
      [
        """
        <who> lends a friend <put> at <rate> simple interest a year. How much interest is due \
        after <years>?
        """,
        "How much simple interest does a deposit of <put> earn in <years> at <rate> a year?",
      ], answer: "the interest is <answer>")
  }

  private static let compoundInterest = FamilyBuilder.family(
    "compound-interest", "interest on interest, year by year"
  ) { f in
    f.person("who")
    f.currency()
    f.given(
      "put", 200...4000, by: 100, large: 5000...40000, largeBy: 500, f.money, "<who> invests <put>")
    f.given("rate", oneOf: [5, 10, 20], .percent, "the money grows by <rate> a year")
    f.compute(
      "i1", .percentOf, "rate put", f.money, "the interest of the first year",
      "In the first year <eq> is added.")
    f.compute(
      "b1", .add, "put i1", f.money, "the balance after one year", "After one year there is <eq>.")
    f.compute(
      "i2", .percentOf, "rate b1", f.money, "the interest of the second year",
      "In the second year <eq> is added.")
    f.compute(
      "b2", .add, "b1 i2", f.money, "the balance after two years", "After two years there is <eq>.")
    f.compute("i3", .percentOf, "rate b2", f.money, "the interest of the third year")
    f.compute("b3", .add, "b2 i3", f.money, "the balance after three years")
    f.compute("gain", .subtract, "b2 put", f.money, "the gain")
    f.ask(
      "b2",
      [
        """
        <who> invests <put> at <rate> a year, compounded yearly. What is the investment worth \
        after two years?
        """,
        """
        An account pays <rate> interest a year, which is added to the balance. <who> deposits \
        <put>. What is in the account two years later?
        """,
      ], answer: "the investment is worth <answer>")
    f.ask(
      "gain",
      [
        """
        <who> invests <put> at <rate> a year, compounded yearly. How much has <who.they> gained \
        after two years?
        """
      ], answer: "<who> has gained <answer>")
    f.ask(
      "b3",
      [
        """
        <who> invests <put> at <rate> a year, compounded yearly. What is the investment worth \
        after three years?
        """
      ], answer: "after three years it is worth <answer>")
  }

  private static let phonePlan = FamilyBuilder.family(
    "phone-plan", "a monthly price and what goes beyond it"
  ) { f in
    f.person("who")
    f.currency()
    f.given("base", 8...30, f.money, "the monthly price is <base>")
    f.given("free", 100...300, by: 50, .count("minute"), "<free> are included")
    f.given("used", 320...600, by: 10, large: 610...1900, .count("minute"), "<who> used <used>")
    f.given(
      "per", parts: [(5, 100), (8, 100), (10, 100), (12, 100), (15, 100), (20, 100)], f.money,
      "an extra minute costs <per>")
    f.given("months", 2...12, .count("month"), "this goes on for <months>")
    f.compute(
      "more", .subtract, "used free", .count("minute"), "the number of extra minutes",
      "<who> goes over by <eq>.")
    f.compute(
      "fee", .multiply, "more per", f.money, "the charge for the extra minutes",
      "The extra minutes cost <eq>.")
    f.compute("one", .add, "base fee", f.money, "the bill for one month", "One month costs <eq>.")
    f.compute(
      "all", .multiply, "one months", f.money, "the bill for all the months", "<months> cost <eq>.")
    f.ask(
      "all",
      [
        """
        A phone plan costs <base> a month with <free> included; each extra minute costs <per>. \
        <who> talks for <used> every month. What does <who> pay over <months>?
        """,
        """
        Every month <who> uses <used> on a plan with <free> included for <base>. Beyond those, a \
        minute costs <per>. What do <months> cost?
        """,
      ], answer: "<who> pays <answer>")
    f.ask(
      "one",
      [
        """
        A phone plan costs <base> a month with <free> included; each extra minute costs <per>. \
        Last month <who> talked for <used>. How much was the bill?
        """
      ], answer: "the bill was <answer>")
  }

  private static let profit = FamilyBuilder.family(
    "profit-margin", "buying, selling, and the gain in percent"
  ) { f in
    f.person("who")
    f.goods("item")
    f.currency()
    f.given("n", 5...20, large: 24...120, f.count(of: "item"), "<who> buys <n>")
    f.given("buy", 2...24, f.money, "<who> buys a <item> for <buy>")
    f.given("sell", 4...48, f.money, "<who> sells a <item> for <sell>")
    f.compute(
      "cost", .multiply, "n buy", f.money, "the purchase price of all <item.s>",
      "Buying them costs <eq>.")
    f.compute("income", .multiply, "n sell", f.money, "the income", "Selling them brings <eq>.")
    f.compute("gain", .subtract, "income cost", f.money, "the profit", "The profit is <eq>.")
    f.compute(
      "margin", .asPercent, "gain cost", .percent,
      "the profit as a percentage of the purchase price")
    f.ask(
      "margin",
      [
        """
        <who> buys <n> at <buy> each and sells all of them at <sell> each. What is the profit as a \
        percentage of the purchase price?
        """,
        """
        A dealer called <who> pays <buy> for each of <n> and resells them for <sell> apiece. By \
        what percentage of the cost does <who.they> profit?
        """,
      ], answer: "the profit is <answer>")
    f.ask(
      "gain",
      [
        """
        <who> buys <n> at <buy> each and sells all of them at <sell> each. How large is the \
        profit?
        """
      ], answer: "the profit is <answer>")
  }

  private static let exchange = FamilyBuilder.family(
    "currency-exchange", "money changed, spent and changed back"
  ) { f in
    f.person("who")
    f.word("coin", "crown", "dinar", "peso", "florin", "thaler")
    f.currency()
    f.given("have", 40...300, by: 10, large: 400...2400, f.money, "<who> changes <have>")
    f.given("rate", 4...25, f.count(of: "coin"), "one unit of the home currency is worth <rate>")
    f.given("nights", 2...6, .count("night"), "<who> stays for <nights>")
    f.given("room", 60...400, by: 5, f.count(of: "coin"), "a night costs <room>")
    f.compute(
      "all", .multiply, "have rate", f.count(of: "coin"), "the number of <coin.s> after changing",
      "<who> receives <eq>.")
    f.compute(
      "spent", .multiply, "nights room", f.count(of: "coin"),
      "the number of <coin.s> spent on the room",
      "The room costs <eq>.")
    f.compute(
      "left", .subtract, "all spent", f.count(of: "coin"), "the number of <coin.s> left",
      "So <eq> are left.")
    f.compute(
      "home", .divide, "left rate", f.money, "the money after changing back",
      "Changed back, that is <eq>.")
    f.ask(
      "home",
      [
        """
        <who> changes <have> into <coin.s>, getting <rate> for each unit of <who.their> own \
        currency. A room costs <room> a night, and <who> stays for <nights>. Afterwards <who.they> \
        changes what is left back at the same rate. How much is it in <who.their> own currency?
        """
      ], answer: "<who> gets back <answer>")
    f.ask(
      "left",
      [
        """
        On a journey <who> changes <have>, receiving <rate> for each unit. A room costs <room> a \
        night. How many <coin.s> are left after <nights>?
        """
      ], answer: "there are <answer> left")
  }
}
