// SPDX-License-Identifier: MIT
#include "tools/zrec/output_file.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/text/number.hpp"
#include "tools/zrec/file_name.hpp"

#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <sys/file.h>

namespace zws::rec {

namespace {

std::string rounded(double number)
{
    return shown_number(std::round(number * 1000) / 1000);
}

} // namespace

OutputFile::OutputFile(const std::filesystem::path& folder, mcap::Time first)
    : first_(first),
      writer_((create(folder), [this](std::string_view bytes) { put(bytes); }),
              std::string(writer_name) + " " ZWS_VERSION)
{
    whole_ = writer_.size();
}

void OutputFile::create(const std::filesystem::path& folder)
{
    constexpr mcap::Time step = 1000; // of the names, ns
    for (mcap::Time time = first_; fd_.get() < 0; time += step) {
        path_ = folder / file_name(time);
        fd_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (fd_.get() < 0 && errno != EEXIST)
            throw system_error("create " + path_.string(), errno);
    }
    flock(fd_.get(),
          LOCK_EX | LOCK_NB); // not everywhere: then --keep-size of another zrec has to be left out
}

void OutputFile::put(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            cut_back(errno);
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

void OutputFile::cut_back(int reason)
{
    // Where that fails too, a reader passes over what is torn.
    const auto end = static_cast<off_t>(whole_);
    static_cast<void>(ftruncate(fd_.get(), end) == 0 && lseek(fd_.get(), end, SEEK_SET) == end);
    throw system_error("write " + path_.string(), reason);
}

void OutputFile::write(const mcap::FileChunk& chunk)
{
    writer_.write(chunk);
    whole_ = writer_.size();
}

void OutputFile::close()
{
    writer_.close();
    const auto& content = writer_.statistics();
    const double span =
        content.end > content.start ? static_cast<double>(content.end - content.start) / 1e9 : 0;
    log::info(path_.string(), ": ", content.messages, " messages in ", rounded(span), " s, ", writer_.size(),
              " bytes");
}

} // namespace zws::rec
