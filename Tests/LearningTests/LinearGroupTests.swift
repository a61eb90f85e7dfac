import Testing

@testable import Learning
@testable import Transformer

struct LinearGroupTests {
  /// Two matrices side by side, the first with a bias, the second with a low-rank update.
  private struct Case {
    var group: LinearGroup
    var inputs: Int, first: Int, second: Int
    var layout: ParameterLayout
    var adapter: ParameterLayout

    /// Weights of both layouts and zeros for their gradients.
    struct Memory {
      let body, own, dbody, down: Floats

      init(_ body: [Float], _ own: [Float]) throws {
        (self.body, self.own) = (try Floats(body), try Floats(own))
        (dbody, down) = (try Floats(count: body.count), try Floats(count: own.count))
      }

      var pass: PassMemory {
        PassMemory(
          body: body.address, bodyGradient: dbody.address, adapter: own.address,
          adapterGradient: down.address)
      }
    }

    init(inputs: Int, first: Int, second: Int, rank: Int) throws {
      (self.inputs, self.first, self.second) = (inputs, first, second)
      layout = ParameterLayout()
      try layout.append("a.weight", shape: [first, inputs])
      try layout.append("a.bias", shape: [first])
      try layout.append("b.weight", shape: [second, inputs])
      adapter = ParameterLayout()
      try adapter.append("A", shape: [rank, inputs])
      try adapter.append("B", shape: [second, rank])
      group = LinearGroup(inputs: inputs)
      group.append(try layout.parameter("a.weight"), bias: layout["a.bias"])
      group.append(try layout.parameter("b.weight"), bias: nil)
      group.appendLowRank(
        a: try adapter.parameter("A"), b: try adapter.parameter("B"), scale: 1.5)
    }

    /// y in doubles; flat parameters of both layouts.
    func plain(_ x: [Double], _ body: [Double], _ own: [Double], rows: Int) -> [Double] {
      func part(_ name: String) -> [Double] { layout[name].map { Array(body[$0.range]) } ?? [] }
      func factor(_ name: String) -> [Double] { adapter[name].map { Array(own[$0.range]) } ?? [] }
      let left = PlainMath.project(x, part("a.weight"), part("a.bias"), inputs: inputs)
      let low = PlainMath.project(x, factor("A"), [], inputs: inputs)
      let more = PlainMath.project(low, factor("B"), [], inputs: low.count / rows)
      let right = PlainMath.add(
        PlainMath.project(x, part("b.weight"), [], inputs: inputs), more.map { $0 * 1.5 })
      var all: [Double] = []
      for row in 0..<rows {
        all += left[row * first..<(row + 1) * first]
        all += right[row * second..<(row + 1) * second]
      }
      return all
    }
  }

  @Test(arguments: [[1, 1, 1, 1, 1], [5, 7, 3, 9, 2], [33, 16, 8, 24, 4], [70, 13, 40, 5, 3]])
  func `outputs and gradients are those in doubles`(sizes: [Int]) throws {
    let (rows, rank) = (sizes[0], sizes[4])
    let test = try Case(inputs: sizes[1], first: sizes[2], second: sizes[3], rank: rank)
    var draws = Draws(UInt64(rows))
    let x = draws.floats(rows * test.inputs)
    let body = draws.floats(test.layout.floatCount)
    let own = draws.floats(test.adapter.floatCount)
    let dy = draws.floats(rows * test.group.outputs)
    let (memory, y, dx) = (try Case.Memory(body, own), try Floats(dy), try Floats(x))
    let (low, dlow) = (try Floats(count: rows * rank), try Floats(count: rows * rank))
    try test.group.forward(x, rows: rows, memory.pass, low: low.address, into: y.address)
    try test.group.inputGradient(
      dy, rows: rows, memory.pass, dlow: dlow.address, into: dx.address)
    for task in test.group.gradientTasks(memory.pass, parts: 2) {
      try test.group.addWeightGradient(
        task, x, dy, rows: rows, memory.pass, low: low.address, dlow: dlow.address)
    }
    func loss(_ x: [Double], _ body: [Double], _ own: [Double]) -> Double {
      weighted(test.plain(x, body, own, rows: rows), dy)
    }
    Differences.expect(y.values, test.plain(x.doubles, body.doubles, own.doubles, rows: rows), "y")
    Differences.expect(
      dx.values, Differences.gradient(at: x.doubles) { loss($0, body.doubles, own.doubles) }, "dx")
    Differences.expect(
      memory.dbody.values,
      Differences.gradient(at: body.doubles) { loss(x.doubles, $0, own.doubles) }, "dW, db")
    Differences.expect(
      memory.down.values,
      Differences.gradient(at: own.doubles) { loss(x.doubles, body.doubles, $0) }, "dA, dB")
  }

  @Test func `matrices that lie one behind the other are one product`() throws {
    var layout = ParameterLayout()
    try layout.append("gate", shape: [4, 8])
    try layout.append("up", shape: [4, 8])
    try layout.append("odd", shape: [3, 7])
    try layout.append("other", shape: [3, 7])
    var group = LinearGroup(inputs: 8)
    group.append(try layout.parameter("gate"), bias: nil)
    group.append(try layout.parameter("up"), bias: nil)
    #expect(group.pieces.count == 1 && group.outputs == 8)
    // 21 floats are filled up to 32.
    var apart = LinearGroup(inputs: 7)
    apart.append(try layout.parameter("odd"), bias: nil)
    apart.append(try layout.parameter("other"), bias: nil)
    #expect(apart.pieces.map(\.column) == [0, 3])
  }
}
