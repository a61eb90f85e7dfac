#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "CSignalStack.h"

// Raised by the processor, the C library or a Swift trap (SIGILL, SIGTRAP) in the thread at fault.
static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
// Sent by someone else; any thread may receive them.
static const int requests[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU};
// Of interest to the screen only.
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
// Their calls then fail with EPIPE and EFBIG, which are reported like any failed write.
static const int ignored[] = {SIGPIPE, SIGXFSZ};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
enum { byte_limit = 512, signal_limit = 65 };

static int terminal_descriptor = -1;
static struct termios settings;
static uint8_t bytes[byte_limit];
static size_t byte_count;
static pthread_t owner;
static pid_t owner_process;
static struct sigaction found[signal_limit];
static bool registered;

static atomic_bool armed;
static atomic_bool finished;
static atomic_bool lent;
static atomic_bool catches_interrupt;
static atomic_uint events;
static atomic_int wake_descriptor = -1;

// A terminal that takes no more output must not keep a program from ending.
enum { patience_in_milliseconds = 200 };

static void send_bytes(void) {
  size_t sent = 0;
  while (sent < byte_count) {
    struct pollfd ready = {.fd = terminal_descriptor, .events = POLLOUT};
    if (poll(&ready, 1, patience_in_milliseconds) <= 0 || !(ready.revents & POLLOUT)) return;
    ssize_t count = write(terminal_descriptor, bytes + sent, byte_count - sent);
    if (count > 0) {
      sent += (size_t)count;
    } else if (count < 0 && errno != EINTR) {
      return;
    }
  }
}

// Standard error, while it would write on the drawn screen: a file in memory takes its place.
static int messages = -1;
static int standard_error = -1;

static void divert_messages(void) {
  if (messages >= 0 || !isatty(STDERR_FILENO)) return;
  messages = memfd_create("messages", MFD_CLOEXEC);
  standard_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
}

// Libraries may quote anything: no control character but the line end passes, nor a C1 in UTF-8.
static void make_harmless(uint8_t *text, size_t count, uint8_t *before) {
  for (size_t i = 0; i < count; i++) {
    bool c1 = *before == 0xC2 && text[i] >= 0x80 && text[i] < 0xA0;
    *before = text[i];
    if ((text[i] < 0x20 && text[i] != '\n') || text[i] == 0x7F || c1) text[i] = '?';
  }
}

// Shows what was said meanwhile, the last words of a trap among them. Safe in a handler.
static void show_messages(void) {
  static const off_t longest = 64 * 1024;
  if (messages < 0 || standard_error < 0) return;
  dup2(standard_error, STDERR_FILENO);
  off_t end = lseek(messages, 0, SEEK_END);
  off_t place = end > longest ? end - longest : 0;
  uint8_t part[512], before = 0;
  ssize_t count;
  while ((count = pread(messages, part, sizeof part, place)) > 0) {
    make_harmless(part, (size_t)count, &before);
    if (write(STDERR_FILENO, part, (size_t)count) < 0) break;
    place += count;
  }
  // What has been shown is not shown again.
  if (ftruncate(messages, 0) == 0) lseek(messages, 0, SEEK_SET);
}

void cterminalguard_restore_settings(void) {
  // In the background the terminal is someone else's, and the call would stop us.
  if (tcgetpgrp(terminal_descriptor) == getpgrp()) {
    tcsetattr(terminal_descriptor, TCSANOW, &settings);
  }
}

void cterminalguard_restore(void) {
  // A child between fork and exec has these handlers too.
  if (getpid() != owner_process) return;
  if (atomic_exchange(&armed, false)) {
    int before = errno;
    if (tcgetpgrp(terminal_descriptor) == getpgrp()) {
      tcsetattr(terminal_descriptor, TCSANOW, &settings);
      send_bytes();
      show_messages();
    }
    errno = before;
    atomic_store(&finished, true);
  }
}

static bool is_request(int number) {
  for (size_t i = 0; i < COUNT(requests); i++) {
    if (requests[i] == number) return true;
  }
  return false;
}

