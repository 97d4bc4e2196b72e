// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGlobalExitRootBase} from "./interfaces/IGlobalExitRootManager.sol";

/// @title Global exit roots of an L2
/// @notice Part of the genesis. The state transition itself writes `globalExitRootMap` when an L2 block imports a leaf of
/// the L1 info tree, and reads the local exit root of a batch from `lastRollupExitRoot`: the order of the two
/// storage slots is part of the protocol.
contract GlobalExitRootManagerL2 is IGlobalExitRootBase {
    /// @notice Imported global exit roots, each with the L1 block hash of its leaf (slot 0).
    mapping(bytes32 => uint256) public globalExitRootMap;
    /// @notice Deposit root of this network's bridge: the local exit root (slot 1).
    bytes32 public lastRollupExitRoot;
    /// @notice The bridge of this network.
    address public immutable bridgeAddress;

    constructor(address bridgeAddress_) {
        bridgeAddress = bridgeAddress_;
    }

    /// @notice Takes the local exit root from the bridge.
    function updateExitRoot(bytes32 newRoot) external {
        if (msg.sender != bridgeAddress) {
            revert OnlyAllowedContracts();
        }
        lastRollupExitRoot = newRoot;
    }
}
