#pragma once

// Written by cmake/embed-rom.cmake from the .zkasm files in this folder. Edit those.

#include <array>
#include <string_view>

namespace zonogon::zkevm {

/// A source file of the ROM.
struct rom_file {
    std::string_view name, text;
};

// clang-format off
inline constexpr std::array<rom_file, 16> rom_files{
    rom_file{"block.zkasm", R"zkasm(; L2 blocks: opening and closing (protocol 4.3), timestamps (4.4), the exit root on L2 (4.5).

; An item that changes the block. CTX = the item.
block_open:
    :CALL(counters_block)
    $ :MLOAD(block_is_open), JMPZ(block_open_first)
    :CALL(block_close)
block_open_first:
    :CALL(block_number_step)

    ; Timestamp = that of the block before + delta, within the limit.
    :CALL(block_load_timestamp)
    $ => B :MLOAD(block_delta)
    $ => A :ADD
    A :MSTORE(block_timestamp)
    A => B
    $ => A :MLOAD(timestamp_limit)
    $ => C :LT, JMPC(batch_undo_executed)

    0 :MSTORE(block_ger)
    0 :MSTORE(block_l1_hash)
    $ => A :MLOAD(block_l1_index)
    A => C
    0 => B
    $ => D :EQ, JMPC(block_store_timestamp)
    :JMP(l1_info_import)
l1_info_imported:
    :CALL(block_store_exit_root)
block_store_timestamp:
    %SYSTEM => A
    %LEAF_STORAGE => B
    %SLOT_TIMESTAMP => C
    $ => D :MLOAD(block_timestamp)
    $ => SR :SSTORE
    :JMP(block_parameters)

; The one block of a forced batch: its timestamp is the forced one unless time would go back; its exit root is the forced one.
block_open_forced:
    :CALL(counters_block)
    :CALL(block_number_step)
    :CALL(block_load_timestamp)
    A :MSTORE(block_timestamp)
    $ => B :MLOAD(timestamp_limit)
    $ => D :LT, JMPC(next, block_forced_old)
    B :MSTORE(block_timestamp)
    %SYSTEM => A
    B => D
    %LEAF_STORAGE => B
    %SLOT_TIMESTAMP => C
    $ => SR :SSTORE
block_forced_old:
    $ => A :MLOAD(l1_info_root)
    A :MSTORE(block_ger)
    $ => A :MLOAD(forced_block_hash)
    A :MSTORE(block_l1_hash)
    :CALL(block_store_exit_root)

; The block info tree starts with what is known of the block.
block_parameters:
    1 :MSTORE(block_is_open)
    0 :MSTORE(block_gas_used)
    0 :MSTORE(block_tx_index)
    SR :MSTORE(state_root)
    0 => C, SR
    %LEAF_BLOCK_PARAMETER => B
    0 => A
    $ => D :MLOAD(block_parent)
    $ => SR :SSTORE
    1 => A
    $ => D :MLOAD(sequencer)
    $ => SR :SSTORE
    2 => A
    $ => D :MLOAD(block_number)
    $ => SR :SSTORE
    3 => A
    %BLOCK_GAS_LIMIT => D
    $ => SR :SSTORE
    4 => A
    $ => D :MLOAD(block_timestamp)
    $ => SR :SSTORE
    5 => A
    $ => D :MLOAD(block_ger)
    $ => SR :SSTORE
    6 => A
    $ => D :MLOAD(block_l1_hash)
    $ => SR :SSTORE
block_opened:
    SR :MSTORE(block_info_root)
    $ => SR :MLOAD(state_root)
    :JMP(process_next)

; Gas used goes into the block info tree, and that tree's root into the state.
block_close:
    SR :MSTORE(state_root)
    $ => SR :MLOAD(block_info_root)
    7 => A
    %LEAF_BLOCK_PARAMETER => B
    0 => C
    $ => D :MLOAD(block_gas_used)
    $ => SR :SSTORE
    SR => D
    $ => SR :MLOAD(state_root)
    %SYSTEM => A
    %LEAF_STORAGE => B
    %SLOT_BLOCK_INFO_ROOT => C
    $ => SR :SSTORE
block_closed:
    :RETURN

; storage[K(number || 1)] = state root as the block opens; number + 1.
block_number_step:
    SR :MSTORE(block_parent)
    %SYSTEM => A
    %LEAF_STORAGE => B
    %SLOT_BLOCK_NUMBER => C
    $ => C :SLOAD
    C :MSTORE(block_number)
    $ => E :MLOAD(keccak_ids)
    E + 1 => E :MSTORE(keccak_ids)
    0 => HASHPOS
    32 => D
    C :HASHK(E)
    1 :HASHK(E)
    64 :HASHKLEN(E)
    $ => C :HASHKDIGEST(E)
    $ => D :MLOAD(block_parent)
    $ => SR :SSTORE
    $ => A :MLOAD(block_number)
    1 => B
    $ => D :ADD
    D :MSTORE(block_number)
    %SYSTEM => A
    %LEAF_STORAGE => B
    %SLOT_BLOCK_NUMBER => C
    $ => SR :SSTORE
    :RETURN

; Timestamp of the block before -> A.
block_load_timestamp:
    %SYSTEM => A
    %LEAF_STORAGE => B
    %SLOT_TIMESTAMP => C
    $ => A :SLOAD
    :RETURN

; The first block to bring an exit root leaves the L1 block hash with it: map slot K(exit root || 0) of the manager.
block_store_exit_root:
    $ => A :MLOAD(block_ger)
    0 => B
    $ => C :EQ, JMPC(block_exit_root_known)
    $ => E :MLOAD(keccak_ids)
    E + 1 => E :MSTORE(keccak_ids)
    0 => HASHPOS
    32 => D
    A :HASHK(E)
    0 :HASHK(E)
    64 :HASHKLEN(E)
    $ => C :HASHKDIGEST(E)
    C => D
    %EXIT_ROOT_MANAGER => A
    %LEAF_STORAGE => B
    $ => A :SLOAD
    0 => B
    $ => C :EQ, JMPC(next, block_exit_root_known)
    D => C
    %EXIT_ROOT_MANAGER => A
    %LEAF_STORAGE => B
    $ => D :MLOAD(block_l1_hash)
    $ => SR :SSTORE
block_exit_root_known:
    :RETURN
)zkasm"},
    rom_file{"constants.zkasm", R"zkasm(; Numbers of the protocol (fork 9) and of the curve.

CONST %FORK_ID = 9

CONSTL %GOLDILOCKS = 0xffffffff00000001n
CONSTL %GOLDILOCKS_QUARTERS = 0xffffffff00000001ffffffff00000001ffffffff00000001ffffffff00000001n

; Leaf types of the state tree and of the block info tree (protocol 2.4).
CONST %LEAF_BALANCE = 0
CONST %LEAF_NONCE = 1
CONST %LEAF_STORAGE = 3
CONST %LEAF_CODE_LENGTH = 4
CONST %LEAF_BLOCK_PARAMETER = 7
CONST %LEAF_TX_HASH = 8
CONST %LEAF_TX_STATUS = 9
CONST %LEAF_TX_GAS = 10
CONST %LEAF_TX_PERCENTAGE = 12

; System contract (4.1) and exit root manager (4.5).
CONSTL %SYSTEM = 0x5ca1ab1en
CONST %SLOT_BLOCK_NUMBER = 0
CONST %SLOT_TIMESTAMP = 2
CONST %SLOT_BLOCK_INFO_ROOT = 3
CONSTL %EXIT_ROOT_MANAGER = 0xa40d5f56745a118d0906a34e69aec8c0db1cb8fan
CONST %LOCAL_EXIT_ROOT_SLOT = 1
CONSTL %BLOCK_GAS_LIMIT = 0x4000000000000n
; Keccak-256 of 72 zero bytes: the L1 info leaf that nothing was written to.
CONSTL %EMPTY_L1_LEAF = 0x3cac317908c699fe873a7f6ee4e8cd63fbe9918b2315c97be91585590168e301n

CONST %TX_GAS_LIMIT = 30000000
CONST %TX_GAS = 21000
CONST %CREATION_GAS = 32000

; Working limits of a batch (section 7) and what one item may take at most.
CONST %MAX_STEPS = 7968988
CONST %MAX_ARITH = 249037
CONST %MAX_BINARY = 498074
CONST %MAX_KECCAK_F = 2258
CONST %MAX_ITEMS = 4096
CONST %MAX_PADDING_PG = 142307
CONST %MAX_POSEIDON_G = 265639
CONST %TX_STEPS = 100000
CONST %TX_ARITH = 1100
CONST %TX_BINARY = 550
CONST %TX_PADDING_PG = 4            ; and one for each data byte, a wide bound
CONST %TX_KECCAK_F = 2
CONST %TX_POSEIDON_G = 7252        ; 14 accesses of 518
CONST %BLOCK_STEPS = 2000
CONST %BLOCK_BINARY = 200
CONST %BLOCK_KECCAK_F = 2
CONST %BLOCK_POSEIDON_G = 8806     ; 17 accesses
CONST %LEAF_KECCAK_F = 33

; RLP and data bytes.
CONSTL %TO_PREFIX = 0x940000000000000000000000000000000000000000n
CONSTL %BYTES_7F = 0x7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7fn
CONSTL %BYTES_80 = 0x8080808080808080808080808080808080808080808080808080808080808080n
CONSTL %BYTES_02 = 0x0202020202020202020202020202020202020202020202020202020202020202n

CONSTL %ADDRESS_MASK = 0xffffffffffffffffffffffffffffffffffffffffn

; secp256k1, and the fixed points of the recovery (recover.zkasm).
CONSTL %EVEN_LIMBS = 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffffn
CONSTL %LOW_64 = 0xffffffffffffffffn
CONSTL %NEXT_64 = 0xffffffffffffffff0000000000000000n
CONSTL %RECOVER_OFFSET_X = 0x63df64aeb8eb678caeb37ac68414ec81a6e9be3a80bdd302449469dfd2e5e505n
CONSTL %RECOVER_OFFSET_Y = 0xcc960076c25b249a7bd61bd434df0ecb0b155487a74b70b12b18f7e1d84a7916n
CONSTL %RECOVER_END_X = 0xcfb6834a9262d1c2d3388839f80241eb0c8b3f24f2ac302db7ddbdae6b8cd681n
CONSTL %RECOVER_END_Y = 0x8cca47c1ca615de479af5f05e98209fdb69dbff0f8c08415022c03706ab2900en
CONSTL %RECOVER_LAMBDA_SHIFTED = 0x415c299de257710e5363ad4cc05c30e05217640ddc787f7512c4ea03097b9525n
CONSTL %SECP_BETA = 0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501een
CONSTL %SECP_N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
CONSTL %SECP_P = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn
CONSTL %SECP_HALF_N_PLUS_1 = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1n
CONSTL %RECOVER_SIGN_0 = 0x0000000000000000000000000000000000000000000000000000000000000000n
CONSTL %RECOVER_SIGN_1 = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03abfd25e8cd0364141n
CONSTL %RECOVER_SIGN_2 = 0x5ad9e3fd77ed9ba583d9e41aba4865e7d89a9cc84b62583269ba51895f478a21n
CONSTL %RECOVER_SIGN_3 = 0x5ad9e3fd77ed9ba583d9e41aba4865e7d89a9cc84b62583169ba51895f478a21n
)zkasm"},
    rom_file{"l1_info.zkasm", R"zkasm(; Import of a leaf of the L1 info tree (protocol 4.5). A = C = index, not zero.
;
; The prover supplies the leaf; 32 Keccak steps prove that it stands at that index under the batch's root.

l1_info_import:
    %MAX_STEPS - %BLOCK_STEPS - STEP :JMPN(batch_undo_executed)
    $ => B :MLOAD(keccak_limit)
    B - %LEAF_KECCAK_F - CNT_KECCAK_F :JMPN(batch_undo_executed)

    $ => E :MLOAD(keccak_ids)
    E + 1 => E
    0 => HASHPOS
    32 => D
    ${getL1InfoGER(mem.block_l1_index)} => A :MSTORE(block_ger)
    A :HASHK(E)
    ${getL1InfoBlockHash(mem.block_l1_index)} => A :MSTORE(block_l1_hash)
    A :HASHK(E)
    8 => D
    ${getL1InfoTimestamp(mem.block_l1_index)} => A :MSTORE(leaf_timestamp)
    A :HASHK(E)
    72 :HASHKLEN(E)
    $ => A :HASHKDIGEST(E)

    ; A leaf of zeros stands for a place that nothing was written to: its value is 0.
    %EMPTY_L1_LEAF => B
    $ => C :EQ
    C :MSTORE(leaf_is_zero)
    32 => D
    0 => GAS, RCX
    1 => PC
    C :JMPZ(l1_info_level)
    0 => A

    ; A = node, RCX = level, PC = 2^level, GAS = index so far, E = last Keccak identifier.
l1_info_level:
    E + 1 => E
    0 => HASHPOS
    ${getSmtProof(mem.block_l1_index, RCX)} => B
    ${cond((mem.block_l1_index >> RCX) & 1)} :JMPN(l1_info_right)
    A :HASHK(E)
    B :HASHK(E), JMP(l1_info_up)
l1_info_right:
    GAS + PC => GAS
    B :HASHK(E)
    A :HASHK(E)
l1_info_up:
    64 :HASHKLEN(E)
    $ => A :HASHKDIGEST(E)
    2*PC => PC
    RCX + 1 => RCX
    RCX - 32 :JMPN(l1_info_level)

    E :MSTORE(keccak_ids)
    $ :MLOAD(l1_info_root), ASSERT
    GAS => A
    $ :MLOAD(block_l1_index), ASSERT

    ; The batch is refused for a leaf of zeros, or a block older than the leaf.
    $ :MLOAD(leaf_is_zero), JMPZ(next, batch_undo_executed)
    $ => A :MLOAD(block_timestamp)
    $ => B :MLOAD(leaf_timestamp)
    $ => C :LT, JMPC(batch_undo_executed)
    :JMP(l1_info_imported)
)zkasm"},
    rom_file{"main.zkasm", R"zkasm(; The program that a proof of a batch executes: fork 9 of the Polygon zkEVM's state function for batches of transfers.
;
; Row 0 registers: B = old state root, C = old accumulated input hash, SP = old batch number, GAS = chain id, CTX = fork id.
; Last row:        SR = new state root, D = new accumulated input hash, E = local exit root, PC = new batch number.
;
; Order of work: read the batch's inputs, parse all of the data (parse.zkasm), then run its items (process.zkasm), then hash
; and publish (below). Comments name the rules of the protocol; docs/rom.md tells why the proof is sound.

INCLUDE "constants.zkasm"
INCLUDE "variables.zkasm"

start:
    ; The trace is a cycle: this line is only ever row 0.
    STEP => A
    0 :ASSERT
    CTX => A
    %FORK_ID :ASSERT
    B => SR :MSTORE(old_state_root)
    C :MSTORE(old_acc_input_hash)
    SP :MSTORE(old_batch_number)
    GAS :MSTORE(chain_id_register)

    ; A root has four quarters below the field's characteristic.
    B => A
    %GOLDILOCKS_QUARTERS => B
    1 :LT4

    ; The chain id as a number: its two halves, canonical because it is below p.
    ${chainIdHalf(1)} => PC
    ${chainIdHalf(0)} => RR
    PC => C
    ROTL_C + RR => A :MSTORE(chain_id)
    %GOLDILOCKS => B
    1 :LT
    RR + 2147483648*PC + 2147483648*PC - GAS => A
    0 :ASSERT

    ; What the batch brings along; bound to the proof by the accumulated input hash at the end.
    ${getL1InfoRoot()} :MSTORE(l1_info_root)
    ${getSequencerAddr()} :MSTORE(sequencer)
    ${getTimestampLimit()} :MSTORE(timestamp_limit)
    ${getForcedBlockHashL1()} => A :MSTORE(forced_block_hash)
    0 => B
    $ => C :EQ
    1 - C :MSTORE(is_forced)
    ${getTxsLen()} => SP :MSTORE(batch_length)
    0 => CTX, HASHPOS
    1 :MSTORE(batch_valid)

    ; The batch's own Keccak blocks and two more hashes at the end are set aside (protocol section 7).
    SP :JMPZ(finish)
    ${getTxsLen() / 136} => RR :JMPN(unprovable)
    SP - 136*RR => A :JMPN(unprovable)
    A - 136 :JMPN(next, unprovable)
    %MAX_KECCAK_F - 3 - RR => A :JMPN(batch_invalid)
    A :MSTORE(keccak_limit)

INCLUDE "parse.zkasm"
INCLUDE "process.zkasm"
INCLUDE "block.zkasm"
INCLUDE "l1_info.zkasm"
INCLUDE "transaction.zkasm"
INCLUDE "recover.zkasm"
INCLUDE "mod_arith.zkasm"

; ---------------------------------------------------------------------------------------------------------------------
; The whole batch is refused: the state stays, the bytes are hashed all the same. HASHPOS = bytes hashed so far.
batch_invalid:
    0 :MSTORE(batch_valid)
    $ => SP :MLOAD(batch_length)
batch_invalid_hash:
    SP - HASHPOS => D :JMPZ(batch_undo)
    32 - D :JMPN(batch_invalid_word)
    ${getTxs(HASHPOS, D)} :HASHK(0)
    :JMP(batch_undo)
batch_invalid_word:
    32 => D
    ${getTxs(HASHPOS, 32)} :HASHK(0)
    :JMP(batch_invalid_hash)

; The batch was read to its end and is refused now.
batch_undo_executed:
    0 :MSTORE(batch_valid)
batch_undo:
    $ => SR :MLOAD(old_state_root)

; ---------------------------------------------------------------------------------------------------------------------
; SR = new state root.
finish:
    0 => CTX
    %EXIT_ROOT_MANAGER => A
    %LEAF_STORAGE => B
    %LOCAL_EXIT_ROOT_SLOT => C
    $ :SLOAD, MSTORE(local_exit_root)

    $ => A :MLOAD(batch_length)
    A :HASHKLEN(0)
    $ => A :HASHKDIGEST(0)

    ; New accumulated input hash: 156 bytes.
    $ => E :MLOAD(keccak_ids)
    E + 1 => E
    A => B :MSTORE(batch_hash)
    0 => HASHPOS
    32 => D
    $ => A :MLOAD(old_acc_input_hash)
    A :HASHK(E)
    B :HASHK(E)
    $ => A :MLOAD(l1_info_root)
    A :HASHK(E)
    8 => D
    $ => A :MLOAD(timestamp_limit)
    A :HASHK(E)
    20 => D
    $ => A :MLOAD(sequencer)
    A :HASHK(E)
    32 => D
    $ => A :MLOAD(forced_block_hash)
    A :HASHK(E)
    156 :HASHKLEN(E)
    $ => D :HASHKDIGEST(E)

    SR => A
    %GOLDILOCKS_QUARTERS => B
    1 :LT4

    ; Public results, and the registers of row 0 for the wrap.
    $ => E :MLOAD(local_exit_root)
    $ => SP :MLOAD(old_batch_number)
    SP + 1 => PC
    $ => B :MLOAD(old_state_root)
    $ => C :MLOAD(old_acc_input_hash)
    $ => GAS :MLOAD(chain_id_register)
    0 => A, RR, HASHPOS, RCX
    %FORK_ID => CTX
finish_wait:
    ${beforeLast()} :JMPN(finish_wait)
    0 => D, E, SR, PC :JMP(start)

; ---------------------------------------------------------------------------------------------------------------------
; No honest prover comes here; a dishonest one cannot go on.
unprovable:
    1 => A
    0 :ASSERT

INCLUDE "rlp_minimum.zkasm"
INCLUDE "recover_signs.zkasm"
INCLUDE "recover_points.zkasm"
INCLUDE "recover_generator.zkasm"
; Must stay the end of the program: see recover.zkasm.
INCLUDE "recover_digits.zkasm"
)zkasm"},
    rom_file{"mod_arith.zkasm", R"zkasm(; A * B + C modulo the curve's field and group order -> C. Two products with equal halves: A*B + C = D*2^256 + E and
; quotient * modulus + result = D*2^256 + E. The result is not proved to be reduced. Destroys A, B, D, E.

mul_mod_p:
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_P => B
    ${((D << 256) + E) / B} => A
    ${((D << 256) + E) % B} => C
    E :ARITH, RETURN

mul_mod_n:
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_N => B
    ${((D << 256) + E) / B} => A
    ${((D << 256) + E) % B} => C
    E :ARITH, RETURN
)zkasm"},
    rom_file{"parse.zkasm", R"zkasm(; Parsing: the whole of the data before anything runs. Every byte is read once from hash 0, which proves it a byte of the batch;
; the bytes of an RLP list are absorbed again by the transaction's signing hash. A broken rule refuses the whole batch.
;
; SP = length of the data, HASHPOS = bytes read, CTX = number of the item being read.
; Within a transaction: E = identifier of the signing hash, PC = where the list starts, GAS = where it ends.

    ; A batch starts with a change of block; a forced one has none.
    $ :MLOAD(is_forced), JMPZ(next, parse_next)
    ${getTxs(0, 1)} => A :HASHK1(0)
    A - 0x0b :JMPZ(parse_block, batch_invalid)

parse_next:
    SP - HASHPOS :JMPZ(parse_done)
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A - 0x0b :JMPZ(parse_block)
    A - 0xc1 :JMPN(batch_invalid)
    A - 0xf8 :JMPN(parse_short_list)
    A - 0xfb :JMPN(next, batch_invalid)

    ; Long list: 1 to 3 bytes of length, the length at least 56 and without leading zeros.
    A - 0xf7 => D
    SP - HASHPOS - D :JMPN(batch_invalid)
    HASHPOS - 1 => PC
    ${getTxs(HASHPOS, D)} => B :HASHK(0)
    D - 2 :JMPN(parse_list_length_1)
    D - 3 :JMPN(parse_list_length_2)
    B - 0x10000 :JMPN(batch_invalid, parse_long_list)
parse_list_length_1:
    B - 56 :JMPN(batch_invalid, parse_long_list)
parse_list_length_2:
    B - 0x100 :JMPN(batch_invalid)
parse_long_list:
    HASHPOS + B => GAS
    $ => E :MLOAD(keccak_ids)
    E + 1 => E :MSTORE(keccak_ids)
    0 => HASHPOS
    A :HASHK1(E)
    B :HASHK(E)
    HASHPOS + PC => HASHPOS :JMP(parse_transaction)

parse_short_list:
    HASHPOS - 1 => PC
    HASHPOS + A - 0xc0 => GAS
    $ => E :MLOAD(keccak_ids)
    E + 1 => E :MSTORE(keccak_ids)
    0 => HASHPOS
    A :HASHK1(E)
    HASHPOS + PC => HASHPOS

parse_transaction:
    ; The list, r, s, v and the percentage must lie in the batch. So no field below, at most 66 bytes past a position inside the
    ; list, can leave the batch, and it is enough to look now and then whether the list's end was passed.
    SP - GAS - 66 :JMPN(batch_invalid)
    CTX + 1 => CTX

    8 => B :CALL(parse_number)
    A :MSTORE(tx_nonce)
    32 => B :CALL(parse_number)
    A :MSTORE(tx_gas_price)
    GAS - HASHPOS :JMPN(batch_invalid)
    8 => B :CALL(parse_number)
    A :MSTORE(tx_gas_limit)

    ; Destination: nothing, or exactly 20 bytes.
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A - 0x80 :JMPZ(parse_creation)
    A - 0x94 :JMPZ(next, batch_invalid)
    20 => D
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A :MSTORE(tx_to)
    HASHPOS - 21 - PC => HASHPOS
    21 => D
    A + %TO_PREFIX :HASHK(E)
    HASHPOS + PC => HASHPOS :JMP(parse_value)
parse_creation:
    1 :MSTORE(tx_is_creation)
    HASHPOS - 1 - PC => HASHPOS
    0x80 :HASHK1(E)
    HASHPOS + PC => HASHPOS

parse_value:
    32 => B :CALL(parse_number)
    A :MSTORE(tx_value)
    GAS - HASHPOS :JMPN(batch_invalid)

    ; Data: one byte below 0x80, or a string of up to 55 bytes, or one with 1 to 3 bytes of length.
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    HASHPOS - 1 - PC => HASHPOS
    A :HASHK1(E)
    HASHPOS + PC => HASHPOS
    A - 0x80 :JMPZ(parse_data_done)
    A - 0x80 :JMPN(parse_data_byte)
    A - 0x80 => B
    A - 0xb8 :JMPN(parse_data)
    A - 0xbb :JMPN(next, batch_invalid)
    A - 0xb7 => D
    ${getTxs(HASHPOS, D)} => B :HASHK(0)
    HASHPOS - D - PC => HASHPOS
    B :HASHK(E)
    HASHPOS + PC => HASHPOS
    D - 2 :JMPN(parse_data_length_1)
    D - 3 :JMPN(parse_data_length_2)
    B - 0x10000 :JMPN(batch_invalid, parse_data)
parse_data_length_1:
    B - 56 :JMPN(batch_invalid, parse_data)
parse_data_length_2:
    B - 0x100 :JMPN(batch_invalid)

    ; B = length of the data.
parse_data:
    B :MSTORE(tx_data_length)
    GAS - HASHPOS - B :JMPN(batch_invalid)
    B => RCX
    0 => RR
    B - 1 :JMPZ(next, parse_data_word)
    ; One byte in a string must be one that could not stand for itself.
    1 => D
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A - 0x80 :JMPN(batch_invalid, parse_data_absorb)

    ; RCX = bytes still to read, RR = words read.
parse_data_word:
    32 => D
    RCX - 32 :JMPN(next, parse_data_read)
    RCX => D
parse_data_read:
    %MAX_STEPS - %TX_STEPS - STEP :JMPN(batch_invalid)
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
parse_data_absorb:
    A :MSTORE(MEM:RR)
    HASHPOS - D - PC => HASHPOS
    A :HASHK(E)
    HASHPOS + PC => HASHPOS
    RCX - D => RCX

    ; Mark the bytes that are not zero by bit 7: the low seven bits plus 0x7f carry into it, and the byte itself may have it. Then
    ; byte 32 of marks / 128 * 0x0101..01 * 256 is their number.
    %BYTES_7F => B
    $ => C :AND
    A => D
    C => A
    $ => A :ADD
    D => B
    $ => A :OR
    %BYTES_80 => B
    $ => A :AND
    %BYTES_02 => B
    0 => C
    ${(A * B) >> 256} => D
    $ :ARITH
    D => A
    255 => B
    $ => A :AND
    $ => B :MLOAD(tx_data_non_zero)
    A + B :MSTORE(tx_data_non_zero)
    RR + 1 => RR
    RCX :JMPZ(parse_data_done, parse_data_word)

parse_data_byte:
    ; The byte is its own header. It is zero or not.
    1 :MSTORE(tx_data_length)
    0 => RR
    A :MSTORE(MEM:RR)
    A :JMPZ(parse_data_done)
    1 :MSTORE(tx_data_non_zero)

parse_data_done:
    ; The end of the list here means a transaction without chain id (before EIP-155).
    GAS - HASHPOS :JMPZ(parse_signature)
    GAS - HASHPOS :JMPN(batch_invalid)
    8 => B :CALL(parse_number)
    A :MSTORE(tx_chain_id)
    1 :MSTORE(tx_has_chain_id)
    2 => D
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A - 0x8080 :JMPZ(next, batch_invalid)
    HASHPOS - 2 - PC => HASHPOS
    A :HASHK(E)
    HASHPOS + PC => HASHPOS
    GAS - HASHPOS :JMPZ(next, batch_invalid)

parse_signature:
    GAS - PC :HASHKLEN(E)
    $ => A :HASHKDIGEST(E)
    A :MSTORE(tx_signing_hash)
    32 => D
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A :MSTORE(tx_r)
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A :MSTORE(tx_s)
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A :MSTORE(tx_v)
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A :MSTORE(tx_percentage)
    %MAX_STEPS - %TX_STEPS - STEP :JMPN(batch_invalid)
    $ => A :MLOAD(keccak_limit)
    A - CNT_KECCAK_F - %TX_KECCAK_F :JMPN(batch_invalid, parse_next)

parse_block:
    ; deltaTimestamp and indexL1InfoTree, four bytes each. More items than there are Keccak blocks cannot all run, and contexts must
    ; fit the memory.
    SP - HASHPOS - 8 :JMPN(batch_invalid)
    %MAX_ITEMS - CTX :JMPN(batch_invalid)
    $ :MLOAD(is_forced), JMPZ(next, batch_invalid)
    CTX + 1 => CTX
    1 :MSTORE(item_is_block)
    4 => D
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A :MSTORE(block_delta)
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    A :MSTORE(block_l1_index)
    %MAX_STEPS - %TX_STEPS - STEP :JMPN(batch_invalid, parse_next)

; ---------------------------------------------------------------------------------------------------------------------
; A number of at most B bytes -> A. Also absorbed by the signing hash.
parse_number:
    ${getTxs(HASHPOS, 1)} => A :HASHK1(0)
    A - 0x80 :JMPN(parse_number_byte)
    A - 0x80 => D :JMPZ(parse_number_zero)
    B - D :JMPN(batch_invalid)
    ${getTxs(HASHPOS, D)} => A :HASHK(0)
    D => E
    :JMP(@rlp_minimum + E)
rlp_minimum_found:
    $ => C :LT, JMPC(batch_invalid)
    $ => E :MLOAD(keccak_ids)
    HASHPOS - D - 1 - PC => HASHPOS
    D + 0x80 :HASHK1(E)
    A :HASHK(E)
    HASHPOS + PC => HASHPOS :RETURN

parse_number_zero:
    0 => A
    HASHPOS - 1 - PC => HASHPOS
    0x80 :HASHK1(E)
    HASHPOS + PC => HASHPOS :RETURN

parse_number_byte:
    ; Also a bare zero byte, which means 0.
    HASHPOS - 1 - PC => HASHPOS
    A :HASHK1(E)
    HASHPOS + PC => HASHPOS :RETURN
)zkasm"},
    rom_file{"process.zkasm", R"zkasm(; Items in order. SR = state root throughout; the block info root waits in memory.

parse_done:
    CTX :MSTORE(items)
    0 => CTX
    ; A forced batch runs in one block that no item opens.
    $ :MLOAD(is_forced), JMPZ(process_next)
    :JMP(block_open_forced)

process_next:
    $ => A :MLOAD(items)
    A - CTX :JMPZ(process_done)
    CTX + 1 => CTX
    $ :MLOAD(item_is_block), JMPZ(process_transaction, block_open)

process_done:
    :CALL(block_close)
    :JMP(finish)

; What an item needs at most must be left (protocol section 7); otherwise the whole batch is refused.
counters_block:
    %MAX_STEPS - %BLOCK_STEPS - STEP :JMPN(batch_undo_executed)
    %MAX_BINARY - %BLOCK_BINARY - CNT_BINARY :JMPN(batch_undo_executed)
    %MAX_POSEIDON_G - %BLOCK_POSEIDON_G - CNT_POSEIDON_G :JMPN(batch_undo_executed)
    $ => A :MLOAD(keccak_limit)
    A - %BLOCK_KECCAK_F - CNT_KECCAK_F :JMPN(batch_undo_executed)
    :RETURN

counters_transaction:
    %MAX_STEPS - %TX_STEPS - STEP :JMPN(batch_undo_executed)
    %MAX_ARITH - %TX_ARITH - CNT_ARITH :JMPN(batch_undo_executed)
    %MAX_BINARY - %TX_BINARY - CNT_BINARY :JMPN(batch_undo_executed)
    %MAX_POSEIDON_G - %TX_POSEIDON_G - CNT_POSEIDON_G :JMPN(batch_undo_executed)
    $ => A :MLOAD(keccak_limit)
    A - %TX_KECCAK_F - CNT_KECCAK_F :JMPN(batch_undo_executed)
    $ => A :MLOAD(tx_data_length)
    %MAX_PADDING_PG - %TX_PADDING_PG - CNT_PADDING_PG - A :JMPN(batch_undo_executed)
    :RETURN
)zkasm"},
    rom_file{"recover.zkasm", R"zkasm(; Who signed: public key Q = (s R - z G) / r on secp256k1 (SEC 1, 4.1.6), R the point of abscissa r and the parity that v tells.
;
; Nothing is multiplied out. The prover names Q, a number mu, and four short numbers of 64 bits and a sign,
;     x = x0 + x1 lambda and y = y0 + y1 lambda, y not 0, with mu r = y, mu s = -x, and t = mu z mod n. Then
;     x R + y Q + t G = mu (r Q - s R + z G), and mu and r are invertible, so that
;     x R + y Q + t G = 0   <=>   Q = (s R - z G) / r.
; lambda P = phi(P) = (beta X, Y) is one product (Gallant, Lambert, Vanstone, CRYPTO 2001). Numbers this short exist: they are a
; lattice of rank 4 and determinant n, and Minkowski's bound for the largest component is n^(1/4) < 2^64. So the sum takes 64 doublings,
; 64 additions from a table of 16 sums of R, phi(R), Q, phi(Q), and, t being cut into four parts of 64 bits, 32 additions from
; a fixed table of 256 sums of G, 2^64 G, 2^128 G, 2^192 G.
;
; Exceptional additions (equal or opposite points) cannot happen: every table entry and the start carry a multiple of a fixed
; point whose logarithm nobody knows, the hash of a text; see test/zkevm/rom. The multiples of the sum and of an entry are never equal
; or opposite: they are -2 and 1, -2 and 1, -1 and 2 in the first turn, then the sum's grow. Its sum over the whole run is a constant, and
; the end point is compared with it. Nobody who finds an input that breaks the run could break more than its provability.
;
; Digits: the prover supplies each; the number x0 is what its digits add up to, so nothing needs to be taken apart. The sign
; digit comes first and weighs -2^64.
;
; The table that digits jump into is the end of the program, and a digit is proved not negative: a wrong one would lead to a line
; that does not exist (or, of G, is refused by a second look).

recover:
    ; 0 < r < n, 0 < s <= n/2, v = 27 or 28.
    $ => A :MLOAD(tx_r)
    %SECP_N => B
    $ => D :LT, JMPC(next, tx_skip_signature)
    0 => B
    $ => D :EQ, JMPC(tx_skip_signature)
    $ => A :MLOAD(tx_s)
    $ => D :EQ, JMPC(tx_skip_signature)
    %SECP_HALF_N_PLUS_1 => B
    $ => D :LT, JMPC(next, tx_skip_signature)
    $ => A :MLOAD(tx_v)
    A - 27 => RCX :JMPZ(recover_abscissa)
    RCX - 1 :JMPZ(next, tx_skip_signature)

recover_abscissa:
    $ => A :MLOAD(tx_r)
    A :MSTORE(recover_points_x)
    :CALL(curve_right_side)
    ${cond(isSquareFp(C))} :JMPN(recover_is_point)
    ; No point has this abscissa: p = 3 mod 4, so either r^3 + 7 or its negative is a square, and here it is the negative.
    ${sqrtFp(-C)} => A, B
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_P => B
    ${((D << 256) + E) / B} => A
    0 => C
    E :ARITH, JMP(tx_skip_signature)

recover_is_point:
    ${sqrtFpParity(C, RCX)} => A :MSTORE(recover_points_y)
    1 => B
    RCX :AND
    :CALL(curve_check_root)

    ; Q, or R once more where Q would be the point at infinity.
    0 :MSTORE(recover_infinite)
    ${cond(recoverIsInfinite(mem.tx_r, mem.tx_s, mem.tx_signing_hash, mem.recover_points_y))} :JMPN(recover_no_key)
    ${recoverKeyX()} => A :MSTORE(recover_points_x + 2)
    %SECP_P => B
    1 :LT
    :CALL(curve_right_side)
    ${recoverKeyY()} => A :MSTORE(recover_points_y + 2)
    :CALL(curve_check_root)
    :JMP(recover_endomorphism)
recover_no_key:
    1 :MSTORE(recover_infinite)
    $ => A :MLOAD(recover_points_x)
    A :MSTORE(recover_points_x + 2)
    $ => A :MLOAD(recover_points_y)
    A :MSTORE(recover_points_y + 2)

recover_endomorphism:
    $ => B :MLOAD(recover_points_x)
    %SECP_BETA => A
    0 => C :CALL(mul_mod_p)
    C => A :MSTORE(recover_points_x + 1)
    %SECP_P => B
    1 :LT
    $ => B :MLOAD(recover_points_x + 2)
    %SECP_BETA => A
    0 => C :CALL(mul_mod_p)
    C => A :MSTORE(recover_points_x + 3)
    %SECP_P => B
    1 :LT

    ; Table: entry 0 is the offset, entry d the offset plus the points of d's bits.
    SR :MSTORE(state_root)
    %RECOVER_OFFSET_X => A :MSTORE(recover_tx)
    %RECOVER_OFFSET_Y => B :MSTORE(recover_ty)
    $ => C :MLOAD(recover_points_x)
    $ => D :MLOAD(recover_points_y)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 1)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 1)
    $ => C :MLOAD(recover_points_x + 1)
    $ => D :MLOAD(recover_points_y)
    $ => A :MLOAD(recover_tx)
    $ => B :MLOAD(recover_ty)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 2)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 2)
    $ => A :MLOAD(recover_tx + 1)
    $ => B :MLOAD(recover_ty + 1)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 3)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 3)
    $ => C :MLOAD(recover_points_x + 2)
    $ => D :MLOAD(recover_points_y + 2)
    $ => A :MLOAD(recover_tx)
    $ => B :MLOAD(recover_ty)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 4)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 4)
    $ => A :MLOAD(recover_tx + 1)
    $ => B :MLOAD(recover_ty + 1)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 5)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 5)
    $ => A :MLOAD(recover_tx + 2)
    $ => B :MLOAD(recover_ty + 2)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 6)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 6)
    $ => A :MLOAD(recover_tx + 3)
    $ => B :MLOAD(recover_ty + 3)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 7)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 7)
    $ => C :MLOAD(recover_points_x + 3)
    $ => D :MLOAD(recover_points_y + 2)
    $ => A :MLOAD(recover_tx)
    $ => B :MLOAD(recover_ty)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 8)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 8)
    $ => A :MLOAD(recover_tx + 1)
    $ => B :MLOAD(recover_ty + 1)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 9)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 9)
    $ => A :MLOAD(recover_tx + 2)
    $ => B :MLOAD(recover_ty + 2)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 10)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 10)
    $ => A :MLOAD(recover_tx + 3)
    $ => B :MLOAD(recover_ty + 3)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 11)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 11)
    $ => A :MLOAD(recover_tx + 4)
    $ => B :MLOAD(recover_ty + 4)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 12)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 12)
    $ => A :MLOAD(recover_tx + 5)
    $ => B :MLOAD(recover_ty + 5)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 13)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 13)
    $ => A :MLOAD(recover_tx + 6)
    $ => B :MLOAD(recover_ty + 6)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 14)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 14)
    $ => A :MLOAD(recover_tx + 7)
    $ => B :MLOAD(recover_ty + 7)
    ${xAddPointEc(A, B, C, D)} => E :MSTORE(recover_tx + 15)
    ${yAddPointEc(A, B, C, D)} :ARITH_ECADD_DIFFERENT, MSTORE(recover_ty + 15)

    ; Start: minus (the offset and the points of negative scalars).
    ${recoverSign()} => E :JMPN(unprovable)
    E - 16 :JMPN(next, unprovable)
    E :MSTORE(recover_sign)
    %SECP_P => A
    $ => B :MLOAD(recover_ty + E)
    $ => B :SUB
    $ => A :MLOAD(recover_tx + E)

    ; Two halves of 16 turns; a turn takes two digits of the points and one, of twice the width, of G. PC = turns left, GAS = halves left.
    ; A digit's line returns behind the CALL with the sum in (A, B).
    1 => GAS
