include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
install(TARGETS zonogon EXPORT zonogon-targets)
install(DIRECTORY include/zonogon DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT zonogon-targets NAMESPACE zonogon:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/zonogon)
configure_package_config_file(cmake/zonogon-config.cmake.in ${PROJECT_BINARY_DIR}/zonogon-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/zonogon)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/zonogon-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/zonogon-config.cmake ${PROJECT_BINARY_DIR}/zonogon-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/zonogon)
if(TARGET zonogon-cli)
    install(TARGETS zonogon-cli)
endif()
