/// Divisors, remainders, counting and numbers put together from digits.
enum NumberFamilies {
  static let all = [
    tilesByDivisor, meetingByMultiple, remainders, busesRoundedUp, handshakes, outfits,
    arrangements, digitSum,
    powers, bestOf,
  ]

  private static let tilesByDivisor = FamilyBuilder.family(
    "greatest-divisor", "equal packs by the greatest common divisor"
  ) { f in
    f.person("who")
    f.goods("x", "y")
    f.given("g", 3...12, .number)
    f.given(
      "a", .multiple(of: f.places("g"), 3...9), large: .multiple(of: f.places("g"), 11...40),
      f.count(of: "x"), "there are <a>")
    f.given(
      "b", .multiple(of: f.places("g"), 2...10), large: .multiple(of: f.places("g"), 12...45),
      f.count(of: "y"), "there are <b>")
    f.compute("packs", .divisor, "a b", .count("bag"), "the largest possible number of bags")
    f.compute(
      "xs", .divide, "a packs", f.count(of: "x"), "the number of <x.s> in a bag",
      "Each bag gets <eq>.")
    f.compute(
      "ys", .divide, "b packs", f.count(of: "y"), "the number of <y.s> in a bag",
      "Each bag also gets <eq>.")
    f.compute(
      "all", .add, "xs ys", .count("thing"), "the number of things in a bag",
      "In all a bag holds <eq>.")
    f.ask(
      "all",
      [
        """
        <who> packs <a> and <b> into as many equal bags as possible, with nothing left over. How \
        many things are in each bag?
        """
      ], answer: "each bag holds <answer>")
    f.ask(
      "packs",
      [
        """
        <who> wants to pack <a> and <b> into equal bags with nothing left over. What is the \
        largest number of bags?
        """
      ], answer: "the largest number is <answer>")
    f.ask(
      "xs",
      [
        """
        <who> packs <a> and <b> into as many equal bags as possible, with nothing left over. How \
        many <x.s> are in each bag?
        """
      ], answer: "each bag holds <answer>")
  }

  private static let meetingByMultiple = FamilyBuilder.family(
    "least-multiple", "things that come together again"
  ) { f in
    f.word("light", "lighthouse", "bus line", "bell", "fountain")
    f.given("a", 4...18, large: 20...60, .minutes, "the first comes every <a>")
    f.given("b", 5...24, large: 21...72, .minutes, "the second comes every <b>")
    f.given("hours", 4...16, .hours, "it goes on for <hours>")
    f.constant("sixty", 60, .minutes, confused: 100)
    f.constant("one", 1, .number, confused: 0)
    f.compute("gap", .multiple, "a b", .minutes, "the time between two meetings")
    f.compute(
      "all", .multiply, "hours sixty", .minutes, "the whole time in minutes",
      "The whole time is <eq>.")
    f.compute("times", .quotient, "all gap", .number, "the number of later meetings")
    f.compute(
      "count", .add, "times one", .number, "the number of meetings with the first one",
      "With the first one that makes <eq>.")
    f.ask(
      "count",
      [
        """
        One <light> gives a signal every <a>, another every <b>. They start together. How often do \
        they give it at the same time within <hours>, the start included?
        """
      ], answer: "the number of times is <answer>")
    f.ask(
      "gap",
      [
        """
        One <light> gives a signal every <a>, another every <b>. Both have just given it. After \
        how many minutes do they do so together again?
        """
      ], answer: "it happens after <answer>")
  }

