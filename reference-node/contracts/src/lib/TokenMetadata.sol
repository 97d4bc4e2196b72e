// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20MetadataUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/IERC20MetadataUpgradeable.sol";

/// @title Metadata of a token as the bridge carries it
/// @notice abi.encode(name, symbol, decimals), with fallbacks for tokens that lack these functions or answer oddly.
library TokenMetadata {
    string private constant NO_NAME = "NO_NAME";
    string private constant NO_SYMBOL = "NO_SYMBOL";
    string private constant NOT_VALID_ENCODING = "NOT_VALID_ENCODING";
    uint8 private constant DEFAULT_DECIMALS = 18;

    /// @notice The metadata of `token`. A token that is no contract gets all the fallbacks.
    function read(address token) internal view returns (bytes memory) {
        return
            abi.encode(
                _text(token, IERC20MetadataUpgradeable.name.selector, NO_NAME),
                _text(token, IERC20MetadataUpgradeable.symbol.selector, NO_SYMBOL),
                _decimals(token)
            );
    }

    function _text(address token, bytes4 selector, string memory missing) private view returns (string memory) {
        (bool success, bytes memory data) = token.staticcall(abi.encodeWithSelector(selector));
        return success ? _decode(data, missing) : missing;
    }

    /// @dev 64 bytes and more are an ABI string, exactly 32 a text padded with zeros (tokens before ERC-20 was settled).
    function _decode(bytes memory data, string memory missing) private pure returns (string memory) {
        if (data.length == 0) {
            return missing;
        }
        if (data.length >= 64) {
            return abi.decode(data, (string));
        }
        if (data.length != 32 || data[0] == 0) {
            return NOT_VALID_ENCODING;
        }
        uint256 length = 1;
        while (length < 32 && data[length] != 0) {
            ++length;
        }
        assembly ("memory-safe") {
            mstore(data, length)
        }
        return string(data);
    }

    function _decimals(address token) private view returns (uint8) {
        (bool success, bytes memory data) = token.staticcall(
            abi.encodeWithSelector(IERC20MetadataUpgradeable.decimals.selector)
        );
        if (!success || data.length != 32) {
            return DEFAULT_DECIMALS;
        }
        uint256 value = abi.decode(data, (uint256));
        return value <= type(uint8).max ? uint8(value) : DEFAULT_DECIMALS;
    }
}
