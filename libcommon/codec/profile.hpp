// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zws::codec {

/// What a well-known publisher sends.
struct Profile {
    std::string_view name;
    std::string_view chain;    ///< of its payload; empty if `decode` looks at more than that
    std::string_view sequence; ///< where its sequence numbers are ("last:u32le"); empty: it has none
    std::string (*decode)(const Message& message, std::string& out); ///< appends JSON; returns why not
};

/// The profile of that name; nullptr if there is none.
const Profile* find_profile(std::string_view name);

std::vector<std::string> profile_names();

/// {"topic":"hashblock","hash":"...","sequence":7}: what bitcoind publishes (its doc/zmq.md); a transaction
/// or block itself is "raw", in hexadecimal.
std::string decode_bitcoin(const Message& message, std::string& out);

/// {"topic":...,"header":{},"parent_header":{},"metadata":{},"content":{}}: what Jupyter kernels send (the
/// wire protocol of jupyter-client); the signature is not checked.
std::string decode_jupyter(const Message& message, std::string& out);

/// {"topic":...,"sequence":7,"payload":[...]}: the events of vLLM's KV cache (vllm/distributed/kv_events.py).
std::string decode_vllm_kv(const Message& message, std::string& out);

} // namespace zws::codec
