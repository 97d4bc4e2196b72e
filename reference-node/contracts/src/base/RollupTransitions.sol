// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";
import {SafeERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/utils/SafeERC20Upgradeable.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {BatchFee} from "../lib/BatchFee.sol";
import {RollupManagerState} from "./RollupManagerState.sol";

/// @title State transitions of the rollups
/// @notice What follows once a transition is known to be right: reward, fee, pending states, consolidation. That it is right a
/// proof must show, and whoever calls the internal functions of this contract must have checked one.
abstract contract RollupTransitions is RollupManagerState {
    using SafeERC20Upgradeable for IERC20Upgradeable;

    /// @notice Whether a pending state has waited long enough.
    function isPendingStateConsolidable(uint32 rollupID, uint64 pendingStateNum) public view returns (bool) {
        return _consolidable(rollupIDToRollupData[rollupID], pendingStateNum);
    }

    /// @notice Makes a pending state, and all before it, final. The trusted aggregator need not wait.
    function consolidatePendingState(uint32 rollupID, uint64 pendingStateNum) external {
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        if (!hasRole(_TRUSTED_AGGREGATOR_ROLE, msg.sender)) {
            if (isEmergencyState) {
                revert OnlyNotEmergencyState();
            }
            if (!_consolidable(rollup, pendingStateNum)) {
                revert PendingStateNotConsolidable();
            }
        }
        _consolidate(rollupID, rollup, pendingStateNum);
    }

    /// @dev Pays the aggregator, and counts. Before the fee and the states, which both look at what is verified so far.
    function _reward(RollupData storage rollup, uint64 finalNewBatch, address beneficiary) internal {
        uint64 newBatches = finalNewBatch - _lastVerifiedBatch(rollup);
        pol.safeTransfer(beneficiary, calculateRewardPerBatch() * newBatches);
        totalVerifiedBatches += newBatches;
        lastAggregationTimestamp = uint64(block.timestamp);
    }

    /// @dev A transition that anybody proved: adjusts the fee and waits, unless nothing has to wait.
    function _acceptTransition(
        uint32 rollupID,
        uint64 finalNewBatch,
        bytes32 newLocalExitRoot,
        bytes32 newStateRoot,
        address beneficiary
    ) internal {
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        uint64 before = _lastVerifiedBatch(rollup);
        _reward(rollup, finalNewBatch, beneficiary);
        _adjustFee(rollup, before, finalNewBatch);
        if (pendingStateTimeout == 0) {
            _forgetPending(rollup);
            _setVerified(rollup, finalNewBatch, newLocalExitRoot, newStateRoot);
        } else {
            _tryConsolidate(rollupID, rollup);
            rollup.pendingStateTransitions[++rollup.lastPendingState] = PendingState({
                timestamp: uint64(block.timestamp),
                lastVerifiedBatch: finalNewBatch,
                exitRoot: newLocalExitRoot,
                stateRoot: newStateRoot
            });
        }
        IRollup(rollup.rollupContract).onVerifyBatches(finalNewBatch, newStateRoot, msg.sender);
    }

    /// @dev A transition that the trusted aggregator proved: final at once, pending states are forgotten, no fee change.
    function _acceptTrustedTransition(
        uint32 rollupID,
        uint64 finalNewBatch,
        bytes32 newLocalExitRoot,
        bytes32 newStateRoot,
        address beneficiary
    ) internal {
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        _reward(rollup, finalNewBatch, beneficiary);
        _forgetPending(rollup);
        _setVerified(rollup, finalNewBatch, newLocalExitRoot, newStateRoot);
        IRollup(rollup.rollupContract).onVerifyBatches(finalNewBatch, newStateRoot, msg.sender);
    }

    /// @dev What is final from now on lies beyond every pending state.
    function _forgetPending(RollupData storage rollup) private {
        rollup.lastPendingState = 0;
        rollup.lastPendingStateConsolidated = 0;
    }

    /// @dev Moves the fee by how late the batches in (lastVerified, finalNewBatch] are. Sequencing times only grow, so
    /// walking back from the newest sequence the first late one makes all before it late too.
    function _adjustFee(RollupData storage rollup, uint64 lastVerified, uint64 finalNewBatch) internal {
        uint64 batch = finalNewBatch;
        while (batch > lastVerified) {
            SequencedBatchData storage sequence = rollup.sequencedBatches[batch];
            if (block.timestamp - sequence.sequencedTimestamp >= verifyBatchTimeTarget) {
                break;
            }
            batch = sequence.previousLastBatchSequenced;
        }
        _batchFee = BatchFee.adjusted(_batchFee, multiplierBatchFee, batch - lastVerified, finalNewBatch - batch);
    }

    /// @dev Consolidates what can be without asking: the middle of the pending states if it can, else the next one.
    function _tryConsolidate(uint32 rollupID, RollupData storage rollup) internal {
        uint64 last = rollup.lastPendingState;
        uint64 consolidated = rollup.lastPendingStateConsolidated;
        if (last == consolidated) {
            return;
        }
        uint64 next = consolidated + 1;
        if (_consolidable(rollup, next)) {
            uint64 middle = next + (last - next) / 2;
            _consolidate(rollupID, rollup, _consolidable(rollup, middle) ? middle : next);
        }
    }

    function _consolidate(uint32 rollupID, RollupData storage rollup, uint64 pendingStateNum) internal {
        if (
            pendingStateNum <= rollup.lastPendingStateConsolidated || pendingStateNum > rollup.lastPendingState
        ) {
            revert PendingStateInvalid();
        }
        PendingState memory state = rollup.pendingStateTransitions[pendingStateNum];
        rollup.lastPendingStateConsolidated = pendingStateNum;
        _setVerified(rollup, state.lastVerifiedBatch, state.exitRoot, state.stateRoot);
        emit ConsolidatePendingState(
            rollupID,
            state.lastVerifiedBatch,
            state.stateRoot,
            state.exitRoot,
            pendingStateNum
        );
    }

    function _consolidable(RollupData storage rollup, uint64 pendingStateNum) private view returns (bool) {
        return rollup.pendingStateTransitions[pendingStateNum].timestamp + pendingStateTimeout <= block.timestamp;
    }

    /// @dev Writes a final state, and tells the global exit root manager.
    function _setVerified(
        RollupData storage rollup,
        uint64 batchNum,
        bytes32 localExitRoot,
        bytes32 stateRoot
    ) private {
        rollup.lastVerifiedBatch = batchNum;
        rollup.batchNumToStateRoot[batchNum] = stateRoot;
        rollup.lastLocalExitRoot = localExitRoot;
        globalExitRootManager.updateExitRoot(getRollupExitRoot());
    }
}
