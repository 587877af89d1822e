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
    std::string_view chain;    ///< with FILE where a file is needed; empty if `decode` looks at all frames
    std::string_view sequence; ///< where its sequence numbers are ("last:u32le"); empty: it has none
    /// Appends JSON; returns why not. May set the topic, which is that of the message.
    std::string (*decode)(const Message& message, std::string& out, std::string_view& topic);
};

/// The profile that --decode names, as NAME or NAME:FILE; nullptr if there is none.
const Profile* find_profile(std::string_view text);

/// The chain of the profile that `text` names, with the file in it. Throws std::invalid_argument where there
/// is none, or one too many.
std::string chain_of(const Profile& profile, std::string_view text);

/// Why a publisher of that name, which is well known, has no profile; empty where it is not known.
std::string why_no_profile(std::string_view name);

std::vector<std::string> profile_names();

/// {"topic":"hashblock","hash":"...","sequence":7}: what bitcoind publishes (its doc/zmq.md); a transaction
/// or block itself is "raw", in hexadecimal.
std::string decode_bitcoin(const Message& message, std::string& out, std::string_view& topic);

/// {"topic":"primary event","doc":{}}: the documents of Bluesky (bluesky.callbacks.zmq.Publisher), which are
/// a prefix, the name of the document and its pickle in one frame, with blanks between them; the prefix may
/// be empty.
std::string decode_bluesky(const Message& message, std::string& out, std::string_view& topic);

/// {"topic":...,"header":{},"parent_header":{},"metadata":{},"content":{}}: what Jupyter kernels send (the
/// wire protocol of jupyter-client); the signature is not checked.
std::string decode_jupyter(const Message& message, std::string& out, std::string_view& topic);

/// {"topic":...,"sequence":7,"payload":[...]}: the events of vLLM's KV cache (vllm/distributed/kv_events.py).
std::string decode_vllm_kv(const Message& message, std::string& out, std::string_view& topic);

} // namespace zws::codec
