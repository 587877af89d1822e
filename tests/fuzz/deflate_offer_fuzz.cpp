// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/websocket/handshake.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zws::browser;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Request request{http::verb::get, "/ws", 11};
    request.set(http::field::sec_websocket_extensions, {text.data(), text.size()});
    const auto window = accepted_window(request);
    zws::fuzz::expect(!window || (*window >= 9 && *window <= 15), "the window is one that zlib keeps to");
    if (window) {
        request.set(http::field::sec_websocket_extensions, deflate_answer(*window));
        zws::fuzz::expect(accepted_window(request) == window, "the answer is a valid offer, and the same");
    }
    return 0;
}
