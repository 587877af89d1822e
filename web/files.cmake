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
    data/decimate
    data/height
    data/held
    data/late_points
    data/level
    data/limits
    data/line_filter
    data/lines
    data/now
    data/pairing
    data/pairs
    data/scale
    data/series
    data/sorted_times
    data/spans
    data/states
    data/statistics
    data/still
    data/store
    data/tree
    data/trigger
    data/waveforms
    data/window
    data/words
    formula/derived
    formula/expression
    formula/formula
    formula/functions
    formula/join
    formula/moving
    formula/point_queue
    formula/total
    graph
    history/answer
    history/client
    history/covers
    history/past
    interface/about
    interface/address_bar
    interface/alarms
    interface/axis_settings
    interface/choosing/arranging
    interface/choosing/choices
    interface/choosing/clock_mark
    interface/choosing/fields
    interface/choosing/formula_field
    interface/choosing/legend
    interface/choosing/long_press
    interface/choosing/plot_menu
    interface/choosing/series_list
    interface/choosing/series_menu
    interface/controls
    interface/defaults
    interface/failure
    interface/figures
    interface/hint
    interface/interaction
    interface/keys
    interface/log
    interface/log_rows
    interface/measuring
    interface/menus
    interface/moves
    interface/page
    interface/saving/csv
    interface/saving/export
    interface/saving/layout
    interface/saving/printing
    interface/saving/recording
    interface/saving/saving
    interface/say_cursor
    interface/settings
    interface/stats
    interface/status
    interface/tab
    interface/watching
    payload/codec
    payload/forms
    payload/json
    payload/number
    payload/plain_text
    payload/python
    payload/quantity
    payload/shapes
    payload/sweeps
    payload/table
    payload/texts
    payload/time
    payload/time_name
    picture/curve_path
    picture/name_rows
    picture/paint
    picture/path_data
    picture/picture
    picture/plot_shapes
    picture/svg
    raster/areas
    raster/band
    raster/curve
    raster/dots
    raster/pixel
    raster/raster
    raster/scrolling
    raster/spans
    raster/strokes
    spectra/evenly
    spectra/fourier
    spectra/kind_options
    spectra/levels
    spectra/spectrogram
    spectra/spectrum
    stream/address
    stream/backoff
    stream/batch
    stream/connection
    stream/counts
    stream/receiver
    view/chart
    view/colour_map
    view/cursor
    view/frame
    view/labels
    view/lanes
    view/limit_areas
    view/line_marks
    view/marks
    view/own_axis
    view/pace
    view/palette
    view/panel
    view/plot
    view/plot_handle
    view/plot_head
    view/plots
    view/shape
    view/spectrum
    view/theme
    view/time_axis
    view/time_ticks
    view/value_ticks
    view/waterfall
    view/waveform
    view/word_colours
    view/write
    view/xy
    view/zone)
  list(APPEND ZWS_WEB_FILES "/${module}.js|${CMAKE_CURRENT_LIST_DIR}/${module}.js")
endforeach()
