/// Travel, areas, volumes, recipes, temperatures, mixtures, work and units.
enum MeasureFamilies {
  static let all = [
    twoLegTrip, meeting, laps, fence, floor, boxVolume, recipe, temperature, tank, mixture,
    workshop,
    workTogether, bottles, unitConversion, mapScale, fuel,
  ]

  private static let kmh = Unit.measure("km/h")

  private static let twoLegTrip = FamilyBuilder.family(
    "two-leg-trip", "distances, times and the average speed"
  ) { f in
    f.person("who")
    f.word("way", "by train", "by bus", "by car", "on a motorbike")
    f.given("v", 30...90, by: 5, kmh, "the first speed is <v>")
    f.given("t", 2...10, large: 9...31, over: 2, .hours, "the first leg takes <t>")
    f.given("w", 40...120, by: 5, kmh, "the second speed is <w>")
    f.given("u", 2...8, large: 7...29, over: 2, .hours, "the second leg takes <u>")
    f.compute(
      "first", .multiply, "v t", .km, "the length of the first leg",
      "In the first <1> <who> covers <eq>.")
    f.compute(
      "second", .multiply, "w u", .km, "the length of the second leg", "In the next <1> it is <eq>."
    )
    f.compute("way$", .add, "first second", .km, "the whole distance", "The whole way is <eq>.")
    f.compute("time", .add, "t u", .hours, "the whole time", "The journey takes <eq>.")
    f.compute("mean", .divide, "way$ time", kmh, "the average speed", "On average that is <eq>.")
    f.ask(
      "mean",
      [
        """
        <who> travels <way> for <t> at <v> and then for <u> at <w>. What is <who>'s average speed \
        for the whole trip?
        """,
        """
        A journey <way> has two legs: <t> at <v>, then <u> at <w>. Find the average speed that \
        <who> reaches over both legs.
        """,
      ], answer: "the average speed is <answer>")
    f.ask(
      "way$",
      [
        "<who> travels <way> for <t> at <v> and then for <u> at <w>. How far is that altogether?",
        "For <t> <who> drives at <v>, and for another <u> at <w>. How long is the whole way?",
      ], answer: "the whole distance is <answer>")
  }

  private static let meeting = FamilyBuilder.family(
    "meeting", "two travellers towards each other"
  ) { f in
    f.person("a", "b")
    f.given("v", 3...18, large: 40...90, kmh, "<a> goes at <v>")
    f.given("w", 4...22, large: 45...110, kmh, "<b> goes at <w>")
    f.given("d", .multiple(of: f.places("v w"), 2...9), .km, "they are <d> apart")
    f.compute(
      "close", .add, "v w", kmh, "the speed at which they come closer",
      "They approach each other at <eq>.")
    f.compute("t", .divide, "d close", .hours, "the time until they meet", "They meet after <eq>.")
    f.compute(
      "far", .multiply, "v t", .km, "the distance that <a> has gone", "By then <a> has gone <eq>.")
    f.compute("other", .subtract, "d far", .km, "the distance that <b> has gone")
    f.compute("gap", .subtract, "other far", .km, "how much farther <b> has gone")
    f.ask(
      "far",
      [
        """
        <a> and <b> live <d> apart and set out towards each other at the same time, <a> at <v> and \
        <b> at <w>. How far has <a> gone when they meet?
        """
      ], answer: "<a> has gone <answer>")
    f.ask(
      "t",
      [
        """
        <a> and <b> are <d> apart and travel towards each other at <v> and <w>. After how many \
        hours do they meet?
        """
      ], answer: "they meet after <answer>")
    f.ask(
      "other",
      [
        """
        From two towns <d> apart, <a> and <b> start towards each other at <v> and <w>. How far has \
        <b> gone when they meet?
        """
      ], answer: "<b> has gone <answer>")
  }

