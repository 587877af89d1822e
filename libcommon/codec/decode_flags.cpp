// SPDX-License-Identifier: MIT
#include "libcommon/codec/decode_flags.hpp"

#include "libcommon/os/error.hpp"

namespace zws {

namespace {

Value chain(std::string& target)
{
    const auto set = [&target](std::string_view given) {
        DecoderOptions options;
        options.chain = given;
        static_cast<void>(Decoder(options)); // throws if the text is not a chain
        target = given;
    };
    Value value{set, "CHAIN", "", codec::profile_names()};
    value.is_list = true;
    for (auto& name : codec::step_names())
        value.choices.push_back(std::move(name));
    return value;
}

} // namespace

void add_decode_flags(CommandLine& cli, DecoderOptions& options)
{
    cli.add("decode", chain(options.chain),
            "decode payloads to JSON by steps, separated by commas (zlib, gzip, deflate, gnuradio; msgpack, "
            "cbor, bson, text, json; vectors such as u8, i16le, f32be), or by the profile of a publisher "
            "(bitcoin, eddn, jupyter, gnuradio-f32, vllm-kv)");
    cli.add("sample-rate", number(options.sample_rate, "HZ", {1e-9, 1e12}),
            "treat decoded vectors as parts of a series, with the times of their samples");
    cli.check([&options] {
        if (options.sample_rate && options.chain.empty())
            throw UsageError("--sample-rate: only with --decode");
        try {
            if (!options.chain.empty())
                static_cast<void>(Decoder(options));
        } catch (const std::invalid_argument& e) {
            throw UsageError("--decode '" + options.chain + "': " + e.what());
        }
    });
}

} // namespace zws