recover_half:
    0 => SR
    15 => PC
recover_turn:
    ${recoverDigit(32*GAS + 2*PC + 1)} => RR :JMPN(unprovable)
    ${xDblPointEc(A, B)} => C, E
    ${yDblPointEc(A, B)} => D :ARITH_ECADD_SAME, CALL(@recover_digit + RR)
    ${recoverDigit(32*GAS + 2*PC)} => RR :JMPN(unprovable)
    ${xDblPointEc(A, B)} => C, E
    ${yDblPointEc(A, B)} => D :ARITH_ECADD_SAME, CALL(@recover_digit + RR)
    ${recoverGeneratorDigit(16*GAS + PC)} => RR :JMPN(unprovable)
    RR - 256 :JMPN(@recover_g_digit + RR, unprovable)
recover_g_loaded:
    ${xAddPointEc(A, B, C, D)} => E
    ${yAddPointEc(A, B, C, D)} => B :ARITH_ECADD_DIFFERENT
    E => A
    PC - 1 => PC :JMPN(next, recover_turn)
    GAS - 1 => GAS :JMPN(recover_sum_done)
    SR :MSTORE(recover_high), JMP(recover_half)

; Behind a digit's line: (A, B) = the table's point, (C, D) = the sum doubled.
recover_add:
    ${xAddPointEc(A, B, C, D)} => E
    ${yAddPointEc(A, B, C, D)} => B :ARITH_ECADD_DIFFERENT
    E => A :RETURN

recover_sum_done:
    %RECOVER_END_X :ASSERT
    B => A
    %RECOVER_END_Y :ASSERT

    ; Sort the collected halves: t has its low halves in the even limbs, high ones to be moved up by one; the four scalars'
    ; low halves move up by one limb, high ones by two.
    $ => A :MLOAD(recover_high)
    %EVEN_LIMBS => B
    $ => C :AND
    A - C => D
    ROTL_C => E
    D => C
    ROTL_C => D
    SR => A
    $ => C :AND
    C + E :MSTORE(recover_t)
    A - C + D => C
    ROTL_C => C
    C => A :MSTORE(recover_w)
    $ => SR :MLOAD(state_root)
    $ :MLOAD(recover_infinite), JMPZ(next, recover_infinite_proof)

    ; x mod n and y mod n.
    $ => E :MLOAD(recover_sign)
    :JMP(@recover_sign_r + E)
