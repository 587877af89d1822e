// SPDX-License-Identifier: MIT
#include "tools/zcat/pattern.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace zws::cat {

namespace {

std::shared_ptr<regex_t> compiled(const std::string& text)
{
    auto regex = std::make_unique<regex_t>();
    if (const int error = regcomp(regex.get(), text.c_str(), REG_EXTENDED | REG_NOSUB); error != 0) {
        std::array<char, 256> reason;
        regerror(error, regex.get(), reason.data(), reason.size());
        throw std::invalid_argument(reason.data());
    }
    return {regex.release(), [](regex_t* used) {
                regfree(used);
                delete used;
            }};
}

/// Searching with back-references takes exponential time.
void refuse_back_references(std::string_view text)
{
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        if (text[at] != '\\')
            continue;
        if (++at; text[at] >= '1' && text[at] <= '9')
            throw std::invalid_argument("back-references, such as \\1, are not supported");
    }
}

} // namespace

Pattern::Pattern(std::string_view text)
{
    refuse_back_references(text);
    compiled(std::string(text)); // the errors are those of the text itself
    // Tried at the beginning only, and so in one pass: else the search would begin anew at every byte. A '.'
    // would not match a NUL byte.
    regex_ = compiled("^([^a]|a)*(" + std::string(text) + ")");
}

bool Pattern::matches(std::string_view bytes) const
{
    regmatch_t range{0, static_cast<regoff_t>(std::min(bytes.size(), searched))};
    return regexec(regex_.get(), bytes.data(), 1, &range, REG_STARTEND) == 0;
}

} // namespace zws::cat