static void end(int number, siginfo_t *info, void *context) {
  (void)context;
  // Only the first one: whatever the program is doing, the next one ends it.
  if (number == SIGINT && getpid() == owner_process && atomic_exchange(&catches_interrupt, false)) {
    int before = errno;
    atomic_fetch_or(&events, cterminalguard_interrupted);
    cterminalguard_wake();
    errno = before;
    return;
  }
  // The owner may be drawing: end on its thread, so that nothing is drawn after the restoration.
  bool sent = is_request(number) || info->si_code == SI_USER;
  if (sent && !pthread_equal(pthread_self(), owner) && getpid() == owner_process) {
    pthread_kill(owner, number);
    return;
  }
  cterminalguard_restore();
  // Two threads may fault at once: wait for the one that restores, but not for ever.
  for (int i = 0; i < 200 && !atomic_load(&finished) && getpid() == owner_process; i++) {
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  struct sigaction fallback = {.sa_handler = SIG_DFL};
  sigaction(number, &fallback, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  _exit(128 + number);
}

static void notice(int number) {
  int before = errno;
  unsigned event = number == SIGWINCH  ? cterminalguard_resized
                   : number == SIGTSTP ? cterminalguard_stop_requested
                                       : cterminalguard_continued;
  atomic_fetch_or(&events, event);
  cterminalguard_wake();
  errno = before;
}

// Not SIG_IGN: a program started meanwhile would inherit that.
static void overhear(int number) { (void)number; }

static void install(int number, const struct sigaction *action, bool even_if_ignored) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  // Whoever started us may have had it blocked, and that is inherited.
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  if (!registered) sigaction(number, NULL, &found[number]);
  // nohup ignores SIGHUP for its program's good.
  if (even_if_ignored || found[number].sa_handler != SIG_IGN) sigaction(number, action, NULL);
}

static void install_requests(void) {
  struct sigaction action = {.sa_sigaction = end, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < COUNT(requests); i++) install(requests[i], &action, false);
}

static void install_notices(void) {
  struct sigaction action = {.sa_handler = notice, .sa_flags = SA_ONSTACK | SA_RESTART};
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < COUNT(notices); i++) install(notices[i], &action, true);
}

static void install_all(void) {
  struct sigaction action = {.sa_sigaction = end, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < COUNT(faults); i++) install(faults[i], &action, true);
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  for (size_t i = 0; i < COUNT(ignored); i++) install(ignored[i], &ignore, true);
  install_requests();
  install_notices();
}

int cterminalguard_register(int terminal) {
  static atomic_bool exit_handled;
  if (tcgetattr(terminal, &settings) != 0) return errno;
  if (cterminalguard_wake_descriptor() < 0) return errno;
  int failure = csignalstack_use_own();
  if (failure != 0) return failure;
  terminal_descriptor = terminal;
  owner = pthread_self();
  owner_process = getpid();
  atomic_store(&finished, false);
  install_all();
  registered = true;
  if (!atomic_exchange(&exit_handled, true)) atexit(cterminalguard_restore);
  return 0;
}

void cterminalguard_unregister(void) {
  if (!registered) return;
  cterminalguard_arm(false);
  for (size_t i = 0; i < COUNT(faults); i++) sigaction(faults[i], &found[faults[i]], NULL);
  for (size_t i = 0; i < COUNT(requests); i++) sigaction(requests[i], &found[requests[i]], NULL);
  for (size_t i = 0; i < COUNT(notices); i++) sigaction(notices[i], &found[notices[i]], NULL);
  // What is ignored stays so: a pipe may break after the screen is gone, too.
  registered = false;
}

void cterminalguard_prepare(const uint8_t *prepared, size_t count) {
  byte_count = count < byte_limit ? count : byte_limit;
  memcpy(bytes, prepared, byte_count);
}

void cterminalguard_arm(bool value) {
  if (value) {
    divert_messages();
    if (messages >= 0 && standard_error >= 0) dup2(messages, STDERR_FILENO);
    atomic_store(&finished, false);
    atomic_store(&armed, true);
  } else {
    atomic_store(&armed, false);
    atomic_store(&finished, true);
    show_messages();
  }
}

int cterminalguard_wake_descriptor(void) {
  int descriptor = atomic_load(&wake_descriptor);
  if (descriptor >= 0) return descriptor;
  int created = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (created < 0) return -1;
  if (atomic_compare_exchange_strong(&wake_descriptor, &descriptor, created)) return created;
  close(created);
  return descriptor;
}

void cterminalguard_wake(void) {
  int descriptor = atomic_load(&wake_descriptor);
  uint64_t one = 1;
  // Fails only when the counter is full, and then the descriptor is readable anyway.
  if (descriptor >= 0 && write(descriptor, &one, sizeof one) < 0) return;
}

void cterminalguard_drain(void) {
  uint64_t count;
  if (read(atomic_load(&wake_descriptor), &count, sizeof count) < 0) return;
}

unsigned cterminalguard_take_events(void) { return atomic_exchange(&events, 0); }

void cterminalguard_stop(void) {
  struct sigaction stop = {.sa_handler = SIG_DFL}, before;
  sigaction(SIGTSTP, &stop, &before);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}

void cterminalguard_catch_interrupt(bool value) { atomic_store(&catches_interrupt, value); }

void cterminalguard_lend(bool value) {
  if (atomic_exchange(&lent, value) == value) return;
  if (!value) {
    install_requests();
    install_notices();
    return;
  }
  struct sigaction hear = {.sa_handler = overhear, .sa_flags = SA_RESTART};
  struct sigaction stop = {.sa_handler = SIG_DFL};
  install(SIGINT, &hear, false);
  install(SIGQUIT, &hear, false);
  install(SIGTSTP, &stop, true);
}
