#include "store/rocks_store.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>

namespace zonogon::store {

struct rocks_store::open_database {
    std::unique_ptr<rocksdb::DB> db;
    std::array<rocksdb::ColumnFamilyHandle*, family_count> handles{};

    open_database() = default;
    open_database(const open_database&) = delete;
    open_database& operator=(const open_database&) = delete;
    ~open_database() {
        for (rocksdb::ColumnFamilyHandle* handle : handles) {
            if (handle != nullptr) {
                db->DestroyColumnFamilyHandle(handle);
            }
        }
    }
    rocksdb::ColumnFamilyHandle* handle(family where) const { return handles[static_cast<std::size_t>(where)]; }
};

struct rocks_store::snapshot::inner {
    const open_database* owner;
    const rocksdb::Snapshot* moment;
};

namespace {

/// RocksDB wants an address even where there are no bytes.
rocksdb::Slice slice(byte_view in) {
    return in.empty() ? rocksdb::Slice{"", 0} : rocksdb::Slice{reinterpret_cast<const char*>(in.data()), in.size()};
}
byte_view view_of(const rocksdb::Slice& in) {
    return {reinterpret_cast<const std::uint8_t*>(in.data()), in.size()};
}
error failure(const rocksdb::Status& s) {
    return error{"the database: " + s.ToString()};
}

rocksdb::CompressionType compression() {
    const auto all = rocksdb::GetSupportedCompressions();
    const bool lz4 = std::find(all.begin(), all.end(), rocksdb::kLZ4Compression) != all.end();
    return lz4 ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
}

result<std::optional<bytes>> get_at(const rocks_store::open_database& in, const rocksdb::ReadOptions& how, family where,
                                    byte_view key) {
    rocksdb::PinnableSlice found;
    const rocksdb::Status read = in.db->Get(how, in.handle(where), slice(key), &found);
    if (read.IsNotFound()) {
        return std::optional<bytes>{};
    }
    if (!read.ok()) {
        return failure(read);
    }
    const byte_view value = view_of(found);
    return std::optional<bytes>{bytes(value.begin(), value.end())};
}

status scan_at(const rocks_store::open_database& in, rocksdb::ReadOptions how, family where, const key_range& range,
               order direction, const visitor& see) {
    if (!range.to.empty() && range.to <= range.from) {
        return {};
    }
    const rocksdb::Slice lower = slice(range.from);
    const rocksdb::Slice upper = slice(range.to);
    how.iterate_lower_bound = &lower;
    if (!range.to.empty()) {
        how.iterate_upper_bound = &upper;
    }
    const std::unique_ptr<rocksdb::Iterator> at{in.db->NewIterator(how, in.handle(where))};
    if (direction == order::ascending) {
        for (at->Seek(lower); at->Valid() && see(view_of(at->key()), view_of(at->value())); at->Next()) {
        }
    } else {
        for (at->SeekToLast(); at->Valid() && see(view_of(at->key()), view_of(at->value())); at->Prev()) {
        }
    }
    return at->status().ok() ? status{} : status{failure(at->status())};
}

} // namespace

rocks_store::snapshot::snapshot(std::unique_ptr<inner> state) : state_(std::move(state)) {}
rocks_store::snapshot::~snapshot() {
    state_->owner->db->ReleaseSnapshot(state_->moment);
}
result<std::optional<bytes>> rocks_store::snapshot::get(family where, byte_view key) const {
    rocksdb::ReadOptions how;
    how.snapshot = state_->moment;
    return get_at(*state_->owner, how, where, key);
}
status rocks_store::snapshot::scan(family where, const key_range& range, order direction, const visitor& see) const {
    rocksdb::ReadOptions how;
    how.snapshot = state_->moment;
    return scan_at(*state_->owner, how, where, range, direction, see);
}

rocks_store::rocks_store(std::unique_ptr<open_database> state) : state_(std::move(state)) {}
rocks_store::rocks_store(rocks_store&&) noexcept = default;
rocks_store& rocks_store::operator=(rocks_store&&) noexcept = default;
rocks_store::~rocks_store() = default;

result<rocks_store> rocks_store::open(const std::string& folder, const options& how) {
    // RocksDB would make the folder before it finds that nothing is there.
    std::error_code unreadable;
    if (!how.create && !std::filesystem::exists(std::filesystem::path{folder} / "CURRENT", unreadable)) {
        return error{folder + " holds no database"};
    }
    return open_with(folder, nullptr, how);
}
result<rocks_store> rocks_store::open_beside(const std::string& folder, const std::string& own, const options& how) {
    return open_with(folder, &own, how);
}

result<rocks_store> rocks_store::open_with(const std::string& folder, const std::string* own, const options& how) {
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = rocksdb::NewLRUCache(how.cache_megabytes << 20);
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.cache_index_and_filter_blocks = true;
    rocksdb::ColumnFamilyOptions column;
    column.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    column.compression = compression();
    rocksdb::DBOptions general;
    general.create_if_missing = how.create && own == nullptr;
    general.create_missing_column_families = true;
    general.max_background_jobs = 2;
    general.keep_log_file_num = 4;
    // A torn last write is dropped as if it had not been acknowledged; damage anywhere else stops the start.
    general.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;

    std::vector<rocksdb::ColumnFamilyDescriptor> columns{{rocksdb::kDefaultColumnFamilyName, column}};
    for (const std::string_view name : family_names) {
        columns.emplace_back(std::string{name}, column);
    }
    // Most of what is written are tree nodes, by hash and in the order of their hashes: a search from the last one of
    // the same first byte is shorter than one from the top.
    columns[1 + static_cast<std::size_t>(family::smt_node)].options.memtable_insert_with_hint_prefix_extractor.reset(
        rocksdb::NewFixedPrefixTransform(1));
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    // Beside another process every file stays open, since that process may remove it.
    general.max_open_files = -1;
    const rocksdb::Status opened = own == nullptr
                                       ? rocksdb::DB::Open(general, folder, columns, &handles, &db)
                                       : rocksdb::DB::OpenAsSecondary(general, folder, *own, columns, &handles, &db);
    if (!opened.ok()) {
        return error{"cannot open the database in " + folder + ": " + opened.ToString()};
    }
    auto state = std::make_unique<open_database>();
    state->db.reset(db);
    db->DestroyColumnFamilyHandle(handles.front());
    std::copy(handles.begin() + 1, handles.end(), state->handles.begin());
    return rocks_store{std::move(state)};
}

result<std::optional<bytes>> rocks_store::get(family where, byte_view key) const {
    return get_at(*state_, {}, where, key);
}
status rocks_store::scan(family where, const key_range& range, order direction, const visitor& see) const {
    return scan_at(*state_, {}, where, range, direction, see);
}

status rocks_store::write(const write_batch& changes, durability how) {
    rocksdb::WriteBatch batch;
    for (const write_batch::change& one : changes.changes()) {
        const rocksdb::Status added = one.value
                                          ? batch.Put(state_->handle(one.where), slice(one.key), slice(*one.value))
                                          : batch.Delete(state_->handle(one.where), slice(one.key));
        if (!added.ok()) {
            return failure(added);
        }
    }
    rocksdb::WriteOptions to_disk;
    to_disk.sync = how == durability::power_cut;
    const rocksdb::Status written = state_->db->Write(to_disk, &batch);
    return written.ok() ? status{} : status{failure(written)};
}

std::unique_ptr<rocks_store::snapshot> rocks_store::view() const {
    return std::make_unique<snapshot>(
        std::make_unique<snapshot::inner>(snapshot::inner{state_.get(), state_->db->GetSnapshot()}));
}

status rocks_store::checkpoint(const std::string& folder) const {
    rocksdb::Checkpoint* made = nullptr;
    rocksdb::Status done = rocksdb::Checkpoint::Create(state_->db.get(), &made);
    const std::unique_ptr<rocksdb::Checkpoint> owned{made};
    if (done.ok()) {
        done = owned->CreateCheckpoint(folder);
    }
    return done.ok() ? status{} : status{failure(done)};
}

} // namespace zonogon::store
