# How rooms become libraries. A room is a folder; every .cpp below it belongs to its one static library.

find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(absl REQUIRED)
find_package(simdjson REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
add_library(sodium ALIAS PkgConfig::sodium)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
add_library(re2 ALIAS PkgConfig::re2)
find_library(LEAD_CSV_LIBRARY csv REQUIRED)
add_library(csv UNKNOWN IMPORTED)
set_target_properties(csv PROPERTIES IMPORTED_LOCATION ${LEAD_CSV_LIBRARY})

add_library(lead_options INTERFACE)
target_compile_options(lead_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${LEAD_WERROR}>:-Werror>)
target_include_directories(lead_options INTERFACE ${CMAKE_SOURCE_DIR})

# lead_room(<house> <room> [ROOMS rooms...] [LIBRARIES libs...] [PRIVATE_LIBRARIES libs...])
function(lead_room house room)
  cmake_parse_arguments(ARG "" "" "ROOMS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${house}/${room}/*.cpp)
  set(target lead_${room}_room)
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} ${ARG_PRIVATE_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${target} ${scope} lead_options fmt::fmt)
  foreach(needed IN LISTS ARG_ROOMS)
    target_link_libraries(${target} ${scope} lead::${needed})
  endforeach()
  if(TARGET lead_${room}_schema)
    target_link_libraries(${target} ${scope} lead_${room}_schema)
  endif()
  add_library(lead::${room} ALIAS ${target})
endfunction()

# lead_schema(<house> <room> <file.fbs>): the FlatBuffers header of a room, generated at build time.
function(lead_schema house room schema)
  get_filename_component(name ${schema} NAME_WE)
  set(folder ${CMAKE_BINARY_DIR}/generated/${house}/${room})
  set(header ${folder}/${name}_generated.h)
  add_custom_command(OUTPUT ${header}
    COMMAND flatc --cpp --cpp-std c++17 --gen-object-api --scoped-enums -o ${folder} ${CMAKE_SOURCE_DIR}/${schema}
    DEPENDS ${CMAKE_SOURCE_DIR}/${schema} COMMENT "flatc ${schema}")
  add_custom_target(lead_${room}_schema_header DEPENDS ${header})
  add_library(lead_${room}_schema INTERFACE)
  add_dependencies(lead_${room}_schema lead_${room}_schema_header)
  target_include_directories(lead_${room}_schema SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(lead_${room}_schema INTERFACE flatbuffers)
endfunction()

# lead_grammar(<file.g4>): the ANTLR lexer and parser, generated at build time. ANTLR 4.7.2 emits u8 literals
# that C++20 retypes, hence -fno-char8_t; its output warns, hence -w. Only the generated files get both.
function(lead_grammar grammar)
  set(folder ${CMAKE_BINARY_DIR}/generated/grammar)
  set(stems LeadLexer LeadParser LeadVisitor)
  set(outputs)
  foreach(stem IN LISTS stems)
    list(APPEND outputs ${folder}/${stem}.cpp ${folder}/${stem}.h)
  endforeach()
  add_custom_command(OUTPUT ${outputs}
    COMMAND antlr4 -Dlanguage=Cpp -visitor -no-listener -package lead::grammar -Xexact-output-dir
            -o ${folder} ${CMAKE_SOURCE_DIR}/${grammar}
    DEPENDS ${CMAKE_SOURCE_DIR}/${grammar} COMMENT "antlr4 ${grammar}")
  add_library(lead_grammar STATIC ${outputs})
  target_compile_options(lead_grammar PRIVATE -fno-char8_t -w)
  target_include_directories(lead_grammar SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/generated /usr/include/antlr4-runtime)
  target_link_libraries(lead_grammar PUBLIC antlr4-runtime)
endfunction()

# lead_umbrella(<name> rooms...): one name for several rooms.
function(lead_umbrella name)
  add_library(${name} INTERFACE)
  foreach(room IN LISTS ARGN)
    target_link_libraries(${name} INTERFACE lead::${room})
  endforeach()
endfunction()

# lead_program(<name> <folder> libs...): an executable made of every .cpp in a folder.
function(lead_program name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${ARGN})
  endif()
endfunction()
