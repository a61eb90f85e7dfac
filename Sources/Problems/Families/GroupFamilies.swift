/// Collections, shares, ratios, averages, ages and tables.
enum GroupFamilies {
  static let all = [
    bakery, fractionsOfGroup, ages, agesInFuture, sharing, library, population, ratio, averages,
    orchard,
    factory, reading, stickers, comparison, scoreTable, survey,
  ]

  private static let bakery = FamilyBuilder.family(
    "bakery", "trays baked, some lost, the rest sold"
  ) { f in
    f.person("who")
    f.currency()
    f.word("roll", "roll", "cookie", "bagel", "muffin", "🍪 cookie", "pretzel", "scone")
    let roll = f.count(of: "roll")
    f.given("trays", 4...12, large: 14...45, .count("tray"), "<who> fills <trays>")
    f.given("per", 8...30, roll, "each tray holds <per>")
    f.given("burnt", 3...15, large: 16...60, roll, "<burnt> are burnt")
    f.given("given", 4...20, large: 25...90, roll, "<who> gives away <given>")
    f.given("price", 2...12, over: 4, f.money, "each <roll> sells for <price>")
    f.compute(
      "baked", .multiply, "trays per", roll, "the number of <roll.s> baked", "<who> bakes <eq>.",
      "There are <0> with <1.n> each, which is <eq>.")
    f.compute(
      "lost", .add, "burnt given", roll, "the number of <roll.s> that cannot be sold",
      "Of these <eq> cannot be sold.")
    f.compute(
      "left", .subtract, "baked lost", roll, "the number of <roll.s> left to sell",
      "That leaves <eq> to sell.", "So <who> can sell <eq>.")
    f.compute(
      "income", .multiply, "left price", f.money, "the income", "Selling them brings <eq>.",
      "At <1> each that is <eq>.")
    f.ask(
      "income",
      [
        """
        <who> bakes <trays> of <roll.s> with <per.n> on each tray. Of these, <burnt.n> burn and \
        <given.n> are given to neighbours. The rest is sold at <price> each. How much money does \
        <who> take?
        """,
        """
        In one morning <trays> with <per> each come out of <who>'s oven. <who> throws <burnt.n> \
        burnt ones away, gives <given.n> to a school and sells all the others for <price> apiece. \
        What is the income?
        """,
      ], answer: "<who> takes <answer>")
    f.ask(
      "left",
      [
        """
        <who> bakes <trays> of <roll.s> with <per.n> on each tray. Of these, <burnt.n> burn and \
        <given.n> are given to neighbours. How many are left to sell?
        """
      ], answer: "there are <answer> left")
    f.ask(
      "baked",
      [
        """
        <who> bakes <trays> of <roll.s> with <per.n> on each tray and sells them for <price> each. \
        How many <roll.s> does <who.they> bake?
        """,
        "There are <trays> in the oven, each with <per>. How many <roll.s> is <who> baking?",
      ], answer: "<who> bakes <answer>")
  }

  private static let fractionsOfGroup = FamilyBuilder.family(
    "group-fractions", "a part of a group, a percentage of the others"
  ) { f in
    f.word("group", "school", "choir", "camp", "sports club", "company")
    f.word("member", "member", "participant")
    let member = f.count(of: "member")
    f.given(
      "all", 48...480, by: 12, large: 600...4800, largeBy: 60, member, "the <group> has <all>")
    f.given(
      "walk", parts: [(1, 4), (3, 8), (1, 3), (2, 5), (5, 12), (1, 2), (3, 10)], .ratio,
      "<walk> of them walk")
    f.given("bus", oneOf: [20, 25, 30, 40, 50, 60], .percent, "<bus> of the others come by bus")
    f.given("bike", 4...24, member, "<bike> cycle")
    f.compute(
      "walkers", .partOf, "walk all", member, "the number of <member.s> who walk",
      "On foot come <eq>.",
      "<0> of <1> is <eq>.")
    f.compute(
      "rest", .subtract, "all walkers", member, "the number of <member.s> who do not walk",
      "The other <eq> do not walk.")
    f.compute(
      "riders", .percentOf, "bus rest", member, "the number of <member.s> who come by bus",
      "By bus come <eq>.")
    f.compute(
      "other", .subtract, "rest riders", member,
      "the number of <member.s> who neither walk nor take the bus")
    f.compute(
      "cars", .subtract, "other bike", member, "the number of <member.s> who come by car",
      "That leaves <eq> for the cars.")
    f.ask(
      "cars",
      [
        """
        A <group> has <all>. <walk> of them walk there, <bus> of the others come by bus, <bike.n> \
        cycle and the remaining <member.s> come by car. How many come by car?
        """,
        """
        Of the <all> of a <group>, <walk> come on foot. Of those who do not walk, <bus> take the \
        bus. Then <bike.n> ride bicycles, and everyone else is driven by car. How many is that?
        """,
      ], answer: "the number who come by car is <answer>")
    f.ask(
      "riders",
      [
        """
        A <group> has <all>. <walk> of them walk there, and <bus> of the others come by bus. How \
        many <member.s> come by bus?
        """
      ], answer: "by bus come <answer>")
    f.ask(
      "rest",
      [
        "Of the <all> of a <group>, <walk> come on foot. How many do not?"
      ], answer: "the number who do not walk is <answer>")
  }

