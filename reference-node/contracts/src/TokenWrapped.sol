// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A token of another network
/// @notice ERC-20 with EIP-2612 permit, made by the bridge at the first claim; only the bridge mints and burns.
contract TokenWrapped is ERC20 {
    bytes32 public constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 public constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    string public constant VERSION = "1";

    /// @notice Chain id at deployment, for which the domain separator is precomputed.
    uint256 public immutable deploymentChainId;
    /// @notice Who mints and burns.
    address public immutable bridgeAddress;

    bytes32 private immutable _deploymentDomainSeparator;
    uint8 private immutable _decimals;

    /// @notice Next permit nonce of an owner.
    mapping(address => uint256) public nonces;

    modifier onlyBridge() {
        require(msg.sender == bridgeAddress, "TokenWrapped: only the bridge");
        _;
    }

    constructor(string memory name_, string memory symbol_, uint8 decimals_) ERC20(name_, symbol_) {
        bridgeAddress = msg.sender;
        _decimals = decimals_;
        deploymentChainId = block.chainid;
        _deploymentDomainSeparator = _domainSeparator(block.chainid);
    }

    /// @notice Makes `value` of the token; only the bridge.
    function mint(address to, uint256 value) external onlyBridge {
        _mint(to, value);
    }

    /// @notice Destroys `value` of the token without an allowance; only the bridge.
    function burn(address account, uint256 value) external onlyBridge {
        _burn(account, value);
    }

    /// @notice EIP-2612 approval by signature.
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(block.timestamp <= deadline, "TokenWrapped: permit expired");
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonces[owner]++, deadline));
        address signer = ECDSA.recover(ECDSA.toTypedDataHash(DOMAIN_SEPARATOR(), structHash), v, r, s);
        require(signer == owner, "TokenWrapped: invalid permit");
        _approve(owner, spender, value);
    }

    /// @inheritdoc ERC20
    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// @notice EIP-712 domain separator of this chain.
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return block.chainid == deploymentChainId ? _deploymentDomainSeparator : _domainSeparator(block.chainid);
    }

    function _domainSeparator(uint256 chainId) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    DOMAIN_TYPEHASH,
                    keccak256(bytes(name())),
                    keccak256(bytes(VERSION)),
                    chainId,
                    address(this)
                )
            );
    }
}