  private static let remainders = FamilyBuilder.family(
    "remainder", "what is left over when things are packed"
  ) { f in
    f.person("who")
    f.goods("item")
    let item = f.count(of: "item")
    f.given("boxes", 3...15, large: 18...70, .count("box", "boxes"), "there are <boxes>")
    f.given("per", 12...48, item, "each box holds <per>")
    f.given("more", 2...11, item, "there are <more> more")
    f.given("new", 5...11, item, "a new pack takes <new>")
    f.compute(
      "inside", .multiply, "boxes per", item, "the number of <item.s> in the boxes",
      "The boxes hold <eq>.")
    f.compute(
      "all", .add, "inside more", item, "the number of <item.s> in all", "In all there are <eq>.")
    f.compute("left", .remainder, "all new", item, "the number of <item.s> left over")
    f.ask(
      "left",
      [
        """
        <who> has <boxes> of <per> each and <more.n> more. <who.They> repacks all of them into \
        packs of <new.n>. How many <item.s> are left over?
        """
      ], answer: "<answer> are left over")
    f.ask(
      "all",
      [
        "<who> has <boxes> of <per> each and <more.n> more. How many <item.s> does <who.they> have?"
      ], answer: "<who> has <answer>")
  }

  private static let busesRoundedUp = FamilyBuilder.family(
    "round-up", "how many buses it takes, and what they cost"
  ) { f in
    f.currency()
    f.word("bus", "bus|buses", "boat", "van", "cable car")
    let people = Unit.count("person", "people")
    f.given("classes", 3...12, large: 14...40, .count("class", "classes"), "there are <classes>")
    f.given("each", 17...29, people, "each class has <each>")
    f.given("adults", 4...16, people, "<adults> come along")
    f.given("seats", oneOf: [8, 12, 16, 20, 35, 48, 52], people, "a <bus> takes <seats>")
    f.given("price", 30...240, by: 10, f.money, "a <bus> costs <price>")
    f.compute(
      "pupils", .multiply, "classes each", people, "the number of pupils", "The classes have <eq>.")
    f.compute(
      "all", .add, "pupils adults", people, "the number of people",
      "With the adults there are <eq>.")
    f.compute("buses", .roundUp, "all seats", f.count(of: "bus"), "the number of <bus.s> needed")
    f.compute(
      "cost", .multiply, "buses price", f.money, "the price of the <bus.s>", "They cost <eq>.")
    f.ask(
      "cost",
      [
        """
        <classes> of <each> each go on a trip, and <adults> more come along. A <bus> takes <seats> \
        and costs <price>. How much do the <bus.s> cost?
        """
      ], answer: "they cost <answer>")
    f.ask(
      "buses",
      [
        """
        <classes> of <each> each go on a trip, and <adults> more come along. A <bus> takes \
        <seats>. How many <bus.s> are needed?
        """
      ], answer: "they need <answer>")
  }

  private static let handshakes = FamilyBuilder.family(
    "pairs", "how many pairs a group has"
  ) { f in
    f.word(
      "game", "shakes hands|shakes hands", "plays chess|plays chess",
      "exchanges a card|exchanges cards")
    f.given("a", 4...12, large: 14...45, .number, "the first group has <a> people")
    f.given("b", 3...11, large: 13...40, .number, "the second group has <b> people")
    f.constant("one", 1, .number, confused: 0)
    f.constant("two", 2, .number, confused: 1)
    f.compute("n", .add, "a b", .number, "the number of people", "There are <eq> people.")
    f.compute(
      "others", .subtract, "n one", .number, "the number of partners that each has",
      "Each of them meets <eq> others.")
    f.compute(
      "ends", .multiply, "n others", .number, "the number of meetings counted from both sides",
      "Counted from both sides that is <eq>.")
    f.compute(
      "pairs", .divide, "ends two", .number, "the number of pairs",
      "Each pair was counted twice, so there are <eq>.")
    f.compute("cross", .multiply, "a b", .number, "the number of pairs across the groups")
    f.compute("inside", .subtract, "pairs cross", .number, "the number of pairs within a group")
    f.ask(
      "pairs",
      [
        """
        A group of <a.n> people meets a group of <b.n>. Everybody <game> once with everybody else, \
        of both groups. How many pairs is that?
        """
      ], answer: "the number of pairs is <answer>")
    f.ask(
      "inside",
      [
        """
        A group of <a.n> people meets a group of <b.n>. Everybody <game> once with everybody else, \
        of both groups. In how many of these pairs do both people belong to the same group?
        """
      ], answer: "the number of these pairs is <answer>")
  }