  private static let ages = FamilyBuilder.family(
    "ages", "three people, compared and added up"
  ) { f in
    f.person("a", "b", "c")
    f.given("age", 4...15, .years, "<a> is <age> old")
    f.given("times", 2...4, .number, "<b> is <times> times as old as <a>")
    f.given("less", 2...7, .years, "<c> is <less> younger than <b>")
    f.given("later", 3...12, .years, "the question is about <later> from now")
    f.constant("three", 3, .number, confused: 2)
    f.compute("b's", .multiply, "times age", .years, "the age of <b>", "<b> is <eq> old.")
    f.compute("c's", .subtract, "b's less", .years, "the age of <c>", "<c> is <eq> old.")
    f.compute(
      "sum", .add, "age b's c's", .years, "the sum of the three ages today",
      "Today they are <eq> old together.")
    f.compute(
      "grow", .multiply, "three later", .years, "the total growth of the three ages",
      "All three together grow <eq> older.")
    f.compute("then", .add, "sum grow", .years, "the sum of the ages then")
    f.ask(
      "then",
      [
        """
        <a> is <age> old. <b> is <times> times as old as <a>, and <c> is <less> younger than <b>. \
        What will the sum of their three ages be in <later>?
        """,
        """
        Today <a> is <age.n>. <b>'s age is <times> times that, and <c> was born <less> after <b>. \
        In <later>, what do the ages of <a>, <b> and <c> add up to?
        """,
      ], answer: "the sum of their ages will be <answer>")
    f.ask(
      "sum",
      [
        """
        <a> is <age> old. <b> is <times> times as old as <a>, and <c> is <less> younger than <b>. \
        How old are the three together?
        """
      ], answer: "together they are <answer> old")
    f.ask(
      "c's",
      [
        """
        <a> is <age> old. <b> is <times> times as old as <a>, and <c> is <less> younger than <b>. \
        How old is <c>?
        """,
        """
        <b> is <times> times as old as <a>, who is <age.n>. How old is <c>, who is <less> younger \
        than <b>?
        """,
      ], answer: "<c> is <answer> old")
  }

  private static let agesInFuture = FamilyBuilder.family(
    "ages-puzzle", "ages from a difference and a sum"
  ) { f in
    f.person("a", "b")
    f.given("gap", 3...28, .years, "<a> is <gap> older than <b>")
    f.given("extra", 5...20, .years, "they speak of <extra> from now")
    f.given("total", .beyond(f.places("gap"), 8...90), .years, "their ages add up to <total> today")
    f.constant("two", 2, .number, confused: 3)
    f.compute(
      "twice", .subtract, "total gap", .years, "twice the age of <b>",
      "Without the difference, two equal ages remain: <eq>.")
    f.compute("younger", .divide, "twice two", .years, "the age of <b>", "So <b> is <eq> old.")
    f.compute("older", .add, "younger gap", .years, "the age of <a>", "And <a> is <eq> old.")
    f.compute("then", .add, "older extra", .years, "the age of <a> in <extra>")
    f.ask(
      "older",
      [
        "<a> is <gap> older than <b>, and together they are <total> old. How old is <a>?",
        """
        The ages of <a> and <b> add up to <total>. <a> was born <gap> before <b>. Find the age of \
        <a>.
        """,
      ], answer: "<a> is <answer> old")
    f.ask(
      "then",
      [
        """
        <a> is <gap> older than <b>, and together they are <total> old today. How old will <a> be \
        in <extra>?
        """
      ], answer: "<a> will be <answer> old")
    f.ask(
      "younger",
      [
        "<a> is <gap> older than <b>, and together they are <total> old. How old is <b>?"
      ], answer: "<b> is <answer> old")
  }

