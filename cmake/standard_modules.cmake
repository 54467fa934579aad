# The modules of stdlib/ as one C++ file (stdlib/modules.h): the target `lead_stdlib`.
# Run with -P this file writes that file, otherwise it defines the target.

if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB modules ${FOLDER}/*.lead)
  list(SORT modules)
  set(entries "")
  foreach(module IN LISTS modules)
    get_filename_component(stem ${module} NAME_WE)
    file(READ ${module} text)
    string(APPEND entries "    {\"std.${stem}\", R\"lead_module(${text})lead_module\"},\n")
  endforeach()
  file(WRITE ${OUTPUT} "// Generated from stdlib/*.lead by cmake/standard_modules.cmake.
#include \"stdlib/modules.h\"

namespace lead::stdlib {
namespace {

constexpr Module kModules[] = {
${entries}};

}  // namespace

std::span<const Module> standard_modules() { return kModules; }

}  // namespace lead::stdlib
")
  return()
endif()

file(GLOB lead_module_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/*.lead)
set(lead_modules_source ${CMAKE_BINARY_DIR}/generated/stdlib/modules.cpp)
add_custom_command(OUTPUT ${lead_modules_source}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_SOURCE_DIR}/stdlib -DOUTPUT=${lead_modules_source}
          -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${lead_module_files} ${CMAKE_CURRENT_LIST_FILE} COMMENT "modules of stdlib")
add_library(lead_stdlib STATIC ${lead_modules_source})
target_link_libraries(lead_stdlib PUBLIC lead_options)