recover_sign_r_found:
    A :MSTORE(recover_r_sign)
    :JMP(@recover_sign_q + E)
recover_sign_q_found:
    A :MSTORE(recover_q_sign)
    C => A
    $ => D :MLOAD(recover_r_sign)
    :CALL(recover_scalar)
    C :MSTORE(recover_x)
    $ => C :MLOAD(recover_w)
    ROTL_C => C
    ROTL_C => C
    ROTL_C => C
    ROTL_C => A
    $ => D :MLOAD(recover_q_sign)
    :CALL(recover_scalar)

    ; y is not 0 mod n.
    C => A
    0 => B
    0 :EQ
    %SECP_N => B
    0 :EQ

    ; mu r = y, mu s + x = 0, mu z = t mod n.
    C :MSTORE(recover_rest)
    ${recoverMultiplier()} => A :MSTORE(recover_mu)
    $ => B :MLOAD(tx_r)
    0 => C :CALL(recover_product)
    $ => A :MLOAD(recover_mu)
    $ => B :MLOAD(tx_s)
    0 :MSTORE(recover_rest)
    $ => C :MLOAD(recover_x)
    :CALL(recover_product)
    $ => A :MLOAD(recover_t)
    A :MSTORE(recover_rest)
    $ => A :MLOAD(recover_mu)
    $ => B :MLOAD(tx_signing_hash)
    0 => C :CALL(recover_product)

    ; Address: the last 20 bytes of the key's Keccak hash.
    $ => E :MLOAD(keccak_ids)
    E + 1 => E :MSTORE(keccak_ids)
    0 => HASHPOS
    32 => D
    $ => A :MLOAD(recover_points_x + 2)
    A :HASHK(E)
    $ => A :MLOAD(recover_points_y + 2)
    A :HASHK(E)
    64 :HASHKLEN(E)
    $ => A :HASHKDIGEST(E)
    %ADDRESS_MASK => B
    $ => A :AND
    :JMP(tx_recovered)

; Q would be at infinity: x = 1 and y = 0, so that R + t G = 0, and t s + z = 0 mod n. Hence s R = z G, and nobody signed.
recover_infinite_proof:
    1 :ASSERT
    $ => A :MLOAD(recover_sign)
    0 :ASSERT
    0 :MSTORE(recover_rest)
    $ => A :MLOAD(recover_t)
    $ => B :MLOAD(tx_s)
    $ => C :MLOAD(tx_signing_hash)
    :CALL(recover_product)
    :JMP(tx_skip_signature)

; ---------------------------------------------------------------------------------------------------------------------
; Low half of A = two numbers a, b of 64 bits, D = what their signs add: a + b lambda + D mod n -> C.
recover_scalar:
    RR :MSTORE(curve_return)
    %NEXT_64 => B
    $ => E :AND
    %LOW_64 => B
    $ => A :AND
    D => B
    ; At most 2^64 above a number that leaves that room.
    $ => C :ADD
    E => A
    %RECOVER_LAMBDA_SHIFTED => B :CALL(mul_mod_n)
    $ => RR :MLOAD(curve_return)
    :RETURN

; Proves A * B + C = recover_rest mod n.
recover_product:
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_N => B
    ${((D << 256) + E) / B} => A
    $ => C :MLOAD(recover_rest)
    E :ARITH, RETURN

; A = X, below p: X^3 + 7 mod p -> C.
curve_right_side:
    RR :MSTORE(curve_return)
    A => B :MSTORE(curve_x)
    0 => C :CALL(mul_mod_p)
    C => A
    $ => B :MLOAD(curve_x)
    7 => C :CALL(mul_mod_p)
    $ => RR :MLOAD(curve_return)
    :RETURN

