// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrec/inventory.hpp"

#include <string>
#include <vector>

namespace zws::rec {

/// What --info is to tell, and of what.
struct InfoOptions {
    bool wanted = false;
    bool json = false;
    bool check = false; ///< reads all
    std::vector<std::string> files;
};

/// The lines that tell people what is in a recording.
std::string info_text(const Inventory& inventory);

/// The same as JSON, on one line. Times are Unix seconds with nanoseconds.
std::string info_json(const Inventory& inventory);

/// Prints what is in the files. Throws Error at the end if one is damaged or could not be read, which it
/// warns of.
void print_info(const InfoOptions& options);

} // namespace zws::rec
