#ifndef CSIGNALSTACK_H
#define CSIGNALSTACK_H

// Why C: Swift has no destructor for what belongs to a thread, and none of the rooms that make threads
// may know the terminal, whose guard needs these stacks.

/// Gives the calling thread a signal stack, so that a handler can run after a stack overflow on it.
///
/// Freed when the thread ends; a thread that has one keeps it. Returns 0 or an error number.
int csignalstack_use_own(void);

#endif