  private static let sharing = FamilyBuilder.family(
    "sharing", "bags and loose ones, shared equally"
  ) { f in
    f.person("who")
    f.word("sweet", "toffee", "sweet", "date", "chestnut", "marble", "🍬 sweet", "walnut")
    let sweet = f.count(of: "sweet")
    f.given("bags", 3...9, large: 12...40, .count("bag"), "<who> has <bags>")
    f.given("per", 10...36, large: 38...90, sweet, "each bag holds <per>")
    f.given("loose", 3...20, sweet, "there are <loose> more in a bowl")
    f.given("eaten", 4...18, sweet, "<who> eats <eaten>")
    f.given("children", 3...12, .count("child", "children"), "the rest is for <children>")
    f.compute(
      "bagged", .multiply, "bags per", sweet, "the number of <sweet.s> in the bags",
      "The bags hold <eq>.", "In the bags there are <eq>.")
    f.compute(
      "all", .add, "bagged loose", sweet, "the number of <sweet.s> at the start",
      "With the bowl that makes <eq>.")
    f.compute(
      "left", .subtract, "all eaten", sweet, "the number of <sweet.s> left to share",
      "After that, <eq> are left.")
    f.compute(
      "each", .divide, "left children", sweet, "each child's share", "Each child gets <eq>.")
    f.ask(
      "each",
      [
        """
        <who> has <bags> of <sweet.s> with <per.n> in each and another <loose.n> in a bowl. After \
        eating <eaten.n>, <who> shares the rest equally among <children>. How many <sweet.s> does \
        each child get?
        """,
        """
        There are <bags> with <per> each and <loose.n> loose <sweet.s>. <who> keeps <eaten.n> of \
        them and divides what is left evenly between <children>. What does one child receive?
        """,
      ], answer: "each child gets <answer>")
    f.ask(
      "left",
      [
        """
        <who> has <bags> of <sweet.s> with <per.n> in each and another <loose.n> in a bowl. After \
        <who.they> has given away <eaten.n>, how many are left?
        """
      ], answer: "<answer> are left")
    f.ask(
      "all",
      [
        """
        <who> has <bags> of <sweet.s> with <per.n> in each and another <loose.n> in a bowl. How \
        many <sweet.s> does <who.they> have?
        """
      ], answer: "<who> has <answer>")
  }

  private static let library = FamilyBuilder.family(
    "library", "a stock that goes down and up"
  ) { f in
    f.word(
      "town", "Gdańsk", "Kyōto", "Oaxaca", "Tromsø", "Mombasa", "Lucknow", "Springfield", "Leeds")
    let book = Unit.count("book")
    f.given(
      "start", 400...3000, by: 50, large: 3050...28000, largeBy: 25, book,
      "the library starts with <start>")
    f.given("lent", 60...350, large: 400...1900, book, "<lent> are lent out")
    f.given("back", 20...200, large: 210...900, book, "<back> come back")
    f.given("boxes", 3...12, .count("box", "boxes"), "<boxes> arrive")
    f.given("per", 12...40, book, "each box holds <per>")
    f.compute(
      "away", .subtract, "start lent", book, "the number of books after lending",
      "After lending there are <eq>.")
    f.compute(
      "again", .add, "away back", book, "the number of books after the returns",
      "With the returned ones there are <eq>.")
    f.compute(
      "new", .multiply, "boxes per", book, "the number of new books", "The boxes bring <eq>.")
    f.compute(
      "end", .add, "again new", book, "the number of books at the end", "In the end there are <eq>."
    )
    f.ask(
      "end",
      [
        """
        The library of <town> has <start> on its shelves on Monday. It lends out <lent.n>, gets \
        <back.n> back, and then <boxes> of new books arrive with <per.n> in each. How many books \
        are on the shelves now?
        """,
        """
        On the shelves of <town>'s library stand <start>. During the week <lent.n> are borrowed \
        and <back.n> returned. On Friday <boxes> with <per> each are delivered and shelved. How \
        many books stand there in the end?
        """,
      ], answer: "there are <answer> on the shelves")
    f.ask(
      "again",
      [
        """
        The library of <town> has <start> on its shelves. It lends out <lent.n> and gets <back.n> \
        back. How many books are on the shelves now?
        """
      ], answer: "there are <answer> on the shelves")
  }

