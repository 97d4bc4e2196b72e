pragma circom 2.0.0;
template None() { signal input x; signal input y; signal s; s <== x*y; s*x === 12; }
component main = None();
