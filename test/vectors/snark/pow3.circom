pragma circom 2.0.0;
// y = x^3 + k x + 5 with k public, and three bits of b.
template Cubic() {
    signal input k;
    signal input x;
    signal input b;
    signal output y;
    signal output low[3];
    signal square;
    signal cube;
    square <== x * x;
    cube <== square * x;
    y <== cube + k * x + 5;
    var sum = 0;
    for (var i = 0; i < 3; i++) {
        low[i] <-- (b >> i) & 1;
        low[i] * (low[i] - 1) === 0;
        sum += low[i] * (1 << i);
    }
    sum === b;
}
component main {public [k]} = Cubic();
