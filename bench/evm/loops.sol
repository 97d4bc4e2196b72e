// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

/// Loops that measure an interpreter: hashing, 256-bit arithmetic, memory. loops.hex is its deployed code (solc 0.8.30,
/// optimizer 200 runs, EVM version paris, no metadata hash).
contract Loops {
    function keccakLoop(uint256 n) external pure returns (bytes32 h) {
        for (uint256 i = 0; i < n; i++) {
            assembly {
                mstore(0, h)
                h := keccak256(0, 32)
            }
        }
    }

    function arith(uint256 n) external pure returns (uint256 x) {
        x = 1;
        unchecked {
            for (uint256 i = 1; i <= n; i++) {
                x = x * 6364136223846793005 + i;
                x ^= x >> 33;
                x = mulmod(x, i, type(uint256).max - 188) / 3;
            }
        }
    }

    function sieve(uint256 n) external pure returns (uint256 count) {
        bool[] memory composite = new bool[](n + 1);
        for (uint256 i = 2; i <= n; i++) {
            if (!composite[i]) {
                count++;
                for (uint256 j = i * i; j <= n; j += i) {
                    composite[j] = true;
                }
            }
        }
    }
}
