// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "tools/zws2browser/http/http.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace zws::browser {

/// What the page asks about the stream that it shows (/about.json): the version, where messages come from,
/// what people call it, whether the past is kept, and the layout for everybody.
class About {
public:
    static constexpr std::size_t largest_layout = std::size_t{1} << 20U; ///< bytes

    /// `title` empty: none. `has_history`: /history answers. `layout_file` has a JSON object, as the page
    /// saves it; empty: there is none. Throws Error that names the file, and where in it the JSON is wrong.
    About(const Endpoints& sources, const std::vector<std::string>& topics, const std::string& title,
          bool has_history, std::string layout_file);

    /// A JSON object, which all answers share. Any thread.
    Content json() const;

    /// Reads the file again. If that fails, there is a warning and the old layout stays.
    void read_layout_again();

private:
    Content read() const;

    std::string stream_; ///< the object, up to the value of the layout
    std::string layout_file_;
    mutable std::mutex mutex_; ///< of content_
    Content content_;
};

} // namespace zws::browser