  private static let laps = FamilyBuilder.family(
    "laps", "laps of a track in kilometres"
  ) { f in
    f.person("who")
    f.given("lap", oneOf: [200, 250, 300, 400, 500], .metres, "a lap is <lap>")
    f.given("laps", 5...16, large: 18...45, .count("lap"), "<who> runs <laps> a day")
    f.given("days", 3...15, .count("day"), "<who> trains for <days>")
    f.constant("km", 1000, .metres, confused: 100)
    f.given("goal", 20...90, by: 5, large: 95...600, .km, "the goal is <goal>")
    f.compute(
      "day", .multiply, "laps lap", .metres, "the distance run in a day",
      "In a day <who> runs <eq>.")
    f.compute(
      "all", .multiply, "day days", .metres, "the distance run on all the days",
      "On all days together <who> runs <eq>.")
    f.compute(
      "run", .divide, "all km", .km, "the distance in kilometres", "In kilometres that is <eq>.")
    f.compute(
      "left", .subtract, "goal run", .km, "the distance left to the goal", "There are <eq> to go.")
    f.ask(
      "left",
      [
        """
        One lap of a track is <lap>. <who> runs <laps> on each of <days> and wants to reach <goal> \
        in total. How many kilometres are still to be run?
        """,
        """
        <who> has set a goal of <goal>. For <days>, <who> runs <laps> of a <lap.n>-metre track per \
        day. How many kilometres short of the goal is that?
        """,
      ], answer: "the distance left is <answer>")
    f.ask(
      "run",
      [
        """
        One lap of a track is <lap>. <who> runs <laps> on each of <days>. How many kilometres does \
        <who.they> run?
        """
      ], answer: "<who> runs <answer>")
  }

  private static let fence = FamilyBuilder.family(
    "fence", "the perimeter of a rectangle, less a gate"
  ) { f in
    f.person("who")
    f.currency()
    f.word("place", "garden", "paddock", "vegetable patch", "schoolyard", "field")
    f.given("long", 25...60, large: 65...240, .metres, "the length is <long>")
    f.given("wide", 5...24, large: 26...64, .metres, "the width is <wide>")
    f.given("gate", 2...5, .metres, "the gate takes <gate>")
    f.given("price", 8...50, over: 2, f.money, "a metre of fence costs <price>")
    f.constant("two", 2, .number, confused: 4)
    f.compute(
      "half", .add, "long wide", .metres, "the sum of length and width",
      "Length and width add up to <eq>.")
    f.compute("round", .multiply, "two half", .metres, "the perimeter", "The perimeter is <eq>.")
    f.compute(
      "need", .subtract, "round gate", .metres, "the length of fence needed",
      "Without the gate <who> needs <eq>.")
    f.compute("cost", .multiply, "need price", f.money, "the cost of the fence", "It costs <eq>.")
    f.ask(
      "cost",
      [
        """
        <who> wants to fence a rectangular <place> that is <long> long and <wide> wide, leaving \
        <gate> open for a gate. Fencing costs <price> per metre. How much does the fence cost?
        """,
        """
        Around a rectangular <place> of <long> by <wide> <who> puts up a fence, except for a gate \
        of <gate>. At <price> a metre, what is the price of the fence?
        """,
      ], answer: "the fence costs <answer>")
    f.ask(
      "need",
      [
        """
        <who> wants to fence a rectangular <place> that is <long> long and <wide> wide, leaving \
        <gate> open for a gate. How much fence does <who.they> need?
        """
      ], answer: "<who> needs <answer>")
    f.ask(
      "round",
      [
        "A rectangular <place> is <long> long and <wide> wide. What is its perimeter?"
      ], answer: "the perimeter is <answer>")
  }

  private static let floor = FamilyBuilder.family(
    "tiled-floor", "an area, tiles for it, and their price"
  ) { f in
    f.person("who")
    f.currency()
    f.word("room", "kitchen", "room", "hall", "terrace", "bathroom")
    f.given("long", 4...14, large: 15...48, .metres, "the <room> is <long> long")
    f.given("wide", 3...10, large: 11...30, .metres, "the <room> is <wide> wide")
    f.given("rug", 2...12, .squareMetres, "<rug> stay bare")
    f.given("per", oneOf: [4, 9, 10, 16, 25], .count("tile"), "a square metre takes <per>")
    f.given("price", 2...16, over: 4, f.money, "a tile costs <price>")
    f.compute(
      "floor", .multiply, "long wide", .squareMetres, "the area of the floor",
      "The <room> has an area of <eq>.")
    f.compute(
      "todo", .subtract, "floor rug", .squareMetres, "the area to be tiled",
      "Of this, <eq> must be tiled.")
    f.compute(
      "tiles", .multiply, "todo per", .count("tile"), "the number of tiles",
      "For that <who> needs <eq>.")
    f.compute("cost", .multiply, "tiles price", f.money, "the cost of the tiles", "They cost <eq>.")
    f.ask(
      "cost",
      [
        """
        <who> tiles a <room> that is <long> long and <wide> wide; <rug> under a built-in cupboard \
        stay bare. It takes <per> to cover a square metre, and a tile costs <price>. What do the \
        tiles cost?
        """,
        """
        A <room> measures <long> by <wide>. <who> tiles all of it but <rug>, using <per> per \
        square metre at <price> a tile. How much money goes on tiles?
        """,
      ], answer: "the tiles cost <answer>")
    f.ask(
      "todo",
      [
        """
        <who> tiles a <room> that is <long> long and <wide> wide; <rug> stay bare. How large is \
        the area to be tiled?
        """
      ], answer: "the area is <answer>")
    f.ask(
      "tiles",
      [
        """
        A <room> measures <long> by <wide>. <who> tiles all of it but <rug>, using <per> per \
        square metre. How many tiles does <who.they> need?
        """
      ], answer: "<who> needs <answer>")
  }

