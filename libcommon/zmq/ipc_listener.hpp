// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <string>
#include <utility>

namespace zws {

/// The file of a Unix socket (unix(7)), removed with this, unless another has been put in its place.
class SocketFile {
public:
    SocketFile() = default;
    /// The socket that was just bound at `path`; a `folder` that is not empty goes with it.
    explicit SocketFile(std::string path, std::string folder = "");
    ~SocketFile();
    SocketFile(SocketFile&&) noexcept = default;
    SocketFile& operator=(SocketFile&& other) noexcept
    {
        path_.swap(other.path_);
        folder_.swap(other.folder_);
        std::swap(pin_, other.pin_);
        return *this;
    }

private:
    bool is_ours() const;

    std::string path_;
    std::string folder_;
    FileDescriptor pin_; ///< while it is open, no other file has its number; negative: nothing to remove
};

/// A Unix socket that listens for an ipc:// endpoint (zmq_ipc(7)), as libzmq takes it with ZMQ_USE_FD.
struct IpcListener {
    FileDescriptor socket; ///< does not block
    SocketFile file;       ///< of nothing, for an abstract name
    std::string name;      ///< the path or "@name" that peers connect to

    /// Listens at `name`: a path, "@name" for an abstract name (unix(7)), or "*" for a path in a new folder
    /// that nobody else can enter. The only file it replaces is a socket that nobody answers on. Throws
    /// Error, also where `name` does not fit into a socket's address.
    static IpcListener at(const std::string& name);
};

} // namespace zws
