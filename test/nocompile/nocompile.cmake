# Every test/nocompile/<name>.cpp must be refused by the compiler with the message in its first line. One of them, with
# what is wrong switched off, must compile: else a broken include would look like success.

file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_test(NAME nocompile-${name}
        COMMAND ${CMAKE_CURRENT_LIST_DIR}/run ${source} ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include)
    add_test(NAME nocompile-${name}-control
        COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include -DZONOGON_CONTROL -fsyntax-only ${source})
endforeach()
