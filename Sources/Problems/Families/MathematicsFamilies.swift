/// Equations, systems, functions, sequences, geometry, fractions and probability.
enum MathematicsFamilies {
  static let all = [
    linearEquation, bothSides, system, quadraticValue, arithmeticSequence, geometricSequence,
    twoDraws, dice,
    rightTriangle, triangleAngles, trapezium, fractionChain, fractionSum, percentChange, proportion,
  ]

  private static let linearEquation = FamilyBuilder.family(
    "linear-equation", "an equation to solve, and a value to find with it"
  ) { f in
    f.given("a", 2...12, large: 13...45, .number, "the coefficient of x is <a>")
    f.given("b", 3...40, large: 41...400, .number, "the constant on the left is <b>")
    f.given("c", 20...160, large: 170...1600, .number, "the right-hand side is <c>")
    f.given("k", 2...9, .number, "the last factor is <k>")
    f.compute(
      "rest", .subtract, "c b", .number, "the value of <a.n>x",
      "Subtract <1.n> from both sides: [[<a.n>x = <0.n> - <1.n> = <r.n>]].",
      "Moving <1.n> to the right gives [[<a.n>x = <0.n> - <1.n> = <r.n>]].")
    f.compute(
      "x", .divide, "rest a", .whole, "the value of x",
      "Dividing both sides by <1.n> gives [[x = <0.n> / <1.n> = <r.n>]].",
      "Now divide by <1.n>: [[x = <0.n> / <1.n> = <r.n>]].")
    f.compute("kx", .multiply, "k x", .number, "the value of <k.n>x", "So [[<k.n>x]] is <eq>.")
    f.compute("y", .add, "kx b", .number, "the value of the expression")
    f.ask(
      "y",
      [
        "Solve \\( <a.n>x + <b.n> = <c.n> \\) and then evaluate \\( <k.n>x + <b.n> \\).",
        "If $<a.n>x + <b.n> = <c.n>$, what is the value of $<k.n>x + <b.n>$?",
      ], answer: "the value is <answer>")
    f.ask(
      "x",
      [
        "Solve for x: \\( <a.n>x + <b.n> = <c.n> \\).", "If $<a.n>x + <b.n> = <c.n>$, what is $x$?",
        """
        I think of a number, multiply it by <a.n> and add <b.n>. The result is <c.n>. What is my \
        number?
        """,
      ], answer: "x is <answer>")
  }

  private static let bothSides = FamilyBuilder.family(
    "equation-both-sides", "an equation with the unknown on both sides"
  ) { f in
    f.given("a", 6...15, large: 16...48, .number, "the left has <a> times x")
    f.given("b", 1...30, .number, "the left has the constant <b>")
    f.given("c", 2...5, .number, "the right has <c> times x")
    f.given("d", 31...120, large: 125...900, .number, "the right has the constant <d>")
    f.compute(
      "m", .subtract, "a c", .number, "the coefficient after collecting x on the left",
      "Subtract [[<1.n>x]] from both sides; the coefficient of x becomes [[<0.n> - <1.n> = <r.n>]]."
    )
    f.compute(
      "n", .subtract, "d b", .number, "the constant after collecting numbers on the right",
      "Subtract <1.n> from both sides, so the right-hand side is [[<0.n> - <1.n> = <r.n>]].",
      "The constants give [[<0.n> - <1.n> = <r.n>]] on the right.")
    f.compute(
      "x", .divide, "n m", .whole, "the value of x",
      "So [[<1.n>x = <0.n>]], which means [[x = <0.n> / <1.n> = <r.n>]].")
    f.compute("xx", .square, "x", .number, "the square of x")
    f.ask(
      "xx",
      [
        "Let $x$ be the solution of $<a.n>x + <b.n> = <c.n>x + <d.n>$. Find $x^2$.",
        "Solve the equation \\( <a.n>x + <b.n> = <c.n>x + <d.n> \\). What is the square of x?",
      ], answer: "the square of x is <answer>")
    f.ask(
      "x",
      [
        "Solve $<a.n>x + <b.n> = <c.n>x + <d.n>$ for $x$.",
        "For which x do \\( <a.n>x + <b.n> \\) and \\( <c.n>x + <d.n> \\) have the same value?",
      ], answer: "x is <answer>")
  }

