// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"
#include "tools/zcat/template.hpp"

#include <cstdint>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::string escaped;
    zws::cat::append_escaped(escaped, text);
    for (const char c : escaped)
        zws::fuzz::expect(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "nothing escapes the escaping");
    try {
        const auto parts = zws::cat::parse_template(text);
        std::size_t most = 0;
        for (const auto& part : parts)
            most += 30 + 64 * part.literal.size(); // of a form of a time, each conversion
        std::string out;
        const zws::Message message(std::vector<std::string>{"topic", "payload"});
        zws::cat::template_format(text)->print({message, 1, {}}, out);
        zws::fuzz::expect(out.size() <= most, "each part is printed once");
    } catch (const std::invalid_argument&) { // no template
    }
    return 0;
}
