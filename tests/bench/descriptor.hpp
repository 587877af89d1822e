// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace zws::bench {

/// Owns an open file descriptor, or none.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() { close(); }

    int get() const { return fd_; }
    bool open() const { return fd_ >= 0; }
    void close();

private:
    int fd_ = -1;
};

/// What a system call returned, as a descriptor; throws Error "ATTEMPT: reason" if it failed.
Descriptor opened(int result, const char* attempt);

} // namespace zws::bench
