// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/IERC20Upgradeable.sol";
import {SafeERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/utils/SafeERC20Upgradeable.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {BridgeInitialization} from "./base/BridgeInitialization.sol";
import {IBridge} from "./interfaces/IBridge.sol";
import {IGlobalExitRootManager} from "./interfaces/IGlobalExitRootManager.sol";
import {IRollup} from "./interfaces/IRollup.sol";
import {IRollupManager} from "./interfaces/IRollupManager.sol";

/// @title A rollup whose data is calldata of L1
/// @notice Takes sequences of batches from the trusted sequencer, keeps the queue of forced batches, and folds every
/// batch into the accumulated input hash that a proof will be about. What is verified, the manager keeps.
contract Rollup is Initializable, BridgeInitialization, IRollup {
    using SafeERC20Upgradeable for IERC20Upgradeable;

    /// @notice A batch as it is sequenced. The three forced fields are zero unless it is the next forced batch.
    struct BatchData {
        bytes transactions;
        bytes32 forcedGlobalExitRoot;
        uint64 forcedTimestamp;
        bytes32 forcedBlockHashL1;
    }

    uint256 internal constant _MAX_TRANSACTIONS_BYTE_LENGTH = 120000;
    uint256 internal constant _MAX_FORCE_BATCH_BYTE_LENGTH = 5000;
    /// @dev More batches than one proof can cover are not sequenced at once either.
    uint256 internal constant _MAX_BATCHES = 1000;
    uint64 internal constant _HALT_AGGREGATION_TIMEOUT = 1 weeks;
    uint64 internal constant _FIRST_FORCE_BATCH_TIMEOUT = 5 days;

    /// @notice How far the greatest timestamp of a sequence may be ahead of L1, in seconds.
    uint256 public constant TIMESTAMP_RANGE = 36;

    /// @notice Global exit root manager of L1.
    IGlobalExitRootManager public immutable globalExitRootManager;
    /// @notice Token in which batches are paid.
    IERC20Upgradeable public immutable pol;
    /// @notice The manager.
    IRollupManager public immutable rollupManager;

    /// @notice Who administrates this rollup.
    address public admin;
    /// @notice Who becomes admin by accepting.
    address public pendingAdmin;
    /// @notice Who sequences.
    address public trustedSequencer;
    /// @notice Where the trusted sequencer's node answers.
    string public trustedSequencerURL;
    /// @notice Name of the network.
    string public networkName;
    /// @notice Accumulated input hash of all sequenced batches.
    bytes32 public lastAccInputHash;
    /// @notice Queue of forced batches: number to keccak256(keccak256(transactions), global exit root, timestamp, block hash).
    mapping(uint64 => bytes32) public forcedBatches;
    /// @notice Newest forced batch.
    uint64 public lastForceBatch;
    /// @notice Newest forced batch that is sequenced.
    uint64 public lastForceBatchSequenced;
    /// @notice After how many seconds a forced batch may be sequenced without the sequencer.
    uint64 public forceBatchTimeout;
    /// @notice Who may force batches; zero for everybody.
    address public forceBatchAddress;
    /// @notice Token in which gas is paid on this L2, by its origin; zero for ether.
    address public gasTokenAddress;
    /// @notice Network of that token.
    uint32 public gasTokenNetwork;

    event SequenceBatches(uint64 indexed numBatch, bytes32 l1InfoRoot);
    event ForceBatch(uint64 indexed forceBatchNum, bytes32 lastGlobalExitRoot, address sequencer, bytes transactions);
    event SequenceForceBatches(uint64 indexed numBatch);
    event InitialSequenceBatches(bytes transactions, bytes32 lastGlobalExitRoot, address sequencer);
    event VerifyBatches(uint64 indexed numBatch, bytes32 stateRoot, address indexed aggregator);
    event SetTrustedSequencer(address newTrustedSequencer);
    event SetTrustedSequencerURL(string newTrustedSequencerURL);
    event SetForceBatchTimeout(uint64 newForceBatchTimeout);
    event SetForceBatchAddress(address newForceBatchAddress);
    event TransferAdminRole(address newPendingAdmin);
    event AcceptAdminRole(address newAdmin);

    error OnlyAdmin();
    error OnlyPendingAdmin();
    error OnlyTrustedSequencer();
    error OnlyRollupManager();
    error SequenceZeroBatches();
    error ExceedMaxVerifyBatches();
    error MaxTimestampSequenceInvalid();
    error InitSequencedBatchDoesNotMatch();
    error TransactionsLengthAboveMax();
    error ForcedDataDoesNotMatch();
    error ForceBatchesOverflow();
    error ForceBatchNotAllowed();
    error ForceBatchesNotAllowedOnEmergencyState();
    error ForceBatchTimeoutNotExpired();
    error ForceBatchesDecentralized();
    error HaltTimeoutNotExpiredAfterEmergencyState();
    error InvalidRangeForceBatchTimeout();
    error NotEnoughPOLAmount();

    modifier onlyAdmin() {
        if (msg.sender != admin) {
            revert OnlyAdmin();
        }
        _;
    }

    modifier onlyTrustedSequencer() {
        if (msg.sender != trustedSequencer) {
            revert OnlyTrustedSequencer();
        }
        _;
    }

    modifier onlyRollupManager() {
        if (msg.sender != address(rollupManager)) {
            revert OnlyRollupManager();
        }
        _;
    }

    modifier onlyForceBatchSender() {
        if (forceBatchAddress != address(0) && msg.sender != forceBatchAddress) {
            revert ForceBatchNotAllowed();
        }
        _;
    }

    constructor(
        IGlobalExitRootManager globalExitRootManager_,
        IERC20Upgradeable pol_,
        IBridge bridgeAddress_,
        IRollupManager rollupManager_
    ) BridgeInitialization(bridgeAddress_) {
        globalExitRootManager = globalExitRootManager_;
        pol = pol_;
        rollupManager = rollupManager_;
        _disableInitializers();
    }

    /// @inheritdoc IRollup
    /// @dev Batch 1 travels like a forced batch: nobody had to sign its only transaction.
    function initialize(
        address admin_,
        address sequencer,
        uint32 networkID,
        address gasToken,
        string memory sequencerURL,
        string memory networkName_
    ) external onlyRollupManager initializer {
        bytes memory gasTokenMetadata;
        if (gasToken != address(0)) {
            gasTokenMetadata = bridgeAddress.getTokenMetadata(gasToken);
            (uint32 originNetwork, address originToken) = bridgeAddress.wrappedTokenToTokenInfo(gasToken);
            if (originToken != address(0)) {
                gasTokenNetwork = originNetwork;
                gasTokenAddress = originToken;
            } else {
                gasTokenAddress = gasToken;
            }
        }
        bytes memory transaction = generateInitializeTransaction(
            networkID,
            gasTokenAddress,
            gasTokenNetwork,
            gasTokenMetadata
        );
        bytes32 lastGlobalExitRoot = globalExitRootManager.getLastGlobalExitRoot();
        bytes32 accInputHash = _accumulate(
            bytes32(0),
            keccak256(transaction),
            lastGlobalExitRoot,
            uint64(block.timestamp),
            sequencer,
            blockhash(block.number - 1)
        );
        lastAccInputHash = accInputHash;
        admin = admin_;
        trustedSequencer = sequencer;
        trustedSequencerURL = sequencerURL;
        networkName = networkName_;
        forceBatchAddress = admin_;
        forceBatchTimeout = _FIRST_FORCE_BATCH_TIMEOUT;
        rollupManager.onSequenceBatches(1, accInputHash);
        emit InitialSequenceBatches(transaction, lastGlobalExitRoot, sequencer);
    }

    /// @notice Sequences batches.
    /// @param batches the batches in order; a forced one must be the next of the queue
    /// @param maxSequenceTimestamp no block of these batches may be later; at most TIMESTAMP_RANGE ahead of L1
    /// @param initSequencedBatch the last batch before these: guards against building on another history
    /// @param l2Coinbase who gets the fees on L2
    function sequenceBatches(
        BatchData[] calldata batches,
        uint64 maxSequenceTimestamp,
        uint64 initSequencedBatch,
        address l2Coinbase
    ) external onlyTrustedSequencer {
        uint256 count = _checkCount(batches.length);
        if (maxSequenceTimestamp > block.timestamp + TIMESTAMP_RANGE) {
            revert MaxTimestampSequenceInvalid();
        }
        bridgeAddress.updateGlobalExitRoot();
        bytes32 l1InfoRoot = globalExitRootManager.getRoot();
        bytes32 accInputHash = lastAccInputHash;
        uint64 forcedBefore = lastForceBatchSequenced;
        uint64 forced = forcedBefore;
        for (uint256 i = 0; i < count; ++i) {
            BatchData calldata batch = batches[i];
            bytes32 transactionsHash = keccak256(batch.transactions);
            if (batch.forcedTimestamp > 0) {
                _takeForced(++forced, transactionsHash, batch);
                accInputHash = _accumulateForced(accInputHash, transactionsHash, batch, l2Coinbase);
            } else {
                if (batch.transactions.length > _MAX_TRANSACTIONS_BYTE_LENGTH) {
                    revert TransactionsLengthAboveMax();
                }
                accInputHash = _accumulate(
                    accInputHash,
                    transactionsHash,
                    l1InfoRoot,
                    maxSequenceTimestamp,
                    l2Coinbase,
                    bytes32(0)
                );
            }
        }
        lastAccInputHash = accInputHash;
        uint256 forcedCount = forced - forcedBefore;
        if (forcedCount != 0) {
            _releaseForcedFees(forcedCount, forced);
        }
        if (count != forcedCount) {
            pol.safeTransferFrom(
                msg.sender,
                address(rollupManager),
                rollupManager.getBatchFee() * (count - forcedCount)
            );
        }
        uint64 last = rollupManager.onSequenceBatches(uint64(count), accInputHash);
        if (initSequencedBatch != last - uint64(count)) {
            revert InitSequencedBatchDoesNotMatch();
        }
        emit SequenceBatches(last, l1InfoRoot);
    }

    /// @notice Puts a batch into the queue that the sequencer must serve within forceBatchTimeout.
    /// @param transactions the batch, without any changeL2Block
    /// @param polAmount the greatest fee the sender accepts
    function forceBatch(bytes calldata transactions, uint256 polAmount) external onlyForceBatchSender {
        if (rollupManager.isEmergencyState()) {
            revert ForceBatchesNotAllowedOnEmergencyState();
        }
        uint256 fee = rollupManager.getForcedBatchFee();
        if (fee > polAmount) {
            revert NotEnoughPOLAmount();
        }
        if (transactions.length > _MAX_FORCE_BATCH_BYTE_LENGTH) {
            revert TransactionsLengthAboveMax();
        }
        // The fee stays here until the batch is sequenced.
        pol.safeTransferFrom(msg.sender, address(this), fee);
        bytes32 lastGlobalExitRoot = globalExitRootManager.getLastGlobalExitRoot();
        uint64 number = ++lastForceBatch;
        forcedBatches[number] = _forcedHash(
            keccak256(transactions),
            lastGlobalExitRoot,
            uint64(block.timestamp),
            blockhash(block.number - 1)
        );
        if (msg.sender == tx.origin) {
            // Everybody can read the batch in the transaction itself.
            emit ForceBatch(number, lastGlobalExitRoot, msg.sender, "");
        } else {
            emit ForceBatch(number, lastGlobalExitRoot, msg.sender, transactions);
        }
    }

    /// @notice Sequences forced batches that the sequencer did not take in time.
    function sequenceForceBatches(BatchData[] calldata batches) external onlyForceBatchSender {
        if (
            rollupManager.lastDeactivatedEmergencyStateTimestamp() + _HALT_AGGREGATION_TIMEOUT > block.timestamp
        ) {
            revert HaltTimeoutNotExpiredAfterEmergencyState();
        }
        uint256 count = _checkCount(batches.length);
        uint64 forced = lastForceBatchSequenced;
        if (forced + count > lastForceBatch) {
            revert ForceBatchesOverflow();
        }
        bytes32 accInputHash = lastAccInputHash;
        for (uint256 i = 0; i < count; ++i) {
            BatchData calldata batch = batches[i];
            bytes32 transactionsHash = keccak256(batch.transactions);
            _takeForced(++forced, transactionsHash, batch);
            // Timestamps of the queue do not fall: the last one is the youngest.
            if (i == count - 1 && batch.forcedTimestamp + forceBatchTimeout > block.timestamp) {
                revert ForceBatchTimeoutNotExpired();
            }
            accInputHash = _accumulateForced(accInputHash, transactionsHash, batch, msg.sender);
        }
        lastAccInputHash = accInputHash;
        _releaseForcedFees(count, forced);
        emit SequenceForceBatches(rollupManager.onSequenceBatches(uint64(count), accInputHash));
    }

    /// @inheritdoc IRollup
    function onVerifyBatches(
        uint64 lastVerifiedBatch,
        bytes32 newStateRoot,
        address aggregator
    ) external onlyRollupManager {
        emit VerifyBatches(lastVerifiedBatch, newStateRoot, aggregator);
    }

    /// @notice Changes who sequences.
    function setTrustedSequencer(address newTrustedSequencer) external onlyAdmin {
        trustedSequencer = newTrustedSequencer;
        emit SetTrustedSequencer(newTrustedSequencer);
    }

    /// @notice Changes where the sequencer's node answers.
    function setTrustedSequencerURL(string memory newTrustedSequencerURL) external onlyAdmin {
        trustedSequencerURL = newTrustedSequencerURL;
        emit SetTrustedSequencerURL(newTrustedSequencerURL);
    }

    /// @notice Changes who may force batches; zero for everybody, which cannot be taken back.
    function setForceBatchAddress(address newForceBatchAddress) external onlyAdmin {
        if (forceBatchAddress == address(0)) {
            revert ForceBatchesDecentralized();
        }
        forceBatchAddress = newForceBatchAddress;
        emit SetForceBatchAddress(newForceBatchAddress);
    }

    /// @notice Shortens the timeout of forced batches; in an emergency it may also grow, up to a week.
    function setForceBatchTimeout(uint64 newForceBatchTimeout) external onlyAdmin {
        if (
            newForceBatchTimeout > _HALT_AGGREGATION_TIMEOUT ||
            (newForceBatchTimeout >= forceBatchTimeout && !rollupManager.isEmergencyState())
        ) {
            revert InvalidRangeForceBatchTimeout();
        }
        forceBatchTimeout = newForceBatchTimeout;
        emit SetForceBatchTimeout(newForceBatchTimeout);
    }

    /// @notice Offers the admin role; the other side must accept it.
    function transferAdminRole(address newPendingAdmin) external onlyAdmin {
        pendingAdmin = newPendingAdmin;
        emit TransferAdminRole(newPendingAdmin);
    }

    /// @notice Takes the offered admin role.
    function acceptAdminRole() external {
        if (msg.sender != pendingAdmin) {
            revert OnlyPendingAdmin();
        }
        admin = msg.sender;
        emit AcceptAdminRole(msg.sender);
    }

    /// @notice What sequencing one forced batch pays: the fees held here, shared among the batches of the queue.
    function calculatePolPerForceBatch() public view returns (uint256) {
        return _polPerForceBatch(lastForceBatch - lastForceBatchSequenced);
    }

    function _checkCount(uint256 count) private pure returns (uint256) {
        if (count == 0) {
            revert SequenceZeroBatches();
        }
        if (count > _MAX_BATCHES) {
            revert ExceedMaxVerifyBatches();
        }
        return count;
    }

    /// @dev Checks a batch against the queue and takes it out.
    function _takeForced(uint64 number, bytes32 transactionsHash, BatchData calldata batch) private {
        bytes32 expected = _forcedHash(
            transactionsHash,
            batch.forcedGlobalExitRoot,
            batch.forcedTimestamp,
            batch.forcedBlockHashL1
        );
        if (forcedBatches[number] != expected) {
            revert ForcedDataDoesNotMatch();
        }
        delete forcedBatches[number];
    }

    /// @dev Sends the fees of forced batches that were just sequenced to the manager, and moves the queue's head.
    function _releaseForcedFees(uint256 count, uint64 newLastForceBatchSequenced) private {
        uint256 amount = calculatePolPerForceBatch() * count;
        lastForceBatchSequenced = newLastForceBatchSequenced;
        pol.safeTransfer(address(rollupManager), amount);
    }

    function _polPerForceBatch(uint256 pending) private view returns (uint256) {
        return pending == 0 ? 0 : pol.balanceOf(address(this)) / pending;
    }

    function _forcedHash(
        bytes32 transactionsHash,
        bytes32 globalExitRoot,
        uint64 timestamp,
        bytes32 blockHash
    ) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(transactionsHash, globalExitRoot, timestamp, blockHash));
    }

    function _accumulateForced(
        bytes32 accInputHash,
        bytes32 transactionsHash,
        BatchData calldata batch,
        address coinbase
    ) private pure returns (bytes32) {
        return
            _accumulate(
                accInputHash,
                transactionsHash,
                batch.forcedGlobalExitRoot,
                batch.forcedTimestamp,
                coinbase,
                batch.forcedBlockHashL1
            );
    }

    /// @dev The accumulated input hash after one more batch.
    function _accumulate(
        bytes32 accInputHash,
        bytes32 transactionsHash,
        bytes32 infoRootOrForcedExitRoot,
        uint64 timestampLimit,
        address coinbase,
        bytes32 forcedBlockHashL1
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(
                    accInputHash,
                    transactionsHash,
                    infoRootOrForcedExitRoot,
                    timestampLimit,
                    coinbase,
                    forcedBlockHashL1
                )
            );
    }
}
