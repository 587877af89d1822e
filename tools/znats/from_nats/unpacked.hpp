// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "tools/znats/nats/decoding.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/options.hpp"
#include "tools/znats/subject.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace zws::nats {

/// The frames of one message from NATS, decoded where that is asked for.
class UnpackedMessages {
public:
    /// `losses` counts what cannot be taken apart.
    UnpackedMessages(const Options& options, Losses& losses);

    /// Takes the message with this number apart, unless it is the one that was; false where it is lost.
    bool unpack(std::uint64_t number, natsMsg& message);

    const std::vector<std::string>& frames() const { return frames_; }
    std::size_t bytes() const;

private:
    std::string decode();

    Subject subject_;
    Decoding decoding_;
    Losses& losses_;
    std::vector<std::string> frames_;
    std::uint64_t number_ = 0; ///< of the message that frames_ are of; 0: none
};

} // namespace zws::nats
