// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/ticker.hpp"
#include "tools/zrec/destination.hpp"
#include "tools/zrec/options.hpp"
#include "tools/zrec/output_file.hpp"
#include "tools/zrec/retention.hpp"

#include <memory>

namespace zws::rec {

/// Writes all chunks, and begins a new file in time.
class RollingFiles : public Destination {
public:
    RollingFiles(const Options& options, Clock::time_point now);

    void write(mcap::FileChunk chunk, Clock::time_point now) override;
    Clock::time_point due() const override;
    void look(Clock::time_point now) override;
    void close() override;

private:
    bool fits(const mcap::FileChunk& chunk) const;
    Clock::time_point end() const;
    void keep();

    const Options& options_;
    Retention retention_;
    Ticker minute_; ///< files get older without anything happening
    std::unique_ptr<OutputFile> file_;
    Clock::time_point begun_;
};

} // namespace zws::rec
