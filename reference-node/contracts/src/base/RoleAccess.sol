// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";

/// @title Roles
/// @notice Accounts hold roles; who holds the admin role of a role grants and revokes it.
abstract contract RoleAccess is Initializable {
    struct Role {
        mapping(address => bool) members;
        bytes32 admin;
    }

    /// @notice Admin of every role that has no other admin, itself included.
    bytes32 public constant DEFAULT_ADMIN_ROLE = 0x00;

    mapping(bytes32 => Role) private _roles;

    event RoleAdminChanged(bytes32 indexed role, bytes32 indexed previousAdminRole, bytes32 indexed newAdminRole);
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);

    error AddressDoNotHaveRequiredRole();
    error AccessControlOnlyCanRenounceRolesForSelf();

    modifier onlyRole(bytes32 role) {
        if (!hasRole(role, msg.sender)) {
            revert AddressDoNotHaveRequiredRole();
        }
        _;
    }

    /// @notice Whether `account` holds `role`.
    function hasRole(bytes32 role, address account) public view returns (bool) {
        return _roles[role].members[account];
    }

    /// @notice The role whose holders grant and revoke `role`.
    function getRoleAdmin(bytes32 role) public view returns (bytes32) {
        return _roles[role].admin;
    }

    /// @notice Gives `role` to `account`; nothing happens when it has it already.
    function grantRole(bytes32 role, address account) external onlyRole(getRoleAdmin(role)) {
        _grantRole(role, account);
    }

    /// @notice Takes `role` from `account`; nothing happens when it does not have it.
    function revokeRole(bytes32 role, address account) external onlyRole(getRoleAdmin(role)) {
        _revokeRole(role, account);
    }

    /// @notice Gives up a role of the caller; `account` must be the caller, against mistakes.
    function renounceRole(bytes32 role, address account) external {
        if (account != msg.sender) {
            revert AccessControlOnlyCanRenounceRolesForSelf();
        }
        _revokeRole(role, account);
    }

    function _setRoleAdmin(bytes32 role, bytes32 adminRole) internal {
        emit RoleAdminChanged(role, _roles[role].admin, adminRole);
        _roles[role].admin = adminRole;
    }

    function _grantRole(bytes32 role, address account) internal {
        if (!hasRole(role, account)) {
            _roles[role].members[account] = true;
            emit RoleGranted(role, account, msg.sender);
        }
    }

    function _revokeRole(bytes32 role, address account) internal {
        if (hasRole(role, account)) {
            _roles[role].members[account] = false;
            emit RoleRevoked(role, account, msg.sender);
        }
    }
}