  private static let system = FamilyBuilder.family(
    "linear-system", "two equations, by adding and by substitution"
  ) { f in
    f.person("a", "b")
    f.given("d", 2...40, large: 41...500, .number, "x minus y is <d>")
    f.given(
      "s", .beyond(f.places("d"), 4...60), large: .beyond(f.places("d"), 62...900), .number,
      "x plus y is <s>")
    f.given("k", 2...9, .number, "x is taken <k> times")
    f.constant("two", 2, .number, confused: 1, 4)
    f.compute(
      "double", .add, "s d", .number, "twice x",
      "Adding the two equations gives [[2x = <0.n> + <1.n> = <r.n>]].",
      "The sum of both equations is [[2x = <0.n> + <1.n> = <r.n>]].")
    f.compute(
      "x", .divide, "double two", .whole, "the value of x",
      "Therefore [[x = <0.n> / <1.n> = <r.n>]].")
    f.compute(
      "y", .subtract, "s x", .whole, "the value of y",
      "Putting x into the first equation gives [[y = <0.n> - <1.n> = <r.n>]].")
    f.compute("xy", .multiply, "x y", .number, "the product of x and y")
    f.compute("kx", .multiply, "k x", .number, "the value of <k.n>x")
    f.compute("value", .add, "kx y", .number, "the value of <k.n>x + y")
    f.ask(
      "xy",
      [
        "Two numbers satisfy $x + y = <s.n>$ and $x - y = <d.n>$. Find their product.",
        "Solve the system \\( x + y = <s.n> \\), \\( x - y = <d.n> \\). What is \\( xy \\)?",
      ], answer: "the product is <answer>")
    f.ask(
      "value",
      [
        "If $x + y = <s.n>$ and $x - y = <d.n>$, what is $<k.n>x + y$?"
      ], answer: "the value is <answer>")
    f.ask(
      "y",
      [
        "Solve the system \\( x + y = <s.n> \\), \\( x - y = <d.n> \\). What is \\( y \\)?",
        """
        The sum of two numbers is <s.n> and their difference is <d.n>. Find the smaller one. (Call \
        the larger one x and the smaller one y.)
        """,
      ], answer: "y is <answer>")
  }

  private static let quadraticValue = FamilyBuilder.family(
    "quadratic-value", "the value of a quadratic function"
  ) { f in
    f.given("a", 2...6, large: 7...18, .number, "the leading coefficient is <a>")
    f.given("b", 2...15, large: 16...40, .number, "<b> times x is subtracted")
    f.given("c", 1...30, .number, "<c> is added at the end")
    f.given("x", 3...12, large: 13...30, .number, "we need x = <x>")
    f.compute("xx", .square, "x", .number, "the square of x")
    f.compute("first", .multiply, "a xx", .number, "the quadratic term", "The first term is <eq>.")
    f.compute(
      "second", .multiply, "b x", .number, "the subtracted term", "The second term is <eq>.")
    f.compute(
      "less", .subtract, "first second", .number, "the difference of the two terms",
      "Their difference is <eq>.")
    f.compute(
      "value", .add, "less c", .number, "the value of the function",
      "Adding the constant gives <eq>.")
    f.ask(
      "value",
      [
        "Let $f(x) = <a.n>x^2 - <b.n>x + <c.n>$. Compute $f(<x.n>)$.",
        "Evaluate \\( <a.n>x^2 - <b.n>x + <c.n> \\) at \\( x = <x.n> \\).",
      ], answer: "the value is <answer>")
    f.ask(
      "less",
      [
        "Let $f(x) = <a.n>x^2 - <b.n>x$. Compute $f(<x.n>)$."
      ], answer: "the value is <answer>")
  }

