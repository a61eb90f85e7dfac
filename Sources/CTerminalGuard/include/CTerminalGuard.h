#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H

// What must run inside a signal handler is C: Swift code may allocate, retain or lock anywhere,
// and none of that is allowed there. Everything here is process-wide, as signals are.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// The terminal's size changed (SIGWINCH).
  cterminalguard_resized = 1,
  /// Ctrl-Z (SIGTSTP) asks the program to stop.
  cterminalguard_stop_requested = 2,
  /// The program goes on after a stop (SIGCONT).
  cterminalguard_continued = 4,
  /// Ctrl-C (SIGINT), where it was caught.
  cterminalguard_interrupted = 8,
};

/// Remembers the terminal's settings and takes over the signals; the calling thread owns the
/// terminal from here on. Returns 0 or an error number.
int cterminalguard_register(int terminal);

/// Gives the signals back as they were found.
void cterminalguard_unregister(void);

/// Sets the bytes that put the terminal back, at most 512.
void cterminalguard_prepare(const uint8_t *bytes, size_t count);

/// Whether a way out has to send them. While armed, what is written to a terminal by way of
/// standard error is kept, and shown once the screen is gone.
void cterminalguard_arm(bool armed);

/// Sends the prepared bytes and restores the settings if armed; disarms. Safe in a handler.
void cterminalguard_restore(void);

/// Restores the remembered settings only.
void cterminalguard_restore_settings(void);

/// A descriptor that becomes readable when a signal came or `cterminalguard_wake` was called;
/// valid until the process ends, so that a late waker never meets a reused number.
int cterminalguard_wake_descriptor(void);
void cterminalguard_wake(void);
/// Makes the descriptor unreadable again.
void cterminalguard_drain(void);

/// What came since the last call: the constants above, or-ed.
unsigned cterminalguard_take_events(void);

/// Stops the process as Ctrl-Z would without this guard; returns when it is continued.
void cterminalguard_stop(void);

/// Whether the next Ctrl-C only says so, for what it ends to end by itself; the one behind it ends the
/// program.
void cterminalguard_catch_interrupt(bool value);

/// While another program has the terminal: its Ctrl-C, Ctrl-\ and Ctrl-Z are not ours.
void cterminalguard_lend(bool lent);

#endif