  private static let population = FamilyBuilder.family(
    "population", "growth in percent, then people who leave"
  ) { f in
    f.word(
      "town", "Nagahama (長浜)", "San Telmo", "Østby", "Kisela", "Sankt Veit", "Ait Benha", "Milton")
    let people = Unit.count("person", "people")
    f.given(
      "start", 2000...9600, by: 400, large: 10_000...96_000, largeBy: 400, people,
      "<town> has <start>")
    f.given("grow", oneOf: [5, 10, 15, 20, 25], .percent, "the growth is <grow>")
    f.given("leave", 60...900, by: 10, people, "<leave> move away each year")
    f.given("years", 2...6, .count("year"), "this goes on for <years>")
    f.compute(
      "more", .percentOf, "grow start", people, "the increase in the first year",
      "In the first year <eq> are added.")
    f.compute(
      "after", .add, "start more", people, "the population after the first year",
      "After it there are <eq>.")
    f.compute(
      "gone", .multiply, "leave years", people, "the number of people who move away",
      "In <years> <eq> move away.")
    f.compute(
      "end", .subtract, "after gone", people, "the population in the end", "So <eq> are left.")
    f.ask(
      "end",
      [
        """
        The town of <town> had <start>. Within a year it grew by <grow>. In each of the following \
        <years>, <leave> moved away. How many people live there in the end?
        """,
        """
        <town> counted <start> before a new railway made its population rise by <grow>. After \
        that, <leave> left every year for <years>. What is the population now?
        """,
      ], answer: "the population is <answer>")
    f.ask(
      "after",
      [
        """
        The town of <town> had <start>. Within a year the number grew by <grow>. How many people \
        live there now?
        """
      ], answer: "the population is <answer>")
  }

  private static let ratio = FamilyBuilder.family(
    "ratio", "a whole divided in a ratio"
  ) { f in
    f.person("who")
    f.word("x", "red", "glass", "black", "gold", "striped")
    f.word("y", "blue", "wooden", "white", "silver", "plain")
    let bead = Unit.count("bead")
    f.given("p", 5...9, .count("part"), "there are <p> of <x> beads")
    f.given("q", 2...4, .count("part"), "there are <q> of <y> beads")
    f.given(
      "all", .multiple(of: f.places("p q"), 4...30),
      large: .multiple(of: f.places("p q"), 35...240),
      bead, "there are <all> in all")
    f.given("lost", 2...9, bead, "<who> loses <lost>")
    f.compute(
      "parts", .add, "p q", .count("part"), "the number of equal parts", "There are <eq> in all.")
    f.compute(
      "unit", .divide, "all parts", bead, "the number of beads in one part", "One part is <eq>.")
    f.compute("xs", .multiply, "p unit", bead, "the number of <x> beads", "So <eq> are <x>.")
    f.compute("ys", .multiply, "q unit", bead, "the number of <y> beads", "And <eq> are <y>.")
    f.compute("more", .subtract, "xs ys", bead, "the surplus of <x> beads over <y> beads")
    f.compute("end", .subtract, "more lost", bead, "the surplus after the loss")
    f.ask(
      "end",
      [
        """
        The <x> and <y> beads in <who>'s box are in the ratio <p.n> : <q.n>, and there are <all> \
        in total. Then <who> loses <lost.n> <x> beads. How many more <x> beads than <y> beads are \
        left?
        """,
        """
        <who> has <all>, some <x> and some <y>, in the ratio <p.n> to <q.n>. After <lost.n> <x> \
        ones get lost, by how many do the <x> beads outnumber the <y> ones?
        """,
      ], answer: "the surplus is <answer>")
    f.ask(
      "xs",
      [
        """
        The <x> and <y> beads in <who>'s box are in the ratio <p.n> : <q.n>, and there are <all> \
        in total. How many beads are <x>?
        """
      ], answer: "the number of <x> beads is <answer>")
    f.ask(
      "more",
      [
        """
        <who> has <all>, some <x> and some <y>, in the ratio <p.n> to <q.n>. How many more <x> \
        ones than <y> ones are there?
        """
      ], answer: "the difference is <answer>")
  }