  private static let outfits = FamilyBuilder.family(
    "choices", "independent choices multiplied"
  ) { f in
    f.person("who")
    f.given("a", 3...9, large: 11...30, .count("shirt"), "there are <a>")
    f.given("b", 2...8, .count("pair of trousers", "pairs of trousers"), "there are <b>")
    f.given("c", 2...6, .count("hat"), "there are <c>")
    f.given("bad", 2...9, .count("outfit"), "<bad> do not match")
    f.given("days", 2...6, .count("day"), "they are worn for <days> each")
    f.compute(
      "two", .multiply, "a b", .count("combination"),
      "the number of ways to choose shirt and trousers", "Shirt and trousers give <eq>.")
    f.compute(
      "all", .multiply, "two c", .count("outfit"), "the number of outfits",
      "With a hat there are <eq>.")
    f.compute(
      "good", .subtract, "all bad", .count("outfit"), "the number of outfits that match",
      "Of these, <eq> match.")
    f.compute(
      "time", .multiply, "good days", .count("day"), "the number of days they last",
      "They last for <eq>.")
    f.ask(
      "good",
      [
        """
        <who> has <a>, <b> and <c>. An outfit is one of each, but <bad> do not match. How many \
        outfits do?
        """
      ], answer: "there are <answer> that match")
    f.ask(
      "all",
      [
        "<who> has <a>, <b> and <c>. How many different outfits of one each can <who.they> wear?"
      ], answer: "<who> can wear <answer>")
    f.ask(
      "time",
      [
        """
        <who> has <a>, <b> and <c>. An outfit is one of each, but <bad> do not match. Each of the \
        others is worn for <days>. How many days do they last?
        """
      ], answer: "they last for <answer>")
  }

  private static let arrangements = FamilyBuilder.family(
    "arrangements", "orders of things, some of them alike"
  ) { f in
    f.person("who")
    f.word("book", "book", "flag", "painting", "vase")
    f.given("n", 4...6, large: 7...9, .number, "there are <n> in all")
    f.given("k", 2...3, .number, "<k> of them are alike")
    f.given("bad", 4...30, by: 2, .number, "<bad> of the orders are not wanted")
    f.compute("all", .factorial, "n", .number, "the number of orders if all were different")
    f.compute("same", .factorial, "k", .number, "the number of orders of those that are alike")
    f.compute(
      "orders", .divide, "all same", .number, "the number of different orders",
      "So there are <eq> different orders.")
    f.compute("left", .subtract, "orders bad", .number, "the number of orders that are wanted")
    f.ask(
      "orders",
      [
        """
        <who> puts <n.n> <book.s> in a row; <k.n> of them are exactly alike. How many different \
        orders are there?
        """
      ], answer: "the number of orders is <answer>")
    f.ask(
      "all",
      [
        "In how many orders can <who> put <n.n> different <book.s> in a row?"
      ], answer: "the number of orders is <answer>")
    f.ask(
      "left",
      [
        """
        <who> puts <n.n> <book.s> in a row; <k.n> of them are exactly alike. <who.They> dislikes \
        <bad.n> of the different orders. How many are left?
        """
      ], answer: "the number of orders left is <answer>")
  }

