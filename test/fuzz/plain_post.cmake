target_sources(fuzz-plain_post PRIVATE ${PROJECT_SOURCE_DIR}/reference-node/rpc/plain_post.cpp)
