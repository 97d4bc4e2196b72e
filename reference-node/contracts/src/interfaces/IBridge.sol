// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title What the contracts of L1 need of the bridge
interface IBridge {
    /// @notice Sends the deposit root to the global exit root manager when there are new deposits.
    function updateGlobalExitRoot() external;

    function activateEmergencyState() external;

    function deactivateEmergencyState() external;

    /// @notice Where a wrapped token comes from; zeros when the bridge did not make it.
    function wrappedTokenToTokenInfo(
        address token
    ) external view returns (uint32 originNetwork, address originTokenAddress);

    /// @notice abi.encode(name, symbol, decimals) of a token.
    function getTokenMetadata(address token) external view returns (bytes memory);
}

/// @title The bridge of L2 as batch 1 initialises it
interface IBridgeInitialize {
    function initialize(
        uint32 networkID,
        address gasTokenAddress,
        uint32 gasTokenNetwork,
        address globalExitRootManager,
        address rollupManager,
        bytes memory gasTokenMetadata
    ) external;
}

/// @title Who can be the destination of a bridged message
interface IBridgeMessageReceiver {
    /// @notice Called with the ether of the message when it is claimed; a revert undoes the claim.
    function onMessageReceived(address originAddress, uint32 originNetwork, bytes memory data) external payable;
}
