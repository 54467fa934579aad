# The pages of docs/errors as one C++ file (compiler/diagnostics/pages.h): the target `lead_pages`.
# Run with -P this file writes that file, otherwise it defines the target.

if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB pages ${FOLDER}/L[0-9][0-9][0-9][0-9].md)
  list(SORT pages)
  set(cases "")
  foreach(page IN LISTS pages)
    get_filename_component(stem ${page} NAME_WE)
    string(REGEX REPLACE "^L0*" "" number ${stem})
    file(READ ${page} text)
    string(APPEND cases "    case ${number}:\n      return std::string_view(R\"lead_page(${text})lead_page\");\n")
  endforeach()
  file(WRITE ${OUTPUT} "// Generated from docs/errors by cmake/embed.cmake.
#include \"compiler/diagnostics/pages.h\"

namespace lead::diagnostics {

std::optional<std::string_view> page(Code code) {
  switch (static_cast<unsigned>(code)) {
${cases}    default:
      return std::nullopt;
  }
}

}  // namespace lead::diagnostics
")
  return()
endif()

file(GLOB lead_page_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/errors/L*.md)
string(MD5 lead_page_list "${lead_page_files}")  # so that a page that goes is noticed
set(lead_pages_source ${CMAKE_BINARY_DIR}/generated/diagnostics/pages.cpp)
add_custom_command(OUTPUT ${lead_pages_source}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_SOURCE_DIR}/docs/errors -DOUTPUT=${lead_pages_source} -DLIST=${lead_page_list}
          -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${lead_page_files} ${CMAKE_CURRENT_LIST_FILE} COMMENT "pages of docs/errors")
add_library(lead_pages STATIC ${lead_pages_source})
target_link_libraries(lead_pages PUBLIC lead::diagnostics)
