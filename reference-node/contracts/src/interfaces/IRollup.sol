// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title What the manager needs of a rollup
interface IRollup {
    /// @notice Called once, when the rollup is created: sequences batch 1, which initialises the bridge of L2.
    function initialize(
        address admin,
        address sequencer,
        uint32 networkID,
        address gasTokenAddress,
        string memory sequencerURL,
        string memory networkName
    ) external;

    /// @notice Tells the rollup that its batches up to `lastVerifiedBatch` are verified.
    function onVerifyBatches(uint64 lastVerifiedBatch, bytes32 newStateRoot, address aggregator) external;
}

/// @title The contract of the first generation, as far as the manager reads it when it takes over its chain
interface IFirstGenerationRollup {
    function lastBatchSequenced() external view returns (uint64);

    function lastVerifiedBatch() external view returns (uint64);

    function lastPendingState() external view returns (uint64);

    function lastPendingStateConsolidated() external view returns (uint64);

    function batchNumToStateRoot(uint64 batchNum) external view returns (bytes32);

    function sequencedBatches(
        uint64 batchNum
    ) external view returns (bytes32 accInputHash, uint64 sequencedTimestamp, uint64 previousLastBatchSequenced);
}
