import Annotations
import Catalog
import Foundation
import Inspector
import Scoring
import TerminalUI
import Trajectories
import VisibleText

/// The inspector at work: carries messages to the state and its effects to the world.
///
/// One thread owns the state and the terminal. Reading, scoring, storing, searching and training
/// run beside it and report through the mailbox, so that the screen never waits.
final class InspectorSession {
  let open: OpenCommand
  let terminal: Terminal
  let mailbox = Mailbox { TerminalGuard.wake() }
  let keeper: LabelKeeper
  let store: any AnnotationStore
  let catalog: CatalogWork
  let models: ModelWork
  let background: BackgroundWork
  let training: TrainingWork
  let solving: SolveWork
  var state: InspectorState

  private var isRunning = true
  private var lastClock = 0.0
  /// What effects of this message were answered, taken after the last of them: otherwise an effect
  /// would undo what a later one has asked for.
  private var answers: [Message] = []
  /// Messages taken in one turn, so that a flood of scores never delays a key.
  private let messagesPerTurn = 256

  /// Opens everything that can fail before the screen is taken, then the screen.
  init(open: OpenCommand) throws {
    self.open = open
    let model = try open.model.load()
    let comparison = try open.comparison?.load()
    store = try LastingAnnotationStore.open(open.labels)
    state = InspectorState(options: try open.inspectorOptions(model: model, comparison: comparison))
    keeper = LabelKeeper(
      store: store, annotator: open.annotator, files: open.input.key, mailbox: mailbox)
    let entries = TrajectoryCatalog(options: open.input.readingOptions, rule: open.rule)
    catalog = CatalogWork(catalog: entries, mailbox: mailbox)
    models = ModelWork(
      model: model, comparison: comparison, catalog: entries, mailbox: mailbox)
    background = BackgroundWork(
      open: open, store: store, models: models, catalog: entries, mailbox: mailbox)
    training = TrainingWork(store: store, models: models, catalog: entries, mailbox: mailbox)
    solving = SolveWork(models: models, mailbox: mailbox)
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
    models.warn()
    catalog.readFiles(open.input, follows: open.follows) { [models] in models.wake() }
    let ending = Result { try loop() }
    training.stop()
    catalog.stop()
    solving.stop()
    models.close()
    keeper.finish()
    terminal.close()
    models.keepFigures()
    try ending.get()
    return report(console)
  }

  private func loop() throws {
    send(.input(.resized(terminal.size)))
    draw()
    while isRunning {
      tellTime()
      terminal.catchesInterrupt = training.isRunning
      let messages = mailbox.take(limit: messagesPerTurn)
      for message in messages { send(message) }
      let wait = messages.isEmpty ? 1000 : 0
      if let event = try terminal.nextEvent(timeoutMilliseconds: wait) {
        send(.clock(Date().timeIntervalSince1970))
        send(.input(event))
      }
      takeQuickAnswers()
      if isRunning { draw() }
    }
  }

  /// Takes in a message and what its effects answer at once.
  private func send(_ message: Message) {
    take(message)
    while !answers.isEmpty { take(answers.removeFirst()) }
  }

  private func take(_ message: Message) {
    var message = message
    // One that waited in the mailbox may be older than what was learnt since.
    switch message {
    case .progress: message = .progress(catalog.catalog.progress)
    case .fetched(let items): message = .fetched(catalog.current(items))
    default: break
    }
    let hasLearnt = catalog.catalog.learn(from: message)
    for effect in state.update(message) { run(effect) }
    if hasLearnt { answers.append(.progress(catalog.catalog.progress)) }
  }

  /// Answers that come within a few milliseconds are part of this turn's frame, and so is what they let
  /// the state ask for: the texts of a new order.
  private func takeQuickAnswers() {
    for _ in 0..<2 where catalog.awaitQuickAnswers() {
      for message in mailbox.take(limit: messagesPerTurn) { send(message) }
    }
    catalog.awaitNothing()
  }

  /// About once a second, for rates and ages.
  private func tellTime() {
    let now = Date().timeIntervalSince1970
    guard now - lastClock >= 1 else { return }
    lastClock = now
    send(.clock(now))
    // Scores come by themselves and are told nowhere else.
    send(.progress(catalog.catalog.progress))
  }