  private static let arithmeticSequence = FamilyBuilder.family(
    "arithmetic-sequence", "a term and a sum of an arithmetic sequence"
  ) { f in
    f.person("who")
    f.given("a", 2...30, large: 35...140, .number, "the first term is <a>")
    f.given("d", 2...12, large: 13...40, .number, "the common difference is <d>")
    f.given("n", 8...40, .number, "there are <n> terms")
    f.constant("one", 1, .number, confused: 0, 2)
    f.constant("two", 2, .number, confused: 1)
    f.compute(
      "gaps", .subtract, "n one", .number, "the number of gaps between the terms",
      "Between <0.n> terms there are <eq> gaps.")
    f.compute("rise", .multiply, "gaps d", .number, "the total rise", "They rise by <eq> in all.")
    f.compute("last", .add, "a rise", .number, "the last term", "So the last term is <eq>.")
    f.compute(
      "ends", .add, "a last", .number, "the sum of the first and the last term",
      "First and last term add up to <eq>.")
    f.compute("pairs", .multiply, "n ends", .number, "the number of terms times that sum")
    f.compute(
      "sum", .divide, "pairs two", .number, "the sum of the sequence",
      "Half of it is the sum: <eq>.")
    f.ask(
      "sum",
      [
        """
        An arithmetic sequence starts with $<a.n>$ and has common difference $<d.n>$. What is the \
        sum of its first $<n.n>$ terms?
        """,
        """
        Find \\( a_1 + a_2 + \\dots + a_{<n.n>} \\) for the arithmetic sequence with \\( a_1 = \
        <a.n> \\) and difference \\( <d.n> \\).
        """,
        """
        The first row of a hall has <a.n> seats, and each row has <d.n> more than the one before. \
        How many seats are there in <n.n> rows?
        """,
      ], answer: "the sum is <answer>")
    f.ask(
      "last",
      [
        """
        An arithmetic sequence starts with $<a.n>$ and has common difference $<d.n>$. What is its \
        term number <n.n>?
        """,
        """
        <who> puts <a.n> coins into a box on the first day and <d.n> more each day than the day \
        before. How many does <who.they> put in on day <n.n>?
        """,
      ], answer: "the number is <answer>")
  }

  private static let geometricSequence = FamilyBuilder.family(
    "geometric-sequence", "terms that are multiplied, and their sum"
  ) { f in
    f.given("a", 2...9, large: 11...60, .number, "the first term is <a>")
    f.given("q", 2...5, .number, "each term is <q> times the one before")
    f.compute("t2", .multiply, "a q", .number, "the second term", "The second term is <eq>.")
    f.compute("t3", .multiply, "t2 q", .number, "the third term", "The third term is <eq>.")
    f.compute("t4", .multiply, "t3 q", .number, "the fourth term", "The fourth term is <eq>.")
    f.compute("t5", .multiply, "t4 q", .number, "the fifth term", "The fifth term is <eq>.")
    f.compute(
      "sum", .add, "a t2 t3 t4", .number, "the sum of the four terms", "Together they are <eq>.")
    f.compute("sum3", .add, "a t2 t3", .number, "the sum of the three terms")
    f.ask(
      "sum",
      [
        """
        A geometric sequence starts with $<a.n>$ and has ratio $<q.n>$. What is the sum of its \
        first four terms?
        """,
        """
        In the first week <a.n> people know a secret, and each week <q.n> times as many hear it \
        anew as in the week before. How many know it after four weeks?
        """,
      ], answer: "the sum is <answer>")
    f.ask(
      "t5",
      ["A geometric sequence starts with $<a.n>$ and has ratio $<q.n>$. What is its fifth term?"],
      answer: "the fifth term is <answer>")
    f.ask(
      "sum3",
      [
        "A geometric sequence starts with \\( <a.n> \\) and has ratio \\( <q.n> \\). Add its first three terms."
      ],
      answer: "the sum is <answer>")
  }