  private static let boxVolume = FamilyBuilder.family(
    "box-volume", "the volume of a box, filled in part"
  ) { f in
    f.word("thing", "aquarium", "water tank", "wooden box", "flower bed", "swimming pool")
    let (dm, litre) = (Unit.measure("dm"), Unit.litres)
    f.given("a", 3...12, large: 14...60, dm, "the length is <a>")
    f.given("b", 2...9, large: 11...40, dm, "the width is <b>")
    f.given("h", 2...8, large: 9...25, dm, "the height is <h>")
    f.given("full", oneOf: [10, 20, 25, 40, 50, 60, 75, 80], .percent, "it is filled to <full>")
    f.given("out", 2...15, litre, "<out> are taken out")
    f.compute(
      "base", .multiply, "a b", .measure("square decimetre", "square decimetres"),
      "the area of the base", "The base measures <eq>.")
    f.compute("all", .multiply, "base h", litre, "the volume", "The whole volume is <eq>.")
    f.compute("part", .percentOf, "full all", litre, "the content", "It contains <eq>.")
    f.compute("left", .subtract, "part out", litre, "the content in the end", "So <eq> are left.")
    f.ask(
      "left",
      [
        """
        A box-shaped <thing> is <a> long, <b> wide and <h> high inside and filled to <full>. Then \
        <out> are taken out. How many litres are left? (One cubic decimetre is one litre.)
        """
      ], answer: "<answer> are left")
    f.ask(
      "all",
      [
        """
        A box-shaped <thing> is <a> long, <b> wide and <h> high inside. How many litres does it \
        hold? (One cubic decimetre is one litre.)
        """
      ], answer: "it holds <answer>")
    f.ask(
      "part",
      [
        """
        A box-shaped <thing> is <a> long, <b> wide and <h> high inside and filled to <full>. How \
        many litres does it contain? (One cubic decimetre is one litre.)
        """
      ], answer: "it contains <answer>")
  }

  private static let recipe = FamilyBuilder.family(
    "recipe", "amounts scaled to the guests"
  ) { f in
    f.person("who")
    f.word(
      "dish", "dumplings 🥟", "injera", "pierogi", "flatbread", "okonomiyaki (お好み焼き)", "pancakes",
      "dumplings")
    let gram = Unit.measure("gram", "grams")
    f.given("serves", 2...8, .count("person", "people"), "the recipe is for <serves>")
    f.given(
      "flour", .multiple(of: f.places("serves"), 35...130), gram,
      "the recipe needs <flour> of flour")
    f.given("guests", 9...40, large: 45...160, .count("person", "people"), "<guests> will come")
    f.given("have", 100...900, by: 50, gram, "<who> already has <have>")
    f.given("bag", oneOf: [250, 500, 1000], gram, "a bag holds <bag>")
    f.compute(
      "each", .divide, "flour serves", gram, "the flour for one person", "One person needs <eq>.")
    f.compute(
      "need", .multiply, "each guests", gram, "the flour for everybody", "All the guests need <eq>."
    )
    f.compute(
      "buy", .subtract, "need have", gram, "the flour still to buy", "So <who> must buy <eq>.")
    f.compute("bags", .roundUp, "buy bag", .count("bag"), "the number of bags")
    f.ask(
      "bags",
      [
        """
        A recipe for <dish> takes <flour> of flour for <serves>. <who> is cooking for <guests> and \
        has <have> of flour at home. Flour is sold in bags of <bag>. How many bags must <who> buy?
        """,
        """
        For <dish>, <serves> need <flour> of flour. <who> expects <guests>, has <have> of flour \
        left and buys the rest in bags of <bag>. How many bags is that?
        """,
      ], answer: "<who> must buy <answer>")
    f.ask(
      "need",
      [
        """
        A recipe for <dish> takes <flour> of flour for <serves>. How much flour does <who> need \
        for <guests>?
        """,
        """
        <who> uses <flour> of flour to make <dish> for <serves>. How many grams are needed for \
        <guests>?
        """,
      ], answer: "<who> needs <answer>")
  }

