import Testing

@testable import Queries

@Suite struct `Filters of words alone` {
  @Test(arguments: [
    ("labelled", "labelled"), ("unlabelled", "unlabelled"), ("unsure", "verdict = unsure"),
    ("marked", "marked"), ("noted", "noted"), ("differs", "differs"), ("right", "outcome = right"),
    ("wrong", "outcome = wrong"), ("error", "label = error"), ("noerror", "label = none"),
    ("!marked", "not marked"), ("!Right", "not outcome = right"), ("id:gsm", "id ~ \"gsm\""),
    ("ID:gsm", "id ~ \"gsm\""), ("generator:a:b", "generator ~ \"a:b\""),
    ("note:x", "note ~ \"x\""),
    ("!step:3/4", "not step ~ \"3/4\""), ("problem:pens", "problem ~ \"pens\""),
    ("two words", "\"two\" and \"words\""), ("\"two words\"", "\"two words\""),
    ("\"labelled\"", "\"labelled\""), ("\"!marked\"", "\"!marked\""),
    ("!foo bar", "not \"foo\" and \"bar\""),
    ("foo\"labelled\"", "\"foo\" and \"labelled\""), ("\"open end", "\"open end\""),
    ("!", "\"!\""), ("x -", "\"x\" and \"-\""), ("-5", "\"-5\""), ("f(x)", "\"f(x)\""),
    ("2(3+4)=14", "\"2(3+4)=14\""), ("x^2>0", "\"x^2>0\""), ("<think>", "\"<think>\""),
    ("so <think>", "\"so\" and \"<think>\""), ("Sue's", "\"Sue's\""), ("'tis", "\"'tis\""),
    ("http://a.b", "\"http://a.b\""), ("Step:", "\"Step:\""), ("steps", "\"steps\""),
    ("the number", "\"the\" and \"number\""), ("1,000", "\"1,000\""), ("//", "\"//\""),
    ("1/2 /3", "\"1/2\" and \"/3\""), ("三分之一", "\"三分之一\""), ("in (x)", "\"in\" and \"x\""),
    ("note: x", "\"note:\" and \"x\""), ("12:30", "\"12:30\""), ("!\"a b\"", "not \"a b\""),
  ])
  func `a filter means what it always did`(source: String, meaning: String) throws {
    #expect(try Query(source).description == meaning)
  }

  @Test(arguments: [
    ("diffrs", "differs"), ("gnerator:qwen9", "generator:qwen9"), ("nonsense", nil),
    ("\"labeled\"", "labelled"),
  ])
  func `a word that was meant to be a name is told`(source: String, near: String?) throws {
    #expect(try Query(source).nearMiss == near)
  }
}