  private static let twoDraws = FamilyBuilder.family(
    "two-draws", "probability of two draws without replacement"
  ) { f in
    f.person("who")
    f.word("x", "red", "black", "blue", "striped")
    f.word("y", "green", "white", "yellow", "plain")
    let marble = Unit.count("marble")
    f.given("r", 3...9, marble, "there are <r> that are <x>")
    f.given("g", 3...12, marble, "there are <g> that are <y>")
    f.constant("one", 1, .number, confused: 2)
    f.compute("all", .add, "r g", marble, "the number of marbles in the bag", "The bag holds <eq>.")
    f.compute("p", .divide, "r all", .ratio, "the probability that the first marble is <x>")
    f.compute(
      "less", .subtract, "r one", marble, "the number of <x> marbles after the first draw",
      "After it, <eq> are <x>.")
    f.compute(
      "rest", .subtract, "all one", marble, "the number of all marbles after the first draw",
      "In the bag there are then <eq>.")
    f.compute("q", .divide, "less rest", .ratio, "the probability that the second one is <x> too")
    f.compute("both", .multiply, "p q", .ratio, "the probability that both are <x>")
    f.ask(
      "both",
      [
        """
        A bag holds <r.n> <x> and <g.n> <y> marbles. <who> draws two marbles without putting the \
        first one back. What is the probability that both are <x>?
        """,
        """
        From a bag with <r.n> <x> marbles and <g.n> <y> ones, two are drawn without replacement. \
        Find the probability that both are <x>.
        """,
      ], answer: "the probability is <answer>")
    f.ask(
      "p",
      [
        """
        A bag holds <r.n> <x> and <g.n> <y> marbles. <who> draws one. What is the probability that \
        it is <x>?
        """
      ], answer: "the probability is <answer>")
  }

  private static let dice = FamilyBuilder.family(
    "expected-count", "how often something is to be expected"
  ) { f in
    f.person("who")
    f.given("good", 2...5, .number, "<good> of the fields win")
    f.given("fields", 6...12, .number, "there are <fields> fields")
    f.given(
      "n", .multiple(of: f.places("fields"), 3...20),
      large: .multiple(of: f.places("fields"), 24...90), .number,
      "the wheel is turned <n:time/times>")
    f.given("prize", 2...9, .number, "each win gives <prize> points")
    f.given("cost", 20...90, .number, "taking part costs <cost> points")
    f.compute("p", .divide, "good fields", .ratio, "the probability of a win")
    f.compute(
      "wins", .multiply, "p n", .number, "the number of wins to be expected",
      "One can expect <eq> wins.")
    f.compute(
      "points", .multiply, "wins prize", .number, "the number of points from wins",
      "They are worth <eq> points.")
    f.compute("net", .subtract, "points cost", .number, "the number of points left after the costs")
    f.ask(
      "net",
      [
        """
        A wheel of fortune has <fields.n> equal fields, <good.n> of which win <prize.n> points. \
        Taking part costs <cost.n> points once, and <who> turns the wheel <n.n> times. How many \
        points can <who.they> expect to gain?
        """
      ], answer: "the expected gain in points is <answer>")
    f.ask(
      "wins",
      [
        """
        A wheel of fortune has <fields.n> equal fields, <good.n> of which win. How many wins can \
        <who> expect in <n.n> turns?
        """
      ], answer: "the expected number of wins is <answer>")
    f.ask(
      "points",
      [
        """
        A wheel of fortune has <fields.n> equal fields, <good.n> of which win <prize.n> points. \
        How many points can <who> expect in <n.n> turns?
        """
      ], answer: "the expected number of points is <answer>")
  }

