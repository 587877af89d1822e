# zws_embed(TARGET FUNCTION FILES...): builds files into TARGET. FILES are "URL|absolute path"; the C++ function
# zws::browser::FUNCTION() returns them (tools/zws2browser/http/built_in.hpp), compressed too where there is gzip(1).
find_program(ZWS_GZIP gzip)

# Adds a file to what zws_embed() collects.
macro(_zws_embed_file symbol path)
  string(APPEND assembly "    embed ${symbol}, \"${path}\"\n")
  string(APPEND declarations "extern const char ${symbol}[], ${symbol}_end[];\n")
  string(APPEND contents ", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}")
  list(APPEND paths "${path}")
endmacro()

function(zws_embed target function)
  set(assembly "    .macro embed symbol, path\n    .globl \\symbol, \\symbol\\()_end\n\
\\symbol:\n    .incbin \"\\path\"\n\
\\symbol\\()_end:\n    .byte 0\n    .endm\n")
  set(table "")
  set(paths "")
  set(declarations "")
  set(index 0)
  foreach(entry IN LISTS ARGN)
    string(FIND "${entry}" "|" bar)
    math(EXPR after "${bar} + 1")
    string(SUBSTRING "${entry}" 0 ${bar} url)
    string(SUBSTRING "${entry}" ${after} -1 path)
    set(symbol "zws_${function}_${index}")
    set(contents "")
    _zws_embed_file("${symbol}" "${path}")
    if(ZWS_GZIP)
      set(gzipped "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.gz")
      add_custom_command(OUTPUT "${gzipped}" DEPENDS "${path}" VERBATIM
        COMMAND "${ZWS_GZIP}" -9nc "${path}" > "${gzipped}")
      _zws_embed_file("${symbol}_gzip" "${gzipped}")
    else()
      string(APPEND contents ", {}")
    endif()
    string(APPEND table "        {\"${url}\"${contents}},\n")
    math(EXPR index "${index} + 1")
  endforeach()

  set(stem "${CMAKE_CURRENT_BINARY_DIR}/${function}")
  file(CONFIGURE OUTPUT "${stem}_data.S" @ONLY CONTENT
    "    .section .rodata\n@assembly@    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT "${stem}.cpp" @ONLY CONTENT
    "#include \"tools/zws2browser/http/built_in.hpp\"\nextern \"C\" {\n@declarations@}\nnamespace zws::browser {\n\
std::span<const BuiltInFile> @function@()\n{\n    static const BuiltInFile files[] = {\n@table@    };\n\
    return files;\n}\n} // namespace zws::browser\n")
  set_source_files_properties("${stem}_data.S" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${stem}.cpp" "${stem}_data.S")
endfunction()
