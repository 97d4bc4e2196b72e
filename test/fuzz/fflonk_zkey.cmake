target_compile_definitions(fuzz-fflonk_zkey PRIVATE ZONOGON_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
