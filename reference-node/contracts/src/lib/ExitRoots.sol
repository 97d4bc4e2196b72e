// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Hashes of exit roots
/// @notice The global exit root, and the tree over the local exit roots of all rollups.
library ExitRoots {
    /// @dev Depth of every exit tree.
    uint256 internal constant DEPTH = 32;

    /// @notice Global exit root of one mainnet and one rollup exit root.
    function globalExitRoot(bytes32 mainnet, bytes32 rollups) internal pure returns (bytes32) {
        return hashPair(mainnet, rollups);
    }

    /// @notice Root of the depth 32 keccak tree whose first leaves are given; the others are zero.
    /// @dev Overwrites `nodes`. Zero when there is no leaf at all: no rollup exists, so nothing can leave one.
    function rollupExitRoot(bytes32[] memory nodes) internal pure returns (bytes32 root) {
        uint256 count = nodes.length;
        if (count == 0) {
            return bytes32(0);
        }
        bytes32 zero;
        uint256 level;
        for (; count > 1; ++level) {
            uint256 parents = (count + 1) / 2;
            for (uint256 i = 0; i < parents; ++i) {
                bytes32 right = 2 * i + 1 < count ? nodes[2 * i + 1] : zero;
                nodes[i] = hashPair(nodes[2 * i], right);
            }
            zero = hashPair(zero, zero);
            count = parents;
        }
        root = nodes[0];
        for (; level < DEPTH; ++level) {
            root = hashPair(root, zero);
            zero = hashPair(zero, zero);
        }
    }

    /// @notice keccak256 of two words, without touching allocated memory.
    function hashPair(bytes32 left, bytes32 right) internal pure returns (bytes32 node) {
        assembly ("memory-safe") {
            mstore(0x00, left)
            mstore(0x20, right)
            node := keccak256(0x00, 0x40)
        }
    }
}
