// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IBridge, IBridgeInitialize} from "../interfaces/IBridge.sol";

/// @title The transaction that initialises the bridge of an L2
/// @notice It is the whole of batch 1. Nobody holds a key for it: its signature is a fixed pair of numbers, and the sender is
/// whoever they recover to. Its RLP list, a transaction before EIP-155, has always a two-byte length:
/// f9 length | 80 80 84 01c9c380 94 bridge 80 | b8 length or b9 length | call | r | s | v | percentage.
abstract contract BridgeInitialization {
    /// @notice Head of an RLP list whose length takes two bytes.
    uint8 public constant INITIALIZE_TX_BRIDGE_LIST_LEN_LEN = 0xf9;
    /// @notice Nonce 0, gas price 0, gas limit 30,000,000, and the head of an address.
    bytes public constant INITIALIZE_TX_BRIDGE_PARAMS = hex"80808401c9c38094";
    /// @notice Value 0 and the head of a string whose length takes two bytes.
    bytes public constant INITIALIZE_TX_BRIDGE_PARAMS_AFTER_BRIDGE_ADDRESS = hex"80b9";
    /// @notice Value 0 and the head of a string whose length takes one byte.
    bytes public constant INITIALIZE_TX_BRIDGE_PARAMS_AFTER_BRIDGE_ADDRESS_EMPTY_METADATA = hex"80b8";
    /// @notice What the list holds besides the call: 8 + 20 + 2 bytes and the length of the call.
    uint16 public constant INITIALIZE_TX_CONSTANT_BYTES = 32;
    /// @notice The same when the length of the call takes one byte.
    uint16 public constant INITIALIZE_TX_CONSTANT_BYTES_EMPTY_METADATA = 31;
    /// @notice Length of the call without metadata: the selector and seven words.
    uint8 public constant INITIALIZE_TX_DATA_LEN_EMPTY_METADATA = 228;
    /// @notice The whole gas price, which is zero.
    bytes1 public constant INITIALIZE_TX_EFFECTIVE_PERCENTAGE = 0xff;
    uint8 public constant SIGNATURE_INITIALIZE_TX_V = 27;
    bytes32 public constant SIGNATURE_INITIALIZE_TX_R =
        0x00000000000000000000000000000000000000000000000000000005ca1ab1e0;
    bytes32 public constant SIGNATURE_INITIALIZE_TX_S =
        0x000000000000000000000000000000000000000000000000000000005ca1ab1e;
    /// @notice Where the state transition expects the global exit root manager of an L2.
    address public constant GLOBAL_EXIT_ROOT_MANAGER_L2 = 0xa40D5f56745a118D0906a34E69aeC8C0Db1cB8fA;

    error GasTokenNetworkMustBeZeroOnEther();
    error HugeTokenMetadataNotSupported();
    error InvalidInitializeTransaction();

    /// @notice Bridge of L1; that of the L2 has the same address.
    IBridge public immutable bridgeAddress;

    constructor(IBridge bridgeAddress_) {
        bridgeAddress = bridgeAddress_;
    }

    /// @notice The transaction as batch bytes.
    /// @param networkID number of the L2
    /// @param gasTokenAddress token in which gas is paid there, by its origin; zero for ether
    /// @param gasTokenNetwork network of that token
    /// @param gasTokenMetadata its metadata
    function generateInitializeTransaction(
        uint32 networkID,
        address gasTokenAddress,
        uint32 gasTokenNetwork,
        bytes memory gasTokenMetadata
    ) public view returns (bytes memory) {
        if (gasTokenAddress == address(0) && gasTokenNetwork != 0) {
            revert GasTokenNetworkMustBeZeroOnEther();
        }
        bytes memory call = abi.encodeCall(
            IBridgeInitialize.initialize,
            (networkID, gasTokenAddress, gasTokenNetwork, GLOBAL_EXIT_ROOT_MANAGER_L2, address(0), gasTokenMetadata)
        );
        bytes memory unsigned = _unsigned(call);
        address sender = ecrecover(
            keccak256(unsigned),
            SIGNATURE_INITIALIZE_TX_V,
            SIGNATURE_INITIALIZE_TX_R,
            SIGNATURE_INITIALIZE_TX_S
        );
        if (sender == address(0)) {
            revert InvalidInitializeTransaction();
        }
        return
            abi.encodePacked(
                unsigned,
                SIGNATURE_INITIALIZE_TX_R,
                SIGNATURE_INITIALIZE_TX_S,
                SIGNATURE_INITIALIZE_TX_V,
                INITIALIZE_TX_EFFECTIVE_PERCENTAGE
            );
    }

    function _unsigned(bytes memory call) private view returns (bytes memory) {
        if (call.length == INITIALIZE_TX_DATA_LEN_EMPTY_METADATA) {
            return
                abi.encodePacked(
                    INITIALIZE_TX_BRIDGE_LIST_LEN_LEN,
                    uint16(call.length) + INITIALIZE_TX_CONSTANT_BYTES_EMPTY_METADATA,
                    INITIALIZE_TX_BRIDGE_PARAMS,
                    address(bridgeAddress),
                    INITIALIZE_TX_BRIDGE_PARAMS_AFTER_BRIDGE_ADDRESS_EMPTY_METADATA,
                    uint8(call.length),
                    call
                );
        }
        if (call.length > type(uint16).max - INITIALIZE_TX_CONSTANT_BYTES) {
            revert HugeTokenMetadataNotSupported();
        }
        return
            abi.encodePacked(
                INITIALIZE_TX_BRIDGE_LIST_LEN_LEN,
                uint16(call.length) + INITIALIZE_TX_CONSTANT_BYTES,
                INITIALIZE_TX_BRIDGE_PARAMS,
                address(bridgeAddress),
                INITIALIZE_TX_BRIDGE_PARAMS_AFTER_BRIDGE_ADDRESS,
                uint16(call.length),
                call
            );
    }
}
