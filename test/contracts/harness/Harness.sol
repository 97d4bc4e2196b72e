// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AppendTree} from "zonogon/base/AppendTree.sol";
import {IBridge} from "zonogon/interfaces/IBridge.sol";
import {IGlobalExitRootManager} from "zonogon/interfaces/IGlobalExitRootManager.sol";
import {IRollupManager} from "zonogon/interfaces/IRollupManager.sol";
import {BatchFee} from "zonogon/lib/BatchFee.sol";
import {ExitRoots} from "zonogon/lib/ExitRoots.sol";
import {TokenWrapper} from "zonogon/base/TokenWrapper.sol";
import {Rollup} from "zonogon/Rollup.sol";
import {RollupManager} from "zonogon/RollupManager.sol";
import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";

/// Opens internal functions to the tests; adds nothing of its own.
contract TreeHarness is AppendTree {
    function add(bytes32 leaf) external {
        _addLeaf(leaf);
    }
}

contract LibraryHarness is TokenWrapper {
    function rollupExitRoot(bytes32[] memory leaves) external pure returns (bytes32) {
        return ExitRoots.rollupExitRoot(leaves);
    }

    function adjustedFee(uint256 fee, uint256 multiplier, uint256 late, uint256 inTime) external pure returns (uint256) {
        return BatchFee.adjusted(fee, multiplier, late, inTime);
    }
}

contract RollupHarness is Rollup {
    constructor(
        IGlobalExitRootManager exitRoots,
        IERC20Upgradeable token,
        IBridge bridge,
        IRollupManager manager
    ) Rollup(exitRoots, token, bridge, manager) {}

    function accumulate(
        bytes32 accInputHash,
        bytes32 transactionsHash,
        bytes32 infoRootOrForcedExitRoot,
        uint64 timestampLimit,
        address coinbase,
        bytes32 forcedBlockHashL1
    ) external pure returns (bytes32) {
        return
            _accumulate(
                accInputHash,
                transactionsHash,
                infoRootOrForcedExitRoot,
                timestampLimit,
                coinbase,
                forcedBlockHashL1
            );
    }

    function version() external pure returns (uint256) {
        return 2;
    }
}

/// Takes transitions as if their proofs had been checked, to test what follows from them.
contract RollupManagerHarness is RollupManager {
    constructor(
        IGlobalExitRootManager exitRoots,
        IERC20Upgradeable token,
        IBridge bridge
    ) RollupManager(exitRoots, token, bridge) {}

    function acceptTransition(
        uint32 rollupID,
        uint64 finalNewBatch,
        bytes32 newLocalExitRoot,
        bytes32 newStateRoot,
        address beneficiary
    ) external {
        _acceptTransition(rollupID, finalNewBatch, newLocalExitRoot, newStateRoot, beneficiary);
    }

    function acceptTrustedTransition(
        uint32 rollupID,
        uint64 finalNewBatch,
        bytes32 newLocalExitRoot,
        bytes32 newStateRoot,
        address beneficiary
    ) external {
        _acceptTrustedTransition(rollupID, finalNewBatch, newLocalExitRoot, newStateRoot, beneficiary);
    }
}
