// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Emergency state
/// @notice A switch that halts the parts of a contract that are marked with it.
abstract contract EmergencyManager {
    /// @notice Whether the contract is halted.
    bool public isEmergencyState;

    event EmergencyStateActivated();
    event EmergencyStateDeactivated();

    error OnlyEmergencyState();
    error OnlyNotEmergencyState();

    modifier ifNotEmergencyState() {
        if (isEmergencyState) {
            revert OnlyNotEmergencyState();
        }
        _;
    }

    modifier ifEmergencyState() {
        if (!isEmergencyState) {
            revert OnlyEmergencyState();
        }
        _;
    }

    function _activateEmergencyState() internal virtual ifNotEmergencyState {
        isEmergencyState = true;
        emit EmergencyStateActivated();
    }

    function _deactivateEmergencyState() internal virtual ifEmergencyState {
        isEmergencyState = false;
        emit EmergencyStateDeactivated();
    }
}