  private static let temperature = FamilyBuilder.family(
    "temperature", "a thermometer that falls and rises"
  ) { f in
    f.word(
      "place", "Harbin (哈尔滨)", "Tromsø", "Ulaanbaatar", "Yellowknife", "Kraków", "Denver",
      "Winnipeg")
    f.given("start", 1...18, .degree, "it starts at <start>")
    f.given("rate", 2...4, .degree, "it falls by <rate> an hour")
    f.given("hours", 3...9, .hours, "the fall lasts <hours>")
    f.given("rise", 2...9, .degree, "it then rises by <rise>")
    f.given("next", 2...12, .degree, "the next day is <next> warmer than that")
    f.compute("fall", .multiply, "rate hours", .degree, "the total fall", "It falls by <eq>.")
    f.compute(
      "low", .subtract, "start fall", .degree, "the temperature after the fall", "Then it is <eq>.")
    f.compute(
      "noon", .add, "low rise", .degree, "the temperature after the rise",
      "After rising it is <eq>.")
    f.compute(
      "day", .add, "noon next", .degree, "the temperature on the next day",
      "The next day it is <eq>.")
    f.ask(
      "day",
      [
        """
        One evening it is <start> in <place>. The temperature falls by <rate> every hour for \
        <hours>, then rises by <rise> until morning. The next day is <next> warmer than the \
        morning. How warm is it then?
        """,
        """
        In <place> the thermometer shows <start>, then drops <rate> per hour during <hours> and \
        climbs <rise> again. A day later it is <next> warmer still. What does it show?
        """,
      ], answer: "it shows <answer>")
    f.ask(
      "low",
      [
        """
        One evening it is <start> in <place>. The temperature falls by <rate> every hour for \
        <hours>. How cold is it then?
        """
      ], answer: "the temperature is <answer>")
  }

  private static let tank = FamilyBuilder.family(
    "tank", "a tap, a leak, and the filling time"
  ) { f in
    f.given("into", 12...40, .litres, "<into> flow in every minute")
    f.given("out", 2...11, .litres, "<out> leak out every minute")
    f.given(
      "now", 20...180, by: 10, large: 200...950, largeBy: 10, .litres, "there are <now> in it")
    f.given(
      "full", 200...1200, by: 10, large: 1300...9000, largeBy: 10, .litres, "the tank holds <full>")
    f.given("wait", 3...15, .minutes, "the tap is opened after <wait>")
    f.compute(
      "room", .subtract, "full now", .litres, "the room left in the tank", "There is room for <eq>."
    )
    f.compute(
      "net", .subtract, "into out", .litres, "the net inflow per minute",
      "Every minute <eq> are gained.")
    f.compute("time", .divide, "room net", .minutes, "the filling time", "Filling takes <eq>.")
    f.compute(
      "end", .add, "wait time", .minutes, "the time until the tank is full",
      "With the pause that makes <eq>.")
    f.ask(
      "end",
      [
        """
        A tank that holds <full> has <now> in it. In <wait> a tap will be opened that lets in \
        <into> per minute, while <out> per minute run out through a leak that starts at the same \
        moment. How long from now until the tank is full?
        """,
        """
        There are <now> of water in a tank for <full>. After a pause of <wait>, <into> flow in and \
        <out> flow out each minute. How many minutes from now is the tank full?
        """,
      ], answer: "the tank is full after <answer>")
    f.ask(
      "time",
      [
        """
        A tank that holds <full> has <now> in it. A tap lets in <into> per minute, while <out> per \
        minute leak out. How long does it take until the tank is full?
        """
      ], answer: "it takes <answer>")
  }

