// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";
import {ITransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import {EmergencyManager} from "./base/EmergencyManager.sol";
import {RollupTransitions} from "./base/RollupTransitions.sol";
import {RollupManagerState} from "./base/RollupManagerState.sol";
import {IBridge} from "./interfaces/IBridge.sol";
import {IGlobalExitRootManager} from "./interfaces/IGlobalExitRootManager.sol";
import {IFirstGenerationRollup, IRollup} from "./interfaces/IRollup.sol";
import {BatchFee} from "./lib/BatchFee.sol";
import {RollupProxy} from "./RollupProxy.sol";

/// @title Manager of the rollups
/// @notice Creates and updates rollups, counts their sequences, holds their fees and their verified states, and halts
/// everything in an emergency.
contract RollupManager is RollupTransitions {
    constructor(
        IGlobalExitRootManager globalExitRootManager_,
        IERC20Upgradeable pol_,
        IBridge bridgeAddress_
    ) RollupManagerState(globalExitRootManager_, pol_, bridgeAddress_) {
        _disableInitializers();
    }

    /// @notice Sets the manager up.
    /// @param trustedAggregator verifies without waiting
    /// @param pendingStateTimeout_ how long other people's verified states stay pending, in seconds
    /// @param trustedAggregatorTimeout_ how long a batch is left to the trusted aggregator, in seconds
    /// @param admin day-to-day administration
    /// @param timelock everything that changes what code runs
    /// @param emergencyCouncil may halt at once
    /// @param polygonZkEVM contract of a first-generation chain that becomes rollup 1, or zero
    /// @param zkEVMVerifier its verifier
    /// @param zkEVMForkID its fork
    /// @param zkEVMChainID its chain id
    function initialize(
        address trustedAggregator,
        uint64 pendingStateTimeout_,
        uint64 trustedAggregatorTimeout_,
        address admin,
        address timelock,
        address emergencyCouncil,
        IFirstGenerationRollup polygonZkEVM,
        address zkEVMVerifier,
        uint64 zkEVMForkID,
        uint64 zkEVMChainID
    ) external initializer {
        pendingStateTimeout = pendingStateTimeout_;
        trustedAggregatorTimeout = trustedAggregatorTimeout_;
        _batchFee = BatchFee.START;
        multiplierBatchFee = BatchFee.START_MULTIPLIER;
        verifyBatchTimeTarget = 30 minutes;

        _grantRole(DEFAULT_ADMIN_ROLE, timelock);
        _grantRole(_ADD_ROLLUP_TYPE_ROLE, timelock);
        _grantRole(_ADD_EXISTING_ROLLUP_ROLE, timelock);
        _grantRole(_UPDATE_ROLLUP_ROLE, timelock);

        _grantRole(_OBSOLETE_ROLLUP_TYPE_ROLE, admin);
        _grantRole(_CREATE_ROLLUP_ROLE, admin);
        _grantRole(_STOP_EMERGENCY_ROLE, admin);
        _grantRole(_TWEAK_PARAMETERS_ROLE, admin);
        _grantRole(_SET_FEE_ROLE, admin);

        _setRoleAdmin(_TRUSTED_AGGREGATOR_ROLE, _TRUSTED_AGGREGATOR_ROLE_ADMIN);
        _grantRole(_TRUSTED_AGGREGATOR_ROLE, trustedAggregator);
        _grantRole(_TRUSTED_AGGREGATOR_ROLE_ADMIN, admin);

        _setRoleAdmin(_EMERGENCY_COUNCIL_ROLE, _EMERGENCY_COUNCIL_ADMIN);
        _setRoleAdmin(_EMERGENCY_COUNCIL_ADMIN, _EMERGENCY_COUNCIL_ADMIN);
        _grantRole(_EMERGENCY_COUNCIL_ROLE, emergencyCouncil);
        _grantRole(_EMERGENCY_COUNCIL_ADMIN, emergencyCouncil);

        if (address(polygonZkEVM) != address(0)) {
            _takeOver(polygonZkEVM, zkEVMVerifier, zkEVMForkID, zkEVMChainID);
        }
    }

    /// @notice Adds a type of which rollups can be created.
    /// @param consensusImplementation contract behind the proxy of such a rollup
    /// @param verifier contract that checks its proofs
    /// @param forkID state transition that the proofs are about
    /// @param rollupCompatibilityID a rollup is only updated to a type with the same one
    /// @param genesis state root of batch 0
    /// @param description for people
    function addNewRollupType(
        address consensusImplementation,
        address verifier,
        uint64 forkID,
        uint8 rollupCompatibilityID,
        bytes32 genesis,
        string memory description
    ) external onlyRole(_ADD_ROLLUP_TYPE_ROLE) {
        uint32 rollupTypeID = ++rollupTypeCount;
        rollupTypeMap[rollupTypeID] = RollupType({
            consensusImplementation: consensusImplementation,
            verifier: verifier,
            forkID: forkID,
            rollupCompatibilityID: rollupCompatibilityID,
            obsolete: false,
            genesis: genesis
        });
        emit AddNewRollupType(
            rollupTypeID,
            consensusImplementation,
            verifier,
            forkID,
            rollupCompatibilityID,
            genesis,
            description
        );
    }

    /// @notice Ends a type: no rollup is created with it or updated to it any more.
    function obsoleteRollupType(uint32 rollupTypeID) external onlyRole(_OBSOLETE_ROLLUP_TYPE_ROLE) {
        _usableType(rollupTypeID).obsolete = true;
        emit ObsoleteRollupType(rollupTypeID);
    }

    /// @notice Creates a rollup, which sequences its batch 1 at once.
    /// @param rollupTypeID its type
    /// @param chainID its chain id, not used by another
    /// @param admin who administrates it
    /// @param sequencer who sequences
    /// @param gasTokenAddress token of L1 in which gas is paid on it, zero for ether
    /// @param sequencerURL where the sequencer's node answers
    /// @param networkName its name
    function createNewRollup(
        uint32 rollupTypeID,
        uint64 chainID,
        address admin,
        address sequencer,
        address gasTokenAddress,
        string memory sequencerURL,
        string memory networkName
    ) external onlyRole(_CREATE_ROLLUP_ROLE) {
        RollupType storage rollupType = _usableType(rollupTypeID);
        address rollupAddress = address(new RollupProxy(rollupType.consensusImplementation, address(this), ""));
        uint32 rollupID = _register(
            rollupAddress,
            rollupType.verifier,
            rollupType.forkID,
            chainID,
            rollupType.genesis,
            rollupType.rollupCompatibilityID
        );
        rollupIDToRollupData[rollupID].rollupTypeID = rollupTypeID;
        emit CreateNewRollup(rollupID, rollupTypeID, rollupAddress, chainID, gasTokenAddress);
        IRollup(rollupAddress).initialize(admin, sequencer, rollupID, gasTokenAddress, sequencerURL, networkName);
    }

    /// @notice Adds a rollup whose contract exists already, without sequences.
    function addExistingRollup(
        address rollupAddress,
        address verifier,
        uint64 forkID,
        uint64 chainID,
        bytes32 genesis,
        uint8 rollupCompatibilityID
    ) external onlyRole(_ADD_EXISTING_ROLLUP_ROLE) {
        if (rollupAddressToID[rollupAddress] != 0) {
            revert RollupAddressAlreadyExist();
        }
        uint32 rollupID = _register(rollupAddress, verifier, forkID, chainID, genesis, rollupCompatibilityID);
        emit AddExistingRollup(rollupID, forkID, rollupAddress, chainID, rollupCompatibilityID, 0);
    }

    /// @notice Updates a rollup to another type: other code, verifier and fork from the batches on that are not verified yet.
    /// @param upgradeData a call that the new code gets, or nothing
    function updateRollup(
        ITransparentUpgradeableProxy rollupContract,
        uint32 newRollupTypeID,
        bytes calldata upgradeData
    ) external onlyRole(_UPDATE_ROLLUP_ROLE) {
        uint32 rollupID = rollupAddressToID[address(rollupContract)];
        if (rollupID == 0) {
            revert RollupMustExist();
        }
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        if (rollup.rollupTypeID == newRollupTypeID) {
            revert UpdateToSameRollupTypeID();
        }
        RollupType storage newType = _usableType(newRollupTypeID);
        if (rollup.rollupCompatibilityID != newType.rollupCompatibilityID) {
            revert UpdateNotCompatible();
        }
        uint64 lastVerified = _lastVerifiedBatch(rollup);
        rollup.verifier = newType.verifier;
        rollup.forkID = newType.forkID;
        rollup.rollupTypeID = newRollupTypeID;
        rollup.lastVerifiedBatchBeforeUpgrade = lastVerified;
        rollupContract.upgradeToAndCall(newType.consensusImplementation, upgradeData);
        emit UpdateRollup(rollupID, newRollupTypeID, lastVerified);
    }

    /// @notice Records a sequence; only a rollup.
    /// @param newSequencedBatches how many batches
    /// @param newAccInputHash accumulated input hash after them
    /// @return the number of the rollup's last batch
    function onSequenceBatches(
        uint64 newSequencedBatches,
        bytes32 newAccInputHash
    ) external ifNotEmergencyState returns (uint64) {
        uint32 rollupID = rollupAddressToID[msg.sender];
        if (rollupID == 0) {
            revert SenderMustBeRollup();
        }
        if (newSequencedBatches == 0) {
            revert MustSequenceSomeBatch();
        }
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        totalSequencedBatches += newSequencedBatches;
        uint64 previous = rollup.lastBatchSequenced;
        uint64 last = previous + newSequencedBatches;
        rollup.lastBatchSequenced = last;
        rollup.sequencedBatches[last] = SequencedBatchData({
            accInputHash: newAccInputHash,
            sequencedTimestamp: uint64(block.timestamp),
            previousLastBatchSequenced: previous
        });
        _tryConsolidate(rollupID, rollup);
        emit OnSequenceBatches(rollupID, last);
        return last;
    }

    /// @notice Halts sequencing, forced batches and the bridge. The emergency council may at any time; anybody when there
    /// have been proofs, but none for a week, and the last emergency is a week past.
    function activateEmergencyState() external {
        if (!hasRole(_EMERGENCY_COUNCIL_ROLE, msg.sender)) {
            if (
                lastAggregationTimestamp == 0 ||
                lastAggregationTimestamp + _HALT_AGGREGATION_TIMEOUT > block.timestamp ||
                lastDeactivatedEmergencyStateTimestamp + _HALT_AGGREGATION_TIMEOUT > block.timestamp
            ) {
                revert HaltTimeoutNotExpired();
            }
        }
        _activateEmergencyState();
    }

    /// @notice Ends the emergency.
    function deactivateEmergencyState() external onlyRole(_STOP_EMERGENCY_ROLE) {
        lastDeactivatedEmergencyStateTimestamp = uint64(block.timestamp);
        bridgeAddress.deactivateEmergencyState();
        _deactivateEmergencyState();
    }

    /// @notice Shortens the trusted aggregator's time; in an emergency it may also grow.
    function setTrustedAggregatorTimeout(
        uint64 newTrustedAggregatorTimeout
    ) external onlyRole(_TWEAK_PARAMETERS_ROLE) {
        if (!isEmergencyState && newTrustedAggregatorTimeout >= trustedAggregatorTimeout) {
            revert NewTrustedAggregatorTimeoutMustBeLower();
        }
        trustedAggregatorTimeout = newTrustedAggregatorTimeout;
        emit SetTrustedAggregatorTimeout(newTrustedAggregatorTimeout);
    }

    /// @notice Shortens the time that states stay pending; in an emergency it may also grow.
    function setPendingStateTimeout(uint64 newPendingStateTimeout) external onlyRole(_TWEAK_PARAMETERS_ROLE) {
        if (!isEmergencyState && newPendingStateTimeout >= pendingStateTimeout) {
            revert NewPendingStateTimeoutMustBeLower();
        }
        pendingStateTimeout = newPendingStateTimeout;
        emit SetPendingStateTimeout(newPendingStateTimeout);
    }

    /// @notice Changes how fast the fee moves: 1000 (not at all) to 1023 thousandths.
    function setMultiplierBatchFee(uint16 newMultiplierBatchFee) external onlyRole(_TWEAK_PARAMETERS_ROLE) {
        if (
            newMultiplierBatchFee < BatchFee.MIN_MULTIPLIER || newMultiplierBatchFee > BatchFee.MAX_MULTIPLIER
        ) {
            revert InvalidRangeMultiplierBatchFee();
        }
        multiplierBatchFee = newMultiplierBatchFee;
        emit SetMultiplierBatchFee(newMultiplierBatchFee);
    }

    /// @notice Changes within which time batches should be verified, at most a day.
    function setVerifyBatchTimeTarget(uint64 newVerifyBatchTimeTarget) external onlyRole(_TWEAK_PARAMETERS_ROLE) {
        if (newVerifyBatchTimeTarget > 1 days) {
            revert InvalidRangeBatchTimeTarget();
        }
        verifyBatchTimeTarget = newVerifyBatchTimeTarget;
        emit SetVerifyBatchTimeTarget(newVerifyBatchTimeTarget);
    }

    /// @notice Sets the fee of a batch, 1 gwei to 1000 tokens.
    function setBatchFee(uint256 newBatchFee) external onlyRole(_SET_FEE_ROLE) {
        if (newBatchFee < BatchFee.MIN || newBatchFee > BatchFee.MAX) {
            revert BatchFeeOutOfRange();
        }
        _batchFee = newBatchFee;
        emit SetBatchFee(newBatchFee);
    }

    /// @dev Also halts the bridge.
    function _activateEmergencyState() internal override(EmergencyManager) {
        bridgeAddress.activateEmergencyState();
        super._activateEmergencyState();
    }

    function _usableType(uint32 rollupTypeID) private view returns (RollupType storage rollupType) {
        if (rollupTypeID == 0 || rollupTypeID > rollupTypeCount) {
            revert RollupTypeDoesNotExist();
        }
        rollupType = rollupTypeMap[rollupTypeID];
        if (rollupType.obsolete) {
            revert RollupTypeObsolete();
        }
    }

    function _register(
        address rollupAddress,
        address verifier,
        uint64 forkID,
        uint64 chainID,
        bytes32 genesis,
        uint8 rollupCompatibilityID
    ) private returns (uint32 rollupID) {
        if (chainIDToRollupID[chainID] != 0) {
            revert ChainIDAlreadyExist();
        }
        rollupID = ++rollupCount;
        chainIDToRollupID[chainID] = rollupID;
        rollupAddressToID[rollupAddress] = rollupID;
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        rollup.rollupContract = rollupAddress;
        rollup.chainID = chainID;
        rollup.verifier = verifier;
        rollup.forkID = forkID;
        rollup.batchNumToStateRoot[0] = genesis;
        rollup.rollupCompatibilityID = rollupCompatibilityID;
    }

    /// @dev Takes over a chain of the first generation, at a moment when nothing of it waits for a proof.
    function _takeOver(IFirstGenerationRollup chain, address verifier, uint64 forkID, uint64 chainID) private {
        uint64 last = chain.lastBatchSequenced();
        if (
            last != chain.lastVerifiedBatch() ||
            chain.lastPendingState() != chain.lastPendingStateConsolidated()
        ) {
            revert AllzkEVMSequencedBatchesMustBeVerified();
        }
        uint32 rollupID = _register(address(chain), verifier, forkID, chainID, chain.batchNumToStateRoot(0), 0);
        RollupData storage rollup = rollupIDToRollupData[rollupID];
        rollup.lastBatchSequenced = last;
        rollup.lastVerifiedBatch = last;
        rollup.lastVerifiedBatchBeforeUpgrade = last;
        rollup.batchNumToStateRoot[last] = chain.batchNumToStateRoot(last);
        (bytes32 accInputHash, uint64 timestamp, uint64 previous) = chain.sequencedBatches(last);
        rollup.sequencedBatches[last] = SequencedBatchData(accInputHash, timestamp, previous);
        totalSequencedBatches = last;
        totalVerifiedBatches = last;
        emit AddExistingRollup(rollupID, forkID, address(chain), chainID, 0, last);
    }
}
