#ifndef ROWARITHMETIC_H
#define ROWARITHMETIC_H

// What the forward kernels and their gradients have in common.

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One body for each function, compiled for three kinds of x86-64; the loader chooses. Elsewhere the
// architecture's own vectors (NEON) are in every build.
#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

// Sums in any order, so that they become vectors; NaN and infinities stay what they are.
#pragma clang fp reassociate(on) contract(fast)

INLINE int32_t bits_of(float x) {
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

INLINE float float_of(int32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// Integers in the order of the floats, and back: a maximum of floats is no vector, since it has
/// rules for NaN. NaN comes last or first.
INLINE int32_t ordered(int32_t bits) { return bits ^ (int32_t)((uint32_t)(bits >> 31) >> 1); }

/// Adding it to a float of less than 2²² leaves the rounded integer in the low bits.
static const float rounder = 12582912.0f;
static const int32_t rounder_bits = 0x4B400000;

/// e^x to 2 units in the last place; below −87 it stays e^−87, above 88 e^88; NaN gives e^−87.
INLINE float exponential(float x) {
  x = x > -87.0f ? x : -87.0f;
  x = x < 88.0f ? x : 88.0f;
  float whole;
  {
#pragma clang fp reassociate(off)
    whole = (x * 1.44269504f + rounder) - rounder;
  }
  // log 2 in two parts, so that the remainder keeps its last bits.
  float rest = x - whole * 0.693359375f;
  rest = rest + whole * 2.12194440e-4f;
  float sum = 1.3981999e-3f;
  sum = sum * rest + 8.3334519e-3f;
  sum = sum * rest + 4.1665796e-2f;
  sum = sum * rest + 1.6666665e-1f;
  sum = sum * rest + 0.5f;
  sum = sum * (rest * rest) + rest + 1.0f;
  return float_of(bits_of(sum) + ((int32_t)whole << 23));
}

INLINE uint16_t bfloat16_of(float x) {
  uint32_t bits = (uint32_t)bits_of(x);
  return (uint16_t)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
}

INLINE float largest_of(const float *x, long count) {
  int32_t largest = INT32_MIN;
  for (long i = 0; i < count; i++) {
    int32_t order = ordered(bits_of(x[i]));
    largest = order > largest ? order : largest;
  }
  return float_of(ordered(largest));
}

#endif
