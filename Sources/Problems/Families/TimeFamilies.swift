/// Clocks, calendars and timetables.
enum TimeFamilies {
  static let all = [clock, timetable, weekday, duration, calendar]

  private static let clock = FamilyBuilder.family(
    "clock", "a start, some spans of time, and what the clock shows"
  ) { f in
    f.person("who")
    f.word("film", "film", "concert", "match", "lecture", "play")
    f.given("start", 540...960, by: 5, .clock, "the <film> begins at <start>")
    f.given("first", 25...75, by: 5, .minutes, "the first half takes <first>")
    f.given("pause", 10...35, by: 5, .minutes, "the break takes <pause>")
    f.given("second", 30...95, by: 5, .minutes, "the second half takes <second>")
    f.given("way", 15...55, by: 5, .minutes, "the way home takes <way>")
    f.compute(
      "half", .later, "start first", .clock, "the end of the first half",
      "The first half ends at <r>.")
    f.compute(
      "again", .later, "half pause", .clock, "the end of the break", "The break ends at <r>.")
    f.compute(
      "end", .later, "again second", .clock, "the end of the <film>", "The <film> ends at <r>.")
    f.compute("home", .later, "end way", .clock, "the time of coming home")
    f.ask(
      "home",
      [
        """
        A <film> begins at <start>. The first half takes <first>, the break <pause> and the second \
        half <second>. <who> then needs <way> to get home. At what time is <who.they> at home?
        """
      ], answer: "<who> is at home at <answer>")
    f.ask(
      "again",
      [
        """
        A <film> begins at <start>. The first half takes <first>, followed by a break of <pause>. \
        When does the second half begin?
        """
      ], answer: "the second half begins at <answer>")
    f.ask(
      "end",
      [
        """
        A <film> begins at <start>. The first half takes <first>, the break <pause> and the second \
        half <second>. When does it end?
        """
      ], answer: "it ends at <answer>")
  }

  private static let timetable = FamilyBuilder.family(
    "timetable", "travelling times from departure to arrival"
  ) { f in
    f.person("who")
    f.word("train", "train", "bus", "ferry", "coach")
    f.given("leave", 360...700, by: 5, .clock, "the <train> leaves at <leave>")
    f.given("change", 720...800, by: 5, .clock, "it arrives at the junction at <change>")
    f.given("next", 805...860, by: 5, .clock, "the connection leaves at <next>")
    f.given("arrive", 900...1300, by: 5, .clock, "it arrives at <arrive>")
    f.compute("first", .between, "leave change", .minutes, "the time on the first <train>")
    f.compute("wait", .between, "change next", .minutes, "the waiting time")
    f.compute("second", .between, "next arrive", .minutes, "the time on the second <train>")
    f.compute(
      "moving", .add, "first second", .minutes, "the time spent travelling",
      "On the way <who> spends <eq>.")
    f.compute("more", .subtract, "moving wait", .minutes, "the surplus of travelling over waiting")
    f.ask(
      "moving",
      [
        """
        <who>'s <train> leaves at <leave> and reaches the junction at <change>. The next one \
        leaves at <next> and arrives at <arrive>. How many minutes does <who> spend travelling, \
        without the wait?
        """
      ], answer: "<who> travels for <answer>")
    f.ask(
      "more",
      [
        """
        <who>'s <train> leaves at <leave> and reaches the junction at <change>. The next one \
        leaves at <next> and arrives at <arrive>. By how many minutes is the time spent travelling \
        longer than the wait?
        """
      ], answer: "it is longer by <answer>")
    f.ask(
      "wait",
      [
        """
        <who>'s <train> reaches the junction at <change>, and the next one leaves at <next>. How \
        long is the wait?
        """
      ], answer: "the wait takes <answer>")
  }

