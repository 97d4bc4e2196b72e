file(GLOB sources ${PROJECT_SOURCE_DIR}/reference-node/config/*.cpp)
target_sources(fuzz-config PRIVATE ${sources})
