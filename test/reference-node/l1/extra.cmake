find_package(PkgConfig REQUIRED)
# Anvil is started by tests of several parts.
target_sources(zonogon-test-node-l1 PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support/anvil.cpp)
pkg_check_modules(test-httplib REQUIRED IMPORTED_TARGET cpp-httplib)
find_package(OpenSSL 3.0 REQUIRED)
target_link_libraries(zonogon-test-node-l1 PRIVATE PkgConfig::test-httplib OpenSSL::SSL OpenSSL::Crypto)
