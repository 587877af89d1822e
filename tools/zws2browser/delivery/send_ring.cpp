// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/send_ring.hpp"

#include <liburing.h>
#include <sys/socket.h>
#include <utility>

namespace zws::browser {

namespace {

constexpr unsigned ring_size = 128;
/// Where there are more clients than the ring has room for: measured, longer calls of two shards hinder each
/// other.
constexpr std::size_t portion = 64;
/// With fewer clients the ring costs more than it saves.
constexpr std::size_t least_gates = 4;

} // namespace

void SendRing::Close::operator()(io_uring* ring) const
{
    io_uring_queue_exit(ring);
    std::default_delete<io_uring>()(ring);
}

SendRing::SendRing() = default;
SendRing::~SendRing() = default;

bool SendRing::open()
{
    if (!std::exchange(tried_, true)) {
        auto ring = std::make_unique<io_uring>();
        if (io_uring_queue_init(ring_size, ring.get(), 0) == 0)
            ring_.reset(ring.release());
    }
    return ring_ != nullptr;
}

void SendRing::flush(const std::vector<ClientOutput*>& outputs)
{
    if (outputs.size() < least_gates || !open()) {
        for (ClientOutput* output : outputs)
            output->flush();
        return;
    }
    const std::size_t most = outputs.size() <= ring_size ? ring_size : portion;
    for (ClientOutput* output : outputs) {
        add(*output);
        if (offers_.size() == most)
            submit();
    }
    submit();
}

void SendRing::add(ClientOutput& output)
{
    BufferList out;
    if (!output.offer(out))
        return;
    if (ring_ == nullptr || out.count() > 1) // it failed on the way; a client that is behind
        return output.flush();
    io_uring_sqe* const entry = io_uring_get_sqe(ring_.get());
    // MSG_DONTWAIT: the answer comes at once, EAGAIN where there is no room.
    io_uring_prep_send(entry, output.socket().native_handle(), out.data()->iov_base, out.data()->iov_len,
                       MSG_NOSIGNAL | MSG_DONTWAIT);
    io_uring_sqe_set_data64(entry, offers_.size());
    offers_.push_back({&output, out.bytes()});
}

void SendRing::submit()
{
    if (offers_.empty())
        return;
    const int submitted = io_uring_submit(ring_.get());
    for (int i = 0; i < submitted; ++i)
        take_answer();
    if (submitted != static_cast<int>(offers_.size()))
        ring_.reset(); // the kernel takes no more: go on without it
    for (const auto& offer : offers_)
        if (offer.output != nullptr)
            offer.output->flush();
    offers_.clear();
}

void SendRing::take_answer()
{
    io_uring_cqe* answer = nullptr;
    while (io_uring_wait_cqe(ring_.get(), &answer) != 0) {
    }
    auto& offer = offers_[io_uring_cqe_get_data64(answer)];
    if (!offer.output->sent(answer->res, offer.size))
        offer.output = nullptr; // it waits for room, or is cut off
    io_uring_cqe_seen(ring_.get(), answer);
}

} // namespace zws::browser