; A = Y, C: proves Y < p and Y^2 = C mod p.
curve_check_root:
    C :MSTORE(curve_c)
    A => B
    0 => C
    ${(A * B) >> 256} => D
    $ => E :ARITH
    %SECP_P => B
    1 :LT
    ${((D << 256) + E) / B} => A
    $ => C :MLOAD(curve_c)
    E :ARITH, RETURN
)zkasm"},
    rom_file{"recover_digits.zkasm", R"zkasm(; By the four bits of a digit (R, phi(R), Q, phi(Q)): shift the collected digits and add this one, one bit a scalar in
; limbs 7, 1, 3 and 5. Then go and fetch the point (recover_points.zkasm).
recover_digit:
    2*SR => SR :JMP(recover_point_0)
    2*SR + 0x0000000100000000000000000000000000000000000000000000000000000000n => SR :JMP(recover_point_1)
    2*SR + 0x0000000000000000000000000000000000000000000000000000000100000000n => SR :JMP(recover_point_2)
    2*SR + 0x0000000100000000000000000000000000000000000000000000000100000000n => SR :JMP(recover_point_3)
    2*SR + 0x0000000000000000000000000000000000000001000000000000000000000000n => SR :JMP(recover_point_4)
    2*SR + 0x0000000100000000000000000000000000000001000000000000000000000000n => SR :JMP(recover_point_5)
    2*SR + 0x0000000000000000000000000000000000000001000000000000000100000000n => SR :JMP(recover_point_6)
    2*SR + 0x0000000100000000000000000000000000000001000000000000000100000000n => SR :JMP(recover_point_7)
    2*SR + 0x0000000000000000000000010000000000000000000000000000000000000000n => SR :JMP(recover_point_8)
    2*SR + 0x0000000100000000000000010000000000000000000000000000000000000000n => SR :JMP(recover_point_9)
    2*SR + 0x0000000000000000000000010000000000000000000000000000000100000000n => SR :JMP(recover_point_10)
    2*SR + 0x0000000100000000000000010000000000000000000000000000000100000000n => SR :JMP(recover_point_11)
    2*SR + 0x0000000000000000000000010000000000000001000000000000000000000000n => SR :JMP(recover_point_12)
    2*SR + 0x0000000100000000000000010000000000000001000000000000000000000000n => SR :JMP(recover_point_13)
    2*SR + 0x0000000000000000000000010000000000000001000000000000000100000000n => SR :JMP(recover_point_14)
    2*SR + 0x0000000100000000000000010000000000000001000000000000000100000000n => SR :JMP(recover_point_15)
)zkasm"},
    rom_file{"recover_generator.zkasm", R"zkasm(; Digits of the generator: two bits for each of the points G, 2^64 G, 2^128 G, 2^192 G. Collect the digit in limbs 0, 2, 4, 6 and
; load twice the offset + sum.
recover_g_digit:
    SR => SR :JMP(recover_g_0)
    SR + 0x0000000000000000000000000000000000000000000000000000000000000001n => SR :JMP(recover_g_1)
    SR + 0x0000000000000000000000000000000000000000000000000000000000000002n => SR :JMP(recover_g_2)
    SR + 0x0000000000000000000000000000000000000000000000000000000000000003n => SR :JMP(recover_g_3)
    SR + 0x0000000000000000000000000000000000000000000000010000000000000000n => SR :JMP(recover_g_4)
    SR + 0x0000000000000000000000000000000000000000000000010000000000000001n => SR :JMP(recover_g_5)
    SR + 0x0000000000000000000000000000000000000000000000010000000000000002n => SR :JMP(recover_g_6)
    SR + 0x0000000000000000000000000000000000000000000000010000000000000003n => SR :JMP(recover_g_7)
    SR + 0x0000000000000000000000000000000000000000000000020000000000000000n => SR :JMP(recover_g_8)
    SR + 0x0000000000000000000000000000000000000000000000020000000000000001n => SR :JMP(recover_g_9)
    SR + 0x0000000000000000000000000000000000000000000000020000000000000002n => SR :JMP(recover_g_10)
    SR + 0x0000000000000000000000000000000000000000000000020000000000000003n => SR :JMP(recover_g_11)
    SR + 0x0000000000000000000000000000000000000000000000030000000000000000n => SR :JMP(recover_g_12)
    SR + 0x0000000000000000000000000000000000000000000000030000000000000001n => SR :JMP(recover_g_13)
    SR + 0x0000000000000000000000000000000000000000000000030000000000000002n => SR :JMP(recover_g_14)
    SR + 0x0000000000000000000000000000000000000000000000030000000000000003n => SR :JMP(recover_g_15)
    SR + 0x0000000000000000000000000000000100000000000000000000000000000000n => SR :JMP(recover_g_16)
    SR + 0x0000000000000000000000000000000100000000000000000000000000000001n => SR :JMP(recover_g_17)
    SR + 0x0000000000000000000000000000000100000000000000000000000000000002n => SR :JMP(recover_g_18)
    SR + 0x0000000000000000000000000000000100000000000000000000000000000003n => SR :JMP(recover_g_19)
    SR + 0x0000000000000000000000000000000100000000000000010000000000000000n => SR :JMP(recover_g_20)
    SR + 0x0000000000000000000000000000000100000000000000010000000000000001n => SR :JMP(recover_g_21)
    SR + 0x0000000000000000000000000000000100000000000000010000000000000002n => SR :JMP(recover_g_22)
    SR + 0x0000000000000000000000000000000100000000000000010000000000000003n => SR :JMP(recover_g_23)
    SR + 0x0000000000000000000000000000000100000000000000020000000000000000n => SR :JMP(recover_g_24)
    SR + 0x0000000000000000000000000000000100000000000000020000000000000001n => SR :JMP(recover_g_25)
    SR + 0x0000000000000000000000000000000100000000000000020000000000000002n => SR :JMP(recover_g_26)
    SR + 0x0000000000000000000000000000000100000000000000020000000000000003n => SR :JMP(recover_g_27)
    SR + 0x0000000000000000000000000000000100000000000000030000000000000000n => SR :JMP(recover_g_28)
    SR + 0x0000000000000000000000000000000100000000000000030000000000000001n => SR :JMP(recover_g_29)
    SR + 0x0000000000000000000000000000000100000000000000030000000000000002n => SR :JMP(recover_g_30)
    SR + 0x0000000000000000000000000000000100000000000000030000000000000003n => SR :JMP(recover_g_31)
    SR + 0x0000000000000000000000000000000200000000000000000000000000000000n => SR :JMP(recover_g_32)
    SR + 0x0000000000000000000000000000000200000000000000000000000000000001n => SR :JMP(recover_g_33)
    SR + 0x0000000000000000000000000000000200000000000000000000000000000002n => SR :JMP(recover_g_34)
    SR + 0x0000000000000000000000000000000200000000000000000000000000000003n => SR :JMP(recover_g_35)
    SR + 0x0000000000000000000000000000000200000000000000010000000000000000n => SR :JMP(recover_g_36)
    SR + 0x0000000000000000000000000000000200000000000000010000000000000001n => SR :JMP(recover_g_37)
    SR + 0x0000000000000000000000000000000200000000000000010000000000000002n => SR :JMP(recover_g_38)
    SR + 0x0000000000000000000000000000000200000000000000010000000000000003n => SR :JMP(recover_g_39)
    SR + 0x0000000000000000000000000000000200000000000000020000000000000000n => SR :JMP(recover_g_40)
    SR + 0x0000000000000000000000000000000200000000000000020000000000000001n => SR :JMP(recover_g_41)
    SR + 0x0000000000000000000000000000000200000000000000020000000000000002n => SR :JMP(recover_g_42)
    SR + 0x0000000000000000000000000000000200000000000000020000000000000003n => SR :JMP(recover_g_43)
    SR + 0x0000000000000000000000000000000200000000000000030000000000000000n => SR :JMP(recover_g_44)
    SR + 0x0000000000000000000000000000000200000000000000030000000000000001n => SR :JMP(recover_g_45)
    SR + 0x0000000000000000000000000000000200000000000000030000000000000002n => SR :JMP(recover_g_46)
    SR + 0x0000000000000000000000000000000200000000000000030000000000000003n => SR :JMP(recover_g_47)
    SR + 0x0000000000000000000000000000000300000000000000000000000000000000n => SR :JMP(recover_g_48)
    SR + 0x0000000000000000000000000000000300000000000000000000000000000001n => SR :JMP(recover_g_49)
    SR + 0x0000000000000000000000000000000300000000000000000000000000000002n => SR :JMP(recover_g_50)
    SR + 0x0000000000000000000000000000000300000000000000000000000000000003n => SR :JMP(recover_g_51)
    SR + 0x0000000000000000000000000000000300000000000000010000000000000000n => SR :JMP(recover_g_52)
    SR + 0x0000000000000000000000000000000300000000000000010000000000000001n => SR :JMP(recover_g_53)
    SR + 0x0000000000000000000000000000000300000000000000010000000000000002n => SR :JMP(recover_g_54)
    SR + 0x0000000000000000000000000000000300000000000000010000000000000003n => SR :JMP(recover_g_55)
    SR + 0x0000000000000000000000000000000300000000000000020000000000000000n => SR :JMP(recover_g_56)
    SR + 0x0000000000000000000000000000000300000000000000020000000000000001n => SR :JMP(recover_g_57)
    SR + 0x0000000000000000000000000000000300000000000000020000000000000002n => SR :JMP(recover_g_58)
    SR + 0x0000000000000000000000000000000300000000000000020000000000000003n => SR :JMP(recover_g_59)
    SR + 0x0000000000000000000000000000000300000000000000030000000000000000n => SR :JMP(recover_g_60)
    SR + 0x0000000000000000000000000000000300000000000000030000000000000001n => SR :JMP(recover_g_61)
    SR + 0x0000000000000000000000000000000300000000000000030000000000000002n => SR :JMP(recover_g_62)
    SR + 0x0000000000000000000000000000000300000000000000030000000000000003n => SR :JMP(recover_g_63)
    SR + 0x0000000000000001000000000000000000000000000000000000000000000000n => SR :JMP(recover_g_64)
    SR + 0x0000000000000001000000000000000000000000000000000000000000000001n => SR :JMP(recover_g_65)
    SR + 0x0000000000000001000000000000000000000000000000000000000000000002n => SR :JMP(recover_g_66)
    SR + 0x0000000000000001000000000000000000000000000000000000000000000003n => SR :JMP(recover_g_67)
    SR + 0x0000000000000001000000000000000000000000000000010000000000000000n => SR :JMP(recover_g_68)
    SR + 0x0000000000000001000000000000000000000000000000010000000000000001n => SR :JMP(recover_g_69)
    SR + 0x0000000000000001000000000000000000000000000000010000000000000002n => SR :JMP(recover_g_70)
    SR + 0x0000000000000001000000000000000000000000000000010000000000000003n => SR :JMP(recover_g_71)
    SR + 0x0000000000000001000000000000000000000000000000020000000000000000n => SR :JMP(recover_g_72)
    SR + 0x0000000000000001000000000000000000000000000000020000000000000001n => SR :JMP(recover_g_73)
    SR + 0x0000000000000001000000000000000000000000000000020000000000000002n => SR :JMP(recover_g_74)
    SR + 0x0000000000000001000000000000000000000000000000020000000000000003n => SR :JMP(recover_g_75)
    SR + 0x0000000000000001000000000000000000000000000000030000000000000000n => SR :JMP(recover_g_76)
    SR + 0x0000000000000001000000000000000000000000000000030000000000000001n => SR :JMP(recover_g_77)
    SR + 0x0000000000000001000000000000000000000000000000030000000000000002n => SR :JMP(recover_g_78)
    SR + 0x0000000000000001000000000000000000000000000000030000000000000003n => SR :JMP(recover_g_79)
    SR + 0x0000000000000001000000000000000100000000000000000000000000000000n => SR :JMP(recover_g_80)
    SR + 0x0000000000000001000000000000000100000000000000000000000000000001n => SR :JMP(recover_g_81)
    SR + 0x0000000000000001000000000000000100000000000000000000000000000002n => SR :JMP(recover_g_82)
    SR + 0x0000000000000001000000000000000100000000000000000000000000000003n => SR :JMP(recover_g_83)
    SR + 0x0000000000000001000000000000000100000000000000010000000000000000n => SR :JMP(recover_g_84)
    SR + 0x0000000000000001000000000000000100000000000000010000000000000001n => SR :JMP(recover_g_85)
    SR + 0x0000000000000001000000000000000100000000000000010000000000000002n => SR :JMP(recover_g_86)
    SR + 0x0000000000000001000000000000000100000000000000010000000000000003n => SR :JMP(recover_g_87)
    SR + 0x0000000000000001000000000000000100000000000000020000000000000000n => SR :JMP(recover_g_88)
    SR + 0x0000000000000001000000000000000100000000000000020000000000000001n => SR :JMP(recover_g_89)
    SR + 0x0000000000000001000000000000000100000000000000020000000000000002n => SR :JMP(recover_g_90)
    SR + 0x0000000000000001000000000000000100000000000000020000000000000003n => SR :JMP(recover_g_91)
    SR + 0x0000000000000001000000000000000100000000000000030000000000000000n => SR :JMP(recover_g_92)
    SR + 0x0000000000000001000000000000000100000000000000030000000000000001n => SR :JMP(recover_g_93)
    SR + 0x0000000000000001000000000000000100000000000000030000000000000002n => SR :JMP(recover_g_94)
    SR + 0x0000000000000001000000000000000100000000000000030000000000000003n => SR :JMP(recover_g_95)
    SR + 0x0000000000000001000000000000000200000000000000000000000000000000n => SR :JMP(recover_g_96)
    SR + 0x0000000000000001000000000000000200000000000000000000000000000001n => SR :JMP(recover_g_97)
    SR + 0x0000000000000001000000000000000200000000000000000000000000000002n => SR :JMP(recover_g_98)
    SR + 0x0000000000000001000000000000000200000000000000000000000000000003n => SR :JMP(recover_g_99)
    SR + 0x0000000000000001000000000000000200000000000000010000000000000000n => SR :JMP(recover_g_100)
    SR + 0x0000000000000001000000000000000200000000000000010000000000000001n => SR :JMP(recover_g_101)
    SR + 0x0000000000000001000000000000000200000000000000010000000000000002n => SR :JMP(recover_g_102)
    SR + 0x0000000000000001000000000000000200000000000000010000000000000003n => SR :JMP(recover_g_103)
    SR + 0x0000000000000001000000000000000200000000000000020000000000000000n => SR :JMP(recover_g_104)
    SR + 0x0000000000000001000000000000000200000000000000020000000000000001n => SR :JMP(recover_g_105)
    SR + 0x0000000000000001000000000000000200000000000000020000000000000002n => SR :JMP(recover_g_106)
    SR + 0x0000000000000001000000000000000200000000000000020000000000000003n => SR :JMP(recover_g_107)
    SR + 0x0000000000000001000000000000000200000000000000030000000000000000n => SR :JMP(recover_g_108)
    SR + 0x0000000000000001000000000000000200000000000000030000000000000001n => SR :JMP(recover_g_109)
    SR + 0x0000000000000001000000000000000200000000000000030000000000000002n => SR :JMP(recover_g_110)
    SR + 0x0000000000000001000000000000000200000000000000030000000000000003n => SR :JMP(recover_g_111)
    SR + 0x0000000000000001000000000000000300000000000000000000000000000000n => SR :JMP(recover_g_112)
    SR + 0x0000000000000001000000000000000300000000000000000000000000000001n => SR :JMP(recover_g_113)
    SR + 0x0000000000000001000000000000000300000000000000000000000000000002n => SR :JMP(recover_g_114)
    SR + 0x0000000000000001000000000000000300000000000000000000000000000003n => SR :JMP(recover_g_115)
    SR + 0x0000000000000001000000000000000300000000000000010000000000000000n => SR :JMP(recover_g_116)
    SR + 0x0000000000000001000000000000000300000000000000010000000000000001n => SR :JMP(recover_g_117)
    SR + 0x0000000000000001000000000000000300000000000000010000000000000002n => SR :JMP(recover_g_118)
    SR + 0x0000000000000001000000000000000300000000000000010000000000000003n => SR :JMP(recover_g_119)
    SR + 0x0000000000000001000000000000000300000000000000020000000000000000n => SR :JMP(recover_g_120)
    SR + 0x0000000000000001000000000000000300000000000000020000000000000001n => SR :JMP(recover_g_121)
    SR + 0x0000000000000001000000000000000300000000000000020000000000000002n => SR :JMP(recover_g_122)
    SR + 0x0000000000000001000000000000000300000000000000020000000000000003n => SR :JMP(recover_g_123)
    SR + 0x0000000000000001000000000000000300000000000000030000000000000000n => SR :JMP(recover_g_124)
    SR + 0x0000000000000001000000000000000300000000000000030000000000000001n => SR :JMP(recover_g_125)
    SR + 0x0000000000000001000000000000000300000000000000030000000000000002n => SR :JMP(recover_g_126)
    SR + 0x0000000000000001000000000000000300000000000000030000000000000003n => SR :JMP(recover_g_127)
    SR + 0x0000000000000002000000000000000000000000000000000000000000000000n => SR :JMP(recover_g_128)
    SR + 0x0000000000000002000000000000000000000000000000000000000000000001n => SR :JMP(recover_g_129)
    SR + 0x0000000000000002000000000000000000000000000000000000000000000002n => SR :JMP(recover_g_130)
    SR + 0x0000000000000002000000000000000000000000000000000000000000000003n => SR :JMP(recover_g_131)
    SR + 0x0000000000000002000000000000000000000000000000010000000000000000n => SR :JMP(recover_g_132)
    SR + 0x0000000000000002000000000000000000000000000000010000000000000001n => SR :JMP(recover_g_133)
    SR + 0x0000000000000002000000000000000000000000000000010000000000000002n => SR :JMP(recover_g_134)
    SR + 0x0000000000000002000000000000000000000000000000010000000000000003n => SR :JMP(recover_g_135)
    SR + 0x0000000000000002000000000000000000000000000000020000000000000000n => SR :JMP(recover_g_136)
    SR + 0x0000000000000002000000000000000000000000000000020000000000000001n => SR :JMP(recover_g_137)
    SR + 0x0000000000000002000000000000000000000000000000020000000000000002n => SR :JMP(recover_g_138)
    SR + 0x0000000000000002000000000000000000000000000000020000000000000003n => SR :JMP(recover_g_139)
    SR + 0x0000000000000002000000000000000000000000000000030000000000000000n => SR :JMP(recover_g_140)
    SR + 0x0000000000000002000000000000000000000000000000030000000000000001n => SR :JMP(recover_g_141)
    SR + 0x0000000000000002000000000000000000000000000000030000000000000002n => SR :JMP(recover_g_142)
    SR + 0x0000000000000002000000000000000000000000000000030000000000000003n => SR :JMP(recover_g_143)
    SR + 0x0000000000000002000000000000000100000000000000000000000000000000n => SR :JMP(recover_g_144)
    SR + 0x0000000000000002000000000000000100000000000000000000000000000001n => SR :JMP(recover_g_145)
    SR + 0x0000000000000002000000000000000100000000000000000000000000000002n => SR :JMP(recover_g_146)
    SR + 0x0000000000000002000000000000000100000000000000000000000000000003n => SR :JMP(recover_g_147)
    SR + 0x0000000000000002000000000000000100000000000000010000000000000000n => SR :JMP(recover_g_148)
    SR + 0x0000000000000002000000000000000100000000000000010000000000000001n => SR :JMP(recover_g_149)
    SR + 0x0000000000000002000000000000000100000000000000010000000000000002n => SR :JMP(recover_g_150)
    SR + 0x0000000000000002000000000000000100000000000000010000000000000003n => SR :JMP(recover_g_151)
    SR + 0x0000000000000002000000000000000100000000000000020000000000000000n => SR :JMP(recover_g_152)
    SR + 0x0000000000000002000000000000000100000000000000020000000000000001n => SR :JMP(recover_g_153)
    SR + 0x0000000000000002000000000000000100000000000000020000000000000002n => SR :JMP(recover_g_154)
    SR + 0x0000000000000002000000000000000100000000000000020000000000000003n => SR :JMP(recover_g_155)
    SR + 0x0000000000000002000000000000000100000000000000030000000000000000n => SR :JMP(recover_g_156)
    SR + 0x0000000000000002000000000000000100000000000000030000000000000001n => SR :JMP(recover_g_157)
    SR + 0x0000000000000002000000000000000100000000000000030000000000000002n => SR :JMP(recover_g_158)
    SR + 0x0000000000000002000000000000000100000000000000030000000000000003n => SR :JMP(recover_g_159)
    SR + 0x0000000000000002000000000000000200000000000000000000000000000000n => SR :JMP(recover_g_160)
    SR + 0x0000000000000002000000000000000200000000000000000000000000000001n => SR :JMP(recover_g_161)
    SR + 0x0000000000000002000000000000000200000000000000000000000000000002n => SR :JMP(recover_g_162)
    SR + 0x0000000000000002000000000000000200000000000000000000000000000003n => SR :JMP(recover_g_163)
    SR + 0x0000000000000002000000000000000200000000000000010000000000000000n => SR :JMP(recover_g_164)
    SR + 0x0000000000000002000000000000000200000000000000010000000000000001n => SR :JMP(recover_g_165)
    SR + 0x0000000000000002000000000000000200000000000000010000000000000002n => SR :JMP(recover_g_166)
    SR + 0x0000000000000002000000000000000200000000000000010000000000000003n => SR :JMP(recover_g_167)
    SR + 0x0000000000000002000000000000000200000000000000020000000000000000n => SR :JMP(recover_g_168)
    SR + 0x0000000000000002000000000000000200000000000000020000000000000001n => SR :JMP(recover_g_169)
    SR + 0x0000000000000002000000000000000200000000000000020000000000000002n => SR :JMP(recover_g_170)
    SR + 0x0000000000000002000000000000000200000000000000020000000000000003n => SR :JMP(recover_g_171)
    SR + 0x0000000000000002000000000000000200000000000000030000000000000000n => SR :JMP(recover_g_172)
    SR + 0x0000000000000002000000000000000200000000000000030000000000000001n => SR :JMP(recover_g_173)
    SR + 0x0000000000000002000000000000000200000000000000030000000000000002n => SR :JMP(recover_g_174)
    SR + 0x0000000000000002000000000000000200000000000000030000000000000003n => SR :JMP(recover_g_175)
    SR + 0x0000000000000002000000000000000300000000000000000000000000000000n => SR :JMP(recover_g_176)
    SR + 0x0000000000000002000000000000000300000000000000000000000000000001n => SR :JMP(recover_g_177)
    SR + 0x0000000000000002000000000000000300000000000000000000000000000002n => SR :JMP(recover_g_178)
    SR + 0x0000000000000002000000000000000300000000000000000000000000000003n => SR :JMP(recover_g_179)
    SR + 0x0000000000000002000000000000000300000000000000010000000000000000n => SR :JMP(recover_g_180)
    SR + 0x0000000000000002000000000000000300000000000000010000000000000001n => SR :JMP(recover_g_181)
    SR + 0x0000000000000002000000000000000300000000000000010000000000000002n => SR :JMP(recover_g_182)
    SR + 0x0000000000000002000000000000000300000000000000010000000000000003n => SR :JMP(recover_g_183)
    SR + 0x0000000000000002000000000000000300000000000000020000000000000000n => SR :JMP(recover_g_184)
    SR + 0x0000000000000002000000000000000300000000000000020000000000000001n => SR :JMP(recover_g_185)
    SR + 0x0000000000000002000000000000000300000000000000020000000000000002n => SR :JMP(recover_g_186)
    SR + 0x0000000000000002000000000000000300000000000000020000000000000003n => SR :JMP(recover_g_187)
    SR + 0x0000000000000002000000000000000300000000000000030000000000000000n => SR :JMP(recover_g_188)
    SR + 0x0000000000000002000000000000000300000000000000030000000000000001n => SR :JMP(recover_g_189)
    SR + 0x0000000000000002000000000000000300000000000000030000000000000002n => SR :JMP(recover_g_190)
    SR + 0x0000000000000002000000000000000300000000000000030000000000000003n => SR :JMP(recover_g_191)
    SR + 0x0000000000000003000000000000000000000000000000000000000000000000n => SR :JMP(recover_g_192)
    SR + 0x0000000000000003000000000000000000000000000000000000000000000001n => SR :JMP(recover_g_193)
    SR + 0x0000000000000003000000000000000000000000000000000000000000000002n => SR :JMP(recover_g_194)
    SR + 0x0000000000000003000000000000000000000000000000000000000000000003n => SR :JMP(recover_g_195)
    SR + 0x0000000000000003000000000000000000000000000000010000000000000000n => SR :JMP(recover_g_196)
    SR + 0x0000000000000003000000000000000000000000000000010000000000000001n => SR :JMP(recover_g_197)
    SR + 0x0000000000000003000000000000000000000000000000010000000000000002n => SR :JMP(recover_g_198)
    SR + 0x0000000000000003000000000000000000000000000000010000000000000003n => SR :JMP(recover_g_199)
    SR + 0x0000000000000003000000000000000000000000000000020000000000000000n => SR :JMP(recover_g_200)
    SR + 0x0000000000000003000000000000000000000000000000020000000000000001n => SR :JMP(recover_g_201)
    SR + 0x0000000000000003000000000000000000000000000000020000000000000002n => SR :JMP(recover_g_202)
    SR + 0x0000000000000003000000000000000000000000000000020000000000000003n => SR :JMP(recover_g_203)
    SR + 0x0000000000000003000000000000000000000000000000030000000000000000n => SR :JMP(recover_g_204)
    SR + 0x0000000000000003000000000000000000000000000000030000000000000001n => SR :JMP(recover_g_205)
    SR + 0x0000000000000003000000000000000000000000000000030000000000000002n => SR :JMP(recover_g_206)
    SR + 0x0000000000000003000000000000000000000000000000030000000000000003n => SR :JMP(recover_g_207)
    SR + 0x0000000000000003000000000000000100000000000000000000000000000000n => SR :JMP(recover_g_208)
    SR + 0x0000000000000003000000000000000100000000000000000000000000000001n => SR :JMP(recover_g_209)
    SR + 0x0000000000000003000000000000000100000000000000000000000000000002n => SR :JMP(recover_g_210)
    SR + 0x0000000000000003000000000000000100000000000000000000000000000003n => SR :JMP(recover_g_211)
    SR + 0x0000000000000003000000000000000100000000000000010000000000000000n => SR :JMP(recover_g_212)
    SR + 0x0000000000000003000000000000000100000000000000010000000000000001n => SR :JMP(recover_g_213)
    SR + 0x0000000000000003000000000000000100000000000000010000000000000002n => SR :JMP(recover_g_214)
    SR + 0x0000000000000003000000000000000100000000000000010000000000000003n => SR :JMP(recover_g_215)
    SR + 0x0000000000000003000000000000000100000000000000020000000000000000n => SR :JMP(recover_g_216)
    SR + 0x0000000000000003000000000000000100000000000000020000000000000001n => SR :JMP(recover_g_217)
    SR + 0x0000000000000003000000000000000100000000000000020000000000000002n => SR :JMP(recover_g_218)
    SR + 0x0000000000000003000000000000000100000000000000020000000000000003n => SR :JMP(recover_g_219)
    SR + 0x0000000000000003000000000000000100000000000000030000000000000000n => SR :JMP(recover_g_220)
    SR + 0x0000000000000003000000000000000100000000000000030000000000000001n => SR :JMP(recover_g_221)
    SR + 0x0000000000000003000000000000000100000000000000030000000000000002n => SR :JMP(recover_g_222)
    SR + 0x0000000000000003000000000000000100000000000000030000000000000003n => SR :JMP(recover_g_223)
    SR + 0x0000000000000003000000000000000200000000000000000000000000000000n => SR :JMP(recover_g_224)
    SR + 0x0000000000000003000000000000000200000000000000000000000000000001n => SR :JMP(recover_g_225)
    SR + 0x0000000000000003000000000000000200000000000000000000000000000002n => SR :JMP(recover_g_226)
    SR + 0x0000000000000003000000000000000200000000000000000000000000000003n => SR :JMP(recover_g_227)
    SR + 0x0000000000000003000000000000000200000000000000010000000000000000n => SR :JMP(recover_g_228)
    SR + 0x0000000000000003000000000000000200000000000000010000000000000001n => SR :JMP(recover_g_229)
    SR + 0x0000000000000003000000000000000200000000000000010000000000000002n => SR :JMP(recover_g_230)
    SR + 0x0000000000000003000000000000000200000000000000010000000000000003n => SR :JMP(recover_g_231)
    SR + 0x0000000000000003000000000000000200000000000000020000000000000000n => SR :JMP(recover_g_232)
    SR + 0x0000000000000003000000000000000200000000000000020000000000000001n => SR :JMP(recover_g_233)
    SR + 0x0000000000000003000000000000000200000000000000020000000000000002n => SR :JMP(recover_g_234)
    SR + 0x0000000000000003000000000000000200000000000000020000000000000003n => SR :JMP(recover_g_235)
    SR + 0x0000000000000003000000000000000200000000000000030000000000000000n => SR :JMP(recover_g_236)
    SR + 0x0000000000000003000000000000000200000000000000030000000000000001n => SR :JMP(recover_g_237)
    SR + 0x0000000000000003000000000000000200000000000000030000000000000002n => SR :JMP(recover_g_238)
    SR + 0x0000000000000003000000000000000200000000000000030000000000000003n => SR :JMP(recover_g_239)
    SR + 0x0000000000000003000000000000000300000000000000000000000000000000n => SR :JMP(recover_g_240)
    SR + 0x0000000000000003000000000000000300000000000000000000000000000001n => SR :JMP(recover_g_241)
    SR + 0x0000000000000003000000000000000300000000000000000000000000000002n => SR :JMP(recover_g_242)
    SR + 0x0000000000000003000000000000000300000000000000000000000000000003n => SR :JMP(recover_g_243)
    SR + 0x0000000000000003000000000000000300000000000000010000000000000000n => SR :JMP(recover_g_244)
    SR + 0x0000000000000003000000000000000300000000000000010000000000000001n => SR :JMP(recover_g_245)
    SR + 0x0000000000000003000000000000000300000000000000010000000000000002n => SR :JMP(recover_g_246)
    SR + 0x0000000000000003000000000000000300000000000000010000000000000003n => SR :JMP(recover_g_247)
    SR + 0x0000000000000003000000000000000300000000000000020000000000000000n => SR :JMP(recover_g_248)
    SR + 0x0000000000000003000000000000000300000000000000020000000000000001n => SR :JMP(recover_g_249)
    SR + 0x0000000000000003000000000000000300000000000000020000000000000002n => SR :JMP(recover_g_250)
    SR + 0x0000000000000003000000000000000300000000000000020000000000000003n => SR :JMP(recover_g_251)
    SR + 0x0000000000000003000000000000000300000000000000030000000000000000n => SR :JMP(recover_g_252)
    SR + 0x0000000000000003000000000000000300000000000000030000000000000001n => SR :JMP(recover_g_253)
    SR + 0x0000000000000003000000000000000300000000000000030000000000000002n => SR :JMP(recover_g_254)
    SR + 0x0000000000000003000000000000000300000000000000030000000000000003n => SR :JMP(recover_g_255)
INCLUDE "recover_generator_points.zkasm"
)zkasm"},
    rom_file{"recover_generator_points.zkasm", R"zkasm(; The points of recover_generator.zkasm: 2 offsets + d0 G + d1 2^64 G + d2 2^128 G + d3 2^192 G, with d0 in the digit's low bits.
recover_g_0:
    0x3d582314699cee422fe4361c9959c5437146a2b815228ad1c6d18285c2c15e16n => C
    0x57ea55e37d8538350655f18a426d495428c76cf843e84cdc9d0e5cc8110efa17n => D :JMP(recover_g_loaded)
recover_g_1:
    0x07111052bd494520087b024dae5af2bf304e67530daae6f230e9853af51852c3n => C
    0xad71cd850a4aadb0014363e1c181097ad1c7d785490b021cf19673930f1e7931n => D :JMP(recover_g_loaded)
recover_g_2:
    0x5d90358420caa6d94957ad17e4d8dc68d92053f25c77fa6773889edb49449cecn => C
    0xb75ea2de593f367a352f3aaaf905b1e4cfcfa506b3511b71b3e418b7c6c1001fn => D :JMP(recover_g_loaded)
recover_g_3:
    0xeb435426120166a9587a9b1c80066198f918efaf7779fec39a85c600b99932c7n => C
    0xfe960a159477f40ed81b75df6dcee325303f395370a2322fcb91f9a2dd8c977en => D :JMP(recover_g_loaded)
recover_g_4:
    0x9f2e6d23f8158cb869a54806c2ce2f600ada0c6ee26711c537dc462d68256d32n => C
    0xbde04c3ec071d24f932f3fa97e839d1a8b5accf5594430e2ef5ab7e01addf987n => D :JMP(recover_g_loaded)
recover_g_5:
    0x283c9a9f41a4b3449df36fef3dcf9e3e8dcd5670d0b4ced843923ca3742b39e1n => C
    0xf859c50bba9bd4c7a10bf11bb2cb33705288524585451acf26dd4343accc7264n => D :JMP(recover_g_loaded)
recover_g_6:
    0x2a7b44c92ad5c6ab7ff0d35da3149b440700d9ec60f70af8788198feb18f1029n => C
    0x8c22ff0292362081b65b490266fe4260cd8dfd2edfbd23ec088a4b9b2c982239n => D :JMP(recover_g_loaded)
recover_g_7:
    0x9e6b63a5b098e190c8b137185be85e0d757d5e1e0061a8e6ed127bbad9101d9dn => C
    0xd41ad2f28a3a5a45d5a4c170fac7fc61267f0e067261fe41b788c4ef996f0c40n => D :JMP(recover_g_loaded)
recover_g_8:
    0x35f2d9421df721cb317148f42d9f8edafb6179bfacde3833b714bf64f4adeee0n => C
    0x475a8565ba077948040c843d423573c4fc369bacb28d9c2045205f90081ac0e0n => D :JMP(recover_g_loaded)
recover_g_9:
    0x4e797b276fc904a494bb8d5c70984aa351fe5a3c48047366bb1e2ae7b72fdf8en => C
    0xc7a747c100a244a02d1f37f4de62e04ece746e74d0d099f0054f8281d6674c43n => D :JMP(recover_g_loaded)
recover_g_10:
    0x625b95a939484e28e5f94432f1212d6629afe346321fe911e7985a553f8a1f8bn => C
    0x7be5d70c5ed751c19d6271d07bd5d5e10818c0a441d1a775199f33164a828d82n => D :JMP(recover_g_loaded)
recover_g_11:
    0x17d9fb70a0b7f08215ee80d4db09756183c524fa13c1bc99adf4a9d0051dc93an => C
    0xc5e534fd9c4a34bd5791c7396a1b159c1109f0b12b184c934e4a2526366ef80cn => D :JMP(recover_g_loaded)
recover_g_12:
    0x55360b6892fd2649cf39dce998c1407963795feb42f9ec9d41f6dc4f302347fdn => C
    0xc6873319fb45db7e4b6460e210f3e357402797fce17eaafe931774b9a034c1d8n => D :JMP(recover_g_loaded)
recover_g_13:
    0x617329a3c7a1400ec45eab4aba4e0e27df3e5721daae3d851972b3403817e522n => C
    0x3bc441bc17b59a26207225aef3941944811216e8648558967f72f25ac75f27dcn => D :JMP(recover_g_loaded)
recover_g_14:
    0x133947dbb19d66a336b35a33899a7983f3430fa6304ac15bc7f101f4c65813fan => C
    0x84478a6b3fb8f7df09e85eba71142e113915341b854ae46763534d73152837a3n => D :JMP(recover_g_loaded)
recover_g_15:
    0xc43bfc5444c647b8ad1b5e01afab9b37dff5222befce9ed147151b683f19feden => C
    0xbfe1bed91f41f2d882e2ed538ea4060ea089431cf5f694d18dd6882a8e9edbc7n => D :JMP(recover_g_loaded)
recover_g_16:
    0x61671d3bc235daa8c1d963161f4c21afe74d461014e0055f884822b3b11af837n => C
    0x40ac0d589d3a119ecb773e90b109797db8135871401b7a9d3ea89772182a7287n => D :JMP(recover_g_loaded)
recover_g_17:
    0xa403d44142c874768815b8615c2add54bd017ff29ac4373f4cb0711a0f8df19en => C
    0xd4ea22ca1afb7123d1bdbde2f785d72788236aa4c15f4c68d138db617d1397e8n => D :JMP(recover_g_loaded)
recover_g_18:
    0x09f020f668c4c111148c77538c8b203f16fa1fe5d027d11c30e0fffd35754de8n => C
    0xbf24e35f912c5ee3d71400fa8683592278c374b34072a9bfec6c0e8a293a4addn => D :JMP(recover_g_loaded)
recover_g_19:
    0xb60df1f8bd00ce2d73f7128b35fa78457f4adc54bea937a728740cb7c6575abdn => C
    0x4c1ad333a82255003eab1b81500451cf3899c03fb9d1986aec42f7f395b16bcbn => D :JMP(recover_g_loaded)
recover_g_20:
    0x34f0aaa5efc800209932e04056f0cd1d7ab0bbaae3e0c4188d00f0de348dc62dn => C
    0x791ec6b6bcc39544b4c4b79a66d9a93348b2e0bac22daf95217d2e18d990d987n => D :JMP(recover_g_loaded)
recover_g_21:
    0xa5181e869c41dafc1d7c806abf6f4e17ac847118f2ba4d273a80832a0cd4dbc6n => C
    0x33c1538b0e2802158fc7f49be968171862b71ad3ae05fe122a46c3e4bcffac77n => D :JMP(recover_g_loaded)
recover_g_22:
    0xf414b225c729d46fdd1aba84e5b0f9f8486fdf391ab73bf44ebfca32afff308en => C
    0xb8236b6d42395801d16d85cb0c16c678d934d002f33772ea3fa2c928248d0697n => D :JMP(recover_g_loaded)
recover_g_23:
    0xd70d85ffc15b3a891c96b71b8cd03aafa19ee991d24e3f75a0a0b43a5ea7ee65n => C
    0x8262c6b217836731b7d5c6fad9d8b9b2b97ccd6f7c83679d16ea616456d27377n => D :JMP(recover_g_loaded)
recover_g_24:
    0x9e981b5f4d725e797e59e331091d86d1ea761eca553f681651c5390a75608a3fn => C
    0xc6a4f9b5af4ca2ba77252d09f1cdad6d1bb31eeed27dc73c38afd8191fe4e86en => D :JMP(recover_g_loaded)
recover_g_25:
    0xbfd6c629af5a25c0498505aa6cb40ed3473719a2628f54a482939b56b610a682n => C
    0xa22aefd9512a93925d343139abeecd8a678d637484a54be433632641e419d245n => D :JMP(recover_g_loaded)
recover_g_26:
    0xc3c27fd3cfe7d147a5823a82dafaee55b00dd2d08f7db4ead671f9ece24db7fcn => C
    0x71f565636bb46ca24a5e799ebc4d0adbf70f60a7b54c46b120b73592cfe2c4cbn => D :JMP(recover_g_loaded)
recover_g_27:
    0xb76cc7e798ae07f8c97cd7e79ba7dc136f1725a9f66f02a00b9265febe59a576n => C
    0x66e13be97917fd2af38f358470b56782773b309c04bb5891a9b7726f772a6285n => D :JMP(recover_g_loaded)
recover_g_28:
    0x2593f95b358e9119405e9dfadc18b93c278323ca814e266dc41667fbd1e6bd4cn => C
    0xcf2242895e4b2717a6b28a0c9be6130d8e633c65d971d918c953ace86299047fn => D :JMP(recover_g_loaded)
recover_g_29:
    0x8d3f8bfa8dda8ec742741079ec5223627ff52a0cfc0bc70fd63d6b072bece7c3n => C
    0xecbdba06436dd0fd1ebffc2b116158e52a659f49a5b38027ac76a0e407dd03f3n => D :JMP(recover_g_loaded)
recover_g_30:
    0xc6b9ee25856b2871826a5a414a6ac437cb3d096da8d4bd144b50d6f98c15f4a4n => C
    0x17a8325a98b342be504b0da7c98447eae930ecf75c211630f33368b8e7864bddn => D :JMP(recover_g_loaded)
recover_g_31:
    0x3da54693d79cd559a073297603b3410947eec39eef9406baff995720f5f47839n => C
    0x9e4f64cdd6f6c1243759c8427c1cceda66cdb897c14b59df4b74c0991a8f22a8n => D :JMP(recover_g_loaded)
recover_g_32:
    0xa4b867efa525b057c863dec48f1f47bda99fbf2fb6c74b41823530b9033daecan => C
    0xc7eeecf59050c558c9e846e6c936ce1055ae4b9053935f153aa1a9822f753c29n => D :JMP(recover_g_loaded)
recover_g_33:
    0xe20624a992e847026af1757af4d30a7ca8b3a5ded885aa193e4999b509daca67n => C
    0xf30dac64cf05fcf13f2ceba0efdcef644822464a6902ae554a58d9683e47f318n => D :JMP(recover_g_loaded)
recover_g_34:
    0x420ecf4f4c135003890630ac61a1e997826064726b83ec09f4bc4c1b26b3f424n => C
    0xdf36db1e1f17ceec2aa097f7906098367974e777fa58f87f5e792bed5a2c3ae5n => D :JMP(recover_g_loaded)
recover_g_35:
    0x256228172ec524e8ade55f570f435a4eba8d570d5c67872292e69b35dd2739e2n => C
    0x71262f5fbdb1983155e2787c02e06faa799dc3471ffe1c55916b47389dc587c5n => D :JMP(recover_g_loaded)
recover_g_36:
    0xa5f9a71962eb4b423c3013bb5ae8c0d6fec5d76b42757e46b7a8e80539e33731n => C
    0x16ab0d92aed1d028f7835c9d7d5b018bc52cba906d8d2d29dfc61e891f93cc08n => D :JMP(recover_g_loaded)
recover_g_37:
    0x2215520b439485ec80f0c7878ff341eeb79dd1279e1f24ce78f553607158a204n => C
    0xc07e50cca7d7cebc243e0d13488673873f12905841681563ba7765f86c116258n => D :JMP(recover_g_loaded)
recover_g_38:
    0xc3e95458b8c75299cc227243daa6dd34acd8674ae5a6942bc5bc7d6b99038d4an => C
    0x7b5b3632a47c857659193ce3b1333b38c1b31a7d098a3240d747f5e5d350204bn => D :JMP(recover_g_loaded)
recover_g_39:
    0x50024d3aa4cdd8c92fba64a3b7542cc414422889e31694d5a2b8fcd560ad1f01n => C
    0x4dbe904b0b16599039a214a9a9f0abbba489b437b155dd19b60eea2718b2f1ean => D :JMP(recover_g_loaded)
recover_g_40:
    0x388ec2388739a76f0c5d5a6bc9f125f3bfaa28565ccfd54b366db5c9ee7ba794n => C
    0x4fb15eeb22f3a134cd3d76c4ac878169b09c7b53891704e08b711508eb1b500bn => D :JMP(recover_g_loaded)
recover_g_41:
    0x8479a28e238df0592c4356ec5137fcd794d815643e1adb1ee34d9f5227a2629bn => C
    0x3de11e68fc5ec3014dc27f88940d2d7894b54b81bfac5f59771e228eb7e50bd7n => D :JMP(recover_g_loaded)
recover_g_42:
    0x5b034b88f1a5be3777726fc412efaac95f49e79511525db5e1795ee7451a2269n => C
    0xe541639497979f0f4dcf559bcda09fc5332a2177532e62bc395747c3cd7da0e8n => D :JMP(recover_g_loaded)
recover_g_43:
    0x94fe5af210f73e7bf5b616c1dbcf519f0e8ff5ca508d52931c32052f82d5d646n => C
    0x91f9e114035ed633716f75a5d47cd902138aaa0d351e0c8f7e3ce89b23a198d6n => D :JMP(recover_g_loaded)
recover_g_44:
    0xb96c4992529620a1c1b957e30312bc00aa5d57ebce5d69bf40c06d09df0b8097n => C
    0x8a13085f5325c1aa100c4b672e0edc74ad7b68d0fb4cd7a3aaf9a3db7c3ee3cfn => D :JMP(recover_g_loaded)
recover_g_45:
    0x7bd0e5b50320532a815ce09e16b8c16acba875063ba01affc51430df0fc1f7bdn => C
    0x3ebbdd569a13ac5cac9864107c9222fb9a2ecfbaa366101cb3242ec3de3308d3n => D :JMP(recover_g_loaded)
recover_g_46:
    0x910e492af1e2bd9e6f67088c0922859b43853e9b1284257a634833e715eee733n => C
    0x1682c55cdd58460812a77f8e15e2548f676e8f4ea21c69ab043af30f3c7c646en => D :JMP(recover_g_loaded)
recover_g_47:
    0x9a653d788b1696482a338c85f600f5aaa8efee01b80a19865f2b927e23f0e37fn => C
    0x9280a9be6689c9e8947f345207a69dce6aa7627bd9dd2c73cc5d7596c9c22c87n => D :JMP(recover_g_loaded)
recover_g_48:
    0x29b1d734c6d4ca1ff92700dfbda28e1f053fe0812437f764715aea587023c63en => C
    0x8f35dd8b2aafde1abcf1428a13b0018bf1327ba933258133b25e4c015fe95d5en => D :JMP(recover_g_loaded)
recover_g_49:
    0x198cd52a8c988d12e6e8a675c541a380db0109f572b3dbf0be47e742b1de0ea9n => C
    0xb8e86c9c2d290c656fe3084a57b7057d96021cf359db13780963ae1a7dba20d1n => D :JMP(recover_g_loaded)
recover_g_50:
    0xde7d9753415a8f26d3abbc9466083159cb9961d0dfca34ac7d3ef22abda36886n => C
    0x2b6906b8fe48970cc8f6891b4f4fa28aebfda7830758eca6a4e710a6074eef0en => D :JMP(recover_g_loaded)
recover_g_51:
    0x748d0a9017cdd0a0432a5a003f8d76e6c50e2799b56a9687130517a1eab038ean => C
    0xb7082ad0400ebfdc0dcd052d9e0e8496002ececfcf296da0d3802e4526cb0812n => D :JMP(recover_g_loaded)
recover_g_52:
    0x145a60ff8ed5ca5b41881d78d4741be5976da3b7554b103afb953ec85ed41546n => C
    0xf67931fbdbdd8a770772ae05155196a5ef13b3636ccfa2bc7e9607145cb593cdn => D :JMP(recover_g_loaded)
recover_g_53:
    0xc4da556faca29975fc7103e1a5d953e18d42960016693246d567b34a2863cbb3n => C
    0xace430b760d621656d8f2c816fab183ff92e8fa14772def26766c84818e75df4n => D :JMP(recover_g_loaded)
recover_g_54:
    0xbd302f48dfaf38b1658ebc83cc37474f285b3f1f5aa2d8871584943609266bcan => C
    0x1e8b040e5bce0b101af950a7d1327d1a3e12c5263508f2630af1471d510757c2n => D :JMP(recover_g_loaded)
recover_g_55:
    0x0a7c5e913353e6a614b28b8b1eebb556bc5ce1e7d12e51259e96fcb4b8e5d0d8n => C
    0x8e56a47fd1b5d8d75aca9e067d17a54a293a6f6fa9b965694b5d51cfaaab05bbn => D :JMP(recover_g_loaded)
recover_g_56:
    0x58a47a53a2b0c0fc0f20bd95ae5f68ae13e9b123112012678c41852defb061aan => C
    0x1bf811648e6077fb8d813d23dffc8072b56ad025802a54a7f23482d56150c92dn => D :JMP(recover_g_loaded)
recover_g_57:
    0x900433f465c585bc2bdfacf9c9a6402ca6df208250eb5b594e528d39ec4969dbn => C
    0x4ffa4bfc43a148f38b4ce668244c296cdd881becf58df52248d58d2aba08cdcfn => D :JMP(recover_g_loaded)
recover_g_58:
    0x4302396a84e06878e75b58bfaf588e6fdc17bffdf58d98e9f635de86de86eda8n => C
    0x95a71763236e977c3fa24ee27e45b81bdafa0f487e7bed6cbc8a0da9c28d38fbn => D :JMP(recover_g_loaded)
recover_g_59:
    0x592051562acd71fdbbb896508fb4c1a047dae4a3d4e90dde3ecd35a7e82235fcn => C
    0x52f2ae1fa4cc79a278aabe67eb0a931c3f88dda1e278afb4e0cb3edc0b3d7c15n => D :JMP(recover_g_loaded)
recover_g_60:
    0xae5fa0271796ab0c215aebf51525def372027668b44ccc5e33107330a6d686b1n => C
    0xe717107668b021a81af9be205ad80835af7dcc8f14fd65980991b1b57b37b889n => D :JMP(recover_g_loaded)
recover_g_61:
    0x86f68389c4f45c635a3f4899652e9a7b39ec16b7972e6d741e72ed2f34d2e8f7n => C
    0xea0a07d1232e53365b8aa40b5b0f90d4e4be6a191553020a9aeb330f3efe3960n => D :JMP(recover_g_loaded)
recover_g_62:
    0xabccb01f91f5634fa20eee68f6c74dbe04d295cd18961fe5c695021f42763ab9n => C
    0x34f877ca09d57e63765aab0b8f439804fb60188a796483890c68fa8404032304n => D :JMP(recover_g_loaded)
recover_g_63:
    0x59f106f101aaa89e75c96392fdd5e5ead4c84bb01db3001a0caf1656f6b5eab2n => C
    0xdc3f9f3b034ff099b815310e1dbd95ab87aed3d294903a5b07ceaedf7db99f9en => D :JMP(recover_g_loaded)
recover_g_64:
    0x2d360675bc2fa5c23a7c7d1bd459cb4f9d7c00e8aa86c0abdd70a089442c0535n => C
    0xfb5a295487afd2f89f00d8925de8799a1f56819bf37d3b9ce2445fd508023516n => D :JMP(recover_g_loaded)
recover_g_65:
    0x328e04cab9feca20d8f367222dcb1bb19d39c8c690a73d1c842102972ab2d179n => C
    0x15be68f838f883e6adff3d5d55781fdefed763911097abce4a41b3a9891662ean => D :JMP(recover_g_loaded)
recover_g_66:
    0x14dc899d6a22f1f27941418c8272f5fc37def734511c12881a33125d68620aa0n => C
    0x14b391445f44e18865d6477f9efe552780baf815f7adcf55768e0373f40ab0b7n => D :JMP(recover_g_loaded)
recover_g_67:
    0x031733a608532a30002c04ab0ee0ae3119530739841323a063716e37a689710cn => C
    0x70fecf5a4dfce476f2531b00f339b302f5dcd47df63aa7d4bc56f0ff5564b6e6n => D :JMP(recover_g_loaded)
recover_g_68:
    0xb28f3db800e846a55855dcf660f51a551fd8b6887c132f83aa5ca56b4115c1e4n => C
    0xa1794f3ebead143dc903a6db3f4319dfbf13463a4d02dc9814d41a12adae3023n => D :JMP(recover_g_loaded)
recover_g_69:
    0xb6b23a58bf59cb2c9da8bc34593e2cbb8ca32457400571d0e9289c97bd740f1an => C
    0xaa9b2f86690c08f44cb734d2af27237df5d54fdc6b2c5ecbd16c3d559115e93bn => D :JMP(recover_g_loaded)
recover_g_70:
    0x52a310403eba52f08cc02c171a0a793adbbb27464fb3e88faab66184fb68abb4n => C
    0x826edecd10954125cff2852107a56726464d09f21d4c0fb2b3d0b663ea0243den => D :JMP(recover_g_loaded)
recover_g_71:
    0x807cd44429d22a49fd5a3e74b16d209fe5dd6dfef78aad27c5b6b52d1e5073f9n => C
    0x30807b377213c2e4c9b5a062c92a285cc4e0475b4138e3e11ad67ffb4192527en => D :JMP(recover_g_loaded)
recover_g_72:
    0xbea047d2114ae8f24d48bf5e29c51558bfef5cf265c9bb97051eceb767d677bfn => C
    0xfd10dd4cb8db3112e5494fa36bac578f1d5f4a896974f9ee3139c8f8ffce9377n => D :JMP(recover_g_loaded)
recover_g_73:
    0xf1a69c0dc4a13a5a4a836d390b90e1eb3cf48a4de5f27e16b7531e517acaf568n => C
    0x2d6c40284654f03d02802cf3d3dbe3fc5645526978ecfbb9c902ec237fef418dn => D :JMP(recover_g_loaded)
recover_g_74:
    0x31841decd67c0c5f029ae21df42131561e229af39765daa811a58cf9acdd15f6n => C
    0x9a9276fb6067f12c48240c2cc11826d36ba41dff696eeaec3dfa38984c979b4cn => D :JMP(recover_g_loaded)
recover_g_75:
    0x59f4ffdc5921fa18b51506b677586fd8346141f796d49832d89fb3b1e283ed48n => C
    0xa45fe43e757b77f02d0f38c6fc865afd7b0f3b1ff23cdf41bd1b4c11094c1562n => D :JMP(recover_g_loaded)
recover_g_76:
    0x300df4fd013aed1ba02932c352cb149810b86571023889d882be383e9561e0d9n => C
    0x5f89175a45f97503cf59652321cee52e76c3d11896cf18f878baf2d92e0620b2n => D :JMP(recover_g_loaded)
recover_g_77:
    0xd1d9bb8e55bdbb538248dc29f5e68134121c799ecb9b2ab7ae1d20b67a2766d9n => C
    0x3b3c69c4d2841ec45d600afb41728619f2ccf2c00cb1961626800568cbb9c160n => D :JMP(recover_g_loaded)
recover_g_78:
    0xa2bb7369743ff2ed60126b052cf80ed77658b0a246d732a6479af96790d5a9b0n => C
    0x13e14e425341f7b4f9be57181e60acf654d1843c043f9081914bfd5489d90bc2n => D :JMP(recover_g_loaded)
recover_g_79:
    0x0141795934232b898f668865b72a19b4fe0087f7a1e8d4ebc4bcfa4a5932aa33n => C
    0x84956dac1b3f96c6c78b23cdeed1b588d2551d6f174327d40cc68fa2d27e9d2en => D :JMP(recover_g_loaded)
recover_g_80:
    0xa7565d661d76a962f5d2247c556435c9ac73407611c3cef3c25961b455929017n => C
    0xfb8501b634fd3f4e9de2bf6d8fa81c70816fe2116f269151fad7d156e202136cn => D :JMP(recover_g_loaded)
recover_g_81:
    0x812eae427b7fc88ac66fd6185140637445faf0d901a4bb990745913d0ed5e8e6n => C
    0x5229738591e576efec83b76a92ae910af7eda1fb0535863965a566f73938e4f5n => D :JMP(recover_g_loaded)
recover_g_82:
    0x42d1fff59c25704c78f0d153614b8edc4e49b4146c2c266115aeec13c3cd73a4n => C
    0x030085df98977adace2a66472c7560aef01a1334c611e1f50a09c58fbfb46c82n => D :JMP(recover_g_loaded)
recover_g_83:
    0x3c2ff4e3966458884a2403ac8ea1e0e8ad787c6c216eefb893b24bb462a7ae9cn => C
    0xb4a2e09b397ccfbbd744ecc69af461df7dee938474ae48672c12b1265faf3587n => D :JMP(recover_g_loaded)
recover_g_84:
    0x222296ff6199cbc5ab7d271082b239f1707994ec60e759a4faaf9a519cd8a788n => C
    0x99919341b22e39207fc6cfff34d8888dc57c1447ebaa9972ff2eb0b5daf52935n => D :JMP(recover_g_loaded)
recover_g_85:
    0x08a61b02b6b49392385244c0e707223c429d5d47fda3f321e0816885f16db760n => C
    0xce2bfe452483cc8b342c756f8d1e9091209e57db4d93f11da7c82314764f8c47n => D :JMP(recover_g_loaded)
recover_g_86:
    0xe303f378d8d3714399130d06019d90ae217e2221ad1b71d7ade1c9a5201c76aan => C
    0x97072df29ba3eb5140c1c36a4f54d4a0a46b43c17034f9819baf68b131944656n => D :JMP(recover_g_loaded)
recover_g_87:
    0xba69d5a6e3399bd4331b67d30bd5d17114ebe9eee47ef1f65c004d965691b0ban => C
    0xd5c2ec8689135578600a084a16ce4edec2185c0402d46e3955e0a7b59dacf44en => D :JMP(recover_g_loaded)
recover_g_88:
    0xbe4339379c70df6399a871ab41b7d56809b3b1960c7e17bb20e2e5afe86be8ean => C
    0x8bbdc48e22776247e15ef2086f37d854f5f221467a82d6adce28b5aaa8f88e91n => D :JMP(recover_g_loaded)
recover_g_89:
    0x120c5f69645f4195bb6891bb3bd7461663b0e58626359040e741d4406879fa48n => C
    0x1fd98bd001a618ba078e90db5fa583f88c053a907d269cfcf56b32de0cfe8096n => D :JMP(recover_g_loaded)
recover_g_90:
    0x56342161c2f1f64c6a00e54a61689893f2a5f1ac916a46ede64a7360b9247c99n => C
    0x0ebf4bcb2214f2970b69b68c95f768563d0c58f012b02efa1d9c09b6ff0380a9n => D :JMP(recover_g_loaded)
recover_g_91:
    0x55fb9138a1e7d7e25b7ac4e0e1f1e382baecb4eeb3f7432e29284c34ce49c40bn => C
    0x9b2652f7266a69b6def953c62b4cd6123da9ac1c71dc7c09f1ed50f7f0387107n => D :JMP(recover_g_loaded)
recover_g_92:
    0xc2635203c44cb14b2e269edb6482b3f1aebd465de7f695942315a6291f44d576n => C
    0x9a520c8d81b311226a719335af4f7aeca0bb9977d30c937b7d43e0cbd74a5f0dn => D :JMP(recover_g_loaded)
recover_g_93:
    0x0d128d0758d3e4a8860471ffb141c26d67c75f2386bfe8aa333e32d89542b768n => C
    0x58985e0664eefcc6f1a963693d5ec4bddd9b3a211afe4e892a1738978df72fe2n => D :JMP(recover_g_loaded)
recover_g_94:
    0x44f978da011d1ed223655f6edde60431a3701820369644e4bc63a416639cbfffn => C
    0x4d2d57956614a8aba284aa87f6851b1b26ccbe51086fd40cfaff24c53dec373cn => D :JMP(recover_g_loaded)
recover_g_95:
    0x1caaa5c9e4f12e239b846ba956650b0fb6f82b2beadda9bd9874beb52a75e8a1n => C
    0x0ed2cbecb64805750e1dd900ed79c307d5f11989d75a6cfdc1dfb9e58596838dn => D :JMP(recover_g_loaded)
recover_g_96:
    0x137bbd91039888f5640ab98daa7e7d12282b088614c4779f3dadb3a15245746en => C
    0x8114025fd3f907aa8a8cdb9833e1c214f48392ac8cff2c907ff29cec1e482d2an => D :JMP(recover_g_loaded)
recover_g_97:
    0xe802e3600133a68ffd2bf9cda48576429f05df8456e6e845c978820c1ac19c45n => C
    0xb3bc332d16eea6ca8d9aeab528fb81136df9861cfc6e00b0809763bfe654f8a4n => D :JMP(recover_g_loaded)
recover_g_98:
    0xee9bf4c9070b30742179fd173173ec12d0a66148df362a7424e9040fa34e24c0n => C
    0x0bcd34ed21fed3c5339ecadaa9bd0d6e9a0c696aef3932dfba887f32af55b6f8n => D :JMP(recover_g_loaded)
recover_g_99:
    0x764ba71ea667ec03a05328db7e7600e4d2ccaf54e663ad45b5ee0d862d78b71dn => C
    0x4f397f740691b61d3ade38f413df32b49101e30ebb150c08dce51a2cbf87c687n => D :JMP(recover_g_loaded)
recover_g_100:
    0x7b123ea3f0f841faf91c39071238a4a94eefcfe22c74ddb2165e8ca72b33f684n => C
    0x821aeb6e0dbb5804788f80ea037ab1906e317fd0849b11bb29e3439d1af35a38n => D :JMP(recover_g_loaded)
recover_g_101:
    0x28998c2471a9abd4bc7500ec3cd80ac260bfa7b7727371d8d7c87685ede844a0n => C
    0xb85e2cee848db3d1b962067a3c545f296304a2caef85bc12ba9a6cf9568dba17n => D :JMP(recover_g_loaded)
recover_g_102:
    0xf2ab746578bbc89bd84c4703e203228b381867113d7ec53f97b154b31af50492n => C
    0xb3f90cda335c86eedc6ccb4fd9d7863c85a55c61e46a5964cabbc98d5368d159n => D :JMP(recover_g_loaded)
recover_g_103:
    0x9cc056e874eef4b6ad5542d62dd79260da3724204572b46760ed3ec2285df421n => C
    0xc2b9c12c24c49cd2e91d075bec4d08d46e4c39b1f7e01e181322d7e645fe3d30n => D :JMP(recover_g_loaded)
recover_g_104:
    0x1761ba4e6981b4f7a29a3f6263d52eb7a7c24b5155629f66bb2d472917a731b1n => C
    0xc9c04765f164ea8711e227f810152c43eeb651e8bc7905cd52f3c509976241d1n => D :JMP(recover_g_loaded)
recover_g_105:
    0x86191b06563664609dfbbec30203e7f4060a5e3fef654b933ef554e4f3d2d251n => C
    0x7fb50a17e70a2a872e40f965108933da19dd10a4b3b7fb98cda31e543102a63dn => D :JMP(recover_g_loaded)
recover_g_106:
    0x56a83c6e2388b18b051ff5aab11f618ee14fc44a6dc205d2f3644bbbc099c7d4n => C
    0xab61ee514274b976ce0ef79ca280cdca00143d12fdb0fa971e8bf2cab3fdc3f5n => D :JMP(recover_g_loaded)
recover_g_107:
    0x1481fad4ac71032bc47bdcfbc1b9756b6e58de818b7b0c1ca7e97bbccecafc77n => C
    0x89781425a3b7191290f3bbab37e30377281b38b10b3b38d4a3a847329030347dn => D :JMP(recover_g_loaded)
recover_g_108:
    0x64ae1aac1a34406e3028bb6dc5ea27a73955374f454125ab1321858367796b1cn => C
    0xc53a07fa63e356c405f8aaffee1c23146dbf02b3481e00ecb6e201cb3b82f207n => D :JMP(recover_g_loaded)
recover_g_109:
    0xea80057485e33016bf8e863e8904d67354a60dd95fa71b50a153f254581b1f73n => C
    0x9f8128c604ac47995c148f5e87475a1cb0e06f8cf853bfb16a0501554e8549b8n => D :JMP(recover_g_loaded)
recover_g_110:
    0xafe7c3e0b211ac19920f1ae7f01d6f86ce91dadd909462077adad1dc47218a7bn => C
    0x15deb350d426c31153fc693e727df31721b15dea535ae12b7841a318477d1acfn => D :JMP(recover_g_loaded)
recover_g_111:
    0xc91b620d301a932ee97b23eb2e490daf7cb30dbbbc8642753f64be2ee1713d03n => C
    0x8c859a8e458aee16d340f6559560f7343ee0b10bff201feec09de44d455ebc26n => D :JMP(recover_g_loaded)
recover_g_112:
    0xdbe4ea9a01b4ce7296d5e45ac42fd0f99d8c597f548278d2ecbf4c9f6b3a9e4fn => C
    0xfe31cd23b1f1414ac94476a9f728c3abe312788071a3a6123d92e8d462ab6e18n => D :JMP(recover_g_loaded)
recover_g_113:
    0x20f1cbf4b581420556b080bd0791c2e755f73e17c50b05580e5408a0012d06ebn => C
    0xd6f5eb3f80f704432f6e539b0d07aa58ceccb84feab2cebd61dfa95d9bd86701n => D :JMP(recover_g_loaded)
recover_g_114:
    0x572189112bd9bb03ac06cc37bab29e055d055ede2d7cb069a1c3170b24800fadn => C
    0x60e7c23dbe3f0899b7ca15333bdded0012be97e4cdb3c5e0f3590d408ff0b616n => D :JMP(recover_g_loaded)
recover_g_115:
    0x38ab14915f812b50a72f27daba2945e6cfd336201a1981723f169fd0fa42b8b3n => C
    0x4aad552d6c285f6b2febf396c85d6c970c11ecc7425f45109a1266cbc3cf07abn => D :JMP(recover_g_loaded)
recover_g_116:
    0x676b55f4677d823f5dda0d9a781ccbd24cb37857af890b04ecd663cf930905a1n => C
    0xbbc8ac1e710ff5110b90d6d8070b7ef12dfc513b4e485651db87096ccc19dc71n => D :JMP(recover_g_loaded)
recover_g_117:
    0xa0e0f0499375ffec6e00bb08f7d70af91d0f425bf79713ee07f236465ea12fc1n => C
    0xa790dd0fc06148f2960bf2225618be9f2d11ccd06ef223159567c3410fdfc42fn => D :JMP(recover_g_loaded)
recover_g_118:
    0xc1588dcda9ff97a53965ce09d40a67b3e3b766bb94f960f326f79663e2ef72d3n => C
    0x820f0120e21611a11f28db9f5cd0655f4b92b0451aff4ac0229d35f168894bfbn => D :JMP(recover_g_loaded)
recover_g_119:
    0x783e74548c98ddaa30a214754a316d65d0745d4f466f3014b97f89bcd32c93a2n => C
    0x22332b2afa517e0dc822d6000967f806326cff8c2f8b1267731fefd39c90075an => D :JMP(recover_g_loaded)
recover_g_120:
    0x0483989a9222c0d7baaaffc19b052624abba9d7fddbc69bb7e2b1947fde33ac2n => C
    0x5486945a106f5137ea1487d9e7bde408debb521de6780ae5ad892d3b30f9cc03n => D :JMP(recover_g_loaded)
recover_g_121:
    0xfd1438f91a4e6694ce0e9d6266e209eeb8449d1e1beccd19bcb1448258bd95dan => C
    0x2005cd242950b9ff741aebbec447610b5f6ef3b1472a12a1f84032540d735695n => D :JMP(recover_g_loaded)
recover_g_122:
    0x690e6e049c167f21016589d03c51b435d7f4c504a689332099d94f128a9087ben => C
    0x1290824f63821e12e2a0c73d685cf7d06f498efaa5d95c7c77a1ce7645d51652n => D :JMP(recover_g_loaded)
recover_g_123:
    0x12a83e248fab1fae207787904081846d5c66a1d01f0447021ac0f53c7281adabn => C
    0x1062b9c8bb728f1319d2299c89e9e42b359d1b83013e0ea92c571525770cd5b0n => D :JMP(recover_g_loaded)
recover_g_124:
    0xc514cae0e9da36e284049c27ad371e64d01bfa191c6f8e41f0f1a208fe30be09n => C
    0xe1938a0c36488ab26829ee19733d231cdbc8f8929f499caa618262e5893bf596n => D :JMP(recover_g_loaded)
recover_g_125:
    0x6260eb1f39320102c0469b7a4c8f5d53a027d395f438a7c3e14d4d6a84767659n => C
    0x2a4997ac752043fe8c9b2e244376be74fb46f5df18cc59c38d2729909487473en => D :JMP(recover_g_loaded)
recover_g_126:
    0xa5ee7d7535fc1a6ce94f1c008890b4a6386643fe7c4d00d8bae0372fcf7b5e73n => C
    0xfbb6d4a54ac57e848fb8525c5812c67b31b93836f44a5ffa314274c739ab442cn => D :JMP(recover_g_loaded)
recover_g_127:
    0x0c78e193089809ddac9615d64c828a79adeee6d357bdd1289027189f3c6b269cn => C
    0x6310bf4f7000a6274de6ecc5191a03a803c3f72ceae18e267b65d150a774bdb1n => D :JMP(recover_g_loaded)
recover_g_128:
    0x1ac8bba2f37e17b0e3bce444c3619fd3afa901c74ae1090238c48ea1ff42c17en => C
    0x61f1f94834b9489cf79b96bb427c45a783700a9d8c135dff00b41fce62b96044n => D :JMP(recover_g_loaded)
recover_g_129:
    0x91019335452d04e56d5dcf84c93464224b2bc1a7b06e6a1771d0400579b90321n => C
    0xfffdbb0f81da7d933d3854671dbcf212b2d73a0724af4796a2d0e53d72cb1626n => D :JMP(recover_g_loaded)
recover_g_130:
    0x0ac0e8fdee29dfc61e70365e2002fd16d242124a5b14cfef1eff7bb0bb6b0e8en => C
    0xfaf6df5733e02786bd64505a3c8dc35d4cecc80495583a3bba25390f4239fab5n => D :JMP(recover_g_loaded)
recover_g_131:
    0xab39596951eca0fcfe4342b1360658930b257ac6babafc0d95f0311673b4cb55n => C
    0x50af97b6a3b2db1329d286597c1371651e26d2d538abb5d6dc308e00b16cb91en => D :JMP(recover_g_loaded)
recover_g_132:
    0x8a35ec9f470dd4337ccda6e52a3491e553ad365ee0b5c130e31fcc7516f30cf8n => C
    0x6d5b8ab1164c2e7cdaec8682aa108c9c2baf24c5cc825d0cc4d273e49220dcc0n => D :JMP(recover_g_loaded)
recover_g_133:
    0x91fb130826bf1913fa95fa666a325fad46c351088c4cb9b2c1273285457e216en => C
    0x589624dd8fad17f37df5e46ea4225a5219d34574156ef419f08b3da82afd8e01n => D :JMP(recover_g_loaded)
recover_g_134:
    0x7bb63a95da054009c86b1fcad41b12f80a1d02482bc217cdd5f53395c699899bn => C
    0xe5e8500f49cc212d5472dbbbda3e37369aa218e8f9531ab2c2d7d48d110a3eean => D :JMP(recover_g_loaded)
recover_g_135:
    0xe2890db16b5126dac3a114e0d4c01287852752562a7f7a66fa3674d819ce6097n => C
    0xd6bcfb6b2f0fbb1b333d80abceb225a8296fb615942aca93c0cf2abfe02b7944n => D :JMP(recover_g_loaded)
recover_g_136:
    0x1aa4e350f3cce5b36cde18c7b140b675c1289fc3084ea297179192265ed85228n => C
    0x763f3e4552e3c8b3a1b6dacf695929b94051491977fbb1c9bd1032382452be71n => D :JMP(recover_g_loaded)
recover_g_137:
    0xee9a25d682f6201146f73802567a453698851a47a6f22f52592bee419656d27fn => C
    0x454200cb4cef35372642a736f9edfbd355b877f160af338ba8d2801c4e776393n => D :JMP(recover_g_loaded)
recover_g_138:
    0xe5c632722d8c259f96ee106a3f54b270c20a2f6bebcfc731a798898feef3cdaan => C
    0x3aa165341b1d3e902c95bdf923c307b05496ebf30fa57732635d7e910c12686fn => D :JMP(recover_g_loaded)
recover_g_139:
    0x7b9389c83c5870abb5e526cbc0788390ef6bb9874bc86eea0ea99185b795490dn => C
    0xe28e17e64f141d648537e3074a1cd4e1b306e75441512ed1cddfe69d29ad58fcn => D :JMP(recover_g_loaded)
recover_g_140:
    0x5401907c28526b0c505b2698a0210023516ffd26f291e7ad4ae7f0f6916c03ben => C
    0xbc429812e30818f2883dcad0e70e538493e28bac85bcda4fdc4d839cb2a7888en => D :JMP(recover_g_loaded)
recover_g_141:
    0xce6e962e537a6a4e72a2ab5b9ebb759e38f957e2f0623ddb994230315e6b5e51n => C
    0xb9ca734f31ff81ef539c65d2265abac25fc3486f9a33dded32607c9de5f2eca5n => D :JMP(recover_g_loaded)
recover_g_142:
    0xae017520276552989124ad14f13fb471b619e4b2112d2772be4e848a6dbbda25n => C
    0x64e59c5d4f6eec503812b88c45be26c0b2d55f933d9687f591de805622347aa8n => D :JMP(recover_g_loaded)
recover_g_143:
    0xa0286ca266d4c683bab3e28325d6a46980e128eb5d98dbc2aeb31d9a30cfbdd2n => C
    0xaf2665a15d7c9801f1b0542bf3a2823a9faf1b57bb2269c1ed37f0cbd1c0301en => D :JMP(recover_g_loaded)
recover_g_144:
    0x5c84170cb90f2bc67ee5b630139a9ee7d2e95529971eb55c4ca9643ea6b629e4n => C
    0x0c7436f54dd7c94216535a939646c8c66a740491ce76207c5196df71419f3b6en => D :JMP(recover_g_loaded)
recover_g_145:
    0x8d672e0e3511d5d09b4638a3c3bc0b3605404d2d1849a11ae88322ff0f273f8an => C
    0xdf36056eff7eeb0bb23329d647a0b573b910e7aa3741c4bce140f4eb60e9df3an => D :JMP(recover_g_loaded)
recover_g_146:
    0xbe0d47360e9b5f9eceb81e0f71a0baf006b8f7d5f3f80f3474d25bf8a4c893een => C
    0x5edc50aee997aaf8e00b0a91c07b213b10bca67d761f94f1ea42e9966ebb6fben => D :JMP(recover_g_loaded)
recover_g_147:
    0xaf6876c1189da82da380a1a0641dac72460b5b4f0b9b49d9787678e8ceac0ee1n => C
    0xc36822625f7e519720dd00c2b4667596778cdb45d4e3d46bafcf87b39bf5b2e3n => D :JMP(recover_g_loaded)
recover_g_148:
    0x9e1cd9a7135dc02428666f984d5d8cd1faeece8032c1c4857d5ded26668f516dn => C
    0xde3006a2cf1f4c6ac35328eb3b4930715948efc91a779d46cd688e6d034b21c0n => D :JMP(recover_g_loaded)
recover_g_149:
    0xd520e0562f8245829ad3da86f417c4c5f47fc090672b9e9987edbb6622234db3n => C
    0xaf54ebae467fdfa77e74659d35fcc1cfe6c32a9940ceef67a23bca25895ab6e2n => D :JMP(recover_g_loaded)
recover_g_150:
    0x9d27297b2c018ce65af0daa524bd67b3d9a858b3284f7d97d63838288ad8e9ban => C
    0x4769ebc3fd2c5683bb6f717a5380fa37ff8c5064d8a6cecd70b8e0811f759277n => D :JMP(recover_g_loaded)
recover_g_151:
    0x7e286c2567caaf189037d9bc5f3e59b756b61d54bd453f73516c210978ba800en => C
    0xfd9f76ae45c691c5434bbd49b4cc433473fb23c7ba019696c8cae06d5dc5c56an => D :JMP(recover_g_loaded)
recover_g_152:
    0x233ce1e452dca3628a6fe49428f865174865a39670a0c07a8a5033e1c72a441cn => C
    0xffc4b366fd5cf843e2a06fb3b1403f1ab7e723ec757eab6363ab8d935c7dd35fn => D :JMP(recover_g_loaded)
recover_g_153:
    0xb0ff9609374a96cca34f83057ecf59f62562aacde35a666f62cf9f3506fd0dfen => C
    0x3b01032b80f3c2826c2322a3391d007b3b227e57736c90a4d29c9fdfceb0fca9n => D :JMP(recover_g_loaded)
recover_g_154:
    0xaed8319444b3993e8b2fa469d30759df788110f3dcc24d01bd698d6394658baan => C
    0xa273c4d8382534372b5123155019e49b006259b0bfa1cf140309bec24e5a29bfn => D :JMP(recover_g_loaded)
recover_g_155:
    0xba9d11104f56c4cb1edd3822503e81adc28b27c908ff75d0a058a9d8b2d8742en => C
    0xf6df734f707208de9798f3eb4225d70d4bfc0a89133854178da220f59911470fn => D :JMP(recover_g_loaded)
recover_g_156:
    0x21006940367150abadb73b8f8f736225316710662f6d44be96e17cd29b8fe595n => C
    0xb6338a726fb74dca68eeeaf0cd2963a3df84a0e192ba156fcca3b72d0cd25874n => D :JMP(recover_g_loaded)
recover_g_157:
    0x3c7fd1c4b02d112d07dc67ae40ad32378669de49033a3a0d53c25d1825e83ab2n => C
    0x397bc35f233dac98de36b57c2722fd06d1e212939b83e7c6570d1a4b799af24dn => D :JMP(recover_g_loaded)
recover_g_158:
    0xfce33efb3ce33ed9752c62bcd40511da2d0ad368642de034247b24074049c87dn => C
    0xf414386d89d92d9e7d0054df4234058c7ec73424bb1d81afc86edeadebd472c5n => D :JMP(recover_g_loaded)
recover_g_159:
    0xa1da89023b958806d3eb0841e9b8dc99ed61899289682f8bcace365371a37bc0n => C
    0x6ca380bbf0191b9b7f07f271c2f21dbea9b6e054baf067a5e4bdbaaf2aca4bf6n => D :JMP(recover_g_loaded)
recover_g_160:
    0x5056be74822f7de505aa30717f398a79f2d74bca96c914b54cf7e3a15a2e7529n => C
    0x7fe1ed9f478b95a8a8297d08a6f6e730d6cd1ccee71c3617dc88cc02b2e313a2n => D :JMP(recover_g_loaded)
recover_g_161:
    0x14a4bbdd474ead3df80f8d6a4bc3c2bd5b052f9243f75b3820c2c5ae62185ba3n => C
    0x48203a726c6df32cd782b3e585cc66bede15d171e448c556e7cded588180ed30n => D :JMP(recover_g_loaded)
recover_g_162:
    0x5bb8a7e92d2f46670193aa9d98b574d508059219e55351785245b118bb4b77b8n => C
    0xd57627fbae3d02313fdb135b3515478b2dae0c61e7f613df3ee4dc3c6ab72462n => D :JMP(recover_g_loaded)
recover_g_163:
    0xf83aa2f1ab2f796c7b59009da80e177bd597e0d2b97c938985821a11f435e8a7n => C
    0x77a5b73ae53f24d452e0d4d581c0b1534dcb0eb4cf993b166ac674831ed3687an => D :JMP(recover_g_loaded)
recover_g_164:
    0x831a9bd64d17226141e1bf4b95babf57d499ccc3c98ae63323a65923e073d5e5n => C
    0x308be54081193c016de55b7205634eb47684fd8876e96db32ee1af77fa902541n => D :JMP(recover_g_loaded)
recover_g_165:
    0x931af0427cb9bcba2dee3ba978790d611a2970dc0c6dd6267cb05c7d35e3be18n => C
    0x6b7e1515b28882cbef98cf598a49459db50238a13ad0f486ace990571e01db5cn => D :JMP(recover_g_loaded)
recover_g_166:
    0xbeccc8324ae233a1b488502c4e101842c9d5e9680633c7fcb00552ff87f5ed83n => C
    0x5398993c97d7a0b704ad59d1f12c839ecf2aa7d39c64240d4c6b624bd3ef6805n => D :JMP(recover_g_loaded)
recover_g_167:
    0x5ca48c8177162f49e3b0283ca01332faaae949989c7720126b05088d9670c891n => C
    0x9f42e84c43736e5bfecf7e6807d1f7a28482316570e987777b7bcd393410c732n => D :JMP(recover_g_loaded)
recover_g_168:
    0x589fc93285e1e0cf6b904f70707f2b8dfc5bace7bca9069c604e2c9a600497c6n => C
    0x85d81e5c70bc481a170fb625fddf0a6bb12130ae1941f6749b0c6402b5bd9d15n => D :JMP(recover_g_loaded)
recover_g_169:
    0x1d5cf3c53734ec2ccd0d5aa297dbcdc3bdc52a890b60014bf8ec137376f67c06n => C
    0x598b12946b152ac0854fa318811d625080ed1a61faa8c1c81ac91cb5b1a5707an => D :JMP(recover_g_loaded)
recover_g_170:
    0x59d707743386ef5f2d8d611397b68f9e6e8052c16c61e49db833077c1e870c8fn => C
    0x9cf5530d4358339cc9adc90b12ae333ddaf5774ac765feb84142252e0b747510n => D :JMP(recover_g_loaded)
recover_g_171:
    0x5a11774e3d79b745e1c5048fe11b210d813d6f9571c7e6d8cdddda3fbd2ce8bfn => C
    0xf52f0291c413acbf416bdbc46a489c2c8875cfffcbddc8a35fdc4487e5c5e7ebn => D :JMP(recover_g_loaded)
recover_g_172:
    0x8fa71a939cdb338993c841f35a215fcdebb553dd1816d80fcbe3d7b4ad01d478n => C
    0x00b6dbe87249473e406d181a6c84e486f6dd5f93f4ea096ee74211b655ca6dfdn => D :JMP(recover_g_loaded)
recover_g_173:
    0xea10511aaa0048d1c0c7b0a66cbcac046ff2773ddd98dc544f8e9223219d6fdfn => C
    0xbbe5b9148a47bb85223a005fcc4e8f06416a395f5ad45bddc1884284603be324n => D :JMP(recover_g_loaded)
recover_g_174:
    0x71ff54442ce1de38cce7871acaa418af8b8bbd925e8f737162faf33458efde91n => C
    0x3c1df4aa7481fdaca8f21eb1c94f57da06386f269eff59dc1189bfbeac5dff12n => D :JMP(recover_g_loaded)
recover_g_175:
    0xa18d7e17004aa7937c6e699b01b4909ba752950e6726f7a87dd0702b34452411n => C
    0x1d0e5c54c153ef4eaf0cfbc44c50a28032b1e6001c8b06d6bf2c51372705968cn => D :JMP(recover_g_loaded)
recover_g_176:
    0xe90e6c9a82fbc7e05f8f1de11f43273238eb716b9ce8c0ee77d2f78d7f341d5fn => C
    0x9dd23458ef2dcfab7c5fff3b256e73339c86f2e1b50244c3bdbc685f7b892244n => D :JMP(recover_g_loaded)
recover_g_177:
    0x15abab754f7cb3c6a1ba4b1f269019250c9332db4285cf769c2aef8e3b94e217n => C
    0x7c7b3552d41180acda85b18b341b628ac98b80757c80b53f6e1c1aacca6f89adn => D :JMP(recover_g_loaded)
recover_g_178:
    0xc3de49e8cd91e78e262f694c186c1afb03587c8700eb04ba0a2aaa1937626eban => C
    0xbba34dbd95c2a5dddf00ed026b4e4bfe4051412be5225bd5adb8c44c6f152763n => D :JMP(recover_g_loaded)
recover_g_179:
    0xc9cc43efa2d9e733a99014e409d37e84f53b056d686c0a7cd0b6ce526b8f4240n => C
    0x1db3b7713131091191de41d6e479b1f20e775064a75e22244865d499bca0cae9n => D :JMP(recover_g_loaded)
recover_g_180:
    0x7112141866d419a0d8fddfbb2ee0558c45ca955dad315e170798d580000edb46n => C
    0xd8dceacfdf93507fdb8b96ab252a7af2f3a4fd29ea84d69fd158bd2c50fe45ben => D :JMP(recover_g_loaded)
recover_g_181:
    0x82924fe4c2e51756905c1f2d56278d9b68c1157ad04459eddebfa8fa3510d67an => C
    0x1cb57e44e8ed2f9cf3d3e533312a940c5a5522bfbeb503141d2907599def2c58n => D :JMP(recover_g_loaded)
recover_g_182:
    0x164928d80e9a230da230a0453ff3096c063e651d62548b84481a744f5cf5e341n => C
    0x773b1558cd3f2b9dd67e65dc0f600967151b7db00d0515f696acf81691d26b90n => D :JMP(recover_g_loaded)
recover_g_183:
    0x072194d74a6e20ad374216ab65756193a2c13ad41a43a8cbed421c93b33fb117n => C
    0x779130823c2e4e2771cf3bee1f63e80546962666b0516c0a9f7c49d23993f394n => D :JMP(recover_g_loaded)
recover_g_184:
    0x3a82b4616e8197c2271c69a0d2b3e3f4f4d0f0f5c593eb4c22167ef06d1934ccn => C
    0x4b55b69ba31b701bf91faba0983388914bd681539b246a1db2a74c86291088d8n => D :JMP(recover_g_loaded)
recover_g_185:
    0x8b12acfc970f1f705d6f116df87236ed39f1a192a4a21fec66d667be9d66828en => C
    0xa0e8d1c3f0a87e54bb46b278062ea812bcfe0e4513ee4cda3321914ba9a2615cn => D :JMP(recover_g_loaded)
recover_g_186:
    0x13dbd761bcfd38ba55b23d13f59f0af437baca8c5237dcaf778a706bbb417d36n => C
    0xd1ee4aa05df675d38893e55c1cc32a4f41a982de4e98685c3de0044363698058n => D :JMP(recover_g_loaded)
recover_g_187:
    0xcaf1bec3820d62b5fedd9518c545e38f330019ecad191f79c665d4980a86783en => C
    0xc582eaced7d4ab1c7f6129a3d220a03f9d7b94e620820fff9ba93fe0a57a8305n => D :JMP(recover_g_loaded)
recover_g_188:
    0xfa4fbf8160da3f0ac75bc05a09881237ef5f27049326b629383f027b7ae05611n => C
    0x179f6175e18022a3e944d39aa05f55a3817954cba07ea5a79efe86cf2911f81an => D :JMP(recover_g_loaded)
recover_g_189:
    0x2283fea98d91340aa673b24b68c2f8f8aa7528f4c8bcf3a29eed683152a63a2bn => C
    0x6c81ffc330901369412ec0ab7b066b9be8633948aff978f54d58e2df3ac54229n => D :JMP(recover_g_loaded)
recover_g_190:
    0x62221a92e8b618b991ad5a3dc7e72133010cd300bf399c5d64a33e763f8ea261n => C
    0x7c64880e836ad428296c8fd2449a906fc2c95d417891de1f5270c836791fb851n => D :JMP(recover_g_loaded)
recover_g_191:
    0x6120508a6718deed609e06d678a1bc352bd27fde1dec801219e250357f9cbab8n => C
    0x6a44403b007c567e783221531a898884c695dfebfb6e74d3e00edd67bc9f3308n => D :JMP(recover_g_loaded)
recover_g_192:
    0x574dc5e6cce28a52d1bf77632c7a871b91edc887b3125365ee9c09b59adf6c55n => C
    0xd51f9fe84bc7abab9dcb059cd5f6fe13ce46024dd3d61c60518427e40be974bbn => D :JMP(recover_g_loaded)
recover_g_193:
    0xd409b9226c16853bcc33420a457774ca19049860121df8b15242a424c7fe01b1n => C
    0x9eade025fe1142524b0ba958d39509d1b097f21a05b6bbe61f0dc0a50c2157a2n => D :JMP(recover_g_loaded)
recover_g_194:
    0x06318ff381986199eece6b62f5f112896768c9aa06aa0add504ed13d04a8a3d4n => C
    0x4dfe60d518e768493613204caa49100efeb3ee7a530aa603db4280cc8a1b49e4n => D :JMP(recover_g_loaded)
recover_g_195:
    0x98935e1d570e1c5c715b2ea72707170eb70fd86f436150f4e5b3b83e643610a1n => C
    0x0e74af11ccf0d972ef4bb5a3f67c46ce13ab0aadf7037ba0b7d5c147b7c4ed22n => D :JMP(recover_g_loaded)
recover_g_196:
    0x42649dccc7c8dd10acd1e6db14050d15cee58d905d46f9b481d1636082f645e7n => C
    0xbaf94b46301ef8a0ec252991260963f711641dffda15c7635eb3b32e14f6a73bn => D :JMP(recover_g_loaded)
recover_g_197:
    0xeaf98f3f49127f94e4ccd3c0fc8ef0c3fe99aa0a24da1b0ad31b517f914aabc6n => C
    0x5b16a95a55a16b8d7012b1143f2189ec4f50d92ba4869d8e123145aeef987c11n => D :JMP(recover_g_loaded)
recover_g_198:
    0x95718f3953307cdd032b15f5c3be3b135b177d81ec230c53346419a18ba86341n => C
    0xcf2e0a7018a6897c8af5c2c8023d5c7802634c65b179aa91788afcf9dc71e1e9n => D :JMP(recover_g_loaded)
recover_g_199:
    0xd76522d0ae2b855c136010dffefec0d05feade79287315febdf5780b4b8f20d8n => C
    0xb98e5ab65a4a7d5643d57ab989d58e49349be697050942cb79b4f526813a19c0n => D :JMP(recover_g_loaded)
recover_g_200:
    0x66748acc80af34868ed522ef4f018db2867187826e6731e0902f8b237e82e813n => C
    0x0963ca538e40b093a56bd1cace26901e81fc2fbb1bc89131880874bb2867479cn => D :JMP(recover_g_loaded)
recover_g_201:
    0x298770537112699fd356742d283d6b4a37fa59733783c2be32292b2d62c58aa9n => C
    0x03215192988a707639aeb699b393e05c9b01723b9871e5bbc0a0d2c360bc2f7bn => D :JMP(recover_g_loaded)
recover_g_202:
    0xb24c2bfa22b2819f9eecd9417f9a4ab52ca222b753bf3dc4166db06e274ef530n => C
    0x7105922e3bd3c96eefe6b920eabd5502a29b599f576d9a8ac33a3f914e8741c4n => D :JMP(recover_g_loaded)
recover_g_203:
    0xbde56594e3f4df2d717d966522f25e4bee395e2eedede56a85ffcb34ac6527d1n => C
    0xd6c43d7fa02009f81c25d6abb8279771c4c3876ed1a000c8f95c628523eea493n => D :JMP(recover_g_loaded)
recover_g_204:
    0x0d43e6f9fd72b3c318f61fbd7dc1045a326984a38137c08c397bd5efe504a11cn => C
    0x17baf97931de8c57b73d99d729862be9ef46ede994a1875f53dc9eed1a1f0c6fn => D :JMP(recover_g_loaded)
recover_g_205:
    0x3d47eed4266e55fdc41faa5b26b1b89fe706e4104e1673a43167111eadb8b724n => C
    0xd3151c409ba016f1e8db47bc4c9b78f3b3c42ecf2d82488cbafb472b01ee2d58n => D :JMP(recover_g_loaded)
recover_g_206:
    0x93369a15dec6acd7b2d6bc076853057e8298ff5ac5ca444590de3332603f776fn => C
    0xf9ced2da8346934378c65802bbc178309372f3a3915a8a604adee7dda8e1e253n => D :JMP(recover_g_loaded)
recover_g_207:
    0x1df165a4b8073b87b453205678acc82d96100f8fee4609ebb7e56999c90a50f4n => C
    0x573039d574678970f5f2306b1a22e954894b2513b1d7a3a772ce01c543cb251an => D :JMP(recover_g_loaded)
recover_g_208:
    0xa0fae2f5d85e38f5a69fe39ab56dcd29adc1240d52dcd99619e14902f098aa03n => C
    0xd2441533a963cb425ca4dbb2e7c8c7c697c5e8ed55919f27453870dcaff4b771n => D :JMP(recover_g_loaded)
recover_g_209:
    0xbcf7a38e169013fc95b78511384770f1cf1a7f5e2e4d1f5054653afdeaba7252n => C
    0xf2966efbfaf560d30226ddd8886387602d17395987063a2dd4e0e905206aebefn => D :JMP(recover_g_loaded)
recover_g_210:
    0x7e7362044ecc03aae31bf32502c606d6ce91c0965c5f912dda5d416761492406n => C
    0x8b7651dce8da2a185f6a003c497d58265d461269c23641eb870eb8ff6bc722dcn => D :JMP(recover_g_loaded)
recover_g_211:
    0x8f2891380f6c31333e785877d64b1a9ded9a1d8d982558df6cb1be0daf9ee02fn => C
    0x2cf21bf457cc106e0942ab9344ee1f803608199847225a83192bad6c44e51df8n => D :JMP(recover_g_loaded)
recover_g_212:
    0xee7a153b8594902c99e220e1e899bdc06e2b47ed7f12689ee93325c997b1e4f6n => C
    0x2a6f1e9bcc287b104166b77c5c0e4a989cc10503fb3e78ad86f71e627d239d9bn => D :JMP(recover_g_loaded)
recover_g_213:
    0x2d413331aea115d61e96287d9c41a08089729a792200086b2bb03d1bd241225fn => C
    0xbedba0b7ce30a09fa4878ec177086bbeaedc34244c80ac4c91b420670bf62e6dn => D :JMP(recover_g_loaded)
recover_g_214:
    0x3b7da824be35f629b9b011fd9e8371df4383a9b38a8c312ef1f7189bd9a3a7f7n => C
    0xeab79d60b382dd0f14c17e12e9d55bae4005e58fe632115b7ec85b41fb2cf4a9n => D :JMP(recover_g_loaded)
recover_g_215:
    0x85057d80cc78a87576a3a0086c1f6d7d30ef1a558eba6795d0c0389ce2a570b7n => C
    0xdb5769759f275519567e504d6fa53ef1c73cc9758508a056853130cbeb43b677n => D :JMP(recover_g_loaded)
recover_g_216:
    0x59c8d3856a06a6932dfacdd1e635fd005f5c2f7659a03da593c0b9e227b8467en => C
    0x0681a1fe0895c24f766a76a0fcaf267f74a8715c7f10e68bffa70fc205bcd2adn => D :JMP(recover_g_loaded)
recover_g_217:
    0xe5f6637782cfde94211e2e9bbb718f1237bb8312361d7949e7f86f639d3bcc47n => C
    0xe90cd73605d1a367068e851502d3d6a8f71335a68f52beaa5c35574ad54048b2n => D :JMP(recover_g_loaded)
recover_g_218:
    0x5e8108ea133ceaf7e6eb7f74581511a67c8624732bb8897404f7cfd8d3b2eaf1n => C
    0xf8d8dc006b1efe1bd91c6da4617a340ee2d63de955f44b150f0aec4e2a76c06bn => D :JMP(recover_g_loaded)
recover_g_219:
    0xb9923cfa7f63251cdaf07bc0b9dd26d8024e02bb984cf054f0ccf01b16f16c90n => C
    0x89e933bf00f789571fbe29d7331149990d5d43a3fe366514e333b57f5ac724f7n => D :JMP(recover_g_loaded)
recover_g_220:
    0x2dc6e6653b054c9986fdf6aa57a43118667fdbab4d95af5031e4af49557701ddn => C
    0x6bfb73626259a070811562ca128861554df56b2fb0013e5269bbfd6f930be205n => D :JMP(recover_g_loaded)
recover_g_221:
    0x4f2b717d93d085c27054d50005139be377e33899eeacfe4c43de2ddf2dfcd3d3n => C
    0x188ffefcadfb9ead7c0a126458db3ca1add14cef51136f0038dac9a41b5ed678n => D :JMP(recover_g_loaded)
recover_g_222:
    0xf66fa30306170b867bfe3da92c9adc993a956f5e4379cfb2fb99bf1fbd9052ecn => C
    0xeebc2b9cbd4afd87b19cc2f6fa797e87d212da94c9e60af937e4673d7034f895n => D :JMP(recover_g_loaded)
recover_g_223:
    0x32188da6db2058060999922d50aa161c471e49248502a2707164dae7d9e84885n => C
    0x1bb221e05def88d79e55236bf6737b9cbe377a70d1fa100fd44e250d255a7861n => D :JMP(recover_g_loaded)
recover_g_224:
    0x0909ba2ba4e052e20041111281055847af42b93c6d3b008ad299a8ca6ce68cc4n => C
    0x5d8258a6d2588285aa861b4f63c633b18e291d98d9d9ad924622f4aafbb4e634n => D :JMP(recover_g_loaded)
recover_g_225:
    0xc303a692ec77d88ce83a7a4c44c19a8b4b3022b917a5e1d9f07e2a514b8d0959n => C
    0x413355d9a342bfa32f2b635a009bbe22ddf9df0ad64e0641353ffbc57006af0fn => D :JMP(recover_g_loaded)
recover_g_226:
    0x61fa048fe0b59b82a7e22fe184ea61cf6057d46d67597930ba64de793e2cf7ebn => C
    0x8a4a0502cdadb1d3ad8498d08c535b08a3fc9f66570222e662fa30627c3d954fn => D :JMP(recover_g_loaded)
recover_g_227:
    0x544aa0574232d9ae8e84457c35245cef10855c0d09b6d588953ed1a24a743dafn => C
    0x356c9caee54df4c98c43659a360bcd5654fcd4e4d955ce037269569bef6dd16bn => D :JMP(recover_g_loaded)
recover_g_228:
    0xea62cb28248ea68d62cda3c7caddfffe124158b73ae9bdd6b42948be08842759n => C
    0x412f6477e3892b62fb0854e93bae50235e90977c46a33fa7c4d3b1dafa989dd0n => D :JMP(recover_g_loaded)
recover_g_229:
    0x488e30be1f44cba9ac1d994a577644c66441d1dcc1a039c9e568fb0248f30dabn => C
    0x53bfc1267e283661fb7b99bef3c47e8f4619ab9485d859af7ac10e6136c69ee8n => D :JMP(recover_g_loaded)
recover_g_230:
    0xf20a2759bcedd0e097482b5e0ec450b9da91bc596a5d9442befb3c9f68d6adabn => C
    0x4ce6585dc5954e803ba852375519ac42b31a829fe303649b5b6b0c468e9ccc75n => D :JMP(recover_g_loaded)
recover_g_231:
    0xa65d3bc25174ec7c5d5c1f1e7547d3d844f27a89804a5840863ac2a0b5c4d723n => C
    0x1d0e4a618ff34073d97469979ccf4c0c370ef05195c817346e240cf86c89d579n => D :JMP(recover_g_loaded)
recover_g_232:
    0xb0ba11975c9ec6ee5cd5a4e866589ccb62da641fd16531dae0b7082fa3a21294n => C
    0xad588d0fbe14a6f278111d5faaed69e87a55441ce9eacac3b694b043fd1b412en => D :JMP(recover_g_loaded)
recover_g_233:
    0xb5f73b6b4d38d52bde597a6e6678040871244aab9a06a230fb0b9acf22798fban => C
    0x397833da7b04445e8971107368ace02a4f3fbf88988ed83da25b4686533b1088n => D :JMP(recover_g_loaded)
recover_g_234:
    0x5bc22171a2ef5466ae3f7f1746910d62243d013523809f75cb62762c00f8a4c7n => C
    0x9ea234b3b02957d2770544c0dc21cfd4365d17c15eb57189b6de7ac5ab7fe8e9n => D :JMP(recover_g_loaded)
recover_g_235:
    0x40a545eda62045364bdccd7edc961cf6db192e939809c3cd5ff19fa08bf9f6a8n => C
    0xfd48fda4640afd86068d24d4896abcad40eac6e5afe4037729e064ecff6acad3n => D :JMP(recover_g_loaded)
recover_g_236:
    0xda80d8cd15d4200bcc125b205255e8778337c489ec705457c4dd80a37bbbe089n => C
    0x544950edd72be2e123a21cfd341c108904878bc7fa1c8628a09d9b2ccc3472a8n => D :JMP(recover_g_loaded)
recover_g_237:
    0xd4e16e50d6673165e94cce1aadf28353d7f53be0017bac67260969779c6c5d0cn => C
    0x1bd303eda27877d3c64f635d44b4b46580f2a0632c1375510835eb10138975b0n => D :JMP(recover_g_loaded)
recover_g_238:
    0x7bda6eb84f75820b8217dbe5c9ecf3b177db75b76a761ea7b145ed93a309120dn => C
    0x2b88c8d06b97b7ef42f71d8878f48d8f164f10dec1fcf80369472b6d2765245bn => D :JMP(recover_g_loaded)
recover_g_239:
    0xcbd1d94737e7b2a24830bf8073d8a2980519a34dfca2da037462ef68ec7e8d7fn => C
    0xfcd84dbcd44b04bf2679c12579a77555e9493c623ab98aa1083b86baf068d4b9n => D :JMP(recover_g_loaded)
recover_g_240:
    0x3bdfd88d99f2c4851770b983915a5e9fe2a1d25723829f19957c92508d80eb84n => C
    0xe18628fc532e3bd78fb7af057df46bea98c28af8a9c3aee2ac9bc29f7b1de4bfn => D :JMP(recover_g_loaded)
recover_g_241:
    0x62751172a2cf49aa7de5cf03be2c92cfb2458fb5deb809592273375f9331cc55n => C
    0x5428e5239ae130772451dcd7ae028422e8771dad13fd2b7e703df1f0af2f22f2n => D :JMP(recover_g_loaded)
recover_g_242:
    0x7f2fe84c10cf4debc7e0c0728714e5bcdaaf6253c43c1ead5cf9b31827e6f1d6n => C
    0x864cbcb3b7905c96f017bf6e631a9ae95ae73ce2dc6e71f9420acef0c7c19a3an => D :JMP(recover_g_loaded)
recover_g_243:
    0xb1a4519bc009148deaea84a8174eb88893c07e1c5b3010bdec5c1f151769affbn => C
    0xeaf1b370b90086f53788e49045945d1434d5b37b04349a0690f9a9b355760901n => D :JMP(recover_g_loaded)
recover_g_244:
    0x1ae507fd93d755cd40e0bbde0fbc0df748ce67a331d7b7e14e907de0f2837cd9n => C
    0x2f9e30041a76eae3436484964ff96cfef1c23265c21e42297bfc13d6f2d0e170n => D :JMP(recover_g_loaded)
recover_g_245:
    0xe651cba94ebad6e98e17a46214a139f7de8605f88b0257cccd2b09929da8ded7n => C
    0x85afda69211d20900dc0389f74782d5b4602cae7c93933d64dfbaffd75fe0e10n => D :JMP(recover_g_loaded)
recover_g_246:
    0xbe9fc97504e50f7170e390380c5f92d001a2f745c14361af42f929d02ebcc21dn => C
    0x84df2c710bd17c81b5563bd3b0e6597197b45b8faa6903e96cdd38e399ea82b0n => D :JMP(recover_g_loaded)
recover_g_247:
    0x9d986d54db6cea353c3fb974c02a3979a6ce059fb59204005ab70a7210213547n => C
    0xa316ed4e40371adcdc020fa7973c178e836b745801d60ac16e402efcae6ad1aan => D :JMP(recover_g_loaded)
recover_g_248:
    0x1af1054ddfe896f7cc8e97e2ceb1944e0fcf231cf17bc4b30f0c0ae749e35d1dn => C
    0x9a960561f2ed8335aada4a623bb6809143db33804854de7c333417b23a7c8050n => D :JMP(recover_g_loaded)
recover_g_249:
    0x474824b37013e4411bd3d5839968bbec10da2183274c281542d0b2d7d055c71fn => C
    0x899c7f013580e573eee58d4b6f1bb64d55bb0e38cf65e3aa7a07ccd533f99f67n => D :JMP(recover_g_loaded)
recover_g_250:
    0xf5a5d3e91f50b44c2d6c8222db5a65df056a53d2dc60970b37451ccac4f3198dn => C
    0xf14ca97560f91b01083d8a7a550c1930bcf83c6adc832c4615bb07b20c0e32bdn => D :JMP(recover_g_loaded)
recover_g_251:
    0x01f6ef9f1d645dfd3113656b8e9fd347f4e71b358e44ddb62c415a6efc892917n => C
    0xf6be4e2662a3b4b67dc9b34e3413c6df52c91b89727103edaed7cf1485a45510n => D :JMP(recover_g_loaded)
recover_g_252:
    0xc7904f092c1ac9abf25e1b3bd5be564ac9a6c50575b0caf9099dbcfa24283b4bn => C
    0x29ebbb693b9f089d49c9e6d365d7c8e4fdc7f0e71e9aad0d794cc51c10413d1an => D :JMP(recover_g_loaded)
recover_g_253:
    0x640755b0eaa454822e215fbfcbe7a57fc2bd9445cafb69dc0d789e824b68f884n => C
    0x442e9a9c38653b583172727522e26a4538077176a76effcdf6afbcc53692d66dn => D :JMP(recover_g_loaded)
recover_g_254:
    0x99fa911c70d4e2d994aea3ec634279c58f923d4e01895af555aedb8eecf189cbn => C
    0x1dade9914e3a91cd207d67d9882e0ab11e4eb22c24bfff30151699897d11ff06n => D :JMP(recover_g_loaded)
recover_g_255:
    0x097cda7723b8e00a9b08b0deb89c42d5759a875fc25b27168b6afa77456bb03dn => C
    0x49fd455a0e80fa6478afe04b14190e7638b2d7027acfc18b5011a713be841d1en => D :JMP(recover_g_loaded)
)zkasm"},
    rom_file{"recover_points.zkasm", R"zkasm(; The table's points, by digit.
recover_point_0:
    $ => A :MLOAD(recover_tx)
    $ => B :MLOAD(recover_ty), JMP(recover_add)
recover_point_1:
    $ => A :MLOAD(recover_tx + 1)
    $ => B :MLOAD(recover_ty + 1), JMP(recover_add)
recover_point_2:
    $ => A :MLOAD(recover_tx + 2)
    $ => B :MLOAD(recover_ty + 2), JMP(recover_add)
recover_point_3:
    $ => A :MLOAD(recover_tx + 3)
    $ => B :MLOAD(recover_ty + 3), JMP(recover_add)
recover_point_4:
    $ => A :MLOAD(recover_tx + 4)
    $ => B :MLOAD(recover_ty + 4), JMP(recover_add)
recover_point_5:
    $ => A :MLOAD(recover_tx + 5)
    $ => B :MLOAD(recover_ty + 5), JMP(recover_add)
recover_point_6:
    $ => A :MLOAD(recover_tx + 6)
    $ => B :MLOAD(recover_ty + 6), JMP(recover_add)
recover_point_7:
    $ => A :MLOAD(recover_tx + 7)
    $ => B :MLOAD(recover_ty + 7), JMP(recover_add)
recover_point_8:
    $ => A :MLOAD(recover_tx + 8)
    $ => B :MLOAD(recover_ty + 8), JMP(recover_add)
recover_point_9:
    $ => A :MLOAD(recover_tx + 9)
    $ => B :MLOAD(recover_ty + 9), JMP(recover_add)
recover_point_10:
    $ => A :MLOAD(recover_tx + 10)
    $ => B :MLOAD(recover_ty + 10), JMP(recover_add)
recover_point_11:
    $ => A :MLOAD(recover_tx + 11)
    $ => B :MLOAD(recover_ty + 11), JMP(recover_add)
recover_point_12:
    $ => A :MLOAD(recover_tx + 12)
    $ => B :MLOAD(recover_ty + 12), JMP(recover_add)
recover_point_13:
    $ => A :MLOAD(recover_tx + 13)
    $ => B :MLOAD(recover_ty + 13), JMP(recover_add)
recover_point_14:
    $ => A :MLOAD(recover_tx + 14)
    $ => B :MLOAD(recover_ty + 14), JMP(recover_add)
recover_point_15:
    $ => A :MLOAD(recover_tx + 15)
    $ => B :MLOAD(recover_ty + 15), JMP(recover_add)
)zkasm"},
    rom_file{"recover_signs.zkasm", R"zkasm(; By the sign digit: what the signs of the scalars of R (first table) and Q (second table) add to them modulo n.
recover_sign_r:
    %RECOVER_SIGN_0 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_r_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_r_found)
