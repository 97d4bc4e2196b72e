pragma circom 2.0.0;
// No wire is public.
template NonePublic() {
    signal input a;
    signal input b;
    signal c;
    c <== a * b;
    c * c === 1296;
}
component main = NonePublic();
