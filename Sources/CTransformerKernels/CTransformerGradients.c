#include "CTransformerGradients.h"

#include "RowArithmetic.h"

// MARK: Feed-forward

CLONES void ctransformer_gate(const float *restrict gate, const float *restrict up, long count,
                              float *restrict out) {
  for (long i = 0; i < count; i++) out[i] = gate[i] * up[i] / (exponential(-gate[i]) + 1.0f);
}

CLONES void ctransformer_gate_gradient(float *restrict gate, float *restrict up, long count,
                                       float *restrict dout) {
  for (long i = 0; i < count; i++) {
    float x = gate[i], value = up[i], slope = dout[i];
    float sigmoid = 1.0f / (exponential(-x) + 1.0f);
    float opening = x * sigmoid;
    gate[i] = slope * value * (sigmoid + opening * (1.0f - sigmoid));
    up[i] = slope * opening;
    dout[i] = opening * value;
  }
}

// MARK: Normalization

CLONES void ctransformer_rms_norm_gradient(const float *restrict x, const float *restrict weight,
                                           long count, float epsilon, const float *restrict dout,
                                           float *restrict dx, float *restrict dweight) {
  float squares = 0, product = 0;
  for (long i = 0; i < count; i++) {
    squares += x[i] * x[i];
    product += weight[i] * dout[i] * x[i];
  }
  float factor = 1 / sqrtf(squares / (float)count + epsilon);
  float share = product * factor * factor * factor / (float)count;
  for (long i = 0; i < count; i++) dx[i] += factor * weight[i] * dout[i] - share * x[i];
  if (dweight == NULL) return;
  for (long i = 0; i < count; i++) dweight[i] += dout[i] * x[i] * factor;
}

// MARK: Softmax

CLONES void ctransformer_softmax_gradient(const float *scores, const float *dweights, long count,
                                          long first, long last, float scale, float log_sum,
                                          float mean, float *weights, float *dscores) {
  // Each place is read before it is written, so that the rows may be the same.
#pragma clang loop vectorize(assume_safety)
  for (long i = 0; i < count; i++) {
    float weight = exponential(scores[i] * scale - log_sum);
    float slope = weight * (dweights[i] - mean) * scale;
    int seen = i >= first && i < last;
    weights[i] = seen ? weight : 0;
    dscores[i] = seen ? slope : 0;
  }
}

CLONES void ctransformer_softmax_scaled(float *x, long count, float log_sum, float factor) {
  for (long i = 0; i < count; i++) x[i] = exponential(x[i] - log_sum) * factor;
}

// MARK: Optimizer

CLONES void ctransformer_adamw(float *restrict weight, const float *restrict gradient,
                               float *restrict first_moment, float *restrict second_moment,
                               long count, const ctransformer_adamw_step *step, float decay) {
  float factor = step->gradient_factor, epsilon = step->epsilon;
  float beta1 = step->beta1, beta2 = step->beta2;
  float kept = 1 - step->rate * decay, rate = step->rate * step->correction1;
  float correction = step->correction2;
  for (long i = 0; i < count; i++) {
    float slope = gradient[i] * factor;
    float first = beta1 * first_moment[i] + (1 - beta1) * slope;
    float second = beta2 * second_moment[i] + (1 - beta2) * slope * slope;
    first_moment[i] = first;
    second_moment[i] = second;
    weight[i] = kept * weight[i] - rate * first / (sqrtf(second * correction) + epsilon);
  }
}

CLONES double ctransformer_sum_of_squares(const float *x, long count) {
  enum { stretch = 4096 };
  double total = 0;
  for (long start = 0; start < count; start += stretch) {
    long end = start + stretch < count ? start + stretch : count;
    float sum = 0;
    for (long i = start; i < end; i++) sum += x[i] * x[i];
    total += sum;
  }
  return total;
}
