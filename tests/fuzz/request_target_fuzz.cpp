// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/http/token.hpp"
#include "tools/zws2browser/stream/subscription.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    using namespace zws::browser;
    try {
        const auto target = parse_request_target(text);
        Request request{http::verb::get, text, 11};
        const auto moved = Token("secret", false).move_to_cookie(request, target);
        if (moved && !(*moved)[http::field::location].starts_with("./"))
            std::abort();
        parse_subscription(target, 1000, BatchForm::v2);
    } catch (const std::invalid_argument&) {
        return 0;
    }
    return 0;
}
