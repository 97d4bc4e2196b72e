file(GLOB sources ${PROJECT_SOURCE_DIR}/reference-node/keys/*.cpp)
target_sources(fuzz-keystore PRIVATE ${sources})
target_link_libraries(fuzz-keystore PRIVATE secp256k1 crypto)
