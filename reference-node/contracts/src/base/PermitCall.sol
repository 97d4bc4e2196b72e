// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/IERC20PermitUpgradeable.sol";

/// @title Approval by signature as DAI has it
interface IDaiPermit {
    function permit(
        address holder,
        address spender,
        uint256 nonce,
        uint256 expiry,
        bool allowed,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}

/// @title Permit of a deposit
/// @notice Checks a permit call against the deposit it comes with, and makes it.
abstract contract PermitCall {
    error NotValidOwner();
    error NotValidSpender();
    error NotValidAmount();
    error NotValidSignature();

    /// @param permitData a whole call of EIP-2612's permit or of DAI's
    /// @dev The outcome of the call does not matter: somebody may have sent the same permit before. What counts is the
    /// allowance, which the transfer needs.
    function _permit(address token, uint256 amount, bytes calldata permitData) internal {
        if (permitData.length < 4) {
            revert NotValidSignature();
        }
        bytes4 selector = bytes4(permitData[:4]);
        if (selector == IERC20PermitUpgradeable.permit.selector) {
            (address owner, address spender, uint256 value) = abi.decode(
                permitData[4:],
                (address, address, uint256)
            );
            _checkParties(owner, spender);
            if (value != amount) {
                revert NotValidAmount();
            }
        } else if (selector == IDaiPermit.permit.selector) {
            (address holder, address spender) = abi.decode(permitData[4:], (address, address));
            _checkParties(holder, spender);
        } else {
            revert NotValidSignature();
        }
        (bool ignored, ) = token.call(permitData);
        ignored;
    }

    function _checkParties(address owner, address spender) private view {
        if (owner != msg.sender) {
            revert NotValidOwner();
        }
        if (spender != address(this)) {
            revert NotValidSpender();
        }
    }
}
