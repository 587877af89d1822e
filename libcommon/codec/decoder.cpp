// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"

#include <stdexcept>

namespace zws {

namespace {

bool has_vectors(std::string_view chain)
{
    const auto last = chain.substr(chain.rfind(',') + 1); // npos + 1 is 0
    return !last.empty() && last.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

Decoder::Decoder(const DecoderOptions& options) : profile_(codec::find_profile(options.chain))
{
    const auto chain = profile_ != nullptr ? profile_->chain : std::string_view(options.chain);
    if (options.sample_rate && !has_vectors(chain))
        throw std::invalid_argument("--sample-rate is for vectors, which nothing makes here");
    if (profile_ == nullptr || profile_->decode == nullptr)
        steps_ = codec::make_steps(chain, options.sample_rate);
}

std::string Decoder::decode(const Message& message, std::string& out)
{
    out.clear();
    if (steps_.empty())
        return profile_->decode(message, out);
    std::string_view in = message.payload();
    for (const auto& step : steps_) {
        if (step != steps_.front()) {
            between_.swap(out);
            in = between_;
            out.clear();
        }
        if (std::string why = step->apply(in, out); !why.empty())
            return why;
    }
    return {};
}

std::string_view Decoder::sequence() const
{
    return profile_ != nullptr ? profile_->sequence : std::string_view();
}

} // namespace zws