  private static let averages = FamilyBuilder.family(
    "average-score", "an average, and what it takes to raise it"
  ) { f in
    f.person("who")
    f.word("game", "go", "darts", "spelling", "chess puzzle", "quiz", "bowling")
    let point = Unit.measure("point", "points")
    for (place, key) in ["a", "b", "c", "d"].enumerated() {
      f.given(key, 50...98, large: 110...290, point, "score \(place + 1) is <\(key)>")
    }
    f.given("goal", 70...95, large: 180...280, point, "the wanted average is <goal>")
    f.constant("five", 5, .number, confused: 4)
    f.constant("four", 4, .number, confused: 5, 3)
    f.compute(
      "sum", .add, "a b c d", point, "the sum of the four scores", "The four scores add up to <eq>."
    )
    f.compute(
      "mean", .divide, "sum four", point, "the average so far", "So far the average is <eq>.")
    f.compute(
      "need", .multiply, "five goal", point, "the sum needed for five rounds",
      "Five rounds need <eq>.")
    f.compute(
      "last", .subtract, "need sum", point, "the score needed in round five",
      "Round five must bring <eq>.")
    f.compute(
      "gap", .subtract, "last mean", point, "the surplus of round five over the average so far")
    f.ask(
      "gap",
      [
        """
        In four <game> rounds <who> scored <a.n>, <b.n>, <c.n> and <d>. For an average of <goal> \
        over five rounds, how far above the average of the first four must round five be?
        """,
        """
        <who> has <game> scores of <a.n>, <b.n>, <c.n> and <d.n> points and wants to average \
        <goal> over five rounds. By how many points must the fifth score beat the average of the \
        first four?
        """,
      ], answer: "round five must be above the average so far by <answer>")
    f.ask(
      "last",
      [
        """
        In four <game> rounds <who> scored <a.n>, <b.n>, <c.n> and <d>. Which score in round five \
        gives an average of <goal>?
        """
      ], answer: "<who> needs <answer>")
    f.ask(
      "mean",
      [
        "In four <game> rounds <who> scored <a.n>, <b.n>, <c.n> and <d>. What is the average?",
        "Find the mean of <who>'s <game> scores: <a.n>, <b.n>, <c.n> and <d.n> points.",
      ], answer: "the average is <answer>")
  }

  private static let orchard = FamilyBuilder.family(
    "orchard", "rows of trees, a harvest, and crates"
  ) { f in
    f.person("who")
    f.word("pear", "pear", "plum", "olive", "apple", "apricot")
    let kg = Unit.measure("kg")
    f.given("rows", 6...20, large: 24...70, .count("row"), "there are <rows>")
    f.given("per", 8...25, .count("tree"), "each row has <per>")
    f.given(
      "dead", parts: [(1, 4), (1, 5), (1, 6), (1, 8), (3, 10)], .ratio,
      "<dead> of the trees do not bear")
    f.given("yield", 12...45, kg, "a tree gives <yield>")
    f.given("crate", oneOf: [10, 15, 20, 25], kg, "a crate holds <crate>")
    f.compute(
      "trees", .multiply, "rows per", .count("tree"), "the number of trees", "There are <eq>.")
    f.compute(
      "lost", .partOf, "dead trees", .count("tree"), "the number of trees that do not bear",
      "Of these <eq> bear nothing.")
    f.compute(
      "good", .subtract, "trees lost", .count("tree"), "the number of trees that bear",
      "So <eq> bear fruit.")
    f.compute("fruit", .multiply, "good yield", kg, "the harvest", "They give <eq>.")
    f.compute(
      "crates", .divide, "fruit crate", .count("crate"), "the number of crates", "That fills <eq>.")
    f.ask(
      "crates",
      [
        """
        <who> planted <rows> of <per.n> <pear> trees. This year <dead> of the trees bear nothing; \
        each of the others gives <yield> of fruit. The harvest is packed in crates of <crate>. How \
        many crates are filled?
        """,
        """
        <who>'s <pear> orchard has <rows> with <per> each. <dead> of the trees are too young to \
        bear, the others yield <yield> each. How many crates of <crate> does <who> need?
        """,
      ], answer: "<who> fills <answer>")
    f.ask(
      "good",
      [
        """
        <who> planted <rows> of <per.n> <pear> trees. This year <dead> of the trees bear nothing. \
        How many do?
        """
      ], answer: "fruit is borne by <answer>")
    f.ask(
      "fruit",
      [
        """
        A <pear> orchard has <rows> with <per> each. <dead> of the trees are too young to bear, \
        the others yield <yield> each. How large is the harvest?
        """
      ], answer: "the harvest is <answer>")
  }

