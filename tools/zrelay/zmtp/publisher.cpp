// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/publisher.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/descriptor_limit.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <numeric>
#include <sys/epoll.h>
#include <utility>

namespace zws::relay::zmtp {

namespace {

constexpr std::size_t enough = 64 * 1024;         // bytes: more in one send gains nothing
constexpr std::size_t most_events = 64;           // taken at once
constexpr std::size_t kept_from_subscribers = 32; // descriptors: for publishers, and who asks for metrics
constexpr std::size_t most_notes = 20'000;        // before others are heard
constexpr std::size_t copies_of_topic = 3; // that of the subscriber, in the index, and in the relay's list
constexpr std::size_t trie_of_topic = 32;  // libzmq's has a node for each byte
constexpr auto accept_pause = std::chrono::seconds(1);
void* const a_listener = nullptr; // what an event is about, if not a subscriber

} // namespace

Publisher::Publisher(const Options& options)
    : options_(options),
      budget_(options.memory_limit),
      events_(epoll_create1(EPOLL_CLOEXEC)),
      beat_(Clock::now(), Subscriber::beat_interval)
{
    if (fd() < 0)
        throw system_error("epoll", errno);
}

Publisher::~Publisher() = default;

Endpoint Publisher::bind(const Endpoint& endpoint)
{
    const auto& listener = listeners_.emplace_back(endpoint);
    watch(listener.fd(), a_listener, EPOLLIN);
    return listener.endpoint();
}

void Publisher::watch(int fd, void* about, std::uint32_t events)
{
    epoll_event event{.events = events | EPOLLET, .data = {.ptr = about}};
    if (epoll_ctl(events_.get(), EPOLL_CTL_ADD, fd, &event) != 0 &&
        (errno != EEXIST || epoll_ctl(events_.get(), EPOLL_CTL_MOD, fd, &event) != 0))
        throw system_error("epoll", errno);
}

Publisher::Clock::time_point Publisher::due() const
{
    return accept_again_ ? std::min(*accept_again_, beat_.due()) : beat_.due();
}

void Publisher::attend()
{
    flush();
    const auto now = Clock::now();
    std::array<epoll_event, most_events> events;
    const int count = epoll_wait(fd(), events.data(), static_cast<int>(events.size()), 0);
    bool knock = accept_again_ && now >= *accept_again_;
    for (int i = 0; i < count; ++i) {
        auto* const about = static_cast<Subscriber*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (about == a_listener)
            knock = true;
        else
            hear(*about, now);
    }
    if (knock)
        accept(now);
    if (beat_.passed(now))
        std::for_each(subscribers_.begin(), subscribers_.end(), [now](auto& one) { one->beat(now); });
    drop_gone();
}

void Publisher::accept(Clock::time_point now)
{
    accept_again_.reset();
    for (auto& listener : listeners_) {
        try {
            while (auto connection = listener.accept())
                let_in(std::move(*connection), now);
        } catch (const Error& e) {
            // No event tells when there are descriptors again.
            accept_again_ = now + accept_pause;
            warn(e.what());
        }
    }
}

void Publisher::let_in(Listener::Connection connection, Clock::time_point now)
{
    const int fd = connection.fd.get();
    if (is_among_last(fd, kept_from_peers + kept_from_subscribers))
        return warn(log::concat("subscriber ", connection.peer, ": turned away: ", descriptors_ran_out()));
    const std::size_t copies = copies_of_topic + (options_.passes_on ? trie_of_topic : 0);
    auto& subscriber = *subscribers_.emplace_back(std::make_unique<Subscriber>(
        std::move(connection.fd), std::move(connection.peer),
        Subscriber::Bounds{options_.hwm, budget_, queues_, copies, options_.wait_for_room}, now));
    watch(fd, &subscriber, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
}

void Publisher::hear(Subscriber& subscriber, Clock::time_point now)
{
    subscriber.drain();
    // Those who flood us wait until what they sent is taken.
    if (notes_.size() >= most_notes ||
        !subscriber.receive(now)) // its events are edges: asking again makes another one
        watch(subscriber.fd(), &subscriber, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
    for (auto& note : subscriber.take_notes())
        apply(subscriber, std::move(note));
}

/// A second subscription to the same topic changes nothing, and no more than one ends it.
void Publisher::apply(Subscriber& subscriber, Note note)
{
    const bool all = note.bytes.empty();
    if (note.kind == Note::Kind::subscribe) {
        if (!subscriber.subscribe(note.bytes))
            return;
        if (all)
            everything_.push_back(&subscriber);
        else
            topics_.add(note.bytes, subscriber);
    } else if (note.kind == Note::Kind::unsubscribe) {
        if (!subscriber.unsubscribe(note.bytes))
            return;
        if (all)
            std::erase(everything_, &subscriber);
        else
            topics_.remove(note.bytes, subscriber);
    }
    notes_.push_back(std::move(note));
}

bool Publisher::send(zmq::message_t& frame, bool more)
{
    if (!bunch_.inside() && !has_room(frame))
        return false;
    bunch_.add(frame, more);
    if (more)
        return true;
    select(bunch_.messages() - 1);
    if (bunch_.bytes() >= enough)
        flush();
    return true;
}

/// Of a message, by its first frame: whether no subscriber who wants it has a full queue.
bool Publisher::has_room(const zmq::message_t& topic)
{
    if (!options_.wait_for_room || !is_full())
        return true;
    attend();
    if (!is_full())
        return true;
    bool room = std::none_of(everything_.begin(), everything_.end(), [](auto* one) { return one->full(); });
    topics_.match(topic.to_string_view(), [&room](const Subscriber& one) { room = room && !one.full(); });
    return room;
}

/// Whether some queue may be full, with what is to be flushed.
bool Publisher::is_full() const
{
    return (options_.hwm > 0 && most_messages_ + bunch_.messages() >= options_.hwm) ||
           queues_.is_too_long(most_bytes_ + bunch_.bytes());
}

/// Finds out who gets a message of the bunch.
void Publisher::select(std::size_t message)
{
    bool heard = !everything_.empty();
    if (heard)
        all_.add(bunch_, message);
    topics_.match(bunch_.topic(message), [&](Subscriber& subscriber) {
        heard = true;
        if (subscriber.wants_all())
            return;
        if (subscriber.picked.empty())
            picked_.push_back(&subscriber);
        subscriber.picked.add(bunch_, message);
    });
    if (!heard)
        ++unheard_;
}

void Publisher::flush()
{
    if (bunch_.messages() == 0 || bunch_.inside())
        return;
    for (Subscriber* const subscriber : everything_)
        deliver(*subscriber, all_);
    for (Subscriber* const subscriber : picked_) {
        deliver(*subscriber, subscriber->picked);
        subscriber->picked.clear();
    }
    picked_.clear();
    all_.clear();
    bunch_.clear();
    drop_gone();
}

void Publisher::deliver(Subscriber& subscriber, const BunchSelection& selection)
{
    const auto dropped = subscriber.deliver(selection, bunch_);
    dropped_.messages += dropped.messages;
    dropped_.for_memory += dropped.for_memory;
}

void Publisher::drop_gone()
{
    most_messages_ = most_bytes_ = ready_ = 0;
    for (const auto& subscriber : subscribers_) {
        most_messages_ = std::max(most_messages_, subscriber->queued());
        most_bytes_ = std::max(most_bytes_, subscriber->queued_bytes());
        if (subscriber->gone())
            forget(*subscriber);
        else
            ready_ += subscriber->ready() ? 1 : 0;
    }
    std::erase_if(subscribers_, [](const auto& one) { return one->gone(); });
}

void Publisher::forget(Subscriber& subscriber)
{
    warn(subscriber.fault());
    const auto topics = subscriber.topics();
    for (const auto& topic : topics)
        apply(subscriber, {Note::Kind::unsubscribe, topic});
}

void Publisher::warn(const std::string& fault)
{
    if (!fault.empty())
        warning_.tell(fault);
}

std::optional<Note> Publisher::next_note()
{
    if (notes_.empty())
        attend();
    if (notes_.empty())
        return std::nullopt;
    auto note = std::move(notes_.front());
    notes_.pop_front();
    return note;
}

std::size_t Publisher::queued() const
{
    return std::accumulate(subscribers_.begin(), subscribers_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& one) { return sum + one->queued(); });
}

bool Publisher::drained() const
{
    return std::all_of(subscribers_.begin(), subscribers_.end(),
                       [](const auto& one) { return one->drained(); });
}

} // namespace zws::relay::zmtp
