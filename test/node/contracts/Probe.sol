// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice What the clients of the tests call: a value, an event, and one way to fail of each kind.
contract Probe {
    error TooMuch(uint256 asked, uint256 most);

    event Set(address indexed by, uint256 indexed value, string note);

    uint256 public value;

    constructor(uint256 first) {
        value = first;
    }

    function set(uint256 next, string calldata note) external {
        require(next != 13, "13 is not wanted");
        if (next > 1000) {
            revert TooMuch(next, 1000);
        }
        value = next;
        emit Set(msg.sender, next, note);
    }
}
