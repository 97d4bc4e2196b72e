target_sources(fuzz-abi PRIVATE ${PROJECT_SOURCE_DIR}/reference-node/l1/abi.cpp
    ${PROJECT_SOURCE_DIR}/reference-node/l1/abi_rollup.cpp)
