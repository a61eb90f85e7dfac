/// The sentences that steps are made of, by manner of writing and place.
enum Sentences {
  enum Place { case first, next, last }

  static func computation(_ voice: Voice.Name, _ place: Place) -> [Pattern] {
    switch voice {
    case .terse: terse
    case .chatty: place == .first ? chattyFirst : chatty
    case .patient: patient
    case .human: human
    case .bold: bold
    case .display: display
    case .numbered: numbered
    case .plain, .inline, .dollar:
      switch place {
      case .first: first
      case .next: next
      case .last: last
      }
    }
  }

  private static let first: [Pattern] = [
    "First, we find {what}: {eq}.", "We start with {what}: {eq}.",
    "Let's begin with {what}: {eq}.", "To start, {what} is {eq}.", "First, calculate {what}: {eq}.",
    "Since {reason}, {what} is {eq}.", "We know that {reason}. So {what} is {eq}.",
    "{Reason}, so {what} is {eq}.",
  ]
  private static let next: [Pattern] = [
    "Next, we find {what}: {eq}.", "Then {what} is {eq}.", "Now for {what}: {eq}.",
    "{What} is {eq}.", "So, {what} is {eq}.", "This means that {what} is {eq}.",
    "Now we can find {what}: {eq}.", "Next, calculate {what}: {eq}.", "From this, {what} is {eq}.",
    "Since {reason}, {what} is {eq}.", "{Reason}, so {what} is {eq}.",
    "{Reason}. This makes {what} {eq}.", "Because {reason}, {what} is {eq}.",
  ]
  private static let last: [Pattern] = [
    "Finally, we find {what}: {eq}.", "The last thing to find is {what}: {eq}.",
    "{What} is therefore {eq}.", "Finally, {what} is {eq}.", "That leaves {what}: {eq}.",
    "Since {reason}, {what} is {eq}.", "{Reason}, so in the end {what} is {eq}.",
  ]
  private static let terse: [Pattern] = [
    "{What} = {eq}.", "{What} = {eq}", "{What} is {eq}.", "{What}: {eq}", "{What}: {eq}.",
  ]
  private static let human: [Pattern] = [
    "{What} is {eq}.", "{Reason}, so {what} is {eq}.", "{What}: {eq}.",
    "Then {what} is {eq}.", "So {what} is {eq}.", "{Reason}. So {what} is {eq}.",
    "That makes {what} {eq}.", "This gives {what}: {eq}.",
  ]
  private static let chattyFirst: [Pattern] = [
    "Okay, so {what} is {eq}.", "Let's see: {what} comes to {eq}.",
    "Alright, {reason}, so {what} must be {eq}.", "Well, {what} is {eq}.",
    "First things first: {what} is {eq}.",
  ]
  private static let chatty: [Pattern] = [
    "So, {what} comes to {eq}.", "Okay, {what} is {eq}.", "Now, {what} must be {eq}.",
    "That means {what} is {eq}.", "{Reason}, so {what} comes to {eq}.",
    "{Reason}, so {what} must be {eq}.", "And {what} is then {eq}.", "Which means {what} is {eq}.",
  ]
  private static let patient: [Pattern] = [
    "To find {what}, we {action}: {eq}.", "We {action} to get {what}: {eq}.",
    "{Reason}. To find {what}, we {action}: {eq}.", "To find {what}, we {action}, which gives {r}.",
    "{Action} and we have {what}: {eq}.", "In order to get {what}, we need to {action}: {eq}.",
    "Since {reason}, we {action}. {What} is {eq}.",
  ]
  private static let bold: [Pattern] = [
    "{eq}.", "{eq}, so {what} is {r}.", "{Reason}. {eq}.", "{Reason}. {eq}, so {what} is {r}.",
    "{What} is {eq}.", "- {Reason}.\n- {eq}.",
  ]
  private static let display: [Pattern] = [
    "Calculate {what}:{eq}", "Find {what}:{eq}", "Work out {what}:{eq}", "Determine {what}:{eq}",
    "{Reason}. Calculate {what}:{eq}", "{Reason}. Therefore, {what} is:{eq}",
    "Calculate {what}:{eq}{What} is {r}.", "{What} is given by:{eq}",
    "Since {reason}, {what} is{eq}",
  ]
  private static let numbered: [Pattern] = [
    "Find {what}: {eq}.", "Calculate {what}. {eq}.", "{What} is {eq}.",
    "{Action} to get {what}: {eq}.", "{Reason}, so {what} is {eq}.", "Determine {what}.\n{eq}",
    "Compute {what}: {eq}", "{Reason}. {What}: {eq}.",
  ]

  /// For computations that are told in words.
  static let worded: [Pattern] = [
    "{Statement}, so {what} is {r}.", "{Statement}. That makes {what} {r}.",
    "We need {what}. {Statement}, which gives {r}.", "{Statement}; {what} is therefore {r}.",
    "Since {statement}, {what} is {r}.", "For {what}: {statement}. It is {r}.",
  ]

  /// For remainders: what follows an equation must not read as another result of it.
  static let remainder: [Pattern] = [
    "{Statement}, so {what} is {r}.", "{Statement}. That makes {what} {r}.",
    "Since {statement}, {what} is {r}.", "We divide: {statement}. So {what} is {r}.",
  ]

  static let reminder: [Pattern] = [
    "So far we know that {what} is {r}.", "Remember that {what} is {r}.",
    "As we have seen, {what} is {r}.", "Recall that {what} is {r}.",
    "We found above that {what} is {r}.",
  ]

  static let check: [Pattern] = [
    "Let's check: {eq}, as it should be.", "As a check, {eq}.", "Check: {eq}.",
    "We can verify this: {eq}, which is what we started from.",
  ]

  static let opening: [Pattern] = [
    "To find {what}, let's break the problem down step by step.",
    "We need to find {what}. Let's go through it step by step.",
    "Let's solve this step by step.", "Let's think about this carefully.",
    "Let's work out {what} step by step.", "We are asked for {what}.",
    "To solve this problem, we go through it one part at a time.",
    "Let's break down what the problem tells us.",
  ]

  static let facts = ["We are told that ", "The problem says that ", "We know that ", "Given: "]
  static let factList = ["Here is what we know:", "Given:", "What we know:"]

  static func answer(_ voice: Voice.Name) -> [Pattern] {
    switch voice {
    case .bold:
      [
        "**Answer:** {bare}", "**Final answer:** {bare}", "**Answer**\n{Said}.",
        "**Conclusion**\n{Said}.",
      ]
    case .terse, .human:
      ["{Said}.\n#### {bare}", "Therefore, {said}.", "The answer is {bare}.", "{Said}."]
    case .numbered: ["{Said}. The answer is: {bare}", "The answer is {bare}.", "{Said}."]
    case .inline, .display, .dollar:
      [
        "Therefore, {said}: {eq}.", "Thus, the final answer is {eq}.", "So {said}. {eq}",
        "Hence {said}, and the answer is {eq}.", "The answer is {eq}.",
      ]
    case .plain, .patient, .chatty:
      [
        "Therefore, {said}.", "So, {said}.", "In the end, {said}.", "{Said}.", "Thus, {said}.",
        "{Said}. The answer is {bare}.", "This means {said}.",
      ]
    }
  }
}
