include(${CMAKE_CURRENT_SOURCE_DIR}/constant-evaluation/constant-evaluation.cmake)
