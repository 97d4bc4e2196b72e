// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Whether something is halted
interface IEmergencyState {
    function isEmergencyState() external view returns (bool);
}

/// @title Timelock of the administration
/// @notice OpenZeppelin's timelock; while the rollup manager is in emergency state there is no delay.
contract Timelock is TimelockController {
    /// @notice The rollup manager whose emergency state lifts the delay; zero where there is none (L2).
    address public immutable polygonZkEVM;

    constructor(
        uint256 minDelay,
        address[] memory proposers,
        address[] memory executors,
        address admin,
        address manager
    ) TimelockController(minDelay, proposers, executors, admin) {
        polygonZkEVM = manager;
    }

    /// @inheritdoc TimelockController
    function getMinDelay() public view override returns (uint256) {
        if (polygonZkEVM != address(0) && IEmergencyState(polygonZkEVM).isEmergencyState()) {
            return 0;
        }
        return super.getMinDelay();
    }
}
