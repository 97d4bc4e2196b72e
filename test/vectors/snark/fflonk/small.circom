pragma circom 2.0.0;
// One of each: constant factors, long sums, several products, two public inputs and an output.
template Small() {
    signal input a; signal input b; signal input c; signal input d[6];
    signal output o; signal m; signal n; signal z; signal p; signal q;
    m <== (a + 2*b + 3*c + 5) * (b - c + 7*d[0] + d[1]);
    n <== m * m + d[0] + 2*d[1] + 3*d[2] + 4*d[3] + 5*d[4] + 6*d[5] + 11;
    z <== 3*a + 4*b + 5*c + 6*d[2];
    p <== z * n;
    z * (n + 3) === p + 3*z;
    q <== 5 * (a + b + c + d[0] + d[5] - 9);
    o <== n * z + 1;
}
component main {public [a, b]} = Small();
