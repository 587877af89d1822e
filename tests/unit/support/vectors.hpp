// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace zws::test {

/// The rows of a file of tests/support, which the tests of the page read too.
inline nlohmann::json vectors(const std::string& file)
{
    std::ifstream in(std::string(ZWS_TEST_VECTORS "/") + file);
    return nlohmann::json::parse(in);
}

} // namespace zws::test
