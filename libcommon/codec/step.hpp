// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec {

/// One link of a chain: makes other bytes, or JSON, of bytes.
class Step {
public:
    Step() = default;
    virtual ~Step() = default;
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    /// Reads the files that it needs, once, before apply(); throws Error.
    virtual void open() {}

    /// Appends what `in`, which was made of the payload of `message`, stands for to `out`; returns why it
    /// stands for nothing, empty if all is well.
    virtual std::string apply(const Message& message, std::string_view in, std::string& out) = 0;
};

/// The steps of a chain such as "zlib,json", none of them open; `sample_rate` is that of vectors. Throws
/// std::invalid_argument with what is wrong with it.
std::vector<std::unique_ptr<Step>> make_steps(std::string_view chain, std::optional<double> sample_rate);

/// The names of all steps, in the order in which they are told.
std::vector<std::string> step_names();

} // namespace zws::codec