  private static let rightTriangle = FamilyBuilder.family(
    "right-triangle", "hypotenuse, perimeter and area"
  ) { f in
    let cm = Unit.measure("cm")
    let area = Unit.measure("square centimetre", "square centimetres")
    f.given(
      "a", oneOf: [3, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24, 27, 30, 33, 36, 40], cm,
      "one leg is <a>")
    f.given(
      "b", oneOf: [4, 8, 12, 15, 16, 20, 21, 24, 28, 32, 35, 36, 40, 44, 45, 48, 60, 63], cm,
      "the other leg is <b>")
    f.constant("two", 2, .number, confused: 1)
    f.compute("aa", .square, "a", area, "the square of the first leg")
    f.compute("bb", .square, "b", area, "the square of the second leg")
    f.compute(
      "cc", .add, "aa bb", area, "the square of the hypotenuse",
      "By the theorem of Pythagoras the square of the hypotenuse is <eq>.")
    f.compute("c", .root, "cc", cm, "the hypotenuse")
    f.compute("p", .add, "a b c", cm, "the perimeter", "The perimeter is <eq>.")
    f.compute("ab", .multiply, "a b", area, "the product of the legs", "The legs multiply to <eq>.")
    f.compute(
      "half", .divide, "ab two", area, "the area of the triangle", "Half of it is the area: <eq>.")
    f.ask(
      "p",
      [
        "The legs of a right triangle are $<a.n>$ cm and $<b.n>$ cm long. Find its perimeter.",
        """
        Triangle \\( ABC \\) has a right angle at \\( C \\), with \\( AC = <a.n> \\) cm and \\( BC \
        = <b.n> \\) cm. What is the perimeter of the triangle?
        """,
      ], answer: "the perimeter is <answer>")
    f.ask(
      "c",
      [
        """
        The legs of a right triangle are $<a.n>$ cm and $<b.n>$ cm long. How long is the \
        hypotenuse?
        """
      ], answer: "the hypotenuse is <answer>")
    f.ask(
      "half",
      [
        "The legs of a right triangle are $<a.n>$ cm and $<b.n>$ cm long. What is its area?"
      ], answer: "the area is <answer>")
  }

  private static let triangleAngles = FamilyBuilder.family(
    "triangle-angles", "the angles of a triangle"
  ) { f in
    let degree = Unit.measure("degree", "degrees")
    f.given("a", 20...70, degree, "the first angle is <a>")
    f.given("m", 3...25, degree, "the second angle is <m> larger than the first")
    f.given("k", 2...6, .number, "the third angle is cut into <k:part/parts>")
    f.constant("full", 180, degree, confused: 360, 90)
    f.compute("b", .add, "a m", degree, "the second angle", "The second angle is <eq>.")
    f.compute(
      "two", .add, "a b", degree, "the sum of the first two angles", "These two add up to <eq>.")
    f.compute("c", .subtract, "full two", degree, "the third angle", "So the third angle is <eq>.")
    f.compute("part", .divide, "c k", degree, "each part of the third angle", "Each part is <eq>.")
    f.ask(
      "part",
      [
        """
        In a triangle one angle measures $<a.n>^\\circ$ and a second one is $<m.n>^\\circ$ larger. \
        The third angle is divided into $<k.n>$ equal parts. How large is each part?
        """,
        """
        Angle \\( A \\) is <a>, angle \\( B \\) is <m> larger than \\( A \\), and angle \\( C \\) \
        is cut into <k.n> equal angles. Find one of these.
        """,
      ], answer: "each part measures <answer>")
    f.ask(
      "c",
      [
        """
        In a triangle one angle measures $<a.n>^\\circ$ and a second one is $<m.n>^\\circ$ larger. \
        Find the third angle.
        """
      ], answer: "the third angle measures <answer>")
  }

