// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ITransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @title Proxy of a rollup
/// @notice The rollup manager administrates the proxy and calls the rollup through it. Of the manager's calls only
/// `upgradeToAndCall` is for the proxy; everything else, from anybody, goes to the rollup.
contract RollupProxy is ERC1967Proxy {
    /// @dev Cannot change; saves a storage read per call.
    address private immutable _manager;

    error UpgradeCarriesValue();

    constructor(address implementation, address manager, bytes memory data) payable ERC1967Proxy(implementation, data) {
        _manager = manager;
        // Also in the slot of EIP-1967, where tools look for it.
        _changeAdmin(manager);
    }

    function _fallback() internal override {
        if (msg.sender == _manager && msg.sig == ITransparentUpgradeableProxy.upgradeToAndCall.selector) {
            if (msg.value != 0) {
                revert UpgradeCarriesValue();
            }
            (address implementation, bytes memory data) = abi.decode(msg.data[4:], (address, bytes));
            _upgradeToAndCall(implementation, data, false);
        } else {
            super._fallback();
        }
    }
}
