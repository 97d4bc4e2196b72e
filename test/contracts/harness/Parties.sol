// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IBridgeMessageReceiver} from "zonogon/interfaces/IBridge.sol";
import {Rollup} from "zonogon/Rollup.sol";
import {Bridge} from "zonogon/Bridge.sol";

/// Contracts that the contracts under test meet in the world.

contract MessageReceiver is IBridgeMessageReceiver {
    event Received(address originAddress, uint32 originNetwork, bytes data, uint256 value);

    bool public refuses;

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function onMessageReceived(address originAddress, uint32 originNetwork, bytes memory data) external payable {
        require(!refuses, "refused");
        emit Received(originAddress, originNetwork, data, msg.value);
    }
}

/// A contract that forces a batch: the event then has to carry the data.
contract Forcer {
    function force(Rollup rollup, IERC20 token, bytes calldata transactions, uint256 amount) external {
        token.approve(address(rollup), amount);
        rollup.forceBatch(transactions, amount);
    }
}

/// name and symbol of 32 bytes, as before ERC-20 was settled.
contract OldToken {
    bytes32 public name = "Old Maker";
    bytes32 public symbol = "OLD";
    uint8 public constant decimals = 7;
}

/// Empty bytes32 name, symbol of an odd length, decimals too large.
contract OddToken {
    bytes32 public name;
    uint256 public constant decimals = 256;

    function symbol() external pure {
        assembly ("memory-safe") {
            mstore(0, 0x01)
            return(0, 40)
        }
    }
}

/// Keeps a tenth of every transfer.
contract TollToken is ERC20("Toll", "TOLL") {
    constructor() {
        _mint(msg.sender, 1000 ether);
    }

    function _transfer(address from, address to, uint256 amount) internal override {
        super._transfer(from, to, amount - amount / 10);
        super._burn(from, amount / 10);
    }
}

/// DAI's permit, as far as the bridge sees it.
contract DaiLikeToken is ERC20("Dai-like", "DAIL") {
    constructor() {
        _mint(msg.sender, 1000 ether);
    }

    function permit(address holder, address spender, uint256, uint256, bool, uint8, bytes32, bytes32) external {
        _approve(holder, spender, type(uint256).max);
    }
}

/// Calls back into the bridge while it pulls the token.
contract ReentrantToken is ERC20("Reentrant", "RE") {
    Bridge private immutable _bridge;

    constructor(Bridge bridge) {
        _bridge = bridge;
        _mint(msg.sender, 1000 ether);
    }

    function _transfer(address from, address to, uint256 amount) internal override {
        if (to == address(_bridge)) {
            _bridge.bridgeAsset(1, from, amount, address(this), false, "");
        }
        super._transfer(from, to, amount);
    }
}

/// What the manager reads of a chain of the first generation.
contract FirstGeneration {
    uint64 public lastBatchSequenced = 9;
    uint64 public lastVerifiedBatch = 9;
    uint64 public lastPendingState;
    uint64 public lastPendingStateConsolidated;

    function setVerified(uint64 batch) external {
        lastVerifiedBatch = batch;
    }

    function setPending(uint64 state) external {
        lastPendingState = state;
    }

    function batchNumToStateRoot(uint64 batch) external pure returns (bytes32) {
        return bytes32(uint256(0x1000 + batch));
    }

    function sequencedBatches(uint64 batch) external pure returns (bytes32, uint64, uint64) {
        return (bytes32(uint256(0x2000 + batch)), 1700000000, batch - 2);
    }
}
