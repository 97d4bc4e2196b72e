// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGlobalExitRootManager} from "./interfaces/IGlobalExitRootManager.sol";
import {AppendTree} from "./base/AppendTree.sol";
import {ExitRoots} from "./lib/ExitRoots.sol";

/// @title Global exit roots of L1
/// @notice Joins the exit root of the L1 bridge and that of all rollups, and appends every new global exit root to the
/// L1 info tree, from which L2 blocks import it.
contract GlobalExitRootManager is IGlobalExitRootManager, AppendTree {
    /// @notice The bridge of L1.
    address public immutable bridgeAddress;
    /// @notice The rollup manager.
    address public immutable rollupManager;

    /// @notice Deposit root of the L1 bridge.
    bytes32 public lastMainnetExitRoot;
    /// @notice Root over the local exit roots of all rollups.
    bytes32 public lastRollupExitRoot;
    /// @notice Known global exit roots, each with the hash of the block before the one that brought it.
    mapping(bytes32 => uint256) public globalExitRootMap;

    constructor(address rollupManager_, address bridgeAddress_) {
        rollupManager = rollupManager_;
        bridgeAddress = bridgeAddress_;
    }

    /// @notice Takes a new exit root from the bridge or from the rollup manager. An unseen global exit root becomes a leaf.
    function updateExitRoot(bytes32 newRoot) external {
        bytes32 mainnetExitRoot;
        bytes32 rollupExitRoot;
        if (msg.sender == bridgeAddress) {
            lastMainnetExitRoot = newRoot;
            mainnetExitRoot = newRoot;
            rollupExitRoot = lastRollupExitRoot;
        } else if (msg.sender == rollupManager) {
            lastRollupExitRoot = newRoot;
            mainnetExitRoot = lastMainnetExitRoot;
            rollupExitRoot = newRoot;
        } else {
            revert OnlyAllowedContracts();
        }
        bytes32 globalExitRoot = ExitRoots.globalExitRoot(mainnetExitRoot, rollupExitRoot);
        if (globalExitRootMap[globalExitRoot] == 0) {
            uint256 lastBlockHash = uint256(blockhash(block.number - 1));
            globalExitRootMap[globalExitRoot] = lastBlockHash;
            _addLeaf(getLeafValue(globalExitRoot, lastBlockHash, uint64(block.timestamp)));
            emit UpdateL1InfoTree(mainnetExitRoot, rollupExitRoot);
        }
    }

    /// @inheritdoc IGlobalExitRootManager
    function getLastGlobalExitRoot() external view returns (bytes32) {
        return ExitRoots.globalExitRoot(lastMainnetExitRoot, lastRollupExitRoot);
    }

    /// @inheritdoc IGlobalExitRootManager
    function getRoot() public view override(IGlobalExitRootManager, AppendTree) returns (bytes32) {
        return super.getRoot();
    }

    /// @notice A leaf of the L1 info tree.
    function getLeafValue(
        bytes32 newGlobalExitRoot,
        uint256 lastBlockHash,
        uint64 timestamp
    ) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(newGlobalExitRoot, lastBlockHash, timestamp));
    }
}
