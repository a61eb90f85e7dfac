import Annotations
import Foundation
import Inspector
import RewardModels
import TerminalUI
import Trajectories
import VisibleText

/// The inspector at work: carries messages to the state and its effects to the world.
///
/// One thread owns the state and the terminal. Reading, scoring, storing and training run beside it
/// and report through the mailbox, so that the screen never waits.
final class InspectorSession {
  let open: OpenCommand
  let terminal: Terminal
  let mailbox = Mailbox { TerminalGuard.wake() }
  let keeper: LabelKeeper
  let store: any AnnotationStore
  let scoring: ScoringQueue
  let background: BackgroundWork
  var state: InspectorState

  private var isRunning = true
  private var lastClock = 0.0
  /// Messages taken in one turn, so that a flood of scores never delays a key.
  private let messagesPerTurn = 256

  /// Opens everything that can fail before the screen is taken, then the screen.
  init(open: OpenCommand) throws {
    self.open = open
    let model = try ModelChoice(argument: open.model).load()
    store = try open.labels.open()
    state = InspectorState(options: try open.inspectorOptions(model: model))
    keeper = LabelKeeper(
      store: store, annotator: open.annotator, files: open.input.key, mailbox: mailbox)
    scoring = ScoringQueue(
      model: model, mailbox: mailbox, workers: ProcessInfo.processInfo.activeProcessorCount)
    background = BackgroundWork(open: open, store: store, scoring: scoring, mailbox: mailbox)
    do throws(TerminalError) {
      terminal = try Terminal.open(
        options: TerminalOptions(theme: state.theme.respectingEnvironment()))
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  /// Runs until the user quits, the terminal vanishes or a signal asks to stop.
  func run(console: Console) throws -> ExitStatus {
    keeper.load()
    background.readFiles()
    let ending = Result { try loop() }
    background.stop()
    scoring.close()
    keeper.finish()
    terminal.close()
    try ending.get()
    return report(console)
  }

  private func loop() throws {
    send(.input(.resized(terminal.size)))
    draw()
    while isRunning {
      tellTime()
      let messages = mailbox.take(limit: messagesPerTurn)
      for message in messages { send(message) }
      let wait = messages.isEmpty ? 1000 : 0
      if let event = try terminal.nextEvent(timeoutMilliseconds: wait) {
        send(.clock(Date().timeIntervalSince1970))
        send(.input(event))
      }
      if isRunning { draw() }
    }
  }

  private func send(_ message: Message) {
    for effect in state.update(message) { run(effect) }
  }

  /// About once a second, for rates and ages.
  private func tellTime() {
    let now = Date().timeIntervalSince1970
    guard now - lastClock >= 1 else { return }
    lastClock = now
    send(.clock(now))
  }

  private func draw() {
    terminal.theme = state.theme.respectingEnvironment()
    terminal.draw(state.frame(size: terminal.size))
  }

  private func run(_ effect: Effect) {
    switch effect {
    case .scoreFirst(let indices): scoring.scoreFirst(indices)
    case .save(let entry): keeper.save(entry)
    case .undo: keeper.revert(redo: false, time: Date().timeIntervalSince1970)
    case .redo: keeper.revert(redo: true, time: Date().timeIntervalSince1970)
    case .copy(let text): copy(text)
    case .page(let text): page(text)
    case .export(let path, let format): background.export(path: path, format: format)
    case .train: background.train()
    case .changeModel(let name): background.changeModel(name)
    case .rememberResume(let point): keeper.remember(point)
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .quit: isRunning = false
    }
  }

  private func copy(_ text: String) {
    mailbox.post(
      terminal.copy(text) ? .notice("copied") : .failure("too long for the terminal's clipboard"))
  }

  private func page(_ text: String) {
    do {
      try terminal.suspendWhile { try Pager.show(text) }
    } catch {
      mailbox.post(.failure("\(error)"))
    }
  }

  private func report(_ console: Console) -> ExitStatus {
    let unsaved = keeper.unsaved
    guard !unsaved.isEmpty else { return .done }
    console.say("\(unsaved.count) entries could not be stored. These commands give them again:")
    for line in UnsavedWork.lines(unsaved, labels: open.labels) { console.say(line) }
    return .inputOutput
  }
}