  private static let digitSum = FamilyBuilder.family(
    "digits", "a number put together from its digits"
  ) { f in
    f.given("h", 2...9, .number, "the hundreds digit is <h>")
    f.given("t", 1...9, .number, "the tens digit is <t>")
    f.given("u", 1...9, .number, "the units digit is <u>")
    f.given("k", 3...9, large: 12...60, .number, "it is multiplied by <k>")
    f.constant("hundred", 100, .number, confused: 10)
    f.constant("ten", 10, .number, confused: 100)
    f.compute(
      "hs", .multiply, "h hundred", .number, "the value of the hundreds",
      "The hundreds are worth <eq>.")
    f.compute(
      "ts", .multiply, "t ten", .number, "the value of the tens", "The tens are worth <eq>.")
    f.compute("n", .add, "hs ts u", .number, "the number", "So the number is <eq>.")
    f.compute(
      "digits", .add, "h t u", .number, "the sum of the digits", "The digits add up to <eq>.")
    f.compute("gap", .subtract, "n digits", .number, "the number less the sum of its digits")
    f.compute("nk", .multiply, "k n", .number, "the number times <k.n>")
    f.ask(
      "gap",
      [
        """
        A three-digit number has the hundreds digit <h.n>, the tens digit <t.n> and the units \
        digit <u.n>. What do you get when you subtract the sum of its digits from it?
        """
      ], answer: "the result is <answer>")
    f.ask(
      "nk",
      [
        """
        A three-digit number has the hundreds digit <h.n>, the tens digit <t.n> and the units \
        digit <u.n>. What is <k.n> times this number?
        """
      ], answer: "the result is <answer>")
  }

  private static let powers = FamilyBuilder.family(
    "powers", "doublings, and powers compared"
  ) { f in
    f.given("a", 2...5, .number, "it becomes <a> times as many each time")
    f.given("n", 3...6, large: 7...9, .number, "this happens <n> times")
    f.given("start", 3...20, large: 25...90, .number, "there are <start> at first")
    f.given("dead", 10...95, .number, "<dead> die in the end")
    f.compute(
      "factor", .power, "a n", .number, "the factor by which the number grows",
      "The number grows by the factor <eq>.")
    f.compute(
      "all", .multiply, "start factor", .number, "the number after the growth",
      "After it there are <eq>.")
    f.compute(
      "left", .subtract, "all dead", .number, "the number in the end", "In the end there are <eq>.")
    f.ask(
      "left",
      [
        """
        A dish holds <start.n> bacteria. Every hour their number becomes <a.n> times as large, \
        <n.n> times in a row. Then <dead.n> of them die. How many are left?
        """
      ], answer: "the number left is <answer>")
    f.ask(
      "all",
      [
        """
        A dish holds <start.n> bacteria. Every hour their number becomes <a.n> times as large. How \
        many are there after <n.n> hours?
        """
      ], answer: "the number is <answer>")
  }

  private static let bestOf = FamilyBuilder.family(
    "range", "largest, smallest and middle of some numbers"
  ) { f in
    f.word(
      "what", "heights of five children in cm", "prices of five shirts", "ages of five trees",
      "lengths of five films in minutes")
    for key in ["a", "b", "c", "d", "e"] {
      f.given(key, 21...160, large: 180...980, .number, "one of them is <\(key)>")
    }
    f.constant("two", 2, .number, confused: 5)
    f.compute("most", .largest, "a b c d e", .number, "the largest of the numbers")
    f.compute("least", .smallest, "a b c d e", .number, "the smallest of the numbers")
    f.compute("range", .subtract, "most least", .number, "the range", "The range is <eq>.")
    f.compute(
      "ends", .add, "most least", .number, "the sum of the largest and the smallest",
      "Both together are <eq>.")
    f.compute(
      "middle", .divide, "ends two", .number, "the middle between the largest and the smallest",
      "The middle between them is <eq>.")
    f.ask(
      "range",
      ["The <what> are <a.n>, <b.n>, <c.n>, <d.n> and <e.n>. What is the range of these numbers?"],
      answer: "the range is <answer>")
    f.ask(
      "middle",
      [
        """
        The <what> are <a.n>, <b.n>, <c.n>, <d.n> and <e.n>. What is the mean of the largest and \
        the smallest of these numbers?
        """
      ], answer: "the mean is <answer>")
  }
}
