#ifndef CTRANSFORMERKERNELS_H
#define CTRANSFORMERKERNELS_H

// The decoder's arithmetic on single rows; matrix products are oneDNN's.
//
// Why C: SwiftPM compiles Swift for the oldest processor of an architecture, on x86-64 one with
// vectors of four floats, and Swift has no way to compile a function for several instruction sets
// and to choose among them when the program is loaded (`target_clones`). Measured with AVX-512
// against the oldest: SiLU 1.7 and 8.5 µs a row of 4,864, rounding to bytes 0.3 and 1.8, softmax
// 0.15 and 0.6 a row of 256, which is a seventh of the int8 decoder's time. Goes when Swift has
// function multiversioning.
//
// No function allocates, keeps a pointer or fails. Lengths count elements and may be 0; rows need
// no alignment; an output may be the very input row unless said otherwise, not overlap it partly.

#include <stdint.h>

#include "CTransformerGradients.h"

/// out = x / √(mean(x²) + epsilon) · weight; shapes (count).
void ctransformer_rms_norm(const float *x, const float *weight, long count, float epsilon,
                           float *out);

/// Rounds to bfloat16, to the nearest, ties to even; not in place.
void ctransformer_store_bfloat16(const float *x, long count, uint16_t *out);

/// Every bfloat16 as the float it is; not in place.
void ctransformer_load_bfloat16(const uint16_t *x, long count, float *out);

/// Rounds x / scale to −127...127 with scale = max |x| / 127, which is returned; a row with NaN or
/// an infinity gives a scale that is NaN or infinite, which shows in the product. Not in place.
float ctransformer_quantize(const float *x, long count, int8_t *out);

/// x = x · row · channels + bias; bias NULL for none. Makes numbers of a product of int8 values.
void ctransformer_dequantize(float *x, long count, float row, const float *channels,
                             const float *bias);

/// sum = sum + x; not the same row.
void ctransformer_add(float *sum, const float *x, long count);

/// sum = sum + x · row · channels.
void ctransformer_add_dequantized(float *sum, const float *x, long count, float row,
                                  const float *channels);

/// out = silu(gate · row · gate_channels) · up · row · up_channels, with silu(v) = v / (1 + e^−v).
void ctransformer_gate_dequantized(const float *gate, const float *up, long count, float row,
                                   const float *gate_channels, const float *up_channels,
                                   float *out);

/// Rotary positions as transformers has them: element i pairs with element i + half.
///
/// x and out have 2 · half elements, cosines and sines half; not in place.
void ctransformer_rotate(const float *x, const float *cosines, const float *sines, long half,
                         float *out);

/// One row's share of a softmax over keys that come in blocks (Milakov and Gimelshein 2018,
/// arXiv:1805.02867).
///
/// count is a multiple of 16. Writes exp(scores · scale − maximum) for keys first ..< last and 0
/// for the rest of count, whose scores are finite; updates the maximum (of scaled scores, −∞ before
/// the first block) and the sum (0 before). Returns the factor that earlier blocks' sums, and what
/// was accumulated with their weights, has to be multiplied by; it has been applied to *sum. out
/// has floats, or bfloat16 if `bfloat16` is not 0, and is not scores.
float ctransformer_softmax_block(const float *scores, long count, long first, long last,
                                 float scale, float *maximum, float *sum, void *out, int bfloat16);

/// out = x · factor.
void ctransformer_scale(const float *x, long count, float factor, float *out);

/// Adds a block of logits to a running log-sum-exp: maximum (−∞ before), sum of exp(x − maximum).
void ctransformer_log_sum_exp(const float *x, long count, float *maximum, float *sum);

/// row = row + Σ factors[k] · columns[k], with columns of shape (rank, count); factors has rank.
///
/// A row's share of an adapter's B · A, summed apart from the row so that few small terms are not
/// lost in it one by one.
void ctransformer_add_low_rank(float *row, long count, const float *factors, const float *columns,
                               long rank);

/// Σ x · y, in floats.
float ctransformer_dot(const float *x, const float *y, long count);

#endif
