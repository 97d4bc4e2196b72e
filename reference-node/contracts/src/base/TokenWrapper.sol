// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {TokenWrapped} from "../TokenWrapped.sol";
import {TokenMetadata} from "../lib/TokenMetadata.sol";

/// @title Wrapped tokens of a bridge
/// @notice Makes them at addresses that follow from the origin of the token, and remembers both directions.
abstract contract TokenWrapper {
    /// @notice Origin of a wrapped token.
    struct TokenInformation {
        uint32 originNetwork;
        address originTokenAddress;
    }

    /// @notice A wrapped token was made at the first claim of a token.
    event NewWrappedToken(
        uint32 originNetwork,
        address originTokenAddress,
        address wrappedTokenAddress,
        bytes metadata
    );

    error FailedTokenWrappedDeployment();

    /// @notice Creation code of a wrapped token; abi.encode(name, symbol, decimals) is appended to it.
    function BASE_INIT_BYTECODE_WRAPPED_TOKEN() public pure returns (bytes memory) {
        return type(TokenWrapped).creationCode;
    }

    /// @notice The address of a wrapped token, made already or not.
    function precalculatedWrapperAddress(
        uint32 originNetwork,
        address originTokenAddress,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external view returns (address) {
        return _wrapperAddress(_originKey(originNetwork, originTokenAddress), abi.encode(name, symbol, decimals));
    }

    /// @notice The address of the wrapped token of `token`, which stands on this network, on another one where the bridge
    /// has the same address.
    function calculateTokenWrapperAddress(
        uint32 originNetwork,
        address originTokenAddress,
        address token
    ) external view returns (address) {
        return _wrapperAddress(_originKey(originNetwork, originTokenAddress), getTokenMetadata(token));
    }

    /// @notice abi.encode(name, symbol, decimals) of a token of this network.
    function getTokenMetadata(address token) public view returns (bytes memory) {
        return TokenMetadata.read(token);
    }

    /// @dev Key of the token's origin, at once the salt of its deployment.
    function _originKey(uint32 originNetwork, address originTokenAddress) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(originNetwork, originTokenAddress));
    }

    /// @dev Metadata of another network goes unread to the constructor; what it cannot decode fails here.
    function _deployWrapper(bytes32 salt, bytes memory metadata) internal returns (TokenWrapped wrapped) {
        bytes memory initCode = abi.encodePacked(BASE_INIT_BYTECODE_WRAPPED_TOKEN(), metadata);
        assembly ("memory-safe") {
            wrapped := create2(0, add(initCode, 0x20), mload(initCode), salt)
        }
        if (address(wrapped) == address(0)) {
            revert FailedTokenWrappedDeployment();
        }
    }

    function _wrapperAddress(bytes32 salt, bytes memory metadata) private view returns (address) {
        bytes32 codeHash = keccak256(abi.encodePacked(BASE_INIT_BYTECODE_WRAPPED_TOKEN(), metadata));
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, codeHash));
        return address(uint160(uint256(hash)));
    }
}
