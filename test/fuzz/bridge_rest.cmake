set(node ${PROJECT_SOURCE_DIR}/reference-node)
target_sources(fuzz-bridge_rest PRIVATE ${node}/bridge/rest.cpp ${node}/bridge/rest_query.cpp ${node}/bridge/ledger.cpp
    ${node}/bridge/ledger_queries.cpp ${node}/bridge/deposit_tree.cpp ${node}/bridge/records.cpp
    ${node}/bridge/contract.cpp ${node}/l1/abi.cpp ${node}/store/memory_store.cpp ${node}/store/block_log.cpp)
