# SPDX-License-Identifier: MIT
# Sets ZWS_WEB_FILES: what zws2browser serves, a list of URL|absolute path. jQuery and Flot come from the system's
# packages, taken at build time.

# _zws_find_script(VARIABLE FILE PACKAGE): the path of a script that a system package brings.
function(_zws_find_script variable file package)
  find_file(${variable} NAMES ${file} PATH_SUFFIXES ${ARGN})
  if(NOT ${variable})
    message(FATAL_ERROR "${file} not found: install the package ${package}, or set ${variable} to its path")
  endif()
endfunction()

_zws_find_script(ZWS_JQUERY jquery.min.js libjs-jquery share/javascript/jquery share/nodejs/jquery/dist)
_zws_find_script(ZWS_FLOT jquery.flot.min.js libjs-jquery-flot share/javascript/jquery-flot)

file(READ "${ZWS_JQUERY}" _zws_jquery_start LIMIT 200)
if(NOT _zws_jquery_start MATCHES "jQuery v[123]\\.")
  message(FATAL_ERROR "${ZWS_JQUERY} is not jQuery 1 to 3: Flot does not work with others")
endif()

set(ZWS_WEB_FILES
    "/index.html|${CMAKE_CURRENT_LIST_DIR}/index.html"
    "/favicon.svg|${CMAKE_CURRENT_LIST_DIR}/favicon.svg"
    "/style.css|${CMAKE_CURRENT_LIST_DIR}/style.css"
    "/flot/jquery.min.js|${ZWS_JQUERY}"
    "/flot/jquery.flot.min.js|${ZWS_FLOT}")
foreach(module IN ITEMS
    data/arrangement
    data/clocks
    data/codec
    data/decimate
    data/derived
    data/evenly
    data/expression
    data/forms
    data/formula
    data/fourier
    data/functions
    data/held
    data/join
    data/json
    data/kind_options
    data/late_points
    data/level
    data/levels
    data/limits
    data/line_filter
    data/lines
    data/moving
    data/number
    data/pairing
    data/pairs
    data/plain_text
    data/point_queue
    data/quantity
    data/scale
    data/series
    data/shapes
    data/spans
    data/spectrogram
    data/spectrum
    data/states
    data/statistics
    data/still
    data/store
    data/sweeps
    data/texts
    data/time
    data/time_name
    data/total
    data/tree
    data/trigger
    data/waveforms
    data/window
    data/words
    graph
    interface/about
    interface/address_bar
    interface/alarms
    interface/arranging
    interface/axis_settings
    interface/choices
    interface/controls
    interface/csv
    interface/defaults
    interface/export
    interface/figures
    interface/formula_field
    interface/hint
    interface/interaction
    interface/keys
    interface/layout
    interface/legend
    interface/log
    interface/log_rows
    interface/measuring
    interface/menus
    interface/moves
    interface/page
    interface/plot_menu
    interface/printing
    interface/recording
    interface/saving
    interface/series_list
    interface/series_menu
    interface/settings
    interface/stats
    interface/status
    interface/tab
    interface/watching
    stream/address
    stream/backoff
    stream/batch
    stream/connection
    stream/counts
    stream/receiver
    view/areas
    view/band
    view/chart
    view/colour_map
    view/cursor
    view/curve_path
    view/dots
    view/frame
    view/labels
    view/lanes
    view/limit_areas
    view/line_marks
    view/marks
    view/name_rows
    view/own_axis
    view/palette
    view/paint
    view/panel
    view/path_data
    view/picture
    view/pixel
    view/plot
    view/plot_head
    view/plot_shapes
    view/plots
    view/raster
    view/spans
    view/spectrum
    view/strokes
    view/svg
    view/theme
    view/time_axis
    view/time_ticks
    view/value_ticks
    view/waterfall
    view/waveform
    view/word_colours
    view/xy
    view/zone)
  list(APPEND ZWS_WEB_FILES "/${module}.js|${CMAKE_CURRENT_LIST_DIR}/${module}.js")
endforeach()
