// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Dynamic batch fee
/// @notice The fee of a batch rises while batches are verified late and falls while they are verified in time.
library BatchFee {
    uint256 internal constant MIN = 1 gwei;
    uint256 internal constant MAX = 1000 ether;
    uint256 internal constant START = 0.1 ether;
    uint16 internal constant START_MULTIPLIER = 1002;
    uint16 internal constant MIN_MULTIPLIER = 1000;
    uint16 internal constant MAX_MULTIPLIER = 1023;
    /// @dev The surplus of one side that counts at most; 1023^12 times the highest fee stays far from 2^256.
    uint256 internal constant MAX_EXPONENT = 12;

    /// @notice The fee after a verification.
    /// @param fee fee so far, in the token's smallest unit
    /// @param multiplier thousandths by which one surplus batch changes the fee
    /// @param late batches verified later than the target
    /// @param inTime batches verified within the target
    function adjusted(uint256 fee, uint256 multiplier, uint256 late, uint256 inTime) internal pure returns (uint256) {
        if (late > inTime) {
            uint256 d = _min(late - inTime, MAX_EXPONENT);
            fee = (fee * multiplier ** d) / 1000 ** d;
        } else {
            uint256 d = _min(inTime - late, MAX_EXPONENT);
            fee = (1 ether * fee) / ((1 ether * multiplier ** d) / 1000 ** d);
        }
        if (fee < MIN) {
            return MIN;
        }
        return fee > MAX ? MAX : fee;
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
