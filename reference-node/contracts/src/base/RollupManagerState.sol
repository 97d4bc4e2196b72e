// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";
import {EmergencyManager} from "./EmergencyManager.sol";
import {RoleAccess} from "./RoleAccess.sol";
import {IBridge} from "../interfaces/IBridge.sol";
import {IGlobalExitRootManager} from "../interfaces/IGlobalExitRootManager.sol";
import {ExitRoots} from "../lib/ExitRoots.sol";

/// @title State of the rollup manager
/// @notice What is known of rollups and of their types, and everything that only reads it.
abstract contract RollupManagerState is RoleAccess, EmergencyManager {
    /// @notice A kind of rollup that can be created, or updated to.
    struct RollupType {
        address consensusImplementation;
        address verifier;
        uint64 forkID;
        uint8 rollupCompatibilityID;
        bool obsolete;
        bytes32 genesis;
    }

    /// @notice The end of a sequence.
    struct SequencedBatchData {
        bytes32 accInputHash;
        uint64 sequencedTimestamp;
        uint64 previousLastBatchSequenced;
    }

    /// @notice A verified state that becomes final only after a while.
    struct PendingState {
        uint64 timestamp;
        uint64 lastVerifiedBatch;
        bytes32 exitRoot;
        bytes32 stateRoot;
    }

    /// @notice A rollup.
    struct RollupData {
        address rollupContract;
        uint64 chainID;
        address verifier;
        uint64 forkID;
        mapping(uint64 batchNum => bytes32) batchNumToStateRoot;
        mapping(uint64 batchNum => SequencedBatchData) sequencedBatches;
        mapping(uint256 pendingStateNum => PendingState) pendingStateTransitions;
        bytes32 lastLocalExitRoot;
        uint64 lastBatchSequenced;
        uint64 lastVerifiedBatch;
        uint64 lastPendingState;
        uint64 lastPendingStateConsolidated;
        uint64 lastVerifiedBatchBeforeUpgrade;
        uint64 rollupTypeID;
        uint8 rollupCompatibilityID;
    }

    bytes32 internal constant _ADD_ROLLUP_TYPE_ROLE = keccak256("ADD_ROLLUP_TYPE_ROLE");
    bytes32 internal constant _OBSOLETE_ROLLUP_TYPE_ROLE = keccak256("OBSOLETE_ROLLUP_TYPE_ROLE");
    bytes32 internal constant _CREATE_ROLLUP_ROLE = keccak256("CREATE_ROLLUP_ROLE");
    bytes32 internal constant _ADD_EXISTING_ROLLUP_ROLE = keccak256("ADD_EXISTING_ROLLUP_ROLE");
    bytes32 internal constant _UPDATE_ROLLUP_ROLE = keccak256("UPDATE_ROLLUP_ROLE");
    bytes32 internal constant _TRUSTED_AGGREGATOR_ROLE = keccak256("TRUSTED_AGGREGATOR_ROLE");
    bytes32 internal constant _TRUSTED_AGGREGATOR_ROLE_ADMIN = keccak256("TRUSTED_AGGREGATOR_ROLE_ADMIN");
    bytes32 internal constant _TWEAK_PARAMETERS_ROLE = keccak256("TWEAK_PARAMETERS_ROLE");
    bytes32 internal constant _SET_FEE_ROLE = keccak256("SET_FEE_ROLE");
    bytes32 internal constant _STOP_EMERGENCY_ROLE = keccak256("STOP_EMERGENCY_ROLE");
    bytes32 internal constant _EMERGENCY_COUNCIL_ROLE = keccak256("EMERGENCY_COUNCIL_ROLE");
    bytes32 internal constant _EMERGENCY_COUNCIL_ADMIN = keccak256("EMERGENCY_COUNCIL_ADMIN");

    uint256 internal constant _GOLDILOCKS_PRIME = 0xffffffff00000001;
    uint64 internal constant _HALT_AGGREGATION_TIMEOUT = 1 weeks;

    /// @notice Global exit root manager of L1.
    IGlobalExitRootManager public immutable globalExitRootManager;
    /// @notice Bridge of L1.
    IBridge public immutable bridgeAddress;
    /// @notice Token in which batches are paid.
    IERC20Upgradeable public immutable pol;

    /// @notice Number of rollup types; ids start at 1.
    uint32 public rollupTypeCount;
    /// @notice Rollup types by id.
    mapping(uint32 rollupTypeID => RollupType) public rollupTypeMap;
    /// @notice Number of rollups; ids start at 1.
    uint32 public rollupCount;
    /// @notice Rollups by id.
    mapping(uint32 rollupID => RollupData) public rollupIDToRollupData;
    /// @notice Id of a rollup by its contract.
    mapping(address rollupAddress => uint32) public rollupAddressToID;
    /// @notice Id of a rollup by its chain id.
    mapping(uint64 chainID => uint32) public chainIDToRollupID;

    /// @notice Sequenced batches of all rollups together.
    uint64 public totalSequencedBatches;
    /// @notice Verified batches of all rollups together.
    uint64 public totalVerifiedBatches;
    /// @notice When a batch was verified last, 0 when none was.
    uint64 public lastAggregationTimestamp;
    /// @notice How long after its sequencing a batch is left to the trusted aggregator, in seconds.
    uint64 public trustedAggregatorTimeout;
    /// @notice How long a state that anybody verified stays pending, in seconds.
    uint64 public pendingStateTimeout;
    /// @notice Within which time a batch should be verified, in seconds; steers the fee.
    uint64 public verifyBatchTimeTarget;
    /// @notice Thousandths by which one surplus batch changes the fee.
    uint16 public multiplierBatchFee;
    /// @notice When the last emergency ended, 0 when there was none.
    uint64 public lastDeactivatedEmergencyStateTimestamp;
    uint256 internal _batchFee;

    event AddNewRollupType(
        uint32 indexed rollupTypeID,
        address consensusImplementation,
        address verifier,
        uint64 forkID,
        uint8 rollupCompatibilityID,
        bytes32 genesis,
        string description
    );
    event ObsoleteRollupType(uint32 indexed rollupTypeID);
    event CreateNewRollup(
        uint32 indexed rollupID,
        uint32 rollupTypeID,
        address rollupAddress,
        uint64 chainID,
        address gasTokenAddress
    );
    event AddExistingRollup(
        uint32 indexed rollupID,
        uint64 forkID,
        address rollupAddress,
        uint64 chainID,
        uint8 rollupCompatibilityID,
        uint64 lastVerifiedBatchBeforeUpgrade
    );
    event UpdateRollup(uint32 indexed rollupID, uint32 newRollupTypeID, uint64 lastVerifiedBatchBeforeUpgrade);
    event OnSequenceBatches(uint32 indexed rollupID, uint64 lastBatchSequenced);
    event ConsolidatePendingState(
        uint32 indexed rollupID,
        uint64 numBatch,
        bytes32 stateRoot,
        bytes32 exitRoot,
        uint64 pendingStateNum
    );
    event SetTrustedAggregatorTimeout(uint64 newTrustedAggregatorTimeout);
    event SetPendingStateTimeout(uint64 newPendingStateTimeout);
    event SetMultiplierBatchFee(uint16 newMultiplierBatchFee);
    event SetVerifyBatchTimeTarget(uint64 newVerifyBatchTimeTarget);
    event SetBatchFee(uint256 newBatchFee);

    error RollupTypeDoesNotExist();
    error RollupTypeObsolete();
    error ChainIDAlreadyExist();
    error RollupAddressAlreadyExist();
    error RollupMustExist();
    error UpdateToSameRollupTypeID();
    error UpdateNotCompatible();
    error AllzkEVMSequencedBatchesMustBeVerified();
    error SenderMustBeRollup();
    error MustSequenceSomeBatch();
    error OldAccInputHashDoesNotExist();
    error NewAccInputHashDoesNotExist();
    error NewStateRootNotInsidePrime();
    error PendingStateInvalid();
    error PendingStateNotConsolidable();
    error HaltTimeoutNotExpired();
    error NewTrustedAggregatorTimeoutMustBeLower();
    error NewPendingStateTimeoutMustBeLower();
    error InvalidRangeMultiplierBatchFee();
    error InvalidRangeBatchTimeTarget();
    error BatchFeeOutOfRange();

    constructor(IGlobalExitRootManager globalExitRootManager_, IERC20Upgradeable pol_, IBridge bridgeAddress_) {
        globalExitRootManager = globalExitRootManager_;
        pol = pol_;
        bridgeAddress = bridgeAddress_;
    }

    /// @notice Root over the last local exit roots of all rollups.
    function getRollupExitRoot() public view returns (bytes32) {
        uint256 count = rollupCount;
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = rollupIDToRollupData[uint32(i + 1)].lastLocalExitRoot;
        }
        return ExitRoots.rollupExitRoot(leaves);
    }

    /// @notice Last verified batch of a rollup, pending states included.
    function getLastVerifiedBatch(uint32 rollupID) external view returns (uint64) {
        return _lastVerifiedBatch(rollupIDToRollupData[rollupID]);
    }

    /// @notice State root of a rollup after a batch, zero when the batch does not end a verified range.
    function getRollupBatchNumToStateRoot(uint32 rollupID, uint64 batchNum) external view returns (bytes32) {
        return rollupIDToRollupData[rollupID].batchNumToStateRoot[batchNum];
    }

    /// @notice The sequence that a batch ends.
    function getRollupSequencedBatches(
        uint32 rollupID,
        uint64 batchNum
    ) external view returns (SequencedBatchData memory) {
        return rollupIDToRollupData[rollupID].sequencedBatches[batchNum];
    }

    /// @notice A pending state of a rollup.
    function getRollupPendingStateTransitions(
        uint32 rollupID,
        uint64 batchNum
    ) external view returns (PendingState memory) {
        return rollupIDToRollupData[rollupID].pendingStateTransitions[batchNum];
    }

    /// @notice Fee of a batch.
    function getBatchFee() public view returns (uint256) {
        return _batchFee;
    }

    /// @notice Fee of a forced batch: a hundred times that of another.
    function getForcedBatchFee() external view returns (uint256) {
        return _batchFee * 100;
    }

    /// @notice What verifying one batch pays: the fees held here, shared among the batches that wait.
    function calculateRewardPerBatch() public view returns (uint256) {
        uint256 waiting = totalSequencedBatches - totalVerifiedBatches;
        return waiting == 0 ? 0 : pol.balanceOf(address(this)) / waiting;
    }

    /// @notice The bytes whose hash is the public input of a proof; the caller is the aggregator.
    /// @param rollupID the rollup
    /// @param initNumBatch batch before the proven range
    /// @param finalNewBatch last batch of the range
    /// @param newLocalExitRoot local exit root after it
    /// @param oldStateRoot state root before the range
    /// @param newStateRoot state root after it, each limb below the Goldilocks prime
    function getInputSnarkBytes(
        uint32 rollupID,
        uint64 initNumBatch,
        uint64 finalNewBatch,
        bytes32 newLocalExitRoot,
        bytes32 oldStateRoot,
        bytes32 newStateRoot
    ) public view returns (bytes memory) {
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        bytes32 oldAccInputHash = rollup.sequencedBatches[initNumBatch].accInputHash;
        bytes32 newAccInputHash = rollup.sequencedBatches[finalNewBatch].accInputHash;
        if (initNumBatch != 0 && oldAccInputHash == bytes32(0)) {
            revert OldAccInputHashDoesNotExist();
        }
        if (newAccInputHash == bytes32(0)) {
            revert NewAccInputHashDoesNotExist();
        }
        if (!_insidePrime(uint256(newStateRoot))) {
            revert NewStateRootNotInsidePrime();
        }
        return
            bytes.concat(
                abi.encodePacked(msg.sender, oldStateRoot, oldAccInputHash, initNumBatch),
                abi.encodePacked(rollup.chainID, rollup.forkID),
                abi.encodePacked(newStateRoot, newAccInputHash, newLocalExitRoot, finalNewBatch)
            );
    }

    /// @dev Whether every 64-bit limb is a canonical field element.
    function _insidePrime(uint256 word) private pure returns (bool) {
        for (; word != 0; word >>= 64) {
            if (uint64(word) >= _GOLDILOCKS_PRIME) {
                return false;
            }
        }
        return true;
    }

    function _lastVerifiedBatch(RollupData storage rollup) internal view returns (uint64) {
        uint64 pending = rollup.lastPendingState;
        return
            pending == 0 ? rollup.lastVerifiedBatch : rollup.pendingStateTransitions[pending].lastVerifiedBatch;
    }
}
