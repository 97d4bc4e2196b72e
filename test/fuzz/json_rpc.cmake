set(rpc ${PROJECT_SOURCE_DIR}/reference-node/rpc)
target_sources(fuzz-json_rpc PRIVATE ${rpc}/answer.cpp ${rpc}/parameters.cpp ${rpc}/registry.cpp ${rpc}/dispatcher.cpp
    ${rpc}/node_methods.cpp ${rpc}/call_request.cpp ${rpc}/log_filter.cpp ${rpc}/trace_request.cpp)