  private static let mixture = FamilyBuilder.family(
    "mixture", "two solutions poured together"
  ) { f in
    f.person("who")
    f.word(
      "salt", "salt|salt", "sugar|sugar", "vinegar|vinegar", "syrup|syrup", "acid|acid",
      "alcohol|alcohol")
    f.given("a", 2...40, large: 45...300, .litres, "the first solution is <a>")
    f.given("p", 10...60, by: 5, .percent, "the first one is <p> <salt>")
    f.given("b", 2...40, large: 45...300, .litres, "the second solution is <b>")
    f.given("q", 5...40, by: 5, .percent, "the second one is <q> <salt>")
    f.compute(
      "x", .percentOf, "p a", .litres, "the amount of <salt> in the first solution",
      "The first solution contains <eq> of <salt>.")
    f.compute(
      "y", .percentOf, "q b", .litres, "the amount of <salt> in the second solution",
      "The second one contains <eq> of <salt>.")
    f.compute(
      "sum", .add, "x y", .litres, "the amount of <salt> in the mixture",
      "Together that is <eq> of <salt>.")
    f.compute("all", .add, "a b", .litres, "the volume of the mixture", "The mixture has <eq>.")
    f.compute("mix", .asPercent, "sum all", .percent, "the strength of the mixture")
    f.ask(
      "mix",
      [
        """
        <who> mixes <a> of a solution that is <p> <salt> with <b> of one that is <q> <salt>. What \
        percentage of the mixture is <salt>?
        """,
        """
        Two <salt> solutions are poured together: <a> of strength <p> and <b> of strength <q>. How \
        strong is the mixture, in percent?
        """,
      ], answer: "the strength of the mixture is <answer>")
    f.ask(
      "sum",
      [
        """
        <who> mixes <a> of a solution that is <p> <salt> with <b> of one that is <q> <salt>. How \
        many litres of <salt> are in the mixture?
        """
      ], answer: "the mixture contains <answer> of <salt>")
  }

  private static let workshop = FamilyBuilder.family(
    "workshop", "minutes of work, paid by the hour"
  ) { f in
    f.person("a", "b")
    f.currency()
    f.word("chair", "chair", "lantern", "kite", "basket", "birdhouse", "puppet")
    let chair = f.count(of: "chair")
    f.given("n", 4...15, large: 18...60, chair, "<a> makes <n>")
    f.given("t", 15...90, by: 5, .minutes, "<a> needs <t> for each")
    f.given("m", 4...15, large: 18...60, chair, "<b> makes <m>")
    f.given("u", 15...90, by: 5, .minutes, "<b> needs <u> for each")
    f.given("wage", 9...30, f.money, "an hour is paid <wage>")
    f.constant("sixty", 60, .minutes, confused: 100)
    f.compute("x", .multiply, "n t", .minutes, "the working time of <a>", "<a> works for <eq>.")
    f.compute("y", .multiply, "m u", .minutes, "the working time of <b>", "<b> works for <eq>.")
    f.compute(
      "sum", .add, "x y", .minutes, "the working time of both", "Together they work for <eq>.")
    f.compute(
      "h", .divide, "sum sixty", .hours, "the working time in hours", "In hours that is <eq>.")
    f.compute(
      "pay", .multiply, "h wage", f.money, "the pay for both together", "They are paid <eq>.")
    f.ask(
      "pay",
      [
        """
        <a> makes <n>, needing <t> for each. <b> makes <m> and needs <u> for each. Both are paid \
        <wage> an hour. How much are they paid together?
        """,
        """
        In a workshop <a> spends <t> on each of <n>, and <b> spends <u> on each of <m>. Every hour \
        of work is worth <wage>. What are the two paid in all?
        """,
      ], answer: "together they are paid <answer>")
    f.ask(
      "h",
      [
        """
        <a> makes <n>, needing <t> for each. <b> makes <m> and needs <u> for each. How many hours \
        do they work together?
        """
      ], answer: "together they work <answer>")
    f.ask(
      "x",
      [
        "<a> makes <n> and needs <t> for each. How many minutes does that take?"
      ], answer: "it takes <answer>")
  }

