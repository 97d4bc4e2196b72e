// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20Permit, ERC20} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/// @title Fee token of a development network
/// @notice Where batches are not paid in a token that exists already, the deployment makes this one.
contract FeeToken is ERC20Permit, Ownable {
    constructor(
        string memory name_,
        string memory symbol_,
        address owner_,
        uint256 supply
    ) ERC20(name_, symbol_) ERC20Permit(name_) {
        _transferOwnership(owner_);
        _mint(owner_, supply);
    }

    /// @notice Makes more of the token; only the owner.
    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }
}
