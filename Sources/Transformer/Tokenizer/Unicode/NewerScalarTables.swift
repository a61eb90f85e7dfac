// Made by Scripts/generate-expression-tables; do not edit.
// swift-format-ignore-file

/// Scalars that Unicode got from 15.0 to 16.0; ranges: gap since the last one's end and length by turns, hexadecimal.
enum NewerScalarTables {
  /// By general category or script in lower case; `word` are those of `\w`.
  static let all: [String: StaticString] = [
    "lu": """
      1c89 1 8b41 2 d 1 1 1 6573 16
      """,
    "ll": """
      1c8a 1 8b42 1 d 1 6594 16 d19f 6
      """,
    "lm": """
      10d4e 1 20 1 5fd0 3 28 2 72c3 3e 47d 1
      """,
    "lo": """
      105c0 34 756 4 1 1 172 3 37a 2 13f a 1 1 2 1 1 26 1 1 19 1 1 1 7ec 21 321 1 1 d 1 22 14fb 1
      11 6 19 f9b 1d05 1e c25 28 1f94 1 2432 1 22 1 337a 1b e5 1e 2 1 d148 1 34b6 26e 24f2 1060
      """,
    "mn": """
      897 1 636 1 fe9a 5 18e 4 341 1 179 6 d 1 1 1 1 1 e 2 b1d 2 34 5 5 1 1 1 17 1 14e5 1 6 f 2cc8
      c 3 3 7f5f 1 45c 4 fe 2
      """,
    "mc": """
      cf3 1 106c4 3 7 1 2 1 1 4 1 2 1 1 b33 1 30 2 8 2 1 1 41e8 3
      """,
    "nd": """
      10d40 a 986 14 50c a 356 a 41d6 a c36 a 5f76 a 17f6 a f7 a
      """,
    "no": """
      1d2c0 14
      """,
    "pd": """
      10d6e 1
      """,
    "po": """
      1b4e 2 2f 1 f854 2 1 2 727 a d7 1 361 d 4e1d 3 788f 1
      """,
    "sm": """
      10d8e 2
      """,
    "so": """
      2427 3 bd2 4 1e4 2 9 1 19a10 f0 10 1b4 2828 1 97 3 4 5 59 1 d8 a 4 2 1b3 3 f 3 5 1 1d 3 b 5
      6 1 7 2 a 3 2 1 8 2 d 2 d2 25
      """,
    "cf": """
      13439 7
      """,
    "han": """
      2b739 1 34b6 26e 24f2 1060
      """,
    "hiragana": """
      1b132 1
      """,
    "katakana": """
      1b155 1
      """,
    "latin": """
      a7cb 3 c 3 13748 6
      """,
    "cyrillic": """
      1c89 2 1c3a5 3e 21 1
      """,
    "arabic": """
      897 1 1062a 3 37 4
      """,
    "devanagari": """
      11b00 a
      """,
    "word": """
      897 1 45b 1 1da 1 dba 2 8b40 3 c 3 5de3 34 74c 26 3 5 1 17 13c 3 37 4 33f 3 13e a 1 1 2 1 1
      26 1 a 1 1 2 1 1 4 1 8 d 2 2ed 14 4dc 21 f a 306 11 1 29 3 5 d b 14d4 1 10 16 a f9b 1d05 3a
      c06 2d 3 a 1f85 1 2432 1 22 1 1b9a a 122b 6 105 3e 21 1 440 2a d6 2b d13e 1 34b6 26e 24f2
      1060
      """,
  ]
}
