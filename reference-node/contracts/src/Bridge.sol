// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";
import {SafeERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/utils/SafeERC20Upgradeable.sol";
import {ReentrancyGuardUpgradeable} from "@openzeppelin/contracts-upgradeable/security/ReentrancyGuardUpgradeable.sol";
import {AppendTree} from "./base/AppendTree.sol";
import {EmergencyManager} from "./base/EmergencyManager.sol";
import {PermitCall} from "./base/PermitCall.sol";
import {TokenWrapper} from "./base/TokenWrapper.sol";
import {IBridgeMessageReceiver} from "./interfaces/IBridge.sol";
import {IGlobalExitRootBase} from "./interfaces/IGlobalExitRootManager.sol";
import {ExitRoots} from "./lib/ExitRoots.sol";
import {TokenWrapped} from "./TokenWrapped.sol";

/// @title Bridge of L1 and of every L2
/// @notice A deposit becomes a leaf of this network's deposit tree. When the root of that tree has reached another network
/// inside a global exit root, the leaf is claimed there with two Merkle proofs.
///
/// The order of the storage is fixed (docs/contracts.md): other programs read it from the genesis of an L2.
contract Bridge is ReentrancyGuardUpgradeable, AppendTree, EmergencyManager, PermitCall, TokenWrapper {
    using SafeERC20Upgradeable for IERC20Upgradeable;

    uint32 private constant _MAINNET = 0;
    /// @dev The L2 that keeps the claim bits it had when it was the only one.
    uint32 private constant _FIRST_ROLLUP = 1;
    uint8 private constant _LEAF_ASSET = 0;
    uint8 private constant _LEAF_MESSAGE = 1;
    uint256 private constant _MAINNET_FLAG = 1 << 64;

    /// @notice Number of this network: 0 for L1, the rollup's id for an L2.
    uint32 public networkID;
    /// @notice Global exit root manager of this network.
    IGlobalExitRootBase public globalExitRootManager;
    /// @notice Deposits that the global exit root manager knows of.
    uint32 public lastUpdatedDepositCount;
    /// @notice Claimed deposits, one bit each; see isClaimed.
    mapping(uint256 => uint256) public claimedBitMap;
    /// @notice Wrapped token by keccak256(originNetwork || originTokenAddress).
    mapping(bytes32 => address) public tokenInfoToWrappedToken;
    /// @notice Origin of a wrapped token.
    mapping(address => TokenInformation) public wrappedTokenToTokenInfo;
    /// @notice Who switches the emergency state; nobody on an L2.
    address public polygonRollupManager;
    /// @notice Token in which gas is paid on this network, by its origin; zero for ether.
    address public gasTokenAddress;
    /// @notice Network of that token.
    uint32 public gasTokenNetwork;
    /// @notice Metadata of that token.
    bytes public gasTokenMetadata;
    /// @notice Ether as a token, on a network where gas is paid in something else.
    TokenWrapped public WETHToken;

    event BridgeEvent(
        uint8 leafType,
        uint32 originNetwork,
        address originAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes metadata,
        uint32 depositCount
    );
    event ClaimEvent(
        uint256 globalIndex,
        uint32 originNetwork,
        address originAddress,
        address destinationAddress,
        uint256 amount
    );

    error OnlyRollupManager();
    error GasTokenNetworkMustBeZeroOnEther();
    error DestinationNetworkInvalid();
    error AmountDoesNotMatchMsgValue();
    error MsgValueNotZero();
    error NoValueInMessagesOnGasTokenNetworks();
    error NativeTokenIsEther();
    error GlobalExitRootInvalid();
    error InvalidSmtProof();
    error AlreadyClaimed();
    error EtherTransferFailed();
    error MessageFailed();

    modifier onlyRollupManager() {
        if (msg.sender != polygonRollupManager) {
            revert OnlyRollupManager();
        }
        _;
    }

    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the bridge up; on an L2 batch 1 does.
    /// @param networkID_ number of this network
    /// @param gasTokenAddress_ token in which gas is paid, zero for ether
    /// @param gasTokenNetwork_ its network, zero for ether
    /// @param globalExitRootManager_ global exit root manager of this network
    /// @param rollupManager_ who switches the emergency state, zero for nobody
    /// @param gasTokenMetadata_ metadata of the gas token
    function initialize(
        uint32 networkID_,
        address gasTokenAddress_,
        uint32 gasTokenNetwork_,
        IGlobalExitRootBase globalExitRootManager_,
        address rollupManager_,
        bytes memory gasTokenMetadata_
    ) external initializer {
        networkID = networkID_;
        globalExitRootManager = globalExitRootManager_;
        polygonRollupManager = rollupManager_;
        if (gasTokenAddress_ == address(0)) {
            if (gasTokenNetwork_ != 0) {
                revert GasTokenNetworkMustBeZeroOnEther();
            }
        } else {
            gasTokenAddress = gasTokenAddress_;
            gasTokenNetwork = gasTokenNetwork_;
            gasTokenMetadata = gasTokenMetadata_;
            WETHToken = _deployWrapper(bytes32(0), abi.encode("Wrapped Ether", "WETH", uint8(18)));
        }
        __ReentrancyGuard_init();
    }

    /// @notice Deposits a token, or the gas token of this network when `token` is zero.
    /// @param destinationNetwork where it is claimed, not here
    /// @param destinationAddress who gets it there
    /// @param amount in the token's smallest unit
    /// @param token the token; zero for ether or the gas token, which come as the value of the call
    /// @param forceUpdateGlobalExitRoot whether the new deposit root goes to the global exit root manager at once
    /// @param permitData a permit call that lets the bridge take a token of this network, or nothing
    function bridgeAsset(
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        address token,
        bool forceUpdateGlobalExitRoot,
        bytes calldata permitData
    ) public payable virtual ifNotEmergencyState nonReentrant {
        _checkDestination(destinationNetwork);
        uint32 originNetwork;
        address originAddress;
        bytes memory metadata;
        if (token == address(0)) {
            if (msg.value != amount) {
                revert AmountDoesNotMatchMsgValue();
            }
            originNetwork = gasTokenNetwork;
            originAddress = gasTokenAddress;
            metadata = gasTokenMetadata;
        } else {
            if (msg.value != 0) {
                revert MsgValueNotZero();
            }
            (originNetwork, originAddress, amount) = _take(token, amount, permitData);
            metadata = getTokenMetadata(token);
        }
        _deposit(
            _LEAF_ASSET,
            originNetwork,
            originAddress,
            destinationNetwork,
            destinationAddress,
            amount,
            metadata,
            forceUpdateGlobalExitRoot
        );
    }

    /// @notice Sends a message, with the value of the call.
    function bridgeMessage(
        uint32 destinationNetwork,
        address destinationAddress,
        bool forceUpdateGlobalExitRoot,
        bytes calldata metadata
    ) external payable ifNotEmergencyState {
        if (msg.value != 0 && address(WETHToken) != address(0)) {
            revert NoValueInMessagesOnGasTokenNetworks();
        }
        _sendMessage(destinationNetwork, destinationAddress, msg.value, forceUpdateGlobalExitRoot, metadata);
    }

    /// @notice Sends a message with ether from a network where ether is a token.
    function bridgeMessageWETH(
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amountWETH,
        bool forceUpdateGlobalExitRoot,
        bytes calldata metadata
    ) external ifNotEmergencyState {
        if (address(WETHToken) == address(0)) {
            revert NativeTokenIsEther();
        }
        WETHToken.burn(msg.sender, amountWETH);
        _sendMessage(destinationNetwork, destinationAddress, amountWETH, forceUpdateGlobalExitRoot, metadata);
    }

    /// @notice Pays a deposit out.
    /// @param smtProofLocal siblings of the leaf in the deposit tree of its network, lowest first
    /// @param smtProofRollup siblings of that network's root in the tree of all rollups; unused for L1
    /// @param globalIndex bits 0..31 the leaf's index, 32..63 the rollup's index (id - 1), 64 whether it is L1
    /// @param mainnetExitRoot first half of a known global exit root
    /// @param rollupExitRoot second half
    /// @param originNetwork network of the token
    /// @param originTokenAddress the token there
    /// @param destinationNetwork must be this network
    /// @param destinationAddress who gets it
    /// @param amount in the token's smallest unit
    /// @param metadata as in the deposit
    function claimAsset(
        bytes32[TREE_DEPTH] calldata smtProofLocal,
        bytes32[TREE_DEPTH] calldata smtProofRollup,
        uint256 globalIndex,
        bytes32 mainnetExitRoot,
        bytes32 rollupExitRoot,
        uint32 originNetwork,
        address originTokenAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes calldata metadata
    ) external ifNotEmergencyState {
        if (destinationNetwork != networkID) {
            revert DestinationNetworkInvalid();
        }
        bytes32 leaf = getLeafValue(
            _LEAF_ASSET,
            originNetwork,
            originTokenAddress,
            destinationNetwork,
            destinationAddress,
            amount,
            keccak256(metadata)
        );
        _claimLeaf(smtProofLocal, smtProofRollup, globalIndex, mainnetExitRoot, rollupExitRoot, leaf);
        _payOut(originNetwork, originTokenAddress, destinationAddress, amount, metadata);
        emit ClaimEvent(globalIndex, originNetwork, originTokenAddress, destinationAddress, amount);
    }

    /// @notice Delivers a message: calls `destinationAddress` with it. Parameters as in claimAsset.
    /// @param originAddress who sent the message
    function claimMessage(
        bytes32[TREE_DEPTH] calldata smtProofLocal,
        bytes32[TREE_DEPTH] calldata smtProofRollup,
        uint256 globalIndex,
        bytes32 mainnetExitRoot,
        bytes32 rollupExitRoot,
        uint32 originNetwork,
        address originAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes calldata metadata
    ) external ifNotEmergencyState {
        if (destinationNetwork != networkID) {
            revert DestinationNetworkInvalid();
        }
        bytes32 leaf = getLeafValue(
            _LEAF_MESSAGE,
            originNetwork,
            originAddress,
            destinationNetwork,
            destinationAddress,
            amount,
            keccak256(metadata)
        );
        _claimLeaf(smtProofLocal, smtProofRollup, globalIndex, mainnetExitRoot, rollupExitRoot, leaf);
        _deliver(originNetwork, originAddress, destinationAddress, amount, metadata);
        emit ClaimEvent(globalIndex, originNetwork, originAddress, destinationAddress, amount);
    }

    /// @notice Sends the deposit root to the global exit root manager when there are new deposits.
    function updateGlobalExitRoot() external {
        if (lastUpdatedDepositCount < depositCount) {
            _updateGlobalExitRoot();
        }
    }

    /// @notice Halts deposits and claims.
    function activateEmergencyState() external onlyRollupManager {
        _activateEmergencyState();
    }

    /// @notice Ends the halt.
    function deactivateEmergencyState() external onlyRollupManager {
        _deactivateEmergencyState();
    }

    /// @notice Whether deposit `leafIndex` of `sourceBridgeNetwork` has been claimed here.
    function isClaimed(uint32 leafIndex, uint32 sourceBridgeNetwork) external view returns (bool) {
        (uint256 word, uint256 bit) = _claimBit(leafIndex, sourceBridgeNetwork);
        return claimedBitMap[word] & bit != 0;
    }

    /// @notice The wrapped token of a token of another network; zero when nobody has claimed it yet.
    function getTokenWrappedAddress(uint32 originNetwork, address originTokenAddress) external view returns (address) {
        return tokenInfoToWrappedToken[_originKey(originNetwork, originTokenAddress)];
    }

    /// @notice A leaf of a deposit tree.
    function getLeafValue(
        uint8 leafType,
        uint32 originNetwork,
        address originAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes32 metadataHash
    ) public pure returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(
                    leafType,
                    originNetwork,
                    originAddress,
                    destinationNetwork,
                    destinationAddress,
                    amount,
                    metadataHash
                )
            );
    }

    function _checkDestination(uint32 destinationNetwork) private view {
        if (destinationNetwork == networkID) {
            revert DestinationNetworkInvalid();
        }
    }

    /// @dev Takes a token from the caller; says where it comes from and how much really arrived.
    function _take(
        address token,
        uint256 amount,
        bytes calldata permitData
    ) private returns (uint32 originNetwork, address originAddress, uint256 taken) {
        if (token == address(WETHToken)) {
            // Ether: network and address zero.
            TokenWrapped(token).burn(msg.sender, amount);
            return (_MAINNET, address(0), amount);
        }
        TokenInformation memory origin = wrappedTokenToTokenInfo[token];
        if (origin.originTokenAddress != address(0)) {
            TokenWrapped(token).burn(msg.sender, amount);
            return (origin.originNetwork, origin.originTokenAddress, amount);
        }
        if (permitData.length != 0) {
            _permit(token, amount, permitData);
        }
        // A token may take a fee of a transfer: only what arrives can be paid out again.
        uint256 before = IERC20Upgradeable(token).balanceOf(address(this));
        IERC20Upgradeable(token).safeTransferFrom(msg.sender, address(this), amount);
        return (networkID, token, IERC20Upgradeable(token).balanceOf(address(this)) - before);
    }

    function _sendMessage(
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bool forceUpdateGlobalExitRoot,
        bytes calldata metadata
    ) private {
        _checkDestination(destinationNetwork);
        _deposit(
            _LEAF_MESSAGE,
            networkID,
            msg.sender,
            destinationNetwork,
            destinationAddress,
            amount,
            metadata,
            forceUpdateGlobalExitRoot
        );
    }

    function _deposit(
        uint8 leafType,
        uint32 originNetwork,
        address originAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes memory metadata,
        bool forceUpdateGlobalExitRoot
    ) private {
        emit BridgeEvent(
            leafType,
            originNetwork,
            originAddress,
            destinationNetwork,
            destinationAddress,
            amount,
            metadata,
            uint32(depositCount)
        );
        _addLeaf(
            getLeafValue(
                leafType,
                originNetwork,
                originAddress,
                destinationNetwork,
                destinationAddress,
                amount,
                keccak256(metadata)
            )
        );
        if (forceUpdateGlobalExitRoot) {
            _updateGlobalExitRoot();
        }
    }

    function _updateGlobalExitRoot() private {
        lastUpdatedDepositCount = uint32(depositCount);
        globalExitRootManager.updateExitRoot(getRoot());
    }

    /// @dev Proves the leaf under a known global exit root, and marks it as claimed.
    function _claimLeaf(
        bytes32[TREE_DEPTH] calldata smtProofLocal,
        bytes32[TREE_DEPTH] calldata smtProofRollup,
        uint256 globalIndex,
        bytes32 mainnetExitRoot,
        bytes32 rollupExitRoot,
        bytes32 leaf
    ) private {
        if (
            globalExitRootManager.globalExitRootMap(ExitRoots.globalExitRoot(mainnetExitRoot, rollupExitRoot)) == 0
        ) {
            revert GlobalExitRootInvalid();
        }
        uint32 leafIndex = uint32(globalIndex);
        bytes32 root = calculateRoot(leaf, smtProofLocal, leafIndex);
        uint32 sourceNetwork;
        if (globalIndex & _MAINNET_FLAG != 0) {
            sourceNetwork = _MAINNET;
            if (root != mainnetExitRoot) {
                revert InvalidSmtProof();
            }
        } else {
            uint32 rollupIndex = uint32(globalIndex >> 32);
            sourceNetwork = rollupIndex + 1;
            if (!verifyMerkleProof(root, smtProofRollup, rollupIndex, rollupExitRoot)) {
                revert InvalidSmtProof();
            }
        }
        (uint256 word, uint256 bit) = _claimBit(leafIndex, sourceNetwork);
        uint256 claimed = claimedBitMap[word];
        if (claimed & bit != 0) {
            revert AlreadyClaimed();
        }
        claimedBitMap[word] = claimed | bit;
    }

    /// @dev On L1 the first rollup keeps the bits it had before there were others.
    function _claimBit(uint32 leafIndex, uint32 sourceNetwork) private view returns (uint256 word, uint256 bit) {
        uint256 index = leafIndex;
        if (networkID != _MAINNET || sourceNetwork != _FIRST_ROLLUP) {
            index |= uint256(sourceNetwork) << 32;
        }
        return (index >> 8, 1 << (index & 0xff));
    }

    function _payOut(
        uint32 originNetwork,
        address originTokenAddress,
        address destinationAddress,
        uint256 amount,
        bytes calldata metadata
    ) private {
        if (originNetwork == _MAINNET && originTokenAddress == address(0)) {
            if (address(WETHToken) == address(0)) {
                _sendValue(destinationAddress, amount);
            } else {
                WETHToken.mint(destinationAddress, amount);
            }
        } else if (originTokenAddress == gasTokenAddress && originNetwork == gasTokenNetwork) {
            _sendValue(destinationAddress, amount);
        } else if (originNetwork == networkID) {
            IERC20Upgradeable(originTokenAddress).safeTransfer(destinationAddress, amount);
        } else {
            _wrapperOf(originNetwork, originTokenAddress, metadata).mint(destinationAddress, amount);
        }
    }

    /// @dev The wrapped token of a token, made when it does not exist yet.
    function _wrapperOf(
        uint32 originNetwork,
        address originTokenAddress,
        bytes calldata metadata
    ) private returns (TokenWrapped) {
        bytes32 key = _originKey(originNetwork, originTokenAddress);
        address known = tokenInfoToWrappedToken[key];
        if (known != address(0)) {
            return TokenWrapped(known);
        }
        TokenWrapped wrapped = _deployWrapper(key, metadata);
        tokenInfoToWrappedToken[key] = address(wrapped);
        wrappedTokenToTokenInfo[address(wrapped)] = TokenInformation(originNetwork, originTokenAddress);
        emit NewWrappedToken(originNetwork, originTokenAddress, address(wrapped), metadata);
        return wrapped;
    }

    function _sendValue(address to, uint256 amount) private {
        (bool success, ) = to.call{value: amount}("");
        if (!success) {
            revert EtherTransferFailed();
        }
    }

    function _deliver(
        uint32 originNetwork,
        address originAddress,
        address destinationAddress,
        uint256 amount,
        bytes calldata metadata
    ) private {
        bytes memory call = abi.encodeCall(
            IBridgeMessageReceiver.onMessageReceived,
            (originAddress, originNetwork, metadata)
        );
        uint256 value = amount;
        if (address(WETHToken) != address(0)) {
            WETHToken.mint(destinationAddress, amount);
            value = 0;
        }
        (bool success, ) = destinationAddress.call{value: value}(call);
        if (!success) {
            revert MessageFailed();
        }
    }
}