  private static let trapezium = FamilyBuilder.family(
    "area", "areas of rectangles, triangles and trapeziums"
  ) { f in
    f.person("who")
    let (m, area) = (Unit.metres, Unit.squareMetres)
    f.given("a", 8...30, large: 40...160, m, "the longer side is <a>")
    f.given("c", 3...20, large: 22...90, m, "the shorter side is <c>")
    f.given("h", 4...18, large: 20...60, m, "they are <h> apart")
    f.given("pond", 5...40, area, "the pond takes <pond>")
    f.constant("two", 2, .number, confused: 1)
    f.compute(
      "sum", .add, "a c", m, "the sum of the parallel sides", "The parallel sides add up to <eq>.")
    f.compute("twice", .multiply, "sum h", area, "twice the area", "Times the height that is <eq>.")
    f.compute(
      "all", .divide, "twice two", area, "the area of the trapezium",
      "Half of it is the area: <eq>.")
    f.compute(
      "left", .subtract, "all pond", area, "the area without the pond",
      "Without the pond <eq> are left.")
    f.compute(
      "rectangle", .multiply, "a h", area, "the area of the rectangle",
      "The rectangle has an area of <eq>.")
    f.compute(
      "lawn", .subtract, "rectangle pond", area, "the area of the lawn", "The lawn has <eq>.")
    f.ask(
      "left",
      [
        """
        <who>'s piece of land is a trapezium whose parallel sides are <a> and <c> long and <h> \
        apart. A pond covers <pond>. How large is the rest?
        """
      ], answer: "the rest is <answer>")
    f.ask(
      "all",
      [
        """
        The parallel sides of a trapezium are <a> and <c> long, and they are <h> apart. What is \
        its area?
        """
      ], answer: "the area is <answer>")
    f.ask(
      "lawn",
      [
        """
        <who>'s rectangular garden is <a> long and <h> wide. A pond covers <pond>, and the rest is \
        lawn. How large is the lawn?
        """
      ], answer: "the lawn measures <answer>")
  }

  private static let fractionChain = FamilyBuilder.family(
    "fraction-of-fraction", "parts of parts of a number"
  ) { f in
    let parts = [(3, 4), (2, 3), (2, 5), (5, 6), (3, 8), (1, 4), (4, 5)]
    f.given("n", 60...960, by: 60, large: 1080...9600, .number, "the number is <n>")
    f.given("f", parts: parts, .ratio, "we first take <f> of it")
    f.given("g", parts: parts, .ratio, "then we take <g> of the result")
    f.given("p", oneOf: [10, 20, 25, 40, 50], .percent, "at last <p> of that is added")
    f.compute("x", .partOf, "f n", .number, "the first part", "<0> of <1> is <eq>.")
    f.compute("y", .partOf, "g x", .number, "the second part", "<0> of <1> is <eq>.")
    f.compute(
      "z", .percentOf, "p y", .number, "the amount to be added", "The amount to be added is <eq>.")
    f.compute("end", .add, "y z", .number, "the result")
    f.ask(
      "end",
      [
        """
        Take $<f.tex>$ of $<n.n>$, then $<g.tex>$ of the result, and increase what you get by \
        $<p.n>\\%$. Which number is it?
        """,
        """
        What is \\( <g.tex> \\) of \\( <f.tex> \\) of \\( <n.n> \\), increased by \\( <p.n>\\% \
        \\)?
        """,
      ], answer: "the number is <answer>")
    f.ask(
      "y",
      [
        "What is \\( <g.tex> \\) of \\( <f.tex> \\) of \\( <n.n> \\)?",
        "Take $<f.tex>$ of $<n.n>$, then $<g.tex>$ of the result. Which number do you get?",
      ], answer: "the number is <answer>")
  }

  private static let fractionSum = FamilyBuilder.family(
    "fraction-sum", "fractions added, subtracted and multiplied"
  ) { f in
    f.person("who")
    f.word(
      "what", "a cake|eaten", "a field|ploughed", "the work|done", "a tank of fuel|used up",
      "a wall|painted")
    f.given(
      "a", parts: [(1, 2), (1, 3), (1, 4), (1, 5), (2, 5), (1, 6), (2, 7)], .fraction,
      "the first part is <a>")
    f.given(
      "b", parts: [(1, 3), (1, 4), (1, 6), (1, 8), (2, 9), (3, 10)], .fraction,
      "the second part is <b>")
    f.given("k", parts: [(1, 2), (2, 3), (3, 4), (2, 5)], .fraction, "<k> of the rest comes next")
    f.constant("one", 1, .fraction, confused: 2)
    f.compute("sum", .add, "a b", .fraction, "the sum of the two parts", "Together they are <eq>.")
    f.compute("rest", .subtract, "one sum", .fraction, "the rest", "The rest is <eq>.")
    f.compute("next", .multiply, "k rest", .fraction, "the third part", "The third part is <eq>.")
    f.compute("end", .subtract, "rest next", .fraction, "what is left", "So <eq> is left.")
    f.ask(
      "end",
      [
        """
        On Monday <a> of <what> is <what.s>, on Tuesday another <b> of the whole. On \
        Wednesday it is <k> of what is left by then. Which fraction of the whole remains?
        """
      ], answer: "the fraction that remains is <answer>")
    f.ask(
      "rest",
      [
        """
        On Monday <a> of <what> is <what.s>, on Tuesday another <b> of the whole. Which \
        fraction is left?
        """,
        "Compute \\( 1 - \\left( <a.tex> + <b.tex> \\right) \\).",
      ], answer: "the rest is <answer>")
    f.ask(
      "sum", ["Compute $<a.tex> + <b.tex>$.", "What is the sum of <a> and <b>?"],
      answer: "the sum is <answer>")
  }