recover_sign_q:
    %RECOVER_SIGN_0 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_0 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_1 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_2 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_q_found)
    %RECOVER_SIGN_3 => A :JMP(recover_sign_q_found)
)zkasm"},
    rom_file{"rlp_minimum.zkasm", R"zkasm(; The smallest number that n bytes of an RLP string may hold, n = 0 .. 32: one byte only if it cannot stand for itself, several
; only without a leading zero.
rlp_minimum:
    0 => B :JMP(rlp_minimum_found)
    0x80 => B :JMP(rlp_minimum_found)
    0x100n => B :JMP(rlp_minimum_found)
    0x10000n => B :JMP(rlp_minimum_found)
    0x1000000n => B :JMP(rlp_minimum_found)
    0x100000000n => B :JMP(rlp_minimum_found)
    0x10000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x10000000000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x1000000000000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
    0x100000000000000000000000000000000000000000000000000000000000000n => B :JMP(rlp_minimum_found)
)zkasm"},
    rom_file{"transaction.zkasm", R"zkasm(; One transaction (protocol 3.3, 6.2, 6.3): who signed it, may it run, move the ether, pay, leave a receipt.
;
; Every check comes before the first write, so a refused transaction leaves no trace. The order of the checks only decides which
; reason is reported. A plain transfer uses exactly its intrinsic gas, so the buyer pays once, what was used, instead of
; paying for all the gas and being paid back.

process_transaction:
    :CALL(counters_transaction)
    :JMP(recover)

; A = address of the signer.
tx_recovered:
    A :MSTORE(sender)

    ; The sender has no code (EIP-3607).
    %LEAF_CODE_LENGTH => B
    0 => C
    $ => A :SLOAD
    0 => B
    $ => D :EQ, JMPC(next, tx_skip_sender_code)

    ; Chain id, where the transaction names one.
    $ :MLOAD(tx_has_chain_id), JMPZ(tx_chain_id_checked)
    $ => A :MLOAD(tx_chain_id)
    $ => B :MLOAD(chain_id)
    $ => D :EQ, JMPC(next, tx_skip_chain_id)
tx_chain_id_checked:

    ; Nonce.
    $ => A :MLOAD(sender)
    %LEAF_NONCE => B
    $ => A :SLOAD
    $ => B :MLOAD(tx_nonce)
    $ => D :EQ, JMPC(next, tx_skip_nonce)
    A :MSTORE(sender_nonce)

    ; Gas limit, and the gas that the transaction takes before any code runs.
    %TX_GAS_LIMIT => A
    $ => B :MLOAD(tx_gas_limit)
    $ => D :LT, JMPC(tx_skip_gas_limit)
    %TX_GAS => A
    $ :MLOAD(tx_is_creation), JMPZ(tx_gas_known)
    A + %CREATION_GAS => A
tx_gas_known:
    $ => D :MLOAD(tx_data_length)
    $ => E :MLOAD(tx_data_non_zero)
    A + 4*D + 12*E => A :MSTORE(gas_used)
    B - A :JMPN(tx_skip_intrinsic_gas)

    ; Effective price = floor(price * (percentage + 1) / 256).
    $ => C :MLOAD(tx_percentage)
    $ => A :MLOAD(tx_gas_price)
    C - 255 :JMPZ(tx_price_known)
    C + 1 => B
    0 => C
    ${(A * B) >> 256} => D
    $ => E :ARITH
    256 => B
    ${E & 255} => RR :JMPN(unprovable)
    RR - 256 :JMPN(next, unprovable)
    RR => C
    ${((D << 256) + E) >> 8} => A
    E :ARITH
tx_price_known:
    A :MSTORE(gas_price)

    ; gasLimit * price + value must not overflow, and the sender must have it.
    $ => B :MLOAD(tx_gas_limit)
    0 => C, D
    ${cond((A * B) >> 256)} :JMPN(tx_price_overflow)
    $ => A :ARITH
    $ => B :MLOAD(tx_value)
    $ => A :ADD, JMPC(tx_skip_funds)
    A => E
    $ => A :MLOAD(sender)
    %LEAF_BALANCE => B
    $ => A :SLOAD
    E => B
    $ => D :LT, JMPC(tx_skip_funds)
    A :MSTORE(sender_balance)

    ; What would run contract code is not provable yet.
    $ :MLOAD(tx_is_creation), JMPZ(next, not_provable_creation)
    $ => A :MLOAD(tx_to)
    10 => B
    $ => D :LT, JMPC(next, tx_not_precompiled)
    A :JMPZ(tx_not_precompiled, not_provable_precompiled)
tx_not_precompiled:
    %LEAF_CODE_LENGTH => B
    $ => A :SLOAD
    0 => B
    $ => D :EQ, JMPC(next, not_provable_contract)

    ; The sender: nonce + 1, balance - gas used * price - value.
    $ => A :MLOAD(sender_nonce)
    1 => B
    $ => D :ADD
    $ => A :MLOAD(sender)
    $ => SR :SSTORE
    $ => A :MLOAD(gas_used)
    $ => B :MLOAD(gas_price)
    0 => D
    $ => E :ARITH
    $ => A :MLOAD(sender_balance)
    E => B
    $ => A :SUB
    $ => B :MLOAD(tx_value)
    $ => D :SUB
    $ => A :MLOAD(sender)
    %LEAF_BALANCE => B
    $ => SR :SSTORE

    ; The receiver gets the value, the sequencer the fee. All balances together fit a word.
    $ => A :MLOAD(tx_to)
    $ => A :SLOAD
    $ => B :MLOAD(tx_value)
    $ => D :ADD, JMPC(not_provable_overflow)
    $ => A :MLOAD(tx_to)
    %LEAF_BALANCE => B
    $ => SR :SSTORE
    $ => A :MLOAD(sequencer)
    $ => A :SLOAD
    E => B
    $ => D :ADD, JMPC(not_provable_overflow)
    $ => A :MLOAD(sequencer)
    %LEAF_BALANCE => B
    $ => SR :SSTORE

    :CALL(tx_hash)

    ; Receipt: four leaves of the block info tree.
    SR :MSTORE(state_root)
    $ => SR :MLOAD(block_info_root)
    $ => A :MLOAD(block_tx_index)
    A + 1 :MSTORE(block_tx_index)
    0 => C
    %LEAF_TX_HASH => B
    $ => D :MLOAD(l2_hash)
    $ => SR :SSTORE
    %LEAF_TX_STATUS => B
    1 => D
    $ => SR :SSTORE
    $ => D :MLOAD(gas_used)
    $ => E :MLOAD(block_gas_used)
    D + E => D :MSTORE(block_gas_used)
    %LEAF_TX_GAS => B
    $ => SR :SSTORE
    %LEAF_TX_PERCENTAGE => B
    $ => D :MLOAD(tx_percentage)
    $ => SR :SSTORE
    SR :MSTORE(block_info_root)
    $ => SR :MLOAD(state_root)
tx_included:
    :JMP(process_next)

tx_price_overflow:
    ; The product's upper half is not zero.
    ${(A * B) >> 256} => D
    $ :ARITH
    D => A
    0 => B
    0 :EQ
    :JMP(tx_skip_gas_overflow)

; The transaction is passed over. One line each, for whoever reads the trace.
tx_skip_signature:
    :JMP(process_next)
tx_skip_sender_code:
    :JMP(process_next)
tx_skip_chain_id:
    :JMP(process_next)
tx_skip_nonce:
    :JMP(process_next)
tx_skip_gas_limit:
    :JMP(process_next)
tx_skip_intrinsic_gas:
    :JMP(process_next)
tx_skip_gas_overflow:
    :JMP(process_next)
tx_skip_funds:
    :JMP(process_next)

; The machine has no routine for these: the host stops here, and no proof gets past.
not_provable_creation:
    ${notProvable(1)} :JMP(unprovable)
not_provable_precompiled:
    ${notProvable(2)} :JMP(unprovable)
not_provable_contract:
    ${notProvable(3)} :JMP(unprovable)
not_provable_overflow:
    ${notProvable(4)} :JMP(unprovable)

; L2 transaction hash (protocol 6.1): linear Poseidon of type, nonce, price, gas limit, destination, value, data, chain id, sender.
tx_hash:
    $ => E :MLOAD(poseidon_ids)
    E + 1 :MSTORE(poseidon_ids)
    0 => HASHPOS
    $ => A :MLOAD(tx_has_chain_id)
    A :HASHP1(E)
    8 => D
    $ => A :MLOAD(tx_nonce)
    A :HASHP(E)
    32 => D
    $ => A :MLOAD(tx_gas_price)
    A :HASHP(E)
    8 => D
    $ => A :MLOAD(tx_gas_limit)
    A :HASHP(E)
    ; A destination is marked by a zero byte before its 20.
    21 => D
    $ => A :MLOAD(tx_to)
    A :HASHP(E)
    32 => D
    $ => A :MLOAD(tx_value)
    A :HASHP(E)
    3 => D
    $ => A :MLOAD(tx_data_length)
    A :HASHP(E)
    A => RCX :JMPZ(tx_hash_data_done)
    RR => GAS
    0 => RR
tx_hash_word:
    32 => D
    RCX - 32 :JMPN(next, tx_hash_read)
    RCX => D
tx_hash_read:
    $ => A :MLOAD(MEM:RR)
    A :HASHP(E)
    RR + 1 => RR
    RCX - D => RCX :JMPZ(next, tx_hash_word)
    GAS => RR
tx_hash_data_done:
    $ :MLOAD(tx_has_chain_id), JMPZ(tx_hash_sender)
    8 => D
    $ => A :MLOAD(tx_chain_id)
    A :HASHP(E)
tx_hash_sender:
    20 => D
    $ => A :MLOAD(sender)
    A :HASHP(E)
    HASHPOS :HASHPLEN(E)
    $ => A :HASHPDIGEST(E)
    A :MSTORE(l2_hash), RETURN
)zkasm"},
    rom_file{"variables.zkasm", R"zkasm(; Words shared by the whole program.

VAR GLOBAL old_state_root
VAR GLOBAL old_acc_input_hash
VAR GLOBAL old_batch_number
VAR GLOBAL chain_id_register        ; as it came, one field element
VAR GLOBAL chain_id                 ; as a number
VAR GLOBAL l1_info_root             ; of a forced batch: its global exit root
VAR GLOBAL sequencer
VAR GLOBAL timestamp_limit          ; of a forced batch: its timestamp
VAR GLOBAL forced_block_hash
VAR GLOBAL is_forced                ; 0 or 1
VAR GLOBAL batch_length             ; bytes of the batch data
VAR GLOBAL batch_hash
VAR GLOBAL batch_valid
VAR GLOBAL local_exit_root

VAR GLOBAL keccak_limit             ; Keccak blocks that items may take
VAR GLOBAL keccak_ids               ; last Keccak identifier taken; 0 is the batch data
VAR GLOBAL poseidon_ids             ; number of linear hash identifiers taken
VAR GLOBAL items                    ; items of the batch: contexts 1 .. items

; The open L2 block.
VAR GLOBAL state_root               ; while SR holds the block info root
VAR GLOBAL block_info_root
VAR GLOBAL block_is_open
VAR GLOBAL block_parent             ; state root when the block opened
VAR GLOBAL block_number
VAR GLOBAL block_timestamp
VAR GLOBAL block_ger
VAR GLOBAL block_l1_hash
VAR GLOBAL block_gas_used
VAR GLOBAL block_tx_index

; L1 info leaf under proof.
VAR GLOBAL leaf_timestamp
VAR GLOBAL leaf_is_zero

; The running transaction.
VAR GLOBAL gas_price                ; effective
VAR GLOBAL gas_used
VAR GLOBAL sender
VAR GLOBAL sender_nonce
VAR GLOBAL sender_balance
VAR GLOBAL l2_hash

; Signature recovery.
VAR GLOBAL curve_return
VAR GLOBAL curve_x
VAR GLOBAL curve_c
VAR GLOBAL recover_points_x[4]      ; R, phi(R), Q, phi(Q)
VAR GLOBAL recover_points_y[4]
VAR GLOBAL recover_infinite
VAR GLOBAL recover_sign
VAR GLOBAL recover_high
VAR GLOBAL recover_t
VAR GLOBAL recover_w
VAR GLOBAL recover_x
VAR GLOBAL recover_r_sign
VAR GLOBAL recover_q_sign
VAR GLOBAL recover_mu
VAR GLOBAL recover_rest             ; what a product must leave modulo the order
VAR GLOBAL recover_tx[16]           ; table of sums
VAR GLOBAL recover_ty[16]

; One context for each item of the batch.
VAR CTX item_is_block
VAR CTX block_delta
VAR CTX block_l1_index
VAR CTX tx_nonce
VAR CTX tx_gas_price
VAR CTX tx_gas_limit
VAR CTX tx_to
VAR CTX tx_is_creation
VAR CTX tx_value
VAR CTX tx_data_length
VAR CTX tx_data_non_zero            ; bytes of the data that are not zero
VAR CTX tx_has_chain_id
VAR CTX tx_chain_id
VAR CTX tx_signing_hash
VAR CTX tx_r
VAR CTX tx_s
VAR CTX tx_v
VAR CTX tx_percentage
; The data itself lies in the context's memory, 32 bytes a word, the last one right-aligned.
)zkasm"},
};
// clang-format on

} // namespace zonogon::zkevm