  private static let workTogether = FamilyBuilder.family(
    "work-together", "two rates of work, added"
  ) { f in
    f.person("a", "b")
    f.word("page", "page", "envelope", "window", "parcel", "plate")
    let page = f.count(of: "page")
    f.given("p", 3...15, large: 18...70, page, "<a> does <p> an hour")
    f.given("q", 4...18, large: 19...80, page, "<b> does <q> an hour")
    f.given("alone", 2...5, .hours, "<a> works alone for <alone>")
    f.given("all", 60...400, large: 450...2400, page, "there are <all>")
    f.compute(
      "done", .multiply, "p alone", page, "the number of <page.s> that <a> does alone",
      "Alone, <a> does <eq>.")
    f.compute(
      "left", .subtract, "all done", page, "the number of <page.s> left for both",
      "For both, <eq> are left.")
    f.compute(
      "rate", .add, "p q", page, "the number of <page.s> that both do in an hour",
      "In an hour they do <eq>.")
    f.compute(
      "time", .divide, "left rate", .hours, "the time they work together",
      "Together they need <eq>.")
    f.compute("total", .add, "alone time", .hours, "the whole time", "The whole work takes <eq>.")
    f.ask(
      "total",
      [
        """
        There are <all> to be done. <a> does <p> an hour and works alone for <alone>. Then <b> \
        joins, who does <q> an hour. How many hours does the whole work take?
        """
      ], answer: "the whole work takes <answer>")
    f.ask(
      "left",
      [
        "There are <all> to be done. <a> does <p> an hour and works for <alone>. How many are left?"
      ], answer: "<answer> are left")
    f.ask(
      "time",
      [
        """
        There are <all> to be done. <a> does <p> an hour and works alone for <alone>. Then <b> \
        joins, who does <q> an hour. How long do they work together?
        """
      ], answer: "together they work <answer>")
  }

  private static let bottles = FamilyBuilder.family(
    "bottles", "litres, millilitres and full bottles"
  ) { f in
    f.person("who")
    f.currency()
    f.word("juice", "juice|juice", "cider|cider", "oil|oil", "milk|milk", "syrup|syrup")
    let ml = Unit.measure("ml")
    f.given("litres", 3...24, large: 26...180, .litres, "there are <litres>")
    f.given("spill", 100...900, by: 50, ml, "<spill> are spilled")
    f.given("size", oneOf: [150, 200, 250, 300, 330, 400, 500, 750], ml, "a bottle holds <size>")
    f.given("price", 2...6, f.money, "a bottle sells for <price>")
    f.constant("l", 1000, ml, confused: 100)
    f.compute(
      "all", .multiply, "litres l", ml, "the amount in millilitres", "In millilitres that is <eq>.")
    f.compute(
      "left", .subtract, "all spill", ml, "the amount left", "After the spill, <eq> are left.")
    f.compute(
      "bottles", .quotient, "left size", .count("bottle"), "the number of full bottles",
      "A bottle takes <1.n> ml, which goes into <0.n> ml <r.n> times, so there are <r>.")
    f.compute("income", .multiply, "bottles price", f.money, "the income", "They sell for <eq>.")
    f.ask(
      "income",
      [
        """
        <who> presses <litres> of <juice> and spills <spill>. The rest is filled into bottles of \
        <size>, and every full bottle is sold for <price>. How much money do they bring?
        """,
        """
        From <litres> of <juice>, <spill> are lost while filling bottles of <size>. <who> sells \
        every full bottle for <price>. What is the income?
        """,
      ], answer: "the bottles bring <answer>")
    f.ask(
      "bottles",
      [
        """
        <who> has <litres> of <juice> and spills <spill>. How many bottles of <size> can be filled \
        with the rest?
        """
      ], answer: "<who> can fill <answer>")
  }