  private static let percentChange = FamilyBuilder.family(
    "percent-change", "up by one percentage, down by another"
  ) { f in
    f.person("who")
    f.word(
      "thing", "price of a ticket", "number of members", "rent", "height of the water in cm",
      "number of visitors")
    f.given(
      "start", 80...960, by: 20, large: 1000...24_000, largeBy: 100, .number, "it starts at <start>"
    )
    f.given("up", oneOf: [5, 10, 15, 20, 25, 30, 50], .percent, "it rises by <up>")
    f.given("down", oneOf: [5, 10, 20, 25, 40], .percent, "it then falls by <down>")
    f.constant("hundred", 100, .number, confused: 10, 1000)
    f.compute("plus", .percentOf, "up start", .number, "the increase", "The increase is <eq>.")
    f.compute(
      "high", .add, "start plus", .number, "the value after the rise", "After it the value is <eq>."
    )
    f.compute("minus", .percentOf, "down high", .number, "the decrease", "The decrease is <eq>.")
    f.compute(
      "end", .subtract, "high minus", .number, "the value in the end", "In the end it is <eq>.")
    f.compute("change", .subtract, "end start", .number, "the change in all")
    f.compute("percent", .asPercent, "change start", .percent, "the change in percent")
    f.ask(
      "percent",
      [
        """
        The <thing> was <start.n>. It rose by <up> and then fell by <down>. By what percentage of \
        the first value has it grown in all?
        """
      ], answer: "it has grown by <answer>")
    f.ask(
      "end",
      [
        "The <thing> was <start.n>. It rose by <up> and then fell by <down>. What is it now?",
        "Increase <start.n> by <up> and decrease the result by <down>.",
      ], answer: "the value is <answer>")
    f.ask(
      "high", ["The <thing> was <start.n> and rose by <up>. What is it now?"],
      answer: "the value is <answer>")
  }

  private static let proportion = FamilyBuilder.family(
    "proportion", "so much for so many, by the unit"
  ) { f in
    f.person("who")
    f.word("page", "page", "photo", "label", "poster")
    let page = f.count(of: "page")
    f.given("t", 3...12, .minutes, "a printer needs <t>")
    f.given(
      "n", .multiple(of: f.places("t"), 3...14), large: .multiple(of: f.places("t"), 16...60), page,
      "it prints <n> in that time")
    f.given("u", 13...45, large: 50...200, .minutes, "it runs for <u>")
    f.given("spoilt", 2...25, page, "<spoilt> are spoilt")
    f.compute(
      "rate", .divide, "n t", page, "the number of <page.s> printed in a minute",
      "In a minute it prints <eq>.")
    f.compute(
      "all", .multiply, "rate u", page, "the number of <page.s> printed in all",
      "In <1> it prints <eq>.")
    f.compute(
      "good", .subtract, "all spoilt", page, "the number of good <page.s>", "So <eq> are good.")
    f.ask(
      "good",
      [
        """
        A printer prints <n> in <t>. <who> lets it run for <u>, and <spoilt> are spoilt. How many \
        good ones are there?
        """
      ], answer: "there are <answer> that are good")
    f.ask(
      "all", ["A printer prints <n> in <t>. How many <page.s> does it print in <u>?"],
      answer: "it prints <answer>")
  }
}
