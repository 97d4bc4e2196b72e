// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title What a rollup needs of its manager
interface IRollupManager {
    /// @notice Records a sequence of `newSequencedBatches` batches of the calling rollup.
    /// @return the number of the rollup's last batch
    function onSequenceBatches(uint64 newSequencedBatches, bytes32 newAccInputHash) external returns (uint64);

    /// @notice Fee of a batch in the fee token.
    function getBatchFee() external view returns (uint256);

    /// @notice Fee of a forced batch.
    function getForcedBatchFee() external view returns (uint256);

    function isEmergencyState() external view returns (bool);

    /// @notice When the last emergency ended, 0 when there was none.
    function lastDeactivatedEmergencyStateTimestamp() external view returns (uint64);
}
