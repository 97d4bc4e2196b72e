// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title What the bridge needs of a global exit root manager, on every network
interface IGlobalExitRootBase {
    error OnlyAllowedContracts();

    /// @notice Takes the newest exit root of the caller.
    function updateExitRoot(bytes32 newRoot) external;

    /// @notice Not zero when the global exit root is known.
    function globalExitRootMap(bytes32 globalExitRoot) external view returns (uint256);
}

/// @title The global exit root manager of L1
interface IGlobalExitRootManager is IGlobalExitRootBase {
    /// @notice A leaf was appended to the L1 info tree.
    event UpdateL1InfoTree(bytes32 indexed mainnetExitRoot, bytes32 indexed rollupExitRoot);

    /// @notice The newest global exit root.
    function getLastGlobalExitRoot() external view returns (bytes32);

    /// @notice Root of the L1 info tree.
    function getRoot() external view returns (bytes32);
}