  private static let factory = FamilyBuilder.family(
    "factory", "machines, hours, faulty pieces and boxes"
  ) { f in
    f.word("bolt", "bolt", "button", "tile", "spoon", "bottle cap", "hinge")
    let bolt = f.count(of: "bolt")
    f.given("machines", 3...9, .count("machine"), "there are <machines>")
    f.given(
      "rate", 40...250, by: 10, large: 300...1500, largeBy: 50, bolt,
      "a machine makes <rate> an hour")
    f.given("hours", 4...12, .count("hour"), "the machines run for <hours>")
    f.given("bad", oneOf: [2, 4, 5, 8, 10], .percent, "<bad> of them are faulty")
    f.given("box", oneOf: [12, 16, 20, 24, 30, 40, 48], bolt, "a box holds <box>")
    f.compute(
      "hour", .multiply, "machines rate", bolt, "the number of <bolt.s> made in an hour",
      "In an hour they make <eq>.")
    f.compute(
      "day", .multiply, "hour hours", bolt, "the number of <bolt.s> made in all",
      "In <1> they make <eq>.")
    f.compute(
      "faulty", .percentOf, "bad day", bolt, "the number of faulty <bolt.s>",
      "Of these <eq> are faulty.")
    f.compute(
      "good", .subtract, "day faulty", bolt, "the number of good <bolt.s>", "So <eq> are good.")
    f.compute(
      "boxes", .divide, "good box", .count("box", "boxes"), "the number of boxes", "They fill <eq>."
    )
    f.ask(
      "boxes",
      [
        """
        A factory has <machines>, each making <rate> an hour. They run for <hours>; <bad> of the \
        <bolt.s> are faulty and thrown away. The good ones are packed <box.n> to a box. How many \
        boxes are filled?
        """,
        """
        Each of <machines> turns out <rate> per hour. After <hours>, <bad> of everything made \
        fails inspection. How many boxes of <box.n> can be filled with the rest?
        """,
      ], answer: "the number of boxes filled is <answer>")
    f.ask(
      "good",
      [
        """
        A factory has <machines>, each making <rate> an hour. They run for <hours>; <bad> of the \
        <bolt.s> are faulty. How many good ones are made?
        """
      ], answer: "the factory makes <answer> without a fault")
    f.ask(
      "day",
      [
        "Each of <machines> turns out <rate> per hour. What do they make in <hours>?"
      ], answer: "they make <answer>")
  }

  private static let reading = FamilyBuilder.family(
    "reading", "a book at two paces"
  ) { f in
    f.person("who")
    let (page, day) = (Unit.count("page"), Unit.count("day"))
    f.given("all", 300...900, by: 10, large: 1000...2400, page, "the book has <all>")
    f.given("slow", 8...20, large: 21...60, page, "at first <who> reads <slow> a day")
    f.given("days", 4...10, day, "this goes on for <days>")
    f.given("more", 5...20, page, "then <who> reads <more> more each day")
    f.given("days2", 3...9, day, "the faster pace lasts <days2>")
    f.compute(
      "first", .multiply, "slow days", page, "the number of pages read at the slow pace",
      "At first <who> reads <eq>.")
    f.compute(
      "fast", .add, "slow more", page, "the faster daily number of pages",
      "Later <who.they> reads <eq> a day.")
    f.compute(
      "second", .multiply, "fast days2", page, "the number of pages read at the faster pace",
      "At this pace <who> reads <eq>.")
    f.compute(
      "read", .add, "first second", page, "the number of pages read so far",
      "Altogether <who> has read <eq>.")
    f.compute(
      "left", .subtract, "all read", page, "the number of pages left", "There are <eq> to go.")
    f.ask(
      "left",
      [
        """
        <who> is reading a book of <all>. For <days> <who> reads <slow> a day, then <more> more \
        per day than before for <days2>. How many pages are left?
        """,
        """
        A novel has <all>. <who> manages <slow> daily for the first <days>, and for the next \
        <days2> adds <more> to each day's reading. How much of the book remains?
        """,
      ], answer: "<answer> are left")
    f.ask(
      "read",
      [
        """
        For <days> <who> reads <slow> a day, then <more> more per day than before for <days2>. How \
        many pages has <who.they> read?
        """
      ], answer: "<who> has read <answer>")
    f.ask(
      "first",
      [
        "<who> reads <slow> a day. How many pages is that in <days>?",
        """
        A book has <all>. <who> reads <slow> a day. How many pages has <who.they> read after \
        <days>?
        """,
      ], answer: "<who> reads <answer>")
  }

