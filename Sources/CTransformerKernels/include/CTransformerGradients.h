#ifndef CTRANSFORMERGRADIENTS_H
#define CTRANSFORMERGRADIENTS_H

// The gradients of CTransformerKernels.h's rows, arguments in the same order with those of the
// outputs behind them, and the optimizer's arithmetic. The same rules hold; `d` before a name means
// the derivative of the loss with respect to it. Why C: see there.

/// out = silu(gate) · up; shapes (count).
void ctransformer_gate(const float *gate, const float *up, long count, float *out);

/// Replaces gate and up by their gradients, and dout by silu(gate) · up, computed anew.
void ctransformer_gate_gradient(float *gate, float *up, long count, float *dout);

/// Adds to dx, and to dweight unless that is NULL; shapes (count).
///
/// With r = 1 / √(mean(x²) + ε): dx = r · w · dy − x · r³ / count · Σ w · dy · x; dw = dy · x · r.
void ctransformer_rms_norm_gradient(const float *x, const float *weight, long count, float epsilon,
                                    const float *dout, float *dx, float *dweight);

/// One query's weights anew from its scores, and the scores' gradient from the weights'.
///
/// Weights are e^(scores · scale − log_sum) for keys first ..< last and 0 for the rest of count;
/// dscores = weights · (dweights − mean) · scale, where mean = Σ weights · dweights, which the caller
/// has as dout · out. weights may be scores, dscores may be dweights.
void ctransformer_softmax_gradient(const float *scores, const float *dweights, long count,
                                   long first, long last, float scale, float log_sum, float mean,
                                   float *weights, float *dscores);

/// x = e^(x − log_sum) · factor: softmax(x) times the factor.
void ctransformer_softmax_scaled(float *x, long count, float log_sum, float factor);

/// Numbers that are the same for all weights of one step of AdamW (Loshchilov and Hutter 2019,
/// arXiv:1711.05101).
typedef struct {
  /// Of the gradient, before anything else: what clipping leaves of it.
  float gradient_factor;
  float rate, beta1, beta2, epsilon;
  /// 1 / (1 − beta1^step), 1 / (1 − beta2^step).
  float correction1, correction2;
} ctransformer_adamw_step;

/// One step: weight = weight · (1 − rate · decay) − rate · m̂ / (√v̂ + ε); moments are updated.
void ctransformer_adamw(float *weight, const float *gradient, float *first_moment,
                        float *second_moment, long count, const ctransformer_adamw_step *step,
                        float decay);

/// Σ x², in a double for every few thousand floats.
double ctransformer_sum_of_squares(const float *x, long count);

#endif
