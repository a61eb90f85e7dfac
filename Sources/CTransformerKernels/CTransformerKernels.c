#include "CTransformerKernels.h"

#include "RowArithmetic.h"

// MARK: Normalization and types

CLONES void ctransformer_rms_norm(const float *x, const float *weight, long count, float epsilon,
                                  float *out) {
  float squares = 0;
  for (long i = 0; i < count; i++) squares += x[i] * x[i];
  float factor = 1 / sqrtf(squares / (float)count + epsilon);
  for (long i = 0; i < count; i++) out[i] = x[i] * factor * weight[i];
}

CLONES void ctransformer_store_bfloat16(const float *restrict x, long count,
                                        uint16_t *restrict out) {
  for (long i = 0; i < count; i++) out[i] = bfloat16_of(x[i]);
}

CLONES void ctransformer_load_bfloat16(const uint16_t *restrict x, long count,
                                       float *restrict out) {
  for (long i = 0; i < count; i++) out[i] = float_of((int32_t)((uint32_t)x[i] << 16));
}

// MARK: Eight-bit products

CLONES float ctransformer_quantize(const float *restrict x, long count, int8_t *restrict out) {
  int32_t largest = 0;  // the order of magnitudes is that of their bits; NaN is above infinity
  for (long i = 0; i < count; i++) {
    int32_t magnitude = bits_of(x[i]) & 0x7FFFFFFF;
    largest = magnitude > largest ? magnitude : largest;
  }
  float limit = float_of(largest);
  // Of tiny rows 127 / limit would be infinite.
  float factor = limit > 1e-35f ? 127 / limit : 0;
  for (long i = 0; i < count; i++) {
    {
#pragma clang fp reassociate(off)
      out[i] = (int8_t)(bits_of(x[i] * factor + rounder) - rounder_bits);
    }
  }
  return limit / 127;
}

CLONES void ctransformer_dequantize(float *restrict x, long count, float row,
                                    const float *restrict channels, const float *restrict bias) {
  if (bias == NULL) {
    for (long i = 0; i < count; i++) x[i] = x[i] * row * channels[i];
  } else {
    for (long i = 0; i < count; i++) x[i] = x[i] * row * channels[i] + bias[i];
  }
}

CLONES void ctransformer_add(float *restrict sum, const float *restrict x, long count) {
  for (long i = 0; i < count; i++) sum[i] += x[i];
}

CLONES void ctransformer_add_dequantized(float *restrict sum, const float *restrict x, long count,
                                         float row, const float *restrict channels) {
  for (long i = 0; i < count; i++) sum[i] += x[i] * row * channels[i];
}

CLONES void ctransformer_gate_dequantized(const float *restrict gate, const float *restrict up,
                                          long count, float row,
                                          const float *restrict gate_channels,
                                          const float *restrict up_channels, float *restrict out) {
  for (long i = 0; i < count; i++) {
    float opening = gate[i] * row * gate_channels[i];
    float value = up[i] * row * up_channels[i];
    out[i] = opening * value / (exponential(-opening) + 1.0f);
  }
}

// MARK: Attention

CLONES void ctransformer_rotate(const float *restrict x, const float *restrict cosines,
                                const float *restrict sines, long half, float *restrict out) {
  for (long i = 0; i < half; i++) {
    float first = x[i], second = x[half + i];
    out[i] = first * cosines[i] - second * sines[i];
    out[half + i] = second * cosines[i] + first * sines[i];
  }
}

CLONES float ctransformer_softmax_block(const float *restrict scores, long count, long first,
                                        long last, float scale, float *restrict maximum,
                                        float *restrict sum, void *restrict out, int bfloat16) {
  size_t size = bfloat16 ? sizeof(uint16_t) : sizeof(float);
  if (last <= first) {
    memset(out, 0, (size_t)count * size);
    return 1;
  }
  float old = *maximum, new = largest_of(scores + first, last - first) * scale;
  new = new > old ? new : old;

  // Whole vectors of 16 at both ends: what is outside gets a weight of 0 there.
  long start = first & ~15L, end = (last + 15) & ~15L;
  float total = 0;
  if (bfloat16) {
    uint16_t *weights = out;
#pragma clang loop vectorize_width(16) interleave_count(1)
    for (long i = start; i < end; i++) {
      float weight = exponential(scores[i] * scale - new);
      weight = i >= first && i < last ? weight : 0;
      total += weight;
      weights[i] = bfloat16_of(weight);
    }
  } else {
    float *weights = out;
#pragma clang loop vectorize_width(16) interleave_count(1)
    for (long i = start; i < end; i++) {
      float weight = exponential(scores[i] * scale - new);
      weight = i >= first && i < last ? weight : 0;
      total += weight;
      weights[i] = weight;
    }
  }
  memset(out, 0, (size_t)start * size);
  memset((char *)out + (size_t)end * size, 0, (size_t)(count - end) * size);
  float factor = old == new ? 1 : expf(old - new);
  *maximum = new;
  *sum = *sum * factor + total;
  return factor;
}

CLONES void ctransformer_scale(const float *x, long count, float factor, float *out) {
  for (long i = 0; i < count; i++) out[i] = x[i] * factor;
}

// MARK: Vocabulary

CLONES void ctransformer_log_sum_exp(const float *x, long count, float *maximum, float *sum) {
  if (count == 0) return;
  float old = *maximum, new = largest_of(x, count);
  new = new > old ? new : old;
  float total = 0;
  for (long i = 0; i < count; i++) total += exponential(x[i] - new);
  *sum = (old == new ? *sum : *sum * expf(old - new)) + total;
  *maximum = new;
}

CLONES float ctransformer_dot(const float *x, const float *y, long count) {
  float sum = 0;
  for (long i = 0; i < count; i++) sum += x[i] * y[i];
  return sum;
}

CLONES void ctransformer_add_low_rank(float *row, long count, const float *factors,
                                      const float *columns, long rank) {
  // So many sums stay in registers while all of A goes by.
  enum { width = 64 };
  long start = 0;
  for (; start + width <= count; start += width) {
    float sums[width] = {0};
    for (long k = 0; k < rank; k++) {
      const float *x = columns + k * count + start;
      float factor = factors[k];
      for (long i = 0; i < width; i++) sums[i] += factor * x[i];
    }
    for (long i = 0; i < width; i++) row[start + i] += sums[i];
  }
  for (; start < count; start++) {
    float sum = 0;
    for (long k = 0; k < rank; k++) sum += factors[k] * columns[k * count + start];
    row[start] += sum;
  }
}