  private static let unitConversion = FamilyBuilder.family(
    "unit-conversion", "lengths, weights and times in other units"
  ) { f in
    f.person("who")
    f.word("rope", "rope", "ribbon", "cable", "hose")
    let (cm, m) = (Unit.measure("cm"), Unit.measure("m"))
    f.given("length", 2...15, large: 18...95, m)
    f.given("more", 10...95, by: 5, cm, "the <rope> is <length> and <more> long")
    f.given("pieces", 3...12, .count("piece"), "<pieces> are cut off")
    f.given("each", 8...60, by: 2, cm, "each piece is <each> long")
    f.constant("hundred", 100, cm, confused: 10, 1000)
    f.compute(
      "cms", .multiply, "length hundred", cm, "the whole metres in centimetres",
      "<length> are <eq>.")
    f.compute(
      "all", .add, "cms more", cm, "the length of the <rope> in centimetres",
      "The <rope> measures <eq>.")
    f.compute(
      "cut", .multiply, "pieces each", cm, "the length cut off", "The pieces measure <eq> together."
    )
    f.compute(
      "left", .subtract, "all cut", cm, "the length left in centimetres", "So <eq> are left.")
    f.compute(
      "back", .divide, "left hundred", m, "the length left in metres", "In metres that is <eq>.")
    f.ask(
      "back",
      [
        """
        A <rope> is <length> and <more> long. <who> cuts off <pieces> of <each>. How many metres \
        are left?
        """,
        """
        From a <rope> of <length.n> m <more.n> cm <who> cuts <pieces>, each <each> long. How long \
        is the rest, in metres?
        """,
      ], answer: "the rest is <answer> long")
    f.ask(
      "all",
      [
        "A <rope> is <length> and <more> long. How many centimetres is that?"
      ], answer: "the <rope> is <answer> long")
    f.ask(
      "left",
      [
        """
        A <rope> is <length> and <more> long. <who> cuts off <pieces> of <each>. How many \
        centimetres are left?
        """
      ], answer: "the rest is <answer> long")
  }

  private static let mapScale = FamilyBuilder.family(
    "map-scale", "centimetres on a map, kilometres on foot"
  ) { f in
    f.person("who")
    let cm = Unit.measure("cm")
    f.given("map", 3...20, large: 22...68, cm, "on the map the way is <map>")
    f.given("scale", oneOf: [200, 250, 400, 500], .metres, "a centimetre stands for <scale>")
    f.given("speed", 2...6, kmh, "<who> walks at <speed>")
    f.constant("km", 1000, .metres, confused: 100)
    f.constant("sixty", 60, .minutes, confused: 100)
    f.compute(
      "m", .multiply, "map scale", .metres, "the length of the way in metres",
      "In reality the way is <eq> long.")
    f.compute("far", .divide, "m km", .km, "the length of the way in kilometres", "That is <eq>.")
    f.compute(
      "time", .divide, "far speed", .hours, "the walking time in hours", "At <1> this takes <eq>.")
    f.compute(
      "min", .multiply, "time sixty", .minutes, "the walking time in minutes",
      "In minutes that is <eq>.")
    f.ask(
      "min",
      [
        """
        On a hiking map a centimetre stands for <scale>. A way measures <map> on the map, and \
        <who> walks at <speed>. How many minutes does it take?
        """
      ], answer: "it takes <answer>")
    f.ask(
      "far",
      [
        """
        On a hiking map a centimetre stands for <scale>. A way measures <map> on the map. How many \
        kilometres is it in reality?
        """
      ], answer: "the way is <answer> long")
  }

  private static let fuel = FamilyBuilder.family(
    "fuel", "how far a tank goes, and what it costs"
  ) { f in
    f.person("who")
    f.currency()
    f.given("km", 120...900, by: 10, large: 950...6000, largeBy: 50, .km, "the way is <km> long")
    f.given("use", 4...12, .litres, "the car takes <use> for 100 km")
    f.given("price", 5...9, over: 4, f.money, "a litre costs <price>")
    f.given("toll", 6...45, f.money, "the toll is <toll>")
    f.constant("hundred", 100, .km, confused: 10, 1000)
    f.compute(
      "parts", .divide, "km hundred", .number, "the number of stretches of 100 km",
      "There are <eq> stretches of 100 km.")
    f.compute("litres", .multiply, "parts use", .litres, "the fuel needed", "The car needs <eq>.")
    f.compute(
      "cost", .multiply, "litres price", f.money, "the cost of the fuel", "The fuel costs <eq>.")
    f.compute(
      "all", .add, "cost toll", f.money, "the cost of the journey", "With the toll that is <eq>.")
    f.ask(
      "all",
      [
        """
        <who> drives <km> in a car that takes <use> for every 100 km. Fuel costs <price> a litre \
        and the toll is <toll>. What does the journey cost?
        """
      ], answer: "the journey costs <answer>")
    f.ask(
      "litres",
      [
        "<who>'s car takes <use> for every 100 km. How much fuel does it need for <km>?"
      ], answer: "it needs <answer>")
    f.ask(
      "cost",
      [
        """
        <who> drives <km> in a car that takes <use> for every 100 km, and a litre costs <price>. \
        How much does <who.they> spend on fuel?
        """
      ], answer: "<who> spends <answer>")
  }
}
