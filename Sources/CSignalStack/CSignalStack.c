#define _GNU_SOURCE
#include "CSignalStack.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>

// Enough for a handler and for what a thread's larger vector registers take in its frame.
enum { stack_size = 64 * 1024 };

static pthread_key_t stack_key;
static pthread_once_t stack_key_once = PTHREAD_ONCE_INIT;

static void free_stack(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(stack, stack_size);
}

static void create_stack_key(void) { pthread_key_create(&stack_key, free_stack); }

int csignalstack_use_own(void) {
  pthread_once(&stack_key_once, create_stack_key);
  if (pthread_getspecific(stack_key) != NULL) return 0;
  void *memory = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return errno;
  stack_t stack = {.ss_sp = memory, .ss_size = stack_size};
  if (sigaltstack(&stack, NULL) != 0) {
    int failure = errno;
    munmap(memory, stack_size);
    return failure;
  }
  return pthread_setspecific(stack_key, memory);
}
