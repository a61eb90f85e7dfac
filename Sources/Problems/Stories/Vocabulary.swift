/// The people and things that problems are about.
enum Vocabulary {
  static let people: [Word] =
    people(
      "Emma Olivia Amina Zoë Sarah Ingrid Priya Noor Siobhán Thandiwe Łucja Ayşe Fatou Janet Betty "
        + "Mary Julia Lucy Nora Hannah Chloe Rosa Grace Leila Mei Anika Tanya Carla Wendy Ruth",
      they: "she", their: "her")
    + people(
      "Björn Kwame José Dmitri Omar Tomáš André Ravi Mateus Søren Hiroshi James Toby Marco Ben "
        + "Albert Peter Carlos David Sam Liam Noah Ethan Kenji Pedro Ali Victor Hugo Martin Oscar",
      they: "he", their: "his")

  /// Names of other scripts, seldom drawn: screens must bear them.
  private static let rare: [Word] =
    people("さくら 李娜 지민", they: "she", their: "her")
    + people("王先生 陈伟 Ōtani", they: "he", their: "his")

  static let goods: [Word] = [
    Word(one: "notebook", many: "notebooks"), Word(one: "apple", many: "apples"),
    Word(one: "candle", many: "candles"), Word(one: "mango", many: "mangoes"),
    Word(one: "balloon", many: "balloons"), Word(one: "postcard", many: "postcards"),
    Word(one: "ceramic cup", many: "ceramic cups"), Word(one: "bookmark", many: "bookmarks"),
    Word(one: "tulip", many: "tulips"), Word(one: "pencil", many: "pencils"),
    Word(one: "marker", many: "markers"), Word(one: "muffin", many: "muffins"),
    Word(one: "bar of soap", many: "bars of soap"), Word(one: "light bulb", many: "light bulbs"),
    Word(one: "toy car", many: "toy cars"), Word(one: "jigsaw puzzle", many: "jigsaw puzzles"),
    Word(one: "T-shirt", many: "T-shirts"), Word(one: "scarf", many: "scarves"),
    Word(one: "🎈 balloon", many: "🎈 balloons"), Word(one: "🌷 tulip", many: "🌷 tulips"),
    Word(one: "mochi (もち)", many: "mochi (もち)"),
  ]

  static func people(_ chance: inout Chance, _ count: Int) -> [Word] {
    var found: [Word] = []
    while found.count < count {
      let person = chance.choice(chance.percent(6) ? rare : people)
      if !found.contains(person) { found.append(person) }
    }
    return found
  }

  static func currency(_ chance: inout Chance) -> Word {
    let symbol = chance.weighted([("$", 14), ("€", 3), ("£", 2), ("₹", 1)])
    return Word(one: symbol, many: symbol)
  }

  private static func people(_ names: String, they: String, their: String) -> [Word] {
    names.split(separator: " ").map {
      Word(one: String($0), many: String($0), they: they, their: their)
    }
  }
}
