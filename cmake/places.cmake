# For install scripts, as only `cmake --install` knows the prefix: ZWS_PREFIX, ZWS_TOOLS (the programs) and ZWS_SETTINGS
# (what units read), as absolute paths. As with other software, settings of what is in /usr and /usr/local are in /etc.
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_PREFIX NORMALIZE OUTPUT_VARIABLE ZWS_PREFIX)
if(CMAKE_INSTALL_PREFIX STREQUAL "") # the root folder: CMake takes the slash away
  set(ZWS_PREFIX "")
endif()
set(ZWS_TOOLS "${ZWS_PREFIX}/lib/zws/bin")
if(ZWS_PREFIX MATCHES "^(/usr(/local)?)?$")
  set(ZWS_SETTINGS "/etc/zws")
else()
  set(ZWS_SETTINGS "${ZWS_PREFIX}/etc/zws")
endif()
