pragma circom 2.0.0;
include "circomlib/circuits/poseidon.circom";
// Knowledge of what hashes to a public value.
template Preimage() {
    signal input secret[2];
    signal output digest;
    component hash = Poseidon(2);
    hash.inputs[0] <== secret[0];
    hash.inputs[1] <== secret[1];
    digest <== hash.out;
}
component main = Preimage();
