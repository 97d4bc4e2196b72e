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
CONSTL %RECOVER_START_X = 0x0dfa9e2b69b8e582d0750520e305a71950c54c9e87e3ec8df30c865a645a96d6n
CONSTL %RECOVER_START_Y = 0xd728f8d3f4cc40f720c2f47efcf5aa474ad00163e606feba412919973fb10eb7n
CONSTL %RECOVER_END_X = 0xa6fa3b54d4c80a7bccf445c0a6520119b9895f56e939afcf2a00aadbaaf6b175n
CONSTL %RECOVER_END_Y = 0xd9b68b31666ed731620f46464e4f1eb70e2a75259c01d1aca5f0fc8ce70b47f7n
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
; Nothing is multiplied out. The prover names Q, and four short numbers of 64 bits and a sign,
;     x = x0 + x1 lambda and y = y0 + y1 lambda, y not 0, with x r + y s = 0 mod n,
; and t with t r = y z mod n. Then r (x R + y Q + t G) = y (r Q - s R + z G), and r, y are invertible, so that
;     x R + y Q + t G = 0   <=>   Q = (s R - z G) / r.
; lambda P = phi(P) = (beta X, Y) is one product (Gallant, Lambert, Vanstone, CRYPTO 2001). Numbers this short exist: they are a
; lattice of rank 4 and determinant n, and Minkowski's bound for the largest component is n^(1/4) < 2^64. So the sum takes 64 doublings,
; 64 additions from a table of 16 sums of R, phi(R), Q, phi(Q), and, t being cut into four parts of 64 bits, 32 additions from
; a fixed table of 256 sums of G, 2^64 G, 2^128 G, 2^192 G.
;
; Exceptional additions (equal or opposite points) cannot happen: every table entry and the start carry a multiple of a fixed
; point whose logarithm nobody knows, the hash of a text; see test/zkevm/rom. Its sum over the whole run is a constant, and
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

    ; Start: three offsets less (the offset and the points of negative scalars).
    ${recoverSign()} => E :JMPN(unprovable)
    E - 16 :JMPN(next, unprovable)
    E :MSTORE(recover_sign)
    %SECP_P => A
    $ => B :MLOAD(recover_ty + E)
    $ => B :SUB
    $ => A :MLOAD(recover_tx + E)
    %RECOVER_START_X => C
    %RECOVER_START_Y => D
    ${xAddPointEc(A, B, C, D)} => E
    ${yAddPointEc(A, B, C, D)} => B :ARITH_ECADD_DIFFERENT
    E => A

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

    ; t r = y z = f mod n.
    C :MSTORE(curve_c)
    $ => B :MLOAD(tx_signing_hash)
    0 => C :CALL(mul_mod_n)
    C :MSTORE(recover_f)
    $ => A :MLOAD(recover_t)
    $ => B :MLOAD(tx_r)
    0 => C
    ${(A * B) >> 256} => D
    $ => E :ARITH
    %SECP_N => B
    ${((D << 256) + E) / B} => A
    $ => C :MLOAD(recover_f)
    E :ARITH

    ; y s = k, x r + k = 0 mod n.
    $ => A :MLOAD(curve_c)
    $ => B :MLOAD(tx_s)
    0 => C :CALL(mul_mod_n)
    $ => A :MLOAD(recover_x)
    $ => B :MLOAD(tx_r)
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_N => B
    ${((D << 256) + E) / B} => A
    0 => C
    E :ARITH

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
    $ => A :MLOAD(recover_t)
    $ => B :MLOAD(tx_s)
    $ => C :MLOAD(tx_signing_hash)
    ${(A * B + C) >> 256} => D
    $ => E :ARITH
    %SECP_N => B
    ${((D << 256) + E) / B} => A
    0 => C
    E :ARITH, JMP(tx_skip_signature)

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
; load offset + sum.
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
    rom_file{"recover_generator_points.zkasm", R"zkasm(; The points of recover_generator.zkasm: offset + d0 G + d1 2^64 G + d2 2^128 G + d3 2^192 G, with d0 in the digit's low bits.
recover_g_0:
    0x63df64aeb8eb678caeb37ac68414ec81a6e9be3a80bdd302449469dfd2e5e505n => C
    0xcc960076c25b249a7bd61bd434df0ecb0b155487a74b70b12b18f7e1d84a7916n => D :JMP(recover_g_loaded)
recover_g_1:
    0xbade4feb49cf260eca5f01b30956c9025e6318802b72937c60b50b046db68789n => C
    0x4db682396c84e04c08c9b0512a596f294ab17e2c16af447d453694277e5cf3e8n => D :JMP(recover_g_loaded)
recover_g_2:
    0xbd5b1d3301c76eaf41fa77ab3d08d27b75c9545eb5c55454efa20bff3a2e1532n => C
    0x359899480cfb383f4a7c13b6c8cf150c0a307d1bfd1b868b5d558825e2cd56afn => D :JMP(recover_g_loaded)
recover_g_3:
    0xb59a9551f89717892bd892e94906946d390ac87e89d56015aac2d9fe7d028427n => C
    0x5f9b77d220ff9834d4d7b382f46a371fdbea5bbe3e8df7ab30db542cf7b9d569n => D :JMP(recover_g_loaded)
recover_g_4:
    0xb8bb673be98bd971772a4f4b356590783de28524777f008b6513d0764605fee5n => C
    0x99e5c31e5630a5f60a241f39189cb1162536f47af793dcbbe2b347fc2c74a929n => D :JMP(recover_g_loaded)
recover_g_5:
    0xa3c0a6c9c37ebf0bf5c1127ac7b4f9440a6eba6dc7b0a03895941de97fa749e2n => C
    0xc5a2f56d6d0f61d86a84ec7fc6806d20242d9e217bc630b8d0f0e5c6e69463e0n => D :JMP(recover_g_loaded)
recover_g_6:
    0x4b08a0f18e2dc9ce0991adaca3fb6da04f0026b7bb84ac0bcc9b34f51c05c397n => C
    0xa276197c3da789d9cfd5d1d3a305e0f4baa0d758dada8a58fa84228a37f9bd35n => D :JMP(recover_g_loaded)
recover_g_7:
    0x494f746b0a76e4736ad3678a7e0422c97d757fea3fd27a5c738088a95d562be7n => C
    0x25e62413e8f80b0c2596556ae50a542a399f52c67197efbdda154db7ac3f5b13n => D :JMP(recover_g_loaded)
recover_g_8:
    0x27a70fe1d5a478d89b11dfa102eb848b0a09625ab4e7aabb03d03b6ca53549aan => C
    0x9cab71c4f6660b45614af6daa60c2862f86192dbf079d8636be45581cf91c532n => D :JMP(recover_g_loaded)
recover_g_9:
    0x0c0b675f147ffa85e1e4f8c3a9c28d85a8c1e34b19e5b73e13e796277a609721n => C
    0x73795b7b8b41d36e48b9c94311d79acb6e399cd6ff0bb18a579b52b6bf51e52an => D :JMP(recover_g_loaded)
recover_g_10:
    0x6cd199fc04b924f8c4acbf9c2f6d837dd6aa1ae43ab6467ac15488214e5d732an => C
    0xb7c6260c60b6dde65acd634c815cbb9f046fdce126889d170853dc5d346a5924n => D :JMP(recover_g_loaded)
recover_g_11:
    0x9facd3f65e4619f694eb1abfe951ad30c9052abda72eb5941fc9f02e22a1f0f9n => C
    0x4a2577f6206565a9189150e7aa0db76687d5ce7c7ca5bb821521eb297b1099b8n => D :JMP(recover_g_loaded)
recover_g_12:
    0xe8e9f5209689d7e632189eef2d2553735d8fe7c9b17027d740da908f2f82188dn => C
    0x80aefc00f9e87ac5dc489e90d062d7e2536ddd148dd1ad7778912d0ee82bc8e2n => D :JMP(recover_g_loaded)
recover_g_13:
    0x9998a1137905d5095b908fc685fca9b8ae4f0cb641ba16548bb00fe7563138cbn => C
    0xe7fd39560a45d98d0c5c825d723540eaa2ea784eee9dec2e90af31e36dbfda82n => D :JMP(recover_g_loaded)
recover_g_14:
    0x68f388edc2859ac242c50e569a83cabe115cb18dda75c63235236835850a49ean => C
    0xc619d64850a98879f9911942e49e33c5c670d8dc372988385d5a6b0f4388d9c8n => D :JMP(recover_g_loaded)
recover_g_15:
    0x9fc04feb934ce3d65f318edffcbcfb6d2ff46722ed25da396467a619e2f0873bn => C
    0x60b199f8d1b2f0da2ab5cc56fa34bcb7c2d00e8086373a1804fd9557b50e694fn => D :JMP(recover_g_loaded)
recover_g_16:
    0xe5f0373618ee99bec8af2747a3893a5171c82da66e88fe1913194b0789a7b0bfn => C
    0x6ba7a69b6cd0f64e3e56c530927a555b426fd02a8bf047a3d286f672ac5e59a6n => D :JMP(recover_g_loaded)
recover_g_17:
    0xb0f1e5a8bbbd15e4e0b865d746066d10785933147c430a31668ec5738f41a71en => C
    0x7a0a30758b95971d986c66aa512f195e6df3b679216c3c16ef4cd262c30254dcn => D :JMP(recover_g_loaded)
recover_g_18:
    0xe29b980f72b41391ae438d3d1b642fa3f9198a807d3d899324359f226cc44f67n => C
    0xf3439e04abf2c54945051bf0f4981e46734080ffc6894b8b02202e6fa548d061n => D :JMP(recover_g_loaded)
recover_g_19:
    0x36571f9c566df9af4bdd4f041a0f7858e698fe193fbd77a2ea5698693f5487bdn => C
    0x6b39524e782e67c7936b2fb576227606720a0ae4ad86585980b3290557cabbe2n => D :JMP(recover_g_loaded)
recover_g_20:
    0x045dec1381dad5021bbd0cb41e5832ab72b532d3f0b6e717dae71701c2b812bcn => C
    0xe20ac7764d395cd3978a5d082fe4e4f272a8037af90d81562e9a7c8cd58ba1d5n => D :JMP(recover_g_loaded)
recover_g_21:
    0xcc7fc50cf4a8468322d1f76202a38c036faedb329dca676b432f99aabc2e2a0an => C
    0x797215c6524e51bdc1fbdb5bfc548e1c6e74f4a7e8c0d96cf984ea1bca023a83n => D :JMP(recover_g_loaded)
recover_g_22:
    0x8f0353df4505bde77b04cdcbe8b5dd8e14bb378b7d0f0cbc4d98a06eb46c7e17n => C
    0xecb3984e374ae2bb826167e6d15ced933692b3cbc1f197fa4100c3c089d12664n => D :JMP(recover_g_loaded)
recover_g_23:
    0xda1a8741e84e6aa5cbbe0c896b47144996265ea5ac433a9a9c8eb05d63249ab7n => C
    0xbdc16975a3b6bb8308d5f92c10140ac744f980b4b10e08cc401adbcdb5fb3377n => D :JMP(recover_g_loaded)
recover_g_24:
    0x9932710def056b7525ff62060fd37e40c7eecf2b1d713f0f7677fc837e832967n => C
    0x7f3e4f948b6ae2576c6be90932f1b4f3d0fe1567f15a099d131af9b109ccce7fn => D :JMP(recover_g_loaded)
recover_g_25:
    0xd65ddee30bae9737298cf0b1528e8b7873001dcf68927571a07d3e6c071f8fbcn => C
    0xf8a03291c3650efff16de77d759139baf5642174171013affc8f83bef3936005n => D :JMP(recover_g_loaded)
recover_g_26:
    0xd3bf51538b8a9ecfc5b227383c050933282b7ac9f69ff9b2ef6772246c9d8f3bn => C
    0xf4b181a88d52db4109c6ea1cb84a88ca1d4d63e07f249f58460c5300ea203ca6n => D :JMP(recover_g_loaded)
recover_g_27:
    0xb085608204205023d6542ce060cf40283e6910fc4d47d68ddf57f2132d424a5cn => C
    0x996f391543dde3bc216b85e00758299133f5dfceea5bf203ea5bd629fe83869fn => D :JMP(recover_g_loaded)
recover_g_28:
    0x52b62a83cd44455afa41cf9d3dfb7bbc9f611d63d30ef78805889fbb18096c68n => C
    0x54df1854fa569c7eb63944a722b4030ec5297a5fade938b08ccb0ed491e7c69dn => D :JMP(recover_g_loaded)
recover_g_29:
    0x375a7926af0ebee39c6f162a203a087865543c7380aac522ae51113c2f1ea413n => C
    0xbdbce6f2c6181b479991d7993a28bbbbf53d03231eba8b89ecaa7446ff22ed54n => D :JMP(recover_g_loaded)
recover_g_30:
    0x810f4146274fbcec6d3e9763cf54883be35fca503f28af2892efa1e31507c2a3n => C
    0xfa60edfadd05551594c7c0598a907e44ba600ed14561db9226efbaf432bcb094n => D :JMP(recover_g_loaded)
recover_g_31:
    0xa61f595f7106985673241f1d9bf1974fe94c0e12eaa903c44b00ecefe6a173dan => C
    0x94e5c8a3b7f727ad6121a647d9d0dc47ddcfe21000bebf5d7fb72c0d9685e84en => D :JMP(recover_g_loaded)
recover_g_32:
    0x03eb3b6d9975824af1bb738fefccda42a8fde48221bfecaca9ec55e9f9f80661n => C
    0x467b8e1e45cd098923bb9750e4314beb990b87a91ea1b39d4ede9f6aac18a149n => D :JMP(recover_g_loaded)
recover_g_33:
    0x3817fbd22e4b0242d007a2578f8d6d8b64fc1f5d7785cda2553062045088c768n => C
    0x48fbd26ece56f27adf469402028becc519eac5ae67b446ba4338a7a99e912722n => D :JMP(recover_g_loaded)
recover_g_34:
    0x128f879d808000c80fb01e11e2cc7548c18e6066b121f1c12d37faa97ed9bb29n => C
    0xcf856641b72fc99732642a73f3b773d7e3bba3f4c21c70a599f158783cb287ffn => D :JMP(recover_g_loaded)
recover_g_35:
    0x705fbe6895d57ab1d4a0cd61616beab81d6e4ba95f7cc79f5ed07c0bc9a0c7a0n => C
    0xda9ce1c61b84a98fbab04e4ed9cd516238046e491944f2297f93028d70d2fa8en => D :JMP(recover_g_loaded)
recover_g_36:
    0xecceed6b245a7e9023b88c5e6f360a7156fe40104f995420904d945ec80eb9dcn => C
    0x2421b1f74bf7e72a8fa4688f73be6bb6068d4acd9b1d6f006bb1b22464c0385fn => D :JMP(recover_g_loaded)
recover_g_37:
    0xd9ef98508d3f0ba144ec0b445c62f882cb117144169ea12c5290b4624b12679bn => C
    0xa62bef926507d4837816f8ed99455521b09a00148921df8e54a0a89b0380bccan => D :JMP(recover_g_loaded)
recover_g_38:
    0xadd7ca2ccae0a157d141d54c7b3c695e14f2d4bb1340acae18e9fec673a1e6e4n => C
    0x85782aa54c21ef15caf9544e1d38681dbfe94073912ff685bd71658057324d9dn => D :JMP(recover_g_loaded)
recover_g_39:
    0x14abec185c8cfcde75a22e1876d2dae385ae54610b12901c059ea6630db05ca6n => C
    0x00c39dad563ce09af315ff02ac9d351ea90a7823a61d6088c8216c4cec1afe35n => D :JMP(recover_g_loaded)
recover_g_40:
    0xbc015cdfe78ea276bf26f3d142f5dcb4426cde24a44b9a25c618b572b01115ccn => C
    0xaaf77ec41e6a7a5d0752b9d2c1addef7601d8aff94388d11ce04d4e89b2935cdn => D :JMP(recover_g_loaded)
recover_g_41:
    0x45dd2d822cbf48d66c7196653090aeb4050d7323f385d45893f5387a707b9da8n => C
    0xacf874ba4f62535dc0837bf1f6ac062ca8134a313153b224b8961bfa6e4fa20bn => D :JMP(recover_g_loaded)
recover_g_42:
    0x995816b1f6e78af287a6ca5a4a11e1290ebbdaf6fbc39b45af0f69ff46bcbf40n => C
    0x2ba7ae33ae6929d2ef3831a95a2832e11454976d974ed6e54a2f5ebec698cd9dn => D :JMP(recover_g_loaded)
recover_g_43:
    0xaa311da5c4dd8c21ce3eba09c970e5bcaa794d309130fe05e6618715eafd459an => C
    0x6a5470c0be22daa996d67c08ecf334b9641b1b4021671bbb7b818016c1209aa8n => D :JMP(recover_g_loaded)
recover_g_44:
    0xa1121273a59e209f1101d8477a4be89400d59ebc66a46ac1186b51e3998811d1n => C
    0xfac679cef1a156fe9f97ba305c6c93f2158dd5ba52412b326576650b60d8da22n => D :JMP(recover_g_loaded)
recover_g_45:
    0x591e4adefc33d27edacb920ccb850bdf983d747127a0f1a66f54c606ab652b4en => C
    0x2978e7a4b00606f239d4ec9c28b5575b123de67e4f1bb4b57b0fdec3fd3d6814n => D :JMP(recover_g_loaded)
recover_g_46:
    0x9b7c76e621748a405f2d90965a00616eca722cb3766cacaeac266ecf0aa7af2dn => C
    0x0b17014e64f1e5160c68a90f9868824d200fd68e30ce762ea9b1b9eff1a10725n => D :JMP(recover_g_loaded)
recover_g_47:
    0xe6371cede77eb4fbeaa5d7f6885f8f514e12cbc2ad238197738834b9776b8eadn => C
    0xd517b8b7a9b57d00bd16b5125ab9ddca04ea1caf67d837686eed8411fc17a412n => D :JMP(recover_g_loaded)
recover_g_48:
    0x2c1d54cae50ea9d8c0cd286bd9e6e58985a27795b252d0c1649c62057b15ce88n => C
    0x2fd67c3957fb45c3ce069784d3d0cd05f696882034b764859a7c47ed187e3289n => D :JMP(recover_g_loaded)
recover_g_49:
    0x431ebbebe2fe35d651e8d55624035546141fd43c5468ba255fd2239de4696b7an => C
    0xb909913ac338de33b1879a616a97b9aeb295939fb4927458e4bf7dbce98fc650n => D :JMP(recover_g_loaded)
recover_g_50:
    0xc25c3d72c171c4bceaaf8d2a3aee4b6bd9c5ec6133a970bce755baa8c79e702dn => C
    0x175964f5844c6f8cc942ab2aa494d01bfff92e8c85d0757e062c8aad67cff5b1n => D :JMP(recover_g_loaded)
recover_g_51:
    0xb30d312ea74c58fdc5a13b467b54062b6ae81708eebe2bf9c89397be56c648b3n => C
    0x76fc219dcb4d590c7d546adfdc46c082906358a465ee58e06f6e7799a38c30e7n => D :JMP(recover_g_loaded)
recover_g_52:
    0xced02d83126271ecaad0cf625fba5d70ac7a1e395c2513d37a86aedf8292b203n => C
    0x224de72ac64aca2a75440d917073135450079cbdbc21653f50757393100fca4bn => D :JMP(recover_g_loaded)
recover_g_53:
    0x2747dd2dc6a05e2ff9e0f855aa51ad3ca265ab9b625723c97134fe6a1f010e5bn => C
    0x7a99d140c0cf7e4a1cee18b994b7bf44662146bac719700dd6e395481db6fb91n => D :JMP(recover_g_loaded)
recover_g_54:
    0xbc4a8b26c42b3528c69fe9bf285ff87cc4f1a98b3fe719a1f3fc0be63a0c64e1n => C
    0x60e8761de955b1b9e9e5107a4cd86dc0960f61f68e3219d4a477c1fe062f9c41n => D :JMP(recover_g_loaded)
recover_g_55:
    0x63e276d8c1cf4c9329f4728f32e05914df11f7a9b23eef7dc8de162bdc0481a9n => C
    0x61b5afca7a9747d6d2cabfcfda937b61d2697b9a0c1ce75ce35418f300592399n => D :JMP(recover_g_loaded)
recover_g_56:
    0xfcae0a6aac180abc07eba83f8e84583fe6ace8dce72d27a4449be572f308a5dan => C
    0x2fdacdcd7bb8ba16595feb3a03ad3f883f2ede314fe02986246c8c662a67e485n => D :JMP(recover_g_loaded)
recover_g_57:
    0x65cb817e35e5b8f22796fe2615cc4297d0019e522da7ab22d06e4b89b2c04a5dn => C
    0x7f34ad88bc112bf113589571a34bfceffc0f791b1a34dc0c88bbd986f54b6acfn => D :JMP(recover_g_loaded)
recover_g_58:
    0xd4e62590d63963b47c25f7a498dfd3caf6e5ec4577c573e26924eaf89bee0139n => C
    0x7cce24235a047677a781de77455a446ba995ba5af38bd4c0790d445d42b48bb9n => D :JMP(recover_g_loaded)
recover_g_59:
    0x95742f6024d0376a6d064da8e1402f436c0ef1c63db9cee5f9087dd96761a98dn => C
    0x796ed617f5855d09a9b1ea254abc76bff436fabe04b4f309e8d86d8964f63646n => D :JMP(recover_g_loaded)
recover_g_60:
    0x9555066d4eb621da4e63bf4692596e22d9c48e43e77e118f2fa8de86cfab9a2an => C
    0xa588eb3335af7e283e175c49ed28d92afe0fa6111f91b73eb2b5a0d834fe8efen => D :JMP(recover_g_loaded)
recover_g_61:
    0x8d955e3e0c8e0041b2e04a4d1704e1393996ddbbbfc0514cea491b8182172f33n => C
    0x3aa4d8c9767540420723bf026bfd2f2163304cea87b562aa51bdbbc6a5f7851bn => D :JMP(recover_g_loaded)
recover_g_62:
    0x1f2de2e8fffbb824d71ac93b0b9d4cb891d79f1fe34ae1869e427fcd11e54986n => C
    0x193d25a1aaacff2c58362a3bcca56d9b30243564bbc932b5de843757da20d8bdn => D :JMP(recover_g_loaded)
recover_g_63:
    0xcc2180205843680a05347981ead15b6f251bc3114a93c1f534323eaa0747dc3bn => C
    0x79db5e6d06fac00479621200b64afc772aa159bbcfd6b2c430fdb60f64f7bf48n => D :JMP(recover_g_loaded)
recover_g_64:
    0x1c5df23eed1ac086914e3507e7923240edfd1793fa0adc0cb9999d549f906165n => C
    0xce8bf46e2fd6cea95914a7631af7d3024702b221d7fd19dc00f33a17d72eacc5n => D :JMP(recover_g_loaded)
recover_g_65:
    0x558da8710c1402d5fc1a4efad926211e823e1829066401732c209ca6fdece153n => C
    0x667e2cce91c15450bd1ca1456c0d645339cc2afaaa1f126416f283e48c4b0231n => D :JMP(recover_g_loaded)
recover_g_66:
    0xa936d40410b05d54b22959d09e9f4ee87e9c9d7e615d30d7e647c2357d7f2d50n => C
    0x30d57350449b2bc3e48fdc337c78d7f55f869d680a49552b78687d6d86354864n => D :JMP(recover_g_loaded)
recover_g_67:
    0xef28cd43a9e5e0851a6f72b6c8dd2270756caa535cffa08b19e0379808c89dffn => C
    0x1d42ba347e97a14f62167dc458b0d3ad47bc85fb4ba5290c966ddded83fe02dbn => D :JMP(recover_g_loaded)
recover_g_68:
    0x7f436955f8ff18d910dc9aa8c4ed4e9ef639ec4ea265220d3a2f2d28a7844a82n => C
    0x84715a7d60a0203faea19bca3bbfab4ec9745184bdb99f124b1ce0507c8e1aa3n => D :JMP(recover_g_loaded)
recover_g_69:
    0x5d8d45b0e73b18194d7eb61913c8bbad4543e22594a092edb2b7cbd65bd147d1n => C
    0x742840efe47b9c37612a92b7f7c47551ee26d9893873074a00e79e3d1c452513n => D :JMP(recover_g_loaded)
recover_g_70:
    0xed7644e4703be591b423bf6708a662745834ebee203c0d39957ed6110e885880n => C
    0x723d6534f245e932535e19a2e7cc462bff48ec359e1ab6308501aa1c0b60308an => D :JMP(recover_g_loaded)
recover_g_71:
    0xd52b2b61085903d30f3086125ceb2d7b625f975f0aaa1caf68e4896784f95dden => C
    0x8426c71493c29f8996bd22195d797b128c092cb7daffcd8390e77ce6348cda5dn => D :JMP(recover_g_loaded)
recover_g_72:
    0x896c9504f23c300d254e04a994f8c0e4791b60d623d2ccdd1a435154b2d5ecben => C
    0x9067e4e23c3768c528fae260c12d86b903aad564011f8dfe539ea17d54345167n => D :JMP(recover_g_loaded)
recover_g_73:
    0x764e47100a95fe3e54a8d622b68afa61f4a78984f48f06ca7aefed8c7490a82fn => C
    0xba835a4d68303960c41ca10dd37e3c91d7d997098f1041c5bb9938a849819ccdn => D :JMP(recover_g_loaded)
recover_g_74:
    0xd236aab9cab7758fdaef53f58854fdca3460208c0a92174fbf98a6367d265b55n => C
    0x8929c67ec7fd01626a97efe908986dd1f5cc8a956558a4ca71d8cd27907ffa63n => D :JMP(recover_g_loaded)
recover_g_75:
    0xb57e6107dca8e7616c623cebc0c295fde07112e1dcd117a06a0f8d66d0baee4fn => C
    0x391f98c3ee78e9d26569d7671a0ae2d73db458bc68033626ab1c2ad9f6fad9e6n => D :JMP(recover_g_loaded)
recover_g_76:
    0x2e516235f81a3e1704b0dcac5abcc070f286551e30ebf642829ffee0ae17dfe8n => C
    0xb878ac49790deda1e0d8e5264660faba231a63fa14a1cc2ca6c3c826dd8ca306n => D :JMP(recover_g_loaded)
recover_g_77:
    0xb42afbd2c33afce1fea337eb4ec2884f20d2fd1138601c6f82da898cf0bcea57n => C
    0xd1a51c83ba6300960d2d9253466bd04c7f02ffae79e965957b481641a1ab5e66n => D :JMP(recover_g_loaded)
recover_g_78:
    0xff980e0e629bb0fa7782b11db89a6f894bb3a316e82d894c821a36de922fd8d2n => C
    0x82ea6861b5a30360ae244c155ba0af3c6edf12b3180bb2e361279b115c5404f3n => D :JMP(recover_g_loaded)
recover_g_79:
    0x9b963e0d0ada04aaba1da67094c425b3bc16239d6bd8975989ae23029e6d8769n => C
    0x635b86aa078c1e820aba5e05df704783488594041e12996b7499533941c85dc3n => D :JMP(recover_g_loaded)
recover_g_80:
    0x431c3437726e3c2f2f44a9eca30cfb76238d2fa01decb67522bd4b7dda1ac972n => C
    0x47351d7132df31e46fd0e5db649b5a090531d9c6095165ffd4efe95e5a8de165n => D :JMP(recover_g_loaded)
recover_g_81:
    0x8cab27437dd7b2a14091f1d1180d237605956b2161207a03770ee0adcb512257n => C
    0x0905a0d37a925f0a6e6071ce32f58aa8275db3b65c7fc2fbcf1f032fb10f9f32n => D :JMP(recover_g_loaded)
recover_g_82:
    0xba7ac3fa870716bcbd315d60eed2d75be80874ff84737fc81542cf02d1064579n => C
    0xb19b18208aab36a1ccc5a074dfdee1e8093a4f82f7b2ef55f6987e78b2c3e066n => D :JMP(recover_g_loaded)
recover_g_83:
    0x4ad6359fdf3681a79cc216a07237912b136a2ba374c32055e8cac51bec6e561dn => C
    0xa3ea2958b795028398d3ed7c9403377a5d4d109619d76189b8ab8c916626fa7an => D :JMP(recover_g_loaded)
recover_g_84:
    0x7f92646fec029026e6eb7a1b302ff08d38e52cb52e911ee0ca7d8bce2bc1029en => C
    0xa4666feefb9c39ffaafd51cf2c89926735afebfedfbb0800e76692b4f53acb6an => D :JMP(recover_g_loaded)
recover_g_85:
    0xf69df828c7d57907130c262bd3b3f924903fba8583261f29283612b33bc44a73n => C
    0x24b526be7b3d3b73a4c8ea75654f5d562773da7f448a8b60e686c97c3ec79b6en => D :JMP(recover_g_loaded)
recover_g_86:
    0xbbe9608a156a17bd29a0b9e8d1fa329f2b2e8682edf43123bbf4165f9e94b149n => C
    0xdfcf4c3812b52b5186e065c237731ff5bc84bf95d6a09f5f2bfccad391d273aan => D :JMP(recover_g_loaded)
recover_g_87:
    0x25dae524e605308a97c53ed1314c4840d58a0dc4a498a271fc3808ed5e720d1cn => C
    0x9452d1ea73fe5f2a692a799f6a159a8f69a18536af1551238f83b94421865267n => D :JMP(recover_g_loaded)
recover_g_88:
    0x88b79be6f09898f5b6c9783d2d74f6efa188af938ba04ea7121e1d2fe5b85395n => C
    0x9b03dc793cf16728909fbcb2b187c5b1f383e4dd267fe8485acfe5f26eef85ddn => D :JMP(recover_g_loaded)
recover_g_89:
    0xc9d385a97ac4a536e60c3ac16ed59ae3e97253b749097f21a8f48339f7c1a135n => C
    0xfa6a53947c41c4c59592324f6e6c96635860b959010d3f0bd68890391ccf4eb7n => D :JMP(recover_g_loaded)
recover_g_90:
    0xd255ba3d39018ce1190a37f22c1447528bd72f75060226a6ea055c6299bd6645n => C
    0xd148d9f3b3e3d8f3d785cfae30ec21538e223a9766a054bedf3d295c468fed47n => D :JMP(recover_g_loaded)
recover_g_91:
    0xaf0dc24e3a39d428f371d00a82ef3d5a2f8cc78a87b60d58fa039ea1d8935d69n => C
    0xd398b97236a63c3b746f0d78dc5d47360b2eeeb68fe478aacd346d810f297318n => D :JMP(recover_g_loaded)
recover_g_92:
    0x2f3859323e46801418c771aef092b0691a834828ebea2934a1e28c8dac2c2700n => C
    0x741f7b6c865f7598211c943b97fb30cb7058969fd2371093519686265f500bb8n => D :JMP(recover_g_loaded)
recover_g_93:
    0x90716096c402355bf8d4625f42de27fd3695eb1ccd0c7152e4b5bddd4d43c40an => C
    0x1bce7ee0696400391c8ae536041a9254a26e0f8e38f0abb075238b478ae8a2c4n => D :JMP(recover_g_loaded)
recover_g_94:
    0x53d02d174f1e31b4f471af12af2680c8d2111ea9fdede00de7599813d53ca1a6n => C
    0x6a48b5affff86607ecc3127be6d3572cc68818c3700f20dfdb96463cb2157b9an => D :JMP(recover_g_loaded)
recover_g_95:
    0x659dcd32cf224aa3395f8e911a6b5e5efdc0005a0ae2a4c8c8bec4deaa0814f2n => C
    0x59d95e34eabfac830a39daf39d0c4561445b912de7016db174dae0355861a9e9n => D :JMP(recover_g_loaded)
recover_g_96:
    0xac86fbb06447ab82ff3c873ea0f57473ec552b7f9ecaeae35b15e4012da5c947n => C
    0x61ad1c86051211bdcc8a1016fbe51ec92f05ff330a68ed1168f524868db3159en => D :JMP(recover_g_loaded)
recover_g_97:
    0xabce47a8a1dee8e2c49a1d6137df37842bee584c6b2eb7261e5fccc6e13474e1n => C
    0x695f2fc992f0983b8d71ab903ab282a7460e9b238ead7a4f6f92dd3074825b8en => D :JMP(recover_g_loaded)
recover_g_98:
    0x1715a330ce2c6e63956710c5693fbff207e79daabd70f8697621ada025e07cf5n => C
    0xc6f55391bee3e97f872b426628b0337e4b2928d107668b2544d61d540302e7d9n => D :JMP(recover_g_loaded)
recover_g_99:
    0x081f5072b4a0d17d4e38325e37dc87d7f7ef0f772fa66a7ce24a7f2ef5f7979fn => C
    0x2899601ae147ad52220a6623dbae241ac67aa2c2e3f3f38f81a4d285fd261bfcn => D :JMP(recover_g_loaded)
recover_g_100:
    0x9b296c9f8a8c09383d66e96299275f0e9f2d0b3ff5400ebaaa8ed7045faeec35n => C
    0x12cf9f38161f00ae34bb5e86af9e3f8dc957cfad42cfe2b5df0253a73684a133n => D :JMP(recover_g_loaded)
recover_g_101:
    0x4b559c5d339790e3c32b3940676cb50be85cb8ffe1fd31f9ea5b220bb0819c6an => C
    0x3857fe3596c7be3c99f86e8d5a74ea1593ac86618634cbe4ee4b96917042c046n => D :JMP(recover_g_loaded)
recover_g_102:
    0x16779210aad256327e1caba43a8f04de748fd3c55057ced438757fa256d6293cn => C
    0xf6889cbe0d6f17bf9444065ea699af28fe49e93e87f9febe75349b232d6ba596n => D :JMP(recover_g_loaded)
recover_g_103:
    0xe0bd54d664c9d797c0375dc5f7b8433da1741286f13decb785cd89f28469d8f1n => C
    0x63d831eaf1b5185d103db194166b4c45a139f040c941ac80c2a5dcaf4d42797en => D :JMP(recover_g_loaded)
recover_g_104:
    0x75569bc3c097ce5226ac7e4ca76dc5e825bf6cb4a3c1c514a5a6b72fe7d54c86n => C
    0xd59755e61b44312ceebe7d724dc5fae6f10cbab022f14fdf99e09de1dc85e754n => D :JMP(recover_g_loaded)
recover_g_105:
    0x2628c786522cbb6c73085bcd5bf8fae666cb8a8ec05b5955573d989a6584b67cn => C
    0x6d099ca529ffd9dd4ae9681496e3b2a4eaf52c6e70fa6b0b6849bb2fd5e9c3b5n => D :JMP(recover_g_loaded)
recover_g_106:
    0x128fb47d843d33972c282f1a2e31fbc43b93c7f96f69c90d2f67c54271efec43n => C
    0x51e8a6b253ab018d9d372939912419bae67ec1e83e80fc06f2f751387bafd8cfn => D :JMP(recover_g_loaded)
recover_g_107:
    0x3fee52d66585a58da3e1b478ccac9083bdd28a5f30b6825cf935590fb735bf39n => C
    0xf893134151f4eac85aff9807fdbb6bbc4cab37e591406e4b19b5c6996ce6d205n => D :JMP(recover_g_loaded)
recover_g_108:
    0x58e4e580f22ce5a486ac40fcd87287e76c540c55db2d50a24489c87626d51b29n => C
    0xac3dc53896ea7d5a229395c2fac3da6af52f9213f9dec926338074d49c367c86n => D :JMP(recover_g_loaded)
recover_g_109:
    0xa0fae2e2ef4058e58ed7a6a897cecb8c1fd9a681a6508da982df9fab0311b7f5n => C
    0x474336f4b01de639bdca0a32a7b5304bc72dfc705f54ec69b46ac1bc14153c44n => D :JMP(recover_g_loaded)
recover_g_110:
    0xa2b75f409c86e61cbc8e37768d7833f5271730e1ac8bab661cb62ad628670994n => C
    0x697ad275d5e8353384150d3971ac257c5231a9545ecc86d448a5983aa298ca79n => D :JMP(recover_g_loaded)
recover_g_111:
    0x5e1d1dea87f374f6b1c9611b17126f6ef223f9bcbcadef9495f2f72143991a6fn => C
    0x8860fd3488012dbf46babfb10bbe6bcb8b07d2dbd2b2f6fd9bd4a19cedeeddfen => D :JMP(recover_g_loaded)
recover_g_112:
    0x7843df9248546e19deedb9e8cce3925263cdc5a7bae58c69c75c08c8a42b58d4n => C
    0x5dca9717ed3ff9bc34040825b872b782066db10a368bc510e40d5e0782382a32n => D :JMP(recover_g_loaded)
recover_g_113:
    0xbd0683c9c819fff33a56061b27da70f9c2c29146cc2b980b49e6c6f097eeb50an => C
    0xdc8b406c45a9017c6533329dd262b4c403648bd4fae4d6a4b3d69401ed99a26en => D :JMP(recover_g_loaded)
recover_g_114:
    0x09945bd27d26ef3eae5b9ee41c7caa18202be9e8f4d3ad76cb22c480cb6eef65n => C
    0x51c3edaa487f1adbecb63768c038742a84b70c8509b367da931c1036fe1111e7n => D :JMP(recover_g_loaded)
recover_g_115:
    0x94e2f2756a4e73b20a92c34e6007424be16ec1a8b7eb39aef48773d7afe81f08n => C
    0x24f6e99665d4b7561df22d3b142bb6fe236367858fed9c9afdc0fd25da8048b2n => D :JMP(recover_g_loaded)
recover_g_116:
    0xdb4c6838885f2f7cbda31e832b34f02b7aa1e602b57f58e4c711439708560375n => C
    0x8c6bbfa401804f580eb5989e4041e81cb58d22fe2fb00e91c8344a4d493f59fan => D :JMP(recover_g_loaded)
recover_g_117:
    0x8cfdf6a318fbde9a1469ce295c81504d0544384fd2d7c919aca39e606f5e5485n => C
    0x76bbd9ac21babf074bda81675be44c29d2f1ffa830f88da665181d126e1cee5fn => D :JMP(recover_g_loaded)
recover_g_118:
    0x70f2eb0622ef652a572f866be17eb4c56e0bc5dcfa3e36d4c27c67c8b3871bc3n => C
    0xa1dc6d376bb405dcb52f86b18231d13cf0096230419fa45c005e69e22b60b9b9n => D :JMP(recover_g_loaded)
recover_g_119:
    0x18223f203f6fc274950a7083cab5f5aac3827c773afa68c5f18b405e830cd173n => C
    0xae1a14653ec8c40cd103c5cef5f66e59cbbc5cc2e1bea0a079f458ac9f4349c9n => D :JMP(recover_g_loaded)
recover_g_120:
    0xc4be79e192bfc88b3096a49c10e0768c2a4ce2117947b31fe9b49e65efb91b79n => C
    0x65ea99618fc0096d92fc378d15a230aa3286c2f26f76f28738bfa7b701279096n => D :JMP(recover_g_loaded)
recover_g_121:
    0x6b7d59f50ecf4124f68d755af784e3906aad7e443112416e2d6d908e2fa02425n => C
    0x21d8451e12abde585fe1968ec36d1cc4ba9123c5eda4823d1a41389a3ce93739n => D :JMP(recover_g_loaded)
recover_g_122:
    0xf4230c1a06db42a6cf84fe78684c2141f6b4985acff81556c6645949c937cb92n => C
    0xddbbbe9e7680a2a4281556dfe0b24c72753388a9738fed4a74f2808c23a4922cn => D :JMP(recover_g_loaded)
recover_g_123:
    0xca6773625421b65e78c2f6c7d65cc59c2ffa7503569e55f77c2ff3cce18cc677n => C
    0x91db1ddaf51ee563e121d3540770b3c4a52a3d9c9d06543da3bc56dc05a4f369n => D :JMP(recover_g_loaded)
recover_g_124:
    0xc64c7d2d43ad686a11a89c327bff0b298891b0a53106551c223becdf1d3bb2c7n => C
    0xc40db8bcb6e3564177ba39aad935dc5580f150c7e73e8b64b05b4532457dfbd6n => D :JMP(recover_g_loaded)
recover_g_125:
    0x21eeed0e4591b9b87f4bdd5b6924eba4e8354d22f42138dd08fedb46d95ef8a1n => C
    0x71b597373d1e5063d3d903e8dcfc6e1b879bc86a4b8497359742a1b1b8cab034n => D :JMP(recover_g_loaded)
recover_g_126:
    0x1e0be00f8d1f9b889161d6acfbd501b4ceead5ce06733ba38b3b01880399db65n => C
    0x8c8581db979f6d2c946977b2121749faadd1d8555936f32dca43e391f7ae2611n => D :JMP(recover_g_loaded)
recover_g_127:
    0x7c7c2a6412ee088d91d3ba79ee8acee588a07e340d9c831466961dba39b87a5fn => C
    0xd3e99847605ff0f306d3f9d5874bc8220e545b3b164601542e99c6edb7942f84n => D :JMP(recover_g_loaded)
recover_g_128:
    0xf07b7e78e9d001c2060405961af4fec60bda9db574b7c1cde5b672911a4525c7n => C
    0x742d79c2c982a4a52a92b8c4f5ddf42388d294df679315a1d0fe24fe77498cb9n => D :JMP(recover_g_loaded)
recover_g_129:
    0x00683db37e2287fc003aea9d326161a6a0f4480539e0c862aede3baca991554dn => C
    0xfb9a3eed22fedf89d2b7ebabea613ff44b70fd729378da256d9b28475af5c57fn => D :JMP(recover_g_loaded)
recover_g_130:
    0x26a87758cce740aa6f4e027070c47391e51d64a7ba01cde0558acf305f212776n => C
    0x93a02ac289484d25ab39bfed853d4a17879b9a834a321bd870b7ccefaa182430n => D :JMP(recover_g_loaded)
recover_g_131:
    0x30914f74a110ec8377258cd6b8abafcca758f0b907a850c28f5445d4aa439a6fn => C
    0x80f7ed78a92f414fb26d5ba6e9dc9158034c3813af4d629b7dcfd8b6594ec892n => D :JMP(recover_g_loaded)
recover_g_132:
    0x457a29d18badbd6f6b4d754347e61e0c4f201cb39cedfeecfd5ada3a72cc9023n => C
    0x7c476240d7aa3f9c47ee6dcefa80d23bb0522113dacac5ce914442e6a69fc1bcn => D :JMP(recover_g_loaded)
recover_g_133:
    0x88ec277157f3679697d6aa1bff3bfa7e3233374543cdbb18a0cb31c61164c3c6n => C
    0x50d460c7db0e052a0c008324b2d7a46557becd3e31ce72b27eb14dea8af49b22n => D :JMP(recover_g_loaded)
recover_g_134:
    0x8912dba9380684f3c7ec6e6e1f2bfb48de1a28bbeee8ffbb4f31dd47d3b1dee1n => C
    0xfea69c86c04b9f5732b069ce6959470f5b44e4b82ed189b46e7d4667b1aee816n => D :JMP(recover_g_loaded)
recover_g_135:
    0xa13330b18cf3f30585302871d1398ec16a06fedba2dfff6ee0a72c2b8708a46cn => C
    0x823ae0ae072d39c5b9d6a782fea6798c7fb99825bd0b1029103eefc5b02503can => D :JMP(recover_g_loaded)
recover_g_136:
    0x08337ea39765bc85f37298457fc1d6178782ac062b4cd71869f0977a09c8b521n => C
    0x7d0000f30c6e1fc8bad4889bd18df53aa862c524c6545d472ebfd46794cf3173n => D :JMP(recover_g_loaded)
recover_g_137:
    0x608ff23db84693aeb7421ba34b59c5b070276e74638e5a92704e4ecb96561700n => C
    0x42fbae48a9f3dfdaeb7bb6698be03db1cb8877efcb72b58e2ae131493ba4a408n => D :JMP(recover_g_loaded)
recover_g_138:
    0xf5b405cadcaeff44cceb8fa3025385503be9ccacaa5962fb4d6c3c19b47b04e4n => C
    0xcf42df847b960f1a3f100a56436b13a3c3d8cca78cf9848fe4a505cbabd3e4dbn => D :JMP(recover_g_loaded)
recover_g_139:
    0x09f441f2a563670d2067db523ee8402e212999e2caab2e4ab46f50306f3971b6n => C
    0x4a3e8341656827f97311af5d36a0cf8d8988f201093b36c74f37e550108ddac3n => D :JMP(recover_g_loaded)
recover_g_140:
    0x6414a4e950e4636c70adc8ecafb67e0437bf7ce07061b75d4294db83bef70fb8n => C
    0x8d72b66afe6f1162863d5f22e0144286c4f19eb014753c4f044a96d75bd7ec70n => D :JMP(recover_g_loaded)
recover_g_141:
    0x60e85a62a98b272c816b77295d25fea928611f2a33ab58bba09a43a022a5901en => C
    0x21f4eb25b0cfc1416247754c15e4ac8d56f1b8e4ad67736a5141079330ffe581n => D :JMP(recover_g_loaded)
recover_g_142:
    0x56535b5dde81233d0d36e848eb73424310dbcd6bbc60ecd65d5f9eb16e8dd0den => C
    0xfbe47d52179112a87c36b271d876f3574cf1c5c2deac492d986b3dc8f26acc68n => D :JMP(recover_g_loaded)
recover_g_143:
    0x19bf9ae2f05dee76fc1c8e972713b5c3f0272a73eeee04efbb07bafb7173b2dan => C
    0x93600419f8635b26977846630c7977e12547a87fdaf3297b673db0f3dc444071n => D :JMP(recover_g_loaded)
recover_g_144:
    0xacf30296ca41bc61cf992d607ade53da3c0578f384c71185089a41627fe598f1n => C
    0x4c171a956cdaaef54a9be8561f9fdafbbb97965ae1385f970e94aa91c2f6497en => D :JMP(recover_g_loaded)
recover_g_145:
    0xb244a7eefacb4c0301852743a89e86c8c28f54abeb9d283e1b7772e232a9afb4n => C
    0x327faf7c190c319582e14e9c1eb28e64c76b07381c1becfc97d8a4af5044434dn => D :JMP(recover_g_loaded)
recover_g_146:
    0x128a817f14eea0924c9013120692468124412796036b4f472b3afb79c575b53dn => C
    0x6cf06c8406aaf455ea22ab7ae8b3708ba7fe983f47e13951f90d05e48856dd39n => D :JMP(recover_g_loaded)
recover_g_147:
    0xa7484c774fc699421042d40e24453cc8e5815538728393a164628b423505a7e2n => C
    0x0d22685a92d8180748e5f96731e347afbd41ad20f78e2881cb9d8f0e36ce5408n => D :JMP(recover_g_loaded)
recover_g_148:
    0x8212e67ae6209b976c46917c80a5cc72fe7ae4a263b7abbbf690d286ce88b4f8n => C
    0xafef06d965efabeb06b10dcd7842d0d925d26475c64c9af4e375d0cd31a45d23n => D :JMP(recover_g_loaded)
recover_g_149:
    0xb4906917ced742528196895c0ee98c80e89e8d7ae2833d76b111c1f9b372f5b5n => C
    0xcb6eb30cba3a242c47e719798c8aae8afa5328c61a98b1159ff621a3c59374bdn => D :JMP(recover_g_loaded)
recover_g_150:
    0xb27f7ee17aeb46bd82fa332413b00ff635acf9893d8958f64dbabe08810fdc36n => C
    0x859455987117713ec3e74bee572be782a2220ac9c0dd5813eb15070a124b5d8an => D :JMP(recover_g_loaded)
recover_g_151:
    0x16dddb007f657b2d1eeb76a77fa224eea3ec2cd3111fc699a1562248f678e2c9n => C
    0xe4d75e124e876778a781a2078b51cbc13dc9864f86dc694a07b10d89ccfed5ean => D :JMP(recover_g_loaded)
recover_g_152:
    0x83dfe5eb273770ca1f99d98b0474e12a0a9ec8bdc9803f09847a59f93711e1acn => C
    0x83e30039124da875e4dc95229a0ad89cd0925f60cad4bd951bf6501eed864634n => D :JMP(recover_g_loaded)
recover_g_153:
    0x57a3c5492ee3c223bf47732917bfcb8f407f78be8b05cba733719341212f3ea1n => C
    0xb5d74da3e96ae62c1177278224eddf9c5c10a68ab9e136c71e41750b7813335en => D :JMP(recover_g_loaded)
recover_g_154:
    0xd7a5e3e8e2f54e26173161d82e98c48b04ceafaad1eaf8e687cc1d80a0339245n => C
    0x3acc7297e9d101506699b4f5096ce4fb316a4ee36912a7525f4f3dfdf5641147n => D :JMP(recover_g_loaded)
recover_g_155:
    0xbdd67316d6abeecf6a47aec2062207ab87c048799e0c6c205eacf62ef95afc29n => C
    0xd7d9feba0fa86e241a7e812bb9c6181356b41d1c6f8bb96fb8734ccedcb17922n => D :JMP(recover_g_loaded)
recover_g_156:
    0xd813e6e2fbaaaba4fd3c468e9dfb8684380b1ea724cfd25caf78aa0a944a1206n => C
    0xd6956e9142995e87e994f9e060a69d0d228b88829c008d4eb89dc294b6f51022n => D :JMP(recover_g_loaded)
recover_g_157:
    0xa5f24770734f34e5cdf3d6fa3fee3c428474af6314de5e477a46fbd673e7d4c4n => C
    0xfe0705c62a7d997eadd933e5caeb5a530bb52379988fbe34ac6d7789eb7834dbn => D :JMP(recover_g_loaded)
recover_g_158:
    0xdf4bbbc1dfd61a65b5f361d454423bd07035586e1d8bf3d584ae242ad324cc10n => C
    0x2fbd53a22c9ef0e216f89efd9ef4559269cd45d0f4781331f787ed0291b4005fn => D :JMP(recover_g_loaded)
recover_g_159:
    0xbbc64db47fd8716fe67b5795db217d8462ddbbaf554d83b2718174c8e73eb071n => C
    0xc7bd20dbc608bac465824b4da513ccba8bc6c02aaef2e82b7635f202b3be1f5dn => D :JMP(recover_g_loaded)
recover_g_160:
    0x67cf541d0e7a6c028ab9caca245b9653ce0c1fa1318890d3c54440136644f49dn => C
    0x3323bb5f7df41e06630a87c390aa2206c2ad89261bbfa1d7e183a34e239f6045n => D :JMP(recover_g_loaded)
recover_g_161:
    0xe42f9406b82c655db0abb25c52beabff0dfc5e0c475394342fbc43f3ba71c772n => C
    0xdb21a286c4901ec3f1b5a32632e33cd662be0507b5a3325c537c4b5e5acbc0f7n => D :JMP(recover_g_loaded)
recover_g_162:
    0x3e767c4f8c329f64a08350c0822830b6ccb359962154fcac2d2d5f1a2e8ea184n => C
    0xa3cb70699f1f8916e686dc1d116b9375dfe70c3adf10627c26dbc1f51a4e9a57n => D :JMP(recover_g_loaded)
recover_g_163:
    0x4dc83b0e2b16453e18351b8de8a8cc36596790fb30c4876cdad29e370801b234n => C
    0x338c8a7cfacded311769ecd161d70cb345e7ec71fc9ff694cf60c8e2f29b9311n => D :JMP(recover_g_loaded)
recover_g_164:
    0x2266340e066a4b24910030d70da542ce2166d6d338454e396fed8b0777810c37n => C
    0x32fc5cf4f815e2f8cbbdc2e1f1350594df13656882ef1d57e3d88ec84d655f3fn => D :JMP(recover_g_loaded)
recover_g_165:
    0x03d443b762540a7201fd3660ffa1f12bd0af86cc27850d003de34089852275cbn => C
    0x201e61debf6a0a6f82ce17bbd39e18823166e7854e26ce88e4f3e7b11d14e38en => D :JMP(recover_g_loaded)
recover_g_166:
    0x2510d179c2efc70dc99b226ca39c09088d3406c4f21d0a7e0c5f0cb8fdb1ffcfn => C
    0x87e46393369866b08264518fc3956efc78f25436ab900ab46c174bc0e66748afn => D :JMP(recover_g_loaded)
recover_g_167:
    0x28370c29e25db60563add057f5672306108da750af62a52e0a0d903dbc7635acn => C
    0x7f3ed8a9e936992ae5dad1d322a3521ca443ddb85b99803acca2749b7609884an => D :JMP(recover_g_loaded)
recover_g_168:
    0xe469f5f2c52c794840ba6eefb6c594702aef862e0a1d82e276def1d4a92a3669n => C
    0xc4809b9407f73559ab8453487e8c30558ae7e09e99adfb43fb1036f8bcc5da93n => D :JMP(recover_g_loaded)
recover_g_169:
    0xbbd72b15bfc984245a73fe1a1aea78aa66045507ad3687fdad7b713a33f010e1n => C
    0x7a5ac4e2ea16f64148c5532f275de755e2d602551c73fd7b09c3acd7c24ea05bn => D :JMP(recover_g_loaded)
recover_g_170:
    0x5dc0430e4f5dbfe773de7b42cdac454a3bba666608ade7984557abcd0df3f28en => C
    0x6d2fb0beed9cc85dc15fff982debdcc93d73f3ab5b33f2019313243226803165n => D :JMP(recover_g_loaded)
recover_g_171:
    0x55f96e7d2a2ad63ddaa03a6c10e8d40bb7a691fb84a35725871d3b4935ed77b9n => C
    0xbdd81e130188ec0e2d66afeca986c24c28e0dcbe3f1b7613e3bb36bc0b51ef90n => D :JMP(recover_g_loaded)
recover_g_172:
    0xc6dcd5360b758ce76e14f141c42c770711f38858fd44152812886205f41303ban => C
    0x4dc0f68c016509642cb754d3c446bb5a09b5fc766b2d599ee1d596e2b6cc76b9n => D :JMP(recover_g_loaded)
recover_g_173:
    0x1ef26851cbcd43580d77ecd319959f865971d059962c4ac4e2b40ababe9d61e2n => C
    0xa4f7264d49f3eb0dea087386d998f548a1162463406f7163375dc8f20f6d87a7n => D :JMP(recover_g_loaded)
recover_g_174:
    0xdcafe952aa8804f960a7d630ca1b3347320ca4ffd46e33547d8ff17070076ff2n => C
    0x8bbdbd102e7d77438a7519134a2c901f75d8426ef29db16a571befea88cb2c73n => D :JMP(recover_g_loaded)
recover_g_175:
    0xcb3c5267a51bf621799e6d272a525de854c5c8b6754a1f6dafae1e7ea682cd7dn => C
    0xbb353754f8e38ce6caae187565d5d3742c28296e69f59038ea235db700c28710n => D :JMP(recover_g_loaded)
recover_g_176:
    0x7690f6b34e579d2fbee1cbc37058cab94212317cd361389deb6cd66a5b9b7153n => C
    0x23fef98d272f30cb4b1d5ce5a18b02d8a1fdac8408839239bd4d2a64b15c1f21n => D :JMP(recover_g_loaded)
recover_g_177:
    0x59aa2d8563b075a706b1f52c82852f6edfe6b601df110c65627d9c1f6f1d4d64n => C
    0x09f24c1a5e2ab23440c32970d12ce01a48b9fae0d9614b9472517ad42090feban => D :JMP(recover_g_loaded)
recover_g_178:
    0x8feb82a576699339f7855a597c368fe22024a2fe2187141035e8bf2e0568dcben => C
    0x133354348e88d88e1485873fefc737b07753c5fd1235353fdeccd94a508e36b7n => D :JMP(recover_g_loaded)
recover_g_179:
    0xfa801f0c6a3114e6da906602e7e5adbf3eb73c82c90fcb4c304378c8ad708bc5n => C
    0x0630e906a49630a472abefb0111a3ef58115c6ce48acc19360ec4ba97e63e995n => D :JMP(recover_g_loaded)
recover_g_180:
    0x91a950216faa49a607908dbc1cf9a66d3113543919813778547efffbc4a0a7cbn => C
    0x9ebd3dd91798d4e976595ff2a68f57ca236a0e7403b10dfb6b19d5c0b29cb2f6n => D :JMP(recover_g_loaded)
recover_g_181:
    0x76f51fbe436e019d01ca87707c86c745a3a8199d53afbb8aad58d70f34ddc241n => C
    0x06c4cd780e7c1acd4512a29f1961059fe7dfe9acd212aedc19c2c1a8e3cd006an => D :JMP(recover_g_loaded)
recover_g_182:
    0x239ea0205abaa83a82cda3e2d9ca0d25bc9606eccbe9e532074e8bf93c9b4a02n => C
    0xa6d0f3d083652ede18e8feb201fc403c44eef83ec68be88e165138774d2d9814n => D :JMP(recover_g_loaded)
recover_g_183:
    0x78e6ce1bf68da084e2f8e2a7dda2bf18c234dd1a2d4c2bfd98f76c8177697dc7n => C
    0x6be36ba3ae0c57c37bfc07b09fb150317980d6474b6e791ebcb0f7d37c54217cn => D :JMP(recover_g_loaded)
recover_g_184:
    0xab1d7f34d0eed007c856f09b48be9b20935a0be9f545421220250ffaf0bce343n => C
    0x85c50eab74b2acae26e6b56d71bca71b36e406d89fa58cb295558968cee7e26bn => D :JMP(recover_g_loaded)
recover_g_185:
    0x56c714111dee84d55bf639ad06ac282fbeedd07f80cb47aa59e24f23f9001108n => C
    0xfb8522f7e38d954218947de40ae3c7f7cd0f46d9775d6ae79595e850fb7ea3b3n => D :JMP(recover_g_loaded)
recover_g_186:
    0xfa586d8839271cdbcd5c3836aabe506d0ea64f23cf1b9f8cb88978f041bff93cn => C
    0x961e514f7125099f6743e500a0c862e9093def794eee4a5f1a18dd30613a61f4n => D :JMP(recover_g_loaded)
recover_g_187:
    0x9da269572c4a640e588f76e9dd73e7b9be975f6fc23bbc02aeaff42772a5cbb4n => C
    0xc27421d72a5985e865505bd714822ef649fc6b887727b08b915a06320239161an => D :JMP(recover_g_loaded)
recover_g_188:
    0xa1931dd45c308114e6a2e4f15b8ae5a6cdecfef16e2766760002b90ea66dae05n => C
    0xd308dfdfed82ea75f0babcc58de149f6e39f0c03732d52de734716d64fd554a2n => D :JMP(recover_g_loaded)
recover_g_189:
    0x7dea786b287daadf0eccd5d8d5cb7ee17db9bb073086dbeaf74e59512010156an => C
    0xac1f1cdc1d222f8d81a145be7089aacde7d7a73d903ed4ca58b3869ec72a1ed0n => D :JMP(recover_g_loaded)
recover_g_190:
    0xf6ecfc892ec25886ecf776942bf70dbdd635c3e7574d66787e2a70d66adf84d2n => C
    0x00473eea03591633ba10acdc3297999fbd3b53f740c8a47db02793d5a9af735dn => D :JMP(recover_g_loaded)
recover_g_191:
    0x0770357086334f440c303248d1237d11a52837ab8b0c6521c3923dad97a73331n => C
    0x48e9b891678299a693d9b78a4d66c8c7b4968e5ee1b8d2e0cffa9a71ce35fc58n => D :JMP(recover_g_loaded)
recover_g_192:
    0x4e2de9210d1586776fef23019d339b932189594149126814fd61a156290441a1n => C
    0x192cee16ff1c7c73f863378a2be890555cb963a1bca5592ff37c132db597bfd2n => D :JMP(recover_g_loaded)
recover_g_193:
    0xb967cdd972d29854ef6a778827c30a93acc9ff30fc1a6bf64cbe35a747bf4b3an => C
    0x43abe4b3ec0495727619e3327e7afe34cbadb6a5c23cec9cba3ed0cf66fe3b01n => D :JMP(recover_g_loaded)
recover_g_194:
    0x5e617b3b6d6341aaaa6d71c9b6ab21de7e994947d654b9262aed64d4dc9a58f2n => C
    0xcce12d13be8f8c2c73afa1898f046604b997f0a25579ae3343c48541777f23c7n => D :JMP(recover_g_loaded)
recover_g_195:
    0xe123b37df1c78fd49b9e99c535a7e6a4df14ab21e1dfcee7234600ef6ce0bf81n => C
    0xf46186abdadefa6b705f4757ad6bf4c45341ba9fe77ca525d178042478fee5c9n => D :JMP(recover_g_loaded)
recover_g_196:
    0xf681c538381c5480b1757c6869672c3ddea1aa32109a93b6826f763a9362b4bcn => C
    0xc499d75c86b4929b7c6979d572cd9af93a9f13d3dc34a675510702f341372ba4n => D :JMP(recover_g_loaded)
recover_g_197:
    0x588efac2dbbcab363ddaec6f0a4946181a8bda6715d19d3ea9d141d8473aa424n => C
    0xf689193be94eca9d5c78310ecf81e0aee9c6f1a29e4511732446f7d28e469f8en => D :JMP(recover_g_loaded)
recover_g_198:
    0x5d6b488eb19e04dd3103800fd9614a3d1f39429b51034620f9bfb6600d5402b5n => C
    0xa3ab64ac13762f83c8b83183e5aa8d85fe510c8f132a01f1b517e4ebdd030f58n => D :JMP(recover_g_loaded)
recover_g_199:
    0x0c741a5fac41cf5fcfe1f9201e34ee5fd981c568d8126ec8d6a8585e65d0fb65n => C
    0x35071c4117381b02997af571d9f13388aef3c4aaaf2558561efd52ed0260afben => D :JMP(recover_g_loaded)
recover_g_200:
    0x780ba91b107d12c6a468274de502a09653e8eab520ff1e4c8a4dbbf4b64b4776n => C
    0x0223a780825c9d6f1993e9388c2e40e5715e3a21f8b9f0d86aff24d0b4a89714n => D :JMP(recover_g_loaded)
recover_g_201:
    0x63d7744a9dedc3d2e4f232c15abb0f5fd58488bd5c0ac366df47d65efd4d79afn => C
    0x752acac3d6c76f23897ffb92aa9b56c5f72356df460d74dbc78419751ec9f45fn => D :JMP(recover_g_loaded)
recover_g_202:
    0x028d6920a1ce41f7f1872d0fbc630bef07af22065d1a87aa166f697e09dd0a49n => C
    0x6310c6eb056c531b18a7adac7685afecdc5a73ba7bea59a2aaaf44e52699de5bn => D :JMP(recover_g_loaded)
recover_g_203:
    0x5c5d8cdfb2de7a3ba5dc426aa6e3c77dadaf33ed0eb865e5c94dff6a2a48c641n => C
    0x18d5172d7d0adb13d5d1ada525525996b8190267226d237d387efbd042a5673dn => D :JMP(recover_g_loaded)
recover_g_204:
    0xf2aec0f71f5889fd0e532927235b909470f441f16f3783537970cb9e82f4c772n => C
    0x7fea3f85ff3e279d47125736286012441ce5afe6b1dbc0f23f7330a6d68e59cfn => D :JMP(recover_g_loaded)
recover_g_205:
    0xdb11e0b07ae7dc4d441568c785b2e59b31f5ba3833e9199c293b775152aafcf4n => C
    0x1dba7fc6943dd32cdb9342e3709606c2e94c9bebd19cd4c8c8ebb4424566ad8en => D :JMP(recover_g_loaded)
recover_g_206:
    0xf53ed5e5b0711ff1d253a88bd2864c08598d4df0de56210c735a7ea905aee0dfn => C
    0xbc0e83b942ad285686bb850e54d9f8f5afb97120ed28e7f0d2d1fd49aadbbc73n => D :JMP(recover_g_loaded)
recover_g_207:
    0x497c376eb95c312c5931ee3b196b4fe87bad7fb9a6d4bb53ac69be068fa2671an => C
    0xfad82e700fe97c88fd9c70d2a173db45d56521460e9f0aa78972242f9eebaa43n => D :JMP(recover_g_loaded)
recover_g_208:
    0x3249f67007bb53437f8115ffff0de14f027ad9500ca67d98ececd48a5c626326n => C
    0x2bc907ab7c9dc3751ee84c6b60b46fe03736970d50e4887331e4fb1f2fcbc13fn => D :JMP(recover_g_loaded)
recover_g_209:
    0xb5b99e4d4211eda1dc89e939564b5554d3529160351df61d305ac7629c286ccan => C
    0x266fcd0f38a730034d485d054476efa93c0f16b01c0dcdbe37061057cf168bd6n => D :JMP(recover_g_loaded)
recover_g_210:
    0x5bc498978d7aaa132ac833b7233621eb49bb943321f08c5aeebd9e12baf36d26n => C
    0x40a4f0692707c2521739275f45695f68081d2a860932418d91cafe25e9542d70n => D :JMP(recover_g_loaded)
recover_g_211:
    0xcf7adcce0ee900e359428a56c3510470eb3defe7e0249ba590c755ec9c6897d0n => C
    0xba6ee72df8fb3e56945f4d80d79482e2a039aac3f331b72090207af046646d0dn => D :JMP(recover_g_loaded)
recover_g_212:
    0x2c71a90500ac1caff08902d7b0100fa36dc305fd787442df4045655b811826aen => C
    0x95cc8f7fa6ccba84fea134b1718cfc20ea665f3e9fb15b889cd1bc49c0c71205n => D :JMP(recover_g_loaded)
recover_g_213:
    0xd81b6e31ca7a3c1fbd26f82e854213e4dc819cf64b25d8a874d7c1c85992b6b0n => C
    0xa235ed9bce539f1f3f5cd5c6ad7202f483ce997d056a94731985f1b8419bc038n => D :JMP(recover_g_loaded)
recover_g_214:
    0xc200e01c28a29f63ee424b5be49a306ac07e7ffa85d5b1fad2287173fce0f055n => C
    0xeb2297a9abdc1a7d629a4a03b1b841f22a296bcbdcf72889e4d6065f7c3383f7n => D :JMP(recover_g_loaded)
recover_g_215:
    0x34e15f30d11d3bfe058bd00171c7c071be2a346bcfed8c8516ff57ac2503eff3n => C
    0x6a9f2ce10f79337c7cdc3d3af2ff78488efb6821db55be86a6a3a5cd390d2e69n => D :JMP(recover_g_loaded)
recover_g_216:
    0xfcd96f523b6a8d5abecbb1e00e6cbbb652d62aa023a80885e63bc7fba880806an => C
    0x7e3213cddfa1f1d592cddc48cf0f235cdc58a5f06cfabb5f4ab1531d55093465n => D :JMP(recover_g_loaded)
recover_g_217:
    0x0be75bb7c6bb21fa0eaff7f5d7b88baf7cb4f713350b16e578721cb2d0731aa1n => C
    0x04819ce48f43c900e44ce7cf2ab75e452db78d21c12f20bd074777210e6f9e73n => D :JMP(recover_g_loaded)
recover_g_218:
    0x9ed12f15780181223e3e782d7a184da343003fadc5dd3fc17e84a707b59d81e3n => C
    0xfe4beb3ea93c1b2234334e536d253c7d8533600be7ab1dcff2d577d11aed185fn => D :JMP(recover_g_loaded)
recover_g_219:
    0x8be6febde8cab9a80398d210dd399698825c843c59e7522cfef3e9bff7c28c46n => C
    0xaf22a1d3f9d65c161373bd319046effdb67516450e97ae83a761cbd98578f8a2n => D :JMP(recover_g_loaded)
recover_g_220:
    0x5b9e4bb6f535a0708041ceab3980483a767d4e0cddbc167bb84d2215e0dafde9n => C
    0x09e8a15e85fa39815db3a24517d226e97182a0a1b1b93a52c15be3fdf7a47f4dn => D :JMP(recover_g_loaded)
recover_g_221:
    0xeeaa32f90afb2730eb3a3106156002f8d04f5b61ab47fdc16f723bdcf1c5c807n => C
    0x6bf8280541fa28db43cc6e4e3c1f690e4de719525976ba48d3d53e0d186c059cn => D :JMP(recover_g_loaded)
recover_g_222:
    0x7cabbee4b738243442561b30b0ea2e0dd765e2dcac2d47ae300d128189a4a09bn => C
    0xfa35d01ab45f66a085c4b7aa2b09ce48bbe6dcc3a15afde8568ac0b5cf4919a1n => D :JMP(recover_g_loaded)
recover_g_223:
    0x39cf903b3010e8ff38ca350a77c5980907966ba4a031630f36ba845c7ac19b13n => C
    0x8e66aa7b88a96fe7bf730b86bf54b60ce22fb9e5d5f2d1b8d8d651bd3c1199den => D :JMP(recover_g_loaded)
recover_g_224:
    0x12d15563392ec011ad26676292706d2900d99d1eeed188db3d9377950f277ca5n => C
    0xdf378a8ea0831d509106a1f374e8d472d1f812b5ee52e1321bd8d07e68f2236an => D :JMP(recover_g_loaded)
recover_g_225:
    0x218a8712fb44d0e8e825401952a64389e58e1c1b5bd632a0097acbb1747484fbn => C
    0x2ef42c6cc7f8b685536d573e75ad4a9b7b1fbfaf9d874d9968524627f8fd6cd7n => D :JMP(recover_g_loaded)
recover_g_226:
    0x0796d803727bd996be498d454a15808055135608be87337936d2f0254cd4cb94n => C
    0xe0419b447cf8de1609e7c6516051d0d61d1d3d4f12946391aa18c8bb185d2cf1n => D :JMP(recover_g_loaded)
recover_g_227:
    0xd7fb3908cf326bce559d46de1a6db195777009dbe6aa698db27c2a73dcaa73d6n => C
    0xfe54ede17a82d4e0fb3cda8213c7a8bb762f5a3ff061955443218eccb7b1404dn => D :JMP(recover_g_loaded)
recover_g_228:
    0x1e9a44b79ef8a59a3e6e4a505122d29b41da7a4bc718a816fcdac95b2ae7e216n => C
    0x45315d8b05a9fa90c422a4be2635f974e5cbfd4f8bd4f0182b98779e94663757n => D :JMP(recover_g_loaded)
recover_g_229:
    0xe0f98517262b05e0d0c6bea5029afcde137db8159e20ed04e50947829b1c469an => C
    0xd7060c8426d0305e6cea8d062066f06aeb47f31040b4f7fafe258adce2fada98n => D :JMP(recover_g_loaded)
recover_g_230:
    0xcb14c880068804fc3d6b7074d5e93dec02eb98ea14baa0a2d04e9f99a3caf170n => C
    0x9a19323905c0e92ce5dc4c7b91bce197853e19abc67de03f5069892cf186f570n => D :JMP(recover_g_loaded)
recover_g_231:
    0x1c8278f27081283c9a972c5fdc562d2b9ce0603f3a985526e1aabee7da2d0da9n => C
    0xa38309169bfd9a6344b5dd191a1f5e688d0fbd1682c4454318b10a1a93f2de87n => D :JMP(recover_g_loaded)
recover_g_232:
    0x1cc987fbeabf80e5ac785dee10d30ad206ee7bc44d8ea64bc66cdf1e6ff721a6n => C
    0xfed7b12ba0efaeed7d08459c839f1635bcbc963e505036886336406f524b9dc1n => D :JMP(recover_g_loaded)
recover_g_233:
    0x98619394953cd3997f1b6e8494c7ba7eef17276582c9ad094affc11fdc300f7bn => C
    0x17dc90fac43632c9aa96ebe7e775b6613febf1aa216ff3321eac09f013f6fc9en => D :JMP(recover_g_loaded)
recover_g_234:
    0xd428d87730401a8b249e89390cadcc699ddc89ca00220310c1d456f467f8cfa2n => C
    0x6181232a273b19a3fac2ff3714cf1bcb54d6cc609835013b618f3b6fd70b88e9n => D :JMP(recover_g_loaded)
recover_g_235:
    0x1cfc4fb41c3f2ce020d5518b47dd37fc25a56ee732801991210db721ea479406n => C
    0x6d9b844602e25fe0781b3c397bc63633fca0737ddb8c766e33819ad7461dcb62n => D :JMP(recover_g_loaded)
recover_g_236:
    0x422ec18925ec43c03ca0f07dcb4eff071fb8c0ac5e086846a9578a3078a144fen => C
    0xfc7c9dd43b9da6efc6c06b458c25570b90f95ba4ec8eddd371d34c3d89abcaben => D :JMP(recover_g_loaded)
recover_g_237:
    0xfcd3698b666d8076f28db1b6e2b0773981cc50138f43cebb09fa6a7f8ca39c54n => C
    0xa96cbb8cab5c5df992fe571b4f0e7f615ade178554defaa03d60238757fb6ea0n => D :JMP(recover_g_loaded)
recover_g_238:
    0x35c64c989986e1147455362ee874aa7ecafbfcc05835288db8291e12d1365ba3n => C
    0x52eeabaa4c82cfdd40a8c11abcf573d2fc3524fba98e2c6ecd5d37b57d6fe122n => D :JMP(recover_g_loaded)
recover_g_239:
    0xa6904d1a629ad45e63dca9e4a4a278a739906454373772d6fd7f49d945f2aa0cn => C
    0x45894558904d39023013bc6280e4a3dbb317926a6d0dc3d2b7529b04b1370a33n => D :JMP(recover_g_loaded)
recover_g_240:
    0x7b3cf6712851b24d4a6b4b16e5872395e996ee5083cc54eb61e63e26394d5923n => C
    0xaf7ef89b85024de9ab45ae6df594587a0d8eeab9d79dbc66444f82f02e756b6dn => D :JMP(recover_g_loaded)
recover_g_241:
    0x5a5b6d8d9e2f929e8773488f77dc2243c744a4e00737949f812ac1ea2d16eff4n => C
    0xc0d9371bbecbb805ccda7190309a8f052096cc1ab927410d1fecc8b990d58722n => D :JMP(recover_g_loaded)
recover_g_242:
    0x796d2ce3dad1cdaef99ec234e47a557aa2cecc067b75cbb0efa3791ee53b9188n => C
    0xe3cd39fe038d1b4300d052288ea87d3fe4032086faad676a34732f9e676f1e87n => D :JMP(recover_g_loaded)
recover_g_243:
    0x8ffbeb876b5306942c1aa4ae7573a4040a86c858078173e95b2bccecef7f423fn => C
    0xbc3095900499a8ac3bb957a74f240a91d89edcbaadbba041122f8705141666f6n => D :JMP(recover_g_loaded)
recover_g_244:
    0xf2ca350c1eb12cefe9481fb1fb039f358333e915d6af2c92113e48458ba9c900n => C
    0x4314ca186cd6a8d87c388f8ffdc4106133a366bf939259dcd1dc3b19cfcd30b4n => D :JMP(recover_g_loaded)
recover_g_245:
    0xfb4f81ab1cb2b521fe67a0c8f4d4a00780eb67ead94b262348c449d9e6c21690n => C
    0x42e2ec102572a9d12999633cf23bdf8d36e0b2417a380e93ec326b5c1553c814n => D :JMP(recover_g_loaded)
recover_g_246:
    0xa4b77d6a381271d69b507e6f078c5e0fee50ab2d8082abcc1e0b7ff3d861b76bn => C
    0xa994b46d265cd48e1e7c4bcb3865af9e7e92f2f81d9034addcc95e83b9b15e33n => D :JMP(recover_g_loaded)
recover_g_247:
    0xdd94be30ebee14b5b64c2dd274ab018ef8fa17aea5a7d4a3f14eaeb47ce40129n => C
    0xece453b5ab4dc6b412dd822eeb05efc8aa8aa8412f41ce88648119c1d49f873fn => D :JMP(recover_g_loaded)
recover_g_248:
    0xd6e1a2da36830c4968e87bfc0c460384b1a4fdd462d07adf052ec0e206c54a93n => C
    0x6016e706c8ddf413f63d59cb8c831362fbfd7bfbb1c877d81ca2a2e407057c0cn => D :JMP(recover_g_loaded)
recover_g_249:
    0x4867a0df1067b85bcd9f7a194a2a565dedb6c497d5dadabd4e80cbd26205e27an => C
    0x14bfeabb6ff2bf1236c799585f0b99dfe04254981f413b50be8961b67e1a8df8n => D :JMP(recover_g_loaded)
recover_g_250:
    0xccf44420003d0b742c02edf11e59955ab86252619b4a593f762c1a813c23668bn => C
    0x9af0bdc109690f2ec9949bdf93ee8e24d1a9be4dc72fd15d29bee34ad32cd451n => D :JMP(recover_g_loaded)
recover_g_251:
    0x8892f84335d9422f8ae2b628797358e2f71e9b2d6c9fa6250fb605e84068ec85n => C
    0x5581e670abaf1de3e265f7b4a8cbb1c094e31070ede324721515bb1dbd35a427n => D :JMP(recover_g_loaded)
recover_g_252:
    0xe39075bcd5890b9d6469db9805e6ac40827811ca6fe8fde19db7b5f0a8bb1529n => C
    0x8c480834eea3809769af6ccfa143ce51aecb749dcc453ef5d2b96513282f7697n => D :JMP(recover_g_loaded)
recover_g_253:
    0x7c73224871d987914f2698fa046e97c502e863792eeeb577e1ffa72118002480n => C
    0x0b8a2edfe4541b8ba219fd538f95ef641b4e21d7d4226e1ed8ebba551b15a150n => D :JMP(recover_g_loaded)
recover_g_254:
    0xfa09993ed4525ba486efddc6e31be2c097c31124b729facd38ab7a6181184e25n => C
    0x8669eb93706bd4cf0380e54c8fe12aaeb66d936a3ce213e7d6a60255344b8dd6n => D :JMP(recover_g_loaded)
recover_g_255:
    0x99dc42c0e3b9108c9f815dd0ca4fb78edcdf8ec58228680d513ea19e545de9aan => C
    0xa0cd2508f88f465effda1cc22d8292ba51868d36a2cd231186fea2981c7ee220n => D :JMP(recover_g_loaded)
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
VAR GLOBAL recover_f
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
