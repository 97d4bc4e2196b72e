// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ExitRoots} from "../lib/ExitRoots.sol";

/// @title Append-only Merkle tree
/// @notice keccak256, depth 32, at most 2^32 - 1 leaves. Only the right edge is stored: `_branch[h]` is the last full
/// subtree of height h. Used for deposits and for the L1 info tree.
abstract contract AppendTree {
    uint256 internal constant TREE_DEPTH = 32;
    uint256 internal constant MAX_LEAVES = 2 ** TREE_DEPTH - 1;

    bytes32[TREE_DEPTH] internal _branch;

    /// @notice Number of leaves.
    uint256 public depositCount;

    /// @dev Keeps the storage layout of the bridge (docs/contracts.md).
    uint256[20] private _gap;

    error MerkleTreeFull();

    /// @notice Root of the tree; of an empty one, the root of 2^32 zero leaves.
    function getRoot() public view virtual returns (bytes32 node) {
        uint256 size = depositCount;
        bytes32 zero;
        for (uint256 height = 0; height < TREE_DEPTH; ++height) {
            node = (size >> height) & 1 == 1
                ? ExitRoots.hashPair(_branch[height], node)
                : ExitRoots.hashPair(node, zero);
            zero = ExitRoots.hashPair(zero, zero);
        }
    }

    /// @notice Whether `leafHash` stands at `index` under `root`.
    function verifyMerkleProof(
        bytes32 leafHash,
        bytes32[TREE_DEPTH] calldata smtProof,
        uint32 index,
        bytes32 root
    ) public pure returns (bool) {
        return calculateRoot(leafHash, smtProof, index) == root;
    }

    /// @notice The root that a leaf, its position and its siblings (lowest first) lead to.
    function calculateRoot(
        bytes32 leafHash,
        bytes32[TREE_DEPTH] calldata smtProof,
        uint32 index
    ) public pure returns (bytes32 node) {
        node = leafHash;
        for (uint256 height = 0; height < TREE_DEPTH; ++height) {
            node = (index >> height) & 1 == 1
                ? ExitRoots.hashPair(smtProof[height], node)
                : ExitRoots.hashPair(node, smtProof[height]);
        }
    }

    /// @dev Appends a leaf: one storage slot of the edge and the count are written.
    function _addLeaf(bytes32 leaf) internal {
        uint256 size = depositCount;
        if (size >= MAX_LEAVES) {
            revert MerkleTreeFull();
        }
        depositCount = ++size;
        // The new leaf completes the subtrees below the lowest set bit of the new size, which is below 2^32.
        bytes32 node = leaf;
        uint256 height = 0;
        for (; (size >> height) & 1 == 0; ++height) {
            node = ExitRoots.hashPair(_branch[height], node);
        }
        _branch[height] = node;
    }
}
