import Arithmetic
import Testing

private func unmarked(_ expected: String) -> String { expected.filter { !"✓~✗".contains($0) } }

struct HeadingTests {
  @Test(arguments: [
    "Step 1 - 3 * 4 = 12✓", "Step 2 - 12 - 5 = 7✓", "**Step 1** - 3 * 4 = 12✓",
    "**Step 1 -** 3 * 4 = 12✓", "Step 1 – 3 × 4 = 12✓", "Part 2 - 10 + 5 = 15✓",
    "Question 2 - 3 + 4 = 7✓", "Day 1 - 5 + 5 = 10✓", "Ch. 2 - 3 + 1 = 4✓", "No. 2 - 3 + 1 = 4✓",
    "### Step 3 - \\(3 * 4 = 12✓\\)", "Done.\nStep 1 of 3 - $3 * 4 = $12✓",
    "Done. Case (2) - 10 - 5 = 5✓", "Option B - 3 + 4 = 7✓", "Step two - 3 + 4 = 7✓",
    "Question #2 - 3 + 4 = 7✓", "1. Step 1.1 - 3 + 4 = 7✓ = 5 + 2✓",
    "Step 1 - 3 * 4 = 13✗", "Day 10 - 5 - 2 = 4✗", "Step 2: 3 * 4 = 12✓",
  ])
  func `a dash behind a numbered heading is no minus`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "On day 1 - 5 + 5 = 10", "So step 1 - 3 * 4 = 12", "Tier 2 - 3 + 4 = 7",
    "Schritt 1 - 3 * 4 = 12", "Weeks 1 - 2 = 96 - 70", "Week 2 - 3 = 5 - 6",
    "Line 10 - 3 * 2 = 4", "Days 1 - 5 + 5 = 10", "Days 7 - 2 = 5", "Step 1 - x = 5",
    "in week 3, day 1 - 5 + 5 = 10",
  ])
  func `a dash that may be a minus as well refutes nothing`(step: String) {
    #expect(!marked(step).contains("✗"))
  }

  @Test(arguments: [
    "She has 10 - 3 = 7✓ left", "Then 10 - 3 + 4 = 12✗", "10 - 3 + 4 = 7✗",
    "the step was 10 - 3 = 6✗", "On day 3 she ate 5 - 1 = 3✗",
  ])
  func `what follows no heading is subtracted`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }
}

struct PercentTests {
  @Test(arguments: [
    "100 - 20% = 80✓", "50 - 20% = 40✓", "50 - 20% = 49.8✓", "$50 + 10% = $55✓",
    "100 - 10% - 20% = 72✓", "1 - 20% = 80%✓", "1 + 5% = 1.05✓", "15/60 + 5% = 30%✓",
    "(1 - 20%) * 100 = 80✓", "100% - 20% = 80%✓", "50 + 20% of 50 = 60✓",
  ])
  func `a percentage beside a plain number is of one or of that number`(expected: String) {
    #expect(marked(unmarked(expected)) == expected)
  }

  @Test(arguments: [
    "50 - 20% = 30", "50 + 20% = 70", "$50 - 20% = $30", "(50 - 20%) * 2 = 60",
    "50 - 20% = 50", "50 - 20% = 31", "80% - 20 = 60", "20 + 50 = 50 + 20%", "30 = 50 - 20%",
    "50% * 40 + 10 = 2010", "20% of 50 = 1000",
  ])
  func `a percentage is never so many ones beside a plain number`(step: String) {
    #expect(marked(step) == step)
  }
}