  private static let stickers = FamilyBuilder.family(
    "stickers", "packs opened, traded and put into an album"
  ) { f in
    f.person("a", "b")
    f.word("sticker", "sticker", "stamp", "⭐ badge", "seashell", "trading card", "photo")
    let sticker = f.count(of: "sticker")
    f.given("packs", 4...12, large: 15...60, .count("pack"), "<a> opens <packs>")
    f.given("per", 6...15, sticker, "a pack has <per>")
    f.given("traded", 5...24, sticker, "<a> gives <traded> to <b>")
    f.given("got", 2...18, sticker, "<a> gets <got> back")
    f.given("page", oneOf: [4, 5, 6, 8, 9], sticker, "a page holds <page>")
    f.compute(
      "all", .multiply, "packs per", sticker, "the number of <sticker.s> in the packs",
      "The packs hold <eq>.")
    f.compute(
      "after", .subtract, "all traded", sticker, "the number of <sticker.s> after giving some away",
      "<a> keeps <eq>.")
    f.compute(
      "now", .add, "after got", sticker, "the number of <sticker.s> after the trade",
      "With the new ones <a> has <eq>.")
    f.compute("pages", .roundUp, "now page", .count("page"), "the number of album pages")
    f.ask(
      "pages",
      [
        """
        <a> opens <packs> with <per> each, gives <traded.n> of them to <b> and gets <got.n> other \
        ones in return. An album page holds <page.n>. How many pages does <a> need for all of \
        them?
        """,
        """
        <a> collects <sticker.s>. There are <per.n> in a pack and <a> opens <packs>, then trades \
        <traded.n> of <a>'s for <got.n> of <b>'s. A page of the album has room for <page.n>. How \
        many pages does it take?
        """,
      ], answer: "it takes <answer>")
    f.ask(
      "now",
      [
        """
        <a> opens <packs> with <per> each, gives <traded.n> of them to <b> and gets <got.n> other \
        ones in return. How many <sticker.s> does <a> have now?
        """
      ], answer: "<a> has <answer>")
  }

  private static let comparison = FamilyBuilder.family(
    "comparison", "more, fewer, and twice as many"
  ) { f in
    f.person("a", "b", "c")
    f.goods("item")
    let item = f.count(of: "item")
    f.given("x", 5...30, large: 48...320, item, "<a> has <x>")
    f.given("more", 2...19, large: 21...150, item, "<b> has <more> more than <a>")
    f.given("times", 2...5, .number, "<c> has <times> times as many as <b>")
    f.given("gift", 2...9, item, "<c> gives <gift> to <a>")
    f.compute("bs", .add, "x more", item, "the number of <item.s> that <b> has", "<b> has <eq>.")
    f.compute(
      "cs", .multiply, "times bs", item, "the number of <item.s> that <c> has", "<c> has <eq>.")
    f.compute(
      "sum", .add, "x bs cs", item, "the number of <item.s> that they have together",
      "Together they have <eq>.")
    f.compute(
      "rest", .subtract, "cs gift", item, "the number of <item.s> that <c> has in the end",
      "<c> keeps <eq>.")
    f.compute(
      "new", .add, "x gift", item, "the number of <item.s> that <a> has in the end",
      "<a> now has <eq>.")
    f.compute("gap", .subtract, "rest new", item, "the difference in the end")
    f.ask(
      "sum",
      [
        """
        <a> has <x>. <b> has <more.n> more than <a>, and <c> has <times> times as many as <b>. How \
        many <item.s> do the three have together?
        """,
        """
        <b> has <more.n> more <item.s> than <a>, who has <x.n>. <c> owns <times> times as many as \
        <b>. What is the total?
        """,
      ], answer: "together they have <answer>")
    f.ask(
      "cs",
      [
        """
        <a> has <x>. <b> has <more.n> more than <a>, and <c> has <times> times as many as <b>. How \
        many <item.s> does <c> have?
        """
      ], answer: "<c> has <answer>")
    f.ask(
      "gap",
      [
        """
        <a> has <x>. <b> has <more.n> more than <a>, and <c> has <times> times as many as <b>. \
        Then <c> gives <gift.n> to <a>. How many more <item.s> than <a> does <c> have now?
        """
      ], answer: "<c> has more by <answer>")
  }

