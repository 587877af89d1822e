// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/bunch.hpp"

#include "libcommon/zmtp/frame.hpp"

#include <algorithm>
#include <utility>

namespace zws::relay::zmtp {

namespace {

constexpr std::size_t longest_copied = 4096; // bytes: a copy takes less time than one more piece in each send

/// Adds a piece from `first` on, to the one before it where they lie side by side.
void append_piece(std::vector<iovec>& pieces, std::size_t first, const iovec& piece)
{
    if (pieces.size() > first) {
        auto& last = pieces.back();
        if (static_cast<const char*>(last.iov_base) + last.iov_len == piece.iov_base) {
            last.iov_len += piece.iov_len;
            return;
        }
    }
    pieces.push_back(piece);
}

std::string joined(std::span<const iovec> pieces, std::size_t size)
{
    std::string out;
    out.reserve(size);
    for (const auto& piece : pieces)
        out.append(static_cast<const char*>(piece.iov_base), piece.iov_len);
    return out;
}

} // namespace

iovec piece_of(std::string_view bytes)
{
    return {const_cast<char*>(bytes.data()), bytes.size()}; // NOLINT
}

void Bunch::add(zmq::message_t& frame, bool more)
{
    if (!inside_)
        open_ = {pieces_.size(), 0, bytes_, 0, {}};
    const bool first = !inside_;
    const auto body = kept(frame, more);
    if (first)
        open_.topic = body;
    inside_ = more;
    if (more)
        return;
    open_.end = pieces_.size();
    messages_.push_back(open_);
    all_ = {};
}

/// Keeps the bytes of a frame after its header; returns where its body is kept.
std::string_view Bunch::kept(zmq::message_t& frame, bool more)
{
    const std::string_view body = frame.to_string_view();
    const zws::zmtp::FrameHeader frame_header(body.size(), more);
    const auto header = frame_header.bytes();
    const bool copied = body.size() <= longest_copied;
    const std::size_t size = header.size() + (copied ? body.size() : 0);
    char* const at = take_room(size);
    char* const end = std::copy(header.begin(), header.end(), at);
    append({at, size});
    if (copied) {
        std::copy(body.begin(), body.end(), end);
        return {end, body.size()};
    }
    const auto& own = long_frames_.emplace_back(std::move(frame));
    append({own.data<char>(), own.size()});
    return {own.data<char>(), own.size()};
}

/// Room for so many bytes until clear().
char* Bunch::take_room(std::size_t size)
{
    if (size > room - used_)
        return static_cast<char*>(memory_.allocate(size, 1));
    return near_.data() + std::exchange(used_, used_ + size);
}

void Bunch::append(std::string_view bytes)
{
    append_piece(pieces_, open_.first, piece_of(bytes));
    open_.size += bytes.size();
    bytes_ += bytes.size();
}

std::span<const iovec> Bunch::pieces(std::size_t message) const
{
    const auto& one = messages_[message];
    return std::span(pieces_).subspan(one.first, one.end - one.first);
}

Stored Bunch::shared(std::size_t message)
{
    if (!all_.owner)
        all_ = kept_.keep(joined(pieces_, bytes_));
    const auto& one = messages_[message];
    return {all_.owner, all_.bytes.substr(one.begin, one.size)};
}

Stored Bunch::copied(std::size_t message) const
{
    return kept_.keep(joined(pieces(message), size(message)));
}

void Bunch::clear()
{
    all_ = {};
    pieces_.clear();
    messages_.clear();
    long_frames_.clear();
    memory_.release();
    used_ = 0;
    bytes_ = 0;
}

void BunchSelection::add(const Bunch& bunch, std::size_t message)
{
    if (!messages_.empty() && messages_.back() == message)
        return;
    messages_.push_back(message);
    for (const auto& piece : bunch.pieces(message))
        append_piece(pieces_, 0, piece);
    bytes_ += bunch.size(message);
}

void BunchSelection::clear()
{
    messages_.clear();
    pieces_.clear();
    bytes_ = 0;
}

} // namespace zws::relay::zmtp
