pragma circom 2.0.0;
template One() { signal input x; signal input y; signal output o; signal s; s <== x*x; o <== s*y + x + 5; }
component main = One();
