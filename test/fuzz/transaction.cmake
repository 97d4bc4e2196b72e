set(node ${PROJECT_SOURCE_DIR}/reference-node)
target_sources(fuzz-transaction PRIVATE ${node}/pool/decode.cpp ${node}/keys/signature.cpp)
target_link_libraries(fuzz-transaction PRIVATE secp256k1 crypto)
