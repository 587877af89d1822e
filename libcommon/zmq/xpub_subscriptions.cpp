// SPDX-License-Identifier: MIT
#include "libcommon/zmq/xpub_subscriptions.hpp"

#include <algorithm>
#include <utility>

namespace zws {

void XpubSubscriptions::hear()
{
    zmq::message_t message;
    bool inside = false; // of a message of several frames, which is none of ours
    while (xpub_.recv(message, zmq::recv_flags::dontwait)) {
        if (std::exchange(inside, message.more()) || message.more())
            continue;
        limit_.count(message);
        const auto note = message.to_string_view();
        if (note.starts_with('\1'))
            add(std::string(note.substr(1)));
        else if (note.starts_with('\0'))
            remove(std::string(note.substr(1)));
    }
    watch_.was_read();
}

void XpubSubscriptions::add(std::string prefix)
{
    ++count_;
    ++all_;
    everything_ += prefix.empty() ? 1 : 0;
    ++prefixes_[std::move(prefix)];
}

void XpubSubscriptions::remove(const std::string& prefix)
{
    const auto found = prefixes_.find(prefix);
    if (found == prefixes_.end())
        return;
    --count_;
    everything_ -= prefix.empty() ? 1 : 0;
    if (--found->second == 0)
        prefixes_.erase(found);
}

/// Where the last of the prefixes up to `first` is not one of it, those that are begin both.
bool XpubSubscriptions::want(std::string_view first) const
{
    if (everything_ > 0)
        return true;
    for (;;) {
        const auto after = prefixes_.upper_bound(first);
        if (after == prefixes_.begin())
            return false;
        const std::string& prefix = std::prev(after)->first;
        if (first.starts_with(prefix))
            return true;
        const auto differs = std::mismatch(first.begin(), first.end(), prefix.begin(), prefix.end()).first;
        first = first.substr(0, static_cast<std::size_t>(differs - first.begin()));
    }
}

} // namespace zws
