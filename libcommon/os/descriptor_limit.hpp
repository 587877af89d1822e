// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace zws {

/// Raises the limit of open descriptors of this process as far as it may (RLIMIT_NOFILE, setrlimit(2)): what
/// is given by default, often 1024, is meant for programs that use select(2).
void raise_descriptor_limit();

/// How many descriptors this process may have open.
std::size_t descriptor_limit();

/// Throws Error unless some more descriptors can be opened: libzmq aborts where it gets none for its own
/// needs.
void require_descriptors();

/// Whether `fd`, a connection that was just accepted, is one of the last `kept` that this process may have
/// (of fewer than 128, one of fewer): it is to be closed then, so that there are some for other needs. The
/// lowest one that is free comes first (open(2)).
bool is_among_last(int fd, std::size_t kept);

/// What is said of who was turned away for that: "Too many open files (ulimit -Hn is 1024)".
std::string descriptors_ran_out();

/// How many are kept from peers of libzmq's sockets. Others are to keep more, so that those are let in.
constexpr std::size_t kept_from_peers = 16;

} // namespace zws