  private func draw() {
    terminal.theme = state.theme.respectingEnvironment()
    terminal.draw(state.frame(size: terminal.size))
  }

  private func run(_ effect: Effect) {
    switch effect {
    case .fetch, .arrange, .find, .cancel, .summarize, .traceTraining, .locate, .keep, .setRule:
      ask(effect)
    case .scoreFirst(let indices, let isUrgent):
      models.scoreFirst(indices, isUrgent: isUrgent)
    case .save, .undo, .redo, .rememberResume, .saveView, .deleteView, .loadViews: keep(effect)
    case .export(let path, let format, let replaces): export(path, format, replaces: replaces)
    case .changeModel(let name): background.changeModel(name)
    case .train: training.start()
    case .stopTraining: training.stop()
    case .acceptTraining: training.accept()
    case .discardTraining: training.discard()
    case .solve(let request): solving.solve(request)
    case .stopSolving: solving.stop()
    case .copy(let text): copy(text)
    case .page(let text): page(text)
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .quit: isRunning = false
    }
  }

  /// What the catalog answers.
  private func ask(_ effect: Effect) {
    switch effect {
    case .fetch(let indices):
      let items = catalog.items(at: indices)
      if !items.isEmpty { answers.append(.fetched(items)) }
    case .arrange(let number, let arrangement): catalog.arrange(number, arrangement)
    case .find(let number, let request): catalog.find(number, request)
    case .cancel: catalog.cancel()
    case .summarize(let order, let isBlind): catalog.summarize(order, isBlind: isBlind)
    case .traceTraining(let order): catalog.traceTraining(order)
    case .locate(let digest, let hint): catalog.locate(digest, hint: hint)
    case .keep(let standings):
      catalog.catalog.setStandings(standings)
      mailbox.post(.progress(catalog.catalog.progress))
    case .setRule(let rule):
      catalog.catalog.setRule(rule)
      models.scoreAgain()
    default: break
    }
  }

  /// What the label store does.
  private func keep(_ effect: Effect) {
    let now = Date().timeIntervalSince1970
    switch effect {
    case .save(let entry): keeper.save(entry)
    case .undo: keeper.revert(redo: false, time: now)
    case .redo: keeper.revert(redo: true, time: now)
    case .rememberResume(let point): keeper.remember(point)
    case .saveView(let name, let text): keeper.setView(text, named: name)
    case .deleteView(let name): keeper.setView(nil, named: name)
    case .loadViews: keeper.loadViews()
    default: break
    }
  }

  /// What stands there already is said in this turn: no key typed before the question answers it.
  private func export(_ path: String, _ format: String, replaces: Bool) {
    if !replaces, OutputPlace.mayBeReplaced(path, inputs: open.input.files) {
      answers.append(.exportExists(path: path, format: format))
    } else {
      background.export(path: path, format: format, replaces: replaces)
    }
  }

  private func copy(_ text: String) {
    mailbox.post(
      terminal.copy(text) ? .notice("copied") : .failure("too long for the terminal's clipboard"))
  }

  private func page(_ text: String) {
    do {
      try terminal.suspendWhile {
        guard try !Pager.show(text) else { return }
        try terminal.awaitKey(saying: "press a key to return ")
      }
    } catch {
      mailbox.post(.failure("\(error)"))
    }
  }

  private func report(_ console: Console) -> ExitStatus {
    let unsaved = keeper.unsaved
    guard !unsaved.isEmpty else { return .done }
    console.say(UnsavedWork.heading(unsaved.count))
    for line in UnsavedWork.lines(unsaved, labels: open.labels) { console.say(line) }
    return .inputOutput
  }
}

extension TrajectoryCatalog {
  /// Conflicts that the label store tells count in filters and sums too.
  ///
  /// - Returns: whether there was something to learn.
  fileprivate func learn(from message: Message) -> Bool {
    switch message {
    case .conflicts(let conflicts): setConflicts(conflicts.mapValues { $0 != nil })
    default: return false
    }
    return true
  }
}
