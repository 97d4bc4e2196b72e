// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";

/// @title Deployer with addresses known beforehand
/// @notice Deployed itself by a transaction without a key, so that it, and what it deploys by CREATE2, has the same address
/// on every chain.
contract DeterministicDeployer is Ownable {
    event NewDeterministicDeployment(address newContractAddress);
    event FunctionCall();

    /// @param owner_ the only account that deploys with it
    constructor(address owner_) {
        _transferOwnership(owner_);
    }

    /// @notice Deploys by CREATE2 with `amount` wei.
    function deployDeterministic(uint256 amount, bytes32 salt, bytes memory initBytecode) external payable onlyOwner {
        emit NewDeterministicDeployment(Create2.deploy(amount, salt, initBytecode));
    }

    /// @notice Deploys, then calls the new contract in the same transaction, so that nobody comes between.
    function deployDeterministicAndCall(
        uint256 amount,
        bytes32 salt,
        bytes memory initBytecode,
        bytes memory dataCall
    ) external payable onlyOwner {
        address deployed = Create2.deploy(amount, salt, initBytecode);
        Address.functionCall(deployed, dataCall);
        emit NewDeterministicDeployment(deployed);
    }

    /// @notice Calls a contract in the name of the deployer.
    function functionCall(address targetAddress, bytes memory dataCall, uint256 amount) external payable onlyOwner {
        Address.functionCallWithValue(targetAddress, dataCall, amount);
        emit FunctionCall();
    }

    /// @notice The address of a deployment, from its salt and the hash of its creation code with the arguments.
    function predictDeterministicAddress(bytes32 salt, bytes32 bytecodeHash) external view returns (address) {
        return Create2.computeAddress(salt, bytecodeHash);
    }
}
