// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/client_output.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <sys/socket.h>

namespace zws::browser {

namespace {

/// Takes up to `size` bytes off the front; returns how many.
std::size_t take_front(std::string& bytes, std::size_t size)
{
    const auto taken = std::min(bytes.size(), size);
    bytes.erase(0, taken);
    return taken;
}

ssize_t send(int socket, BufferList& buffers)
{
    constexpr int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
    if (buffers.count() == 1) // the usual case, and the cheaper call
        return ::send(socket, buffers.data()->iov_base, buffers.data()->iov_len, flags);
    msghdr message{};
    message.msg_iov = buffers.data();
    message.msg_iovlen = buffers.count();
    return sendmsg(socket, &message, flags);
}

} // namespace

ClientOutput::ClientOutput(TcpSocket socket, ShardCounters& counters, ServerBudget::Share memory)
    : socket_(std::move(socket)), counters_(counters), memory_(std::move(memory))
{
}

ClientOutput::~ClientOutput() = default;

void ClientOutput::subscribe(FrameLog& log, Cursor start)
{
    log_ = &log;
    cursor_ = start;
    log.enter(cursor_);
}

void ClientOutput::unsubscribe()
{
    if (log_ == nullptr)
        return;
    log_->leave(cursor_);
    log_ = nullptr;
}

void ClientOutput::open()
{
    open_ = true;
    flush();
}

void ClientOutput::close()
{
    closing_ = true;
    if (log_ == nullptr)
        return;
    keep_aside();
    unsubscribe();
    if (owner_ != nullptr)
        owner_->moved();
}

void ClientOutput::flush()
{
    for (BufferList out; offer(out); out = {}) {
        const ssize_t result = send(socket_.native_handle(), out);
        if (!sent(result < 0 ? -errno : result, out.bytes()))
            return;
    }
}

bool ClientOutput::offer(BufferList& out) const
{
    if (!blocked_ && !failed_)
        collect(out);
    return out.count() > 0;
}

bool ClientOutput::sent(ssize_t result, std::size_t size)
{
    if (result > 0)
        account(static_cast<std::size_t>(result));
    else if (result != -EAGAIN && result != -EWOULDBLOCK && result != -EINTR) {
        cut_off({static_cast<int>(-result), boost::system::system_category()});
        return false;
    }
    if (result == static_cast<ssize_t>(size))
        return true;
    wait_for_room();
    return false;
}

void ClientOutput::collect(BufferList& out) const
{
    if (!kept_aside_.empty())
        out.add(kept_aside_);
    else if (!control_.empty() && owes_rest_of_frame())
        out.add(log_->rest_of_frame(cursor_));
    if (!control_.empty())
        out.add(control_);
    else if (out.count() == 0 && streams())
        log_->gather(cursor_, out);
}

void ClientOutput::account(std::size_t sent)
{
    idle_sweeps_ = 0;
    sent -= account_kept_aside(sent);
    if (!control_.empty()) {
        if (owes_rest_of_frame())
            sent -= account_log(std::min(sent, log_->rest_of_frame(cursor_).size()));
        sent -= account_control(sent);
    }
    if (sent > 0)
        account_log(sent);
}

void ClientOutput::delivered(std::uint64_t messages, std::size_t bytes)
{
    counters_.delivered.add(messages);
    counters_.delivered_bytes.add(bytes);
}

std::size_t ClientOutput::account_kept_aside(std::size_t sent)
{
    if (kept_aside_.empty())
        return 0;
    const auto taken = take_front(kept_aside_, sent);
    delivered(kept_aside_.empty() ? kept_aside_messages_ : 0, taken);
    if (kept_aside_.empty()) {
        kept_aside_.shrink_to_fit();
        memory_.resize(0);
    }
    return taken;
}

std::size_t ClientOutput::account_log(std::size_t sent)
{
    if (sent > 0)
        delivered(log_->advance(cursor_, sent), sent);
    return sent;
}

std::size_t ClientOutput::account_control(std::size_t sent)
{
    const auto taken = take_front(control_, sent);
    if (control_.empty()) {
        if (hangs_up_ && sends_close_)
            shut_down();
        complete_control({});
    }
    return taken;
}

void ClientOutput::wait_for_room()
{
    blocked_ = true;
    socket_.async_wait(TcpSocket::wait_write, [self = shared_from_this()](error_code failure) {
        self->blocked_ = false;
        if (failure)
            return self->cut_off(failure);
        self->flush();
        if (self->owner_ != nullptr)
            self->owner_->moved();
    });
}

void ClientOutput::keep_aside()
{
    if (!owes_rest_of_frame())
        return;
    const auto rest = log_->rest_of_frame(cursor_);
    if (!memory_.resize(rest.size())) {
        counters_.disconnected_memory.add();
        return cut_off(net::error::no_memory);
    }
    kept_aside_ = rest;
    kept_aside_messages_ = static_cast<std::uint32_t>(log_->messages_of_frame(cursor_));
}

void ClientOutput::overtake()
{
    keep_aside();
    const auto lost = log_->overtake(cursor_);
    counters_.dropped.add(lost);
    if (lost > 0 && owner_ != nullptr)
        owner_->overtaken();
}

void ClientOutput::sweep()
{
    if (!blocked_ || failed_)
        return;
    ++idle_sweeps_;
    if (idle_sweeps_ == stalled_after_sweeps && owner_ != nullptr)
        owner_->stalled();
    else if (idle_sweeps_ >= cut_off_after_sweeps)
        cut_off(net::error::timed_out);
}

void ClientOutput::write_control(std::string bytes, WriteHandler done)
{
    sends_close_ = open_ && !bytes.empty() && frame::is_close(bytes.front());
    if (sends_close_)
        close();
    control_ = std::move(bytes);
    control_size_ = control_.size();
    control_done_.swap(done); // Boost 1.81's move assignment never ends
    if (failed_ || control_.empty())
        return complete_control(failed_ ? net::error::broken_pipe : error_code());
    flush();
}

void ClientOutput::complete_control(error_code result)
{
    control_.clear();
    if (!control_done_)
        return;
    auto call = [done = std::move(control_done_), result, size = result ? 0 : control_size_]() mutable {
        std::move(done)(result, size);
    };
    net::post(socket_.get_executor(), std::move(call));
}

void ClientOutput::shut_down()
{
    error_code ignored; // the peer may be gone already
    socket_.shutdown(TcpSocket::shutdown_both, ignored);
}

void ClientOutput::cut_off(error_code why)
{
    failed_ = true;
    complete_control(why);
    error_code ignored;
    socket_.close(ignored); // which ends the read that is under way, and with it the session
}

} // namespace zws::browser