  private static let scoreTable = FamilyBuilder.family(
    "table", "sums, differences and averages from a table"
  ) { f in
    f.word(
      "what", "visitors|visitors", "cars|cars", "letters|letters", "loaves|loaves", "calls|calls")
    let unit = f.count(of: "what")
    let days = ["Mon", "Tue", "Wed", "Thu"]
    for day in days {
      f.given(day, 12...95, large: 120...980, unit, "on \(day) there were <\(day)>")
    }
    f.constant("four", 4, .number, confused: 5, 3)
    f.compute(
      "early", .add, "Mon Tue", unit, "the total of the first two days",
      "Monday and Tuesday give <eq>.")
    f.compute(
      "late", .add, "Wed Thu", unit, "the total of the last two days",
      "Wednesday and Thursday give <eq>.")
    f.compute(
      "all", .add, "early late", unit, "the total of all four days", "All days together give <eq>.")
    f.compute("mean", .divide, "all four", unit, "the average of a day", "On average that is <eq>.")
    f.compute(
      "gap", .subtract, "late early", unit, "the increase from the first two days to the last two")
    f.compute("best", .largest, "Mon Tue Wed Thu", unit, "the best day's number")
    f.compute("over", .subtract, "best mean", unit, "the distance of the best day from the average")
    let table =
      "| day | <what.s> |\n|---|---|\n| Mon | <Mon.n> |\n| Tue | <Tue.n> |\n| Wed | <Wed.n> |\n| Thu | <Thu.n> |"
    let row = "Number of <what.s>: Mon <Mon.n>, Tue <Tue.n>, Wed <Wed.n>, Thu <Thu.n>."
    f.ask(
      "mean",
      [table + "\n\nWhat is the average of a day?", row + " Find the mean of the four days."],
      answer: "the average is <answer>")
    f.ask(
      "gap",
      [
        table + "\n\nBy how many do the last two days exceed the first two?",
        row + " How many more are there on the last two days than on the first two?",
      ], answer: "the difference is <answer>")
    f.ask(
      "all", [table + "\n\nHow many <what.s> are there in total?", row + " What is the total?"],
      answer: "the total is <answer>")
    f.ask(
      "over",
      [
        table + "\n\nHow far above the average of a day is the best day?",
        row + " By how many does the best day exceed the average?",
      ], answer: "the best day is above the average by <answer>")
  }

  private static let survey = FamilyBuilder.family(
    "survey", "two groups that overlap"
  ) { f in
    f.word("x", "tea", "football", "the cinema", "French", "swimming")
    f.word("y", "coffee", "hockey", "the opera", "Spanish", "cycling")
    let people = Unit.count("person", "people")
    f.given("both", 3...20, large: 25...110, people, "<both> like both")
    f.given(
      "xs", .beyond(f.places("both"), 4...60), large: .beyond(f.places("both"), 70...400), people,
      "<xs> like <x>")
    f.given(
      "ys", .beyond(f.places("both"), 4...60), large: .beyond(f.places("both"), 70...400), people,
      "<ys> like <y>")
    f.given("all", .beyond(f.places("xs ys"), 2...40), people, "<all> were asked")
    f.compute(
      "sum", .add, "xs ys", people, "the number of likes, with those who like both counted twice",
      "Counting twice gives <eq>.")
    f.compute(
      "any", .subtract, "sum both", people, "the number of people who like at least one",
      "Counted once each, that is <eq>.")
    f.compute(
      "none", .subtract, "all any", people, "the number of people who like neither",
      "So <eq> like neither.")
    f.compute("share", .asPercent, "none all", .percent, "the share of people who like neither")
    f.ask(
      "none",
      [
        """
        Of <all> who were asked, <xs.n> like <x>, <ys.n> like <y> and <both.n> like both. How many \
        like neither?
        """,
        """
        In a survey of <all>, <xs.n> said yes to <x> and <ys.n> to <y>; <both.n> said yes to both. \
        How many said yes to neither?
        """,
      ], answer: "the number of people who like neither is <answer>")
    f.ask(
      "any",
      [
        """
        In a survey, <xs> like <x>, <ys> like <y> and <both.n> like both. How many like at least \
        one of the two?
        """
      ], answer: "at least one is liked by <answer>")
    f.ask(
      "share",
      [
        """
        Of <all> who were asked, <xs.n> like <x>, <ys.n> like <y> and <both.n> like both. What \
        percentage likes neither?
        """
      ], answer: "the share that likes neither is <answer>")
  }
}
