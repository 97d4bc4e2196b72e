pragma circom 2.0.0;
// No wire is private.
template AllPublic() {
    signal input a;
    signal input b;
    signal output c;
    c <== a * b;
}
component main {public [a, b]} = AllPublic();