  private static let weekday = FamilyBuilder.family(
    "weekday", "which day of the week it is so many days later"
  ) { f in
    f.person("who")
    let days = Unit.count("day")
    f.given("today", 0...6, .weekday, "today is <today>")
    f.given("n", 12...95, large: 110...980, days, "the question is about <n> from now")
    f.given("sooner", 2...6, days, "it is moved <sooner> later")
    f.constant("seven", 7, days, confused: 5, 6)
    f.compute("all", .add, "n sooner", days, "the number of days in all", "In all that is <eq>.")
    f.compute(
      "weeks", .quotient, "all seven", .count("week"), "the number of whole weeks",
      "In <0> there are <r.n> whole weeks.")
    f.compute(
      "used", .multiply, "weeks seven", days, "the number of days in whole weeks", "These are <eq>."
    )
    f.compute(
      "rest", .subtract, "all used", .measure("day", "days"),
      "the number of days beyond whole weeks", "That leaves <eq>.")
    f.compute("then", .daysLater, "today rest", .weekday, "the weekday of that day")
    f.compute(
      "rest1", .remainder, "n seven", .measure("day", "days"),
      "the number of days beyond whole weeks")
    f.compute("then1", .daysLater, "today rest1", .weekday, "the weekday of that day")
    f.ask(
      "then",
      [
        """
        Today is <today>. <who> has an appointment in <n>, but it is moved <sooner> later. On what \
        day of the week is it now?
        """
      ], answer: "it is on a <answer>")
    f.ask(
      "then1",
      [
        "Today is <today>. What day of the week is it in <n>?",
        """
        <who>'s holiday begins in <n>, and today is <today>. On what day of the week does it \
        begin?
        """,
      ], answer: "it is a <answer>")
  }

  private static let duration = FamilyBuilder.family(
    "duration", "hours, minutes and seconds converted and compared"
  ) { f in
    f.person("a", "b")
    f.word("race", "a marathon", "a hike", "a bicycle race", "a swim across the lake")
    f.given("h", 2...6, large: 7...30, .hours)
    f.given("m", 5...55, by: 5, .minutes, "<a> takes <h> and <m>")
    f.given("bs", 70...170, large: 200...480, .minutes, "<b> takes <bs>")
    f.constant("sixty", 60, .minutes, confused: 100)
    f.constant("s", 60, .seconds, confused: 100)
    f.compute("hm", .multiply, "h sixty", .minutes, "the whole hours in minutes", "<h> are <eq>.")
    f.compute("all", .add, "hm m", .minutes, "the time of <a> in minutes", "<a> takes <eq>.")
    f.compute(
      "gap", .subtract, "all bs", .minutes, "the difference in minutes", "The difference is <eq>.")
    f.compute(
      "sec", .multiply, "gap s", .seconds, "the difference in seconds", "In seconds that is <eq>.")
    f.ask(
      "sec",
      [
        "For <race> <a> takes <h> and <m>, <b> only <bs>. By how many seconds is <b> faster?"
      ], answer: "<b> is faster by <answer>")
    f.ask(
      "gap",
      [
        """
        For <race> <a> takes <h> and <m>, while <b> takes <bs>. How many minutes longer does <a> \
        take?
        """
      ], answer: "<a> takes longer by <answer>")
    f.ask(
      "all",
      [
        "For <race> <a> takes <h> and <m>. How many minutes is that?"
      ], answer: "<a> takes <answer>")
  }

  private static let calendar = FamilyBuilder.family(
    "calendar", "days of several months, weeks and what is left"
  ) { f in
    f.person("who")
    let days = Unit.count("day")
    f.constant("mar", 31, days, confused: 30)
    f.constant("apr", 30, days, confused: 31)
    f.given("from", 3...28, days, "<from> of March have passed")
    f.given("into", 2...29, days, "it goes on for <into> of May")
    f.given("off", 2...20, days, "<who> is away for <off>")
    f.compute(
      "march", .subtract, "mar from", days, "the number of days left in March",
      "March has <eq> left.")
    f.compute(
      "two", .add, "march apr", days, "the number of days until the end of April",
      "With April that makes <eq>.")
    f.compute(
      "all", .add, "two into", days, "the number of days altogether", "With May it is <eq>.")
    f.compute(
      "work", .subtract, "all off", days, "the number of days that count", "Of these, <eq> count.")
    f.ask(
      "work",
      [
        """
        After March <from.n>, <who> keeps a diary every day up to and including May <into.n>, but is \
        away for <off> and writes nothing then. On how many days does <who.they> write?
        """
      ], answer: "<who> writes on <answer>")
    f.ask(
      "all",
      [
        "How many days are there after March <from.n>, up to and including May <into.n>?"
      ], answer: "there are <answer>")
  }
}
