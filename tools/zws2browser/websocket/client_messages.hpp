// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace zws::browser {

/// Where messages from clients go.
class ClientMessages {
public:
    using Answer = std::optional<std::string>;

    virtual ~ClientMessages() = default;

    /// Takes one; on any thread. `done` is called once, on any thread, with what the client gets in
    /// answer, a message of the same kind (text, binary); its next message is read after that.
    virtual void take(std::string message, std::function<void(Answer)> done) = 0;
};

} // namespace zws::browser
