// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/buffer.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace zws::browser {

/// Handles what an output cannot solve itself.
class OutputOwner {
public:
    virtual ~OutputOwner() = default;

    /// The client lost messages: it was overtaken by the log's tail.
    virtual void overtaken() = 0;
    /// Nothing could be written for too long.
    virtual void stalled() = 0;
    /// The server is stopping.
    virtual void stopping() = 0;
    /// What had to wait for room was sent, or a part of it.
    virtual void moved() = 0;
};

/// The way out to one client, for both what Beast writes (the handshake's answer, control frames) and the
/// broadcast.
///
/// Control frames leave at the next frame boundary, ahead of queued data, never inside a frame; no data
/// leaves before open() or after a Close frame (RFC 6455 section 5.5.1). The broadcast is not queued: the
/// output has a cursor into its channel's log and sends from there with sendmsg(2). What stays unsent is sent
/// once the socket is writable. All of it runs on the thread of the socket's io_context.
class ClientOutput : public std::enable_shared_from_this<ClientOutput> {
public:
    using WriteHandler = net::any_completion_handler<void(error_code, std::size_t)>;

    /// Sweeps without progress after which a client counts as stalled, and after which it is cut off.
    static constexpr unsigned stalled_after_sweeps = 10;
    static constexpr unsigned cut_off_after_sweeps = 12;

    /// `memory`: for what it must keep of the log.
    ClientOutput(TcpSocket socket, ShardCounters& counters, ServerBudget::Share memory = {});
    ~ClientOutput();
    ClientOutput(const ClientOutput&) = delete;
    ClientOutput& operator=(const ClientOutput&) = delete;

    TcpSocket& socket() { return socket_; }
    OutputOwner* owner() const { return owner_; }
    /// After set_owner(nullptr) nobody is called any more.
    void set_owner(OutputOwner* owner) { owner_ = owner; }

    // --- the broadcast ---
    /// From `start` on the client is to get what is in `log`, which outlives this or unsubscribe().
    void subscribe(FrameLog& log, Cursor start);
    void unsubscribe();
    bool subscribed() const { return log_ != nullptr; }
    /// Lets the broadcast out: the handshake is done.
    void open();
    /// Lets no more of it out, except the rest of a partly sent frame: a Close frame comes next. The log
    /// need not wait for this client any more.
    void close();
    /// Ends the connection as soon as the Close frame is sent: the client breaks the protocol, and need not
    /// answer (RFC 6455 section 7.1.7).
    void hang_up_after_close() { hangs_up_ = true; }
    /// Sends what can be sent now.
    void flush();
    /// For a caller that sends in its place: adds what can be sent now to `out`; whether there is anything.
    bool offer(BufferList& out) const;
    /// How the one send of what was offered, `size` bytes, ended: bytes sent, or -errno. Whether all was
    /// sent.
    bool sent(ssize_t result, std::size_t size);
    const Cursor& cursor() const { return cursor_; }
    /// The cursor is in the log's oldest segment, which is to be dropped: moves it on, keeps the rest of a
    /// partly sent frame aside, and counts the messages that are lost.
    void overtake();
    /// Called once a second: finds clients that nothing can be written to.
    void sweep();

    // --- Beast's side ---
    /// Sends bytes that are not data; `done` is called later, when the kernel has them. One write at a time.
    void write_control(std::string bytes, WriteHandler done);
    /// Ends the TCP connection; what was sent still arrives.
    void shut_down();
    /// Ends the connection: all that waits fails. Has to be called once nothing is read any more: what waits
    /// holds the connection.
    void cut_off(error_code why);

private:
    bool streams() const { return log_ != nullptr && open_ && !closing_; }
    bool owes_rest_of_frame() const { return log_ != nullptr && log_->inside_frame(cursor_); }
    void collect(BufferList& out) const;
    void keep_aside();
    void account(std::size_t sent);
    void delivered(std::uint64_t messages, std::size_t bytes);
    std::size_t account_kept_aside(std::size_t sent);
    std::size_t account_log(std::size_t sent);
    std::size_t account_control(std::size_t sent);
    void wait_for_room();
    void complete_control(error_code result);

    TcpSocket socket_;
    FrameLog* log_ = nullptr;
    Cursor cursor_; ///< known to log_
    bool open_ = false;
    bool closing_ = false; ///< a Close frame was written
    bool hangs_up_ = false;
    bool sends_close_ = false; ///< control_ is a Close frame
    bool blocked_ = false;     ///< a wait for room is under way
    bool failed_ = false;
    unsigned char idle_sweeps_ = 0; ///< since something was sent
    std::uint32_t kept_aside_messages_ = 0;
    OutputOwner* owner_ = nullptr;
    ShardCounters& counters_;
    ServerBudget::Share memory_; ///< of kept_aside_
    std::string kept_aside_;     ///< the rest of a partly sent frame that is no longer in the log
    std::string control_;        ///< what of write_control() is not sent yet
    std::size_t control_size_ = 0;
    WriteHandler control_done_;
};

} // namespace zws::browser
