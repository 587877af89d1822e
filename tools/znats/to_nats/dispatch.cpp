// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/dispatch.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/nats/nats_message.hpp"
#include "tools/znats/to_nats/shared_id.hpp"

#include <algorithm>
#include <utility>

namespace zws::nats {

namespace {

constexpr int burst_limit = 1000;             // messages
constexpr std::size_t in_flight_limit = 1000; // messages that JetStream has not acknowledged
constexpr auto ack_time = std::chrono::seconds(3);

// Others may have stored a message a little before we took it.
constexpr std::uint64_t margin = 10'000; // sequence numbers

/// Whether `told` is the subject `whole`, of which libnats tells the beginning where it is long.
bool is_cut_of(std::string_view whole, std::string_view told)
{
    constexpr std::size_t long_one = 200;
    return told == whole || (told.size() >= long_one && whole.starts_with(told));
}

} // namespace

Dispatch::Dispatch(const Options& options, Connection& connection, WakeUp& wake, Losses& losses)
    : options_(options),
      connection_(connection),
      wake_(wake),
      losses_(losses),
      subject_(options.to, Subject::Use::publish),
      outbox_(static_cast<std::size_t>(options.buffer)),
      pace_(in_flight_limit),
      published_(Clock::now())
{
    if (!options.keeps())
        return;
    acks_.emplace(wake);
    stream_.emplace(connection, options.stream, subject_.pattern(), wake);
}

void Dispatch::attend()
{
    begin();
    hear();
    publish();
}

/// Once there is a connection; later, once the stream is there.
void Dispatch::begin()
{
    if (keeps() && !stream_->begun() && connection_.made()) {
        acks_->listen(connection_);
        stream_->begin();
    }
    if (!keeps() || prepared_ || !stream_->ready())
        return;
    prepared_ = true;
    const auto facts = stream_->facts();
    pace_.keep_order(facts.refuses);
    sequence_ = std::max(sequence_, facts.last_sequence);
}

Dispatch::Clock::time_point Dispatch::due() const
{
    auto due = Clock::time_point::max();
    if (outbox_.in_flight() > 0)
        due = moved_ + ack_time;
    return may_publish(Clock::time_point::max()) ? std::min(due, pace_.resume()) : due;
}

bool Dispatch::may_publish(Clock::time_point now) const
{
    return connection_.connected() && outbox_.next() != nullptr && !look_ && (!keeps() || stream_->ready()) &&
           (keeps() ? pace_.allows(outbox_.in_flight(), now) : now >= pace_.resume());
}

void Dispatch::add(const Message& message)
{
    const auto number = ++number_;
    std::optional<Publication> publication;
    if (keeps()) {
        const auto shared = shared_id(message, std::chrono::system_clock::now());
        has_shared_ids_ = has_shared_ids_ || shared;
        publication = {acks_->reply_to(number), shared ? *shared : acks_->id_of(number),
                       options_.stream.name};
    }
    outbox_.add(number, encoded(message, subject_, publication), wire_size(message),
                {Clock::now(), sequence_});
    if (!options_.waits())
        losses_.add("the buffer is full", outbox_.trim());
}

/// Takes the acknowledgements that have come. After an outage, or where that of the oldest message stays
/// away, all that is not acknowledged goes again: the server knows by their ids those that it has.
void Dispatch::hear()
{
    hear_denials();
    if (!keeps())
        return;
    for (const Ack& ack : acks_->collect())
        hear(ack);
    take_in_look();
    const auto now = Clock::now();
    if (const auto oldest = outbox_.oldest(); oldest != oldest_) {
        oldest_ = oldest;
        moved_ = now;
    }
    const bool late = outbox_.in_flight() > 0 && now > moved_ + ack_time;
    if (late)
        pace_.unanswered();
    if (const auto generation = connection_.generation(); late || generation != generation_) {
        generation_ = generation;
        moved_ = now;
        outbox_.rewind();
    }
}

void Dispatch::hear(const Ack& ack)
{
    if (ack.kind == Ack::Kind::retry)
        return try_again(ack);
    const bool here = outbox_.remove(ack.number);
    if (ack.kind == Ack::Kind::stored) {
        stream_->stored();
        pace_.stored();
        sequence_ = std::max(sequence_, ack.sequence);
        stored_ += here ? 1 : 0;
        already_ += here && ack.duplicate ? 1 : 0;
    } else if (here) {
        losses_.add("refused by the stream", 1, ack.reason);
    }
}

void Dispatch::try_again(const Ack& ack)
{
    const auto now = Clock::now();
    pace_.refused(now);
    moved_ = now;
    outbox_.rewind();
    stream_->refused(ack.reason, ack.no_stream, now);
}

void Dispatch::hear_denials()
{
    for (const auto& [subject, messages] : connection_.complaints().take_denials()) {
        not_permitted_ = true;
        if (!subject.starts_with("$JS.")) // requests of ours
            deny(subject, messages);
    }
}

/// No answer ever comes to what is in flight: the oldest of these messages are meant.
void Dispatch::deny(const std::string& subject, std::uint64_t messages)
{
    auto left = messages;
    if (keeps())
        outbox_.remove_if([&](natsMsg& message) {
            const bool meant = left > 0 && is_cut_of(natsMsg_GetSubject(&message), subject);
            left -= meant ? 1 : 0;
            return meant;
        });
    denied_ += messages;
    losses_.add("the server does not permit the subject", messages, subject);
}

/// Whether the stream may have stored the next message so long ago that it does not know it again.
bool Dispatch::must_look(Clock::time_point now) const
{
    if (!keeps() || (outbox_.next_number() > sent_ && !has_shared_ids_))
        return false;
    const auto window = std::chrono::duration_cast<Clock::duration>(stream_->facts().duplicate_window);
    return now > std::max(outbox_.next_origin().taken, looked_) + window / 2;
}

void Dispatch::look()
{
    StoredIds::Question question{options_.stream.name, subject_.pattern(), 0, {}};
    const auto before = outbox_.oldest_origin().sequence;
    question.after = before > margin ? before - margin : 0;
    outbox_.for_each([&](natsMsg& message) { question.wanted.insert(id_of(message)); });
    look_.emplace(connection_, stream_->js(), std::move(question), wake_);
}

void Dispatch::take_in_look()
{
    if (!look_ || !look_->done())
        return;
    const auto& found = look_->found();
    const auto count = outbox_.remove_if([&](natsMsg& message) { return found.contains(id_of(message)); });
    stored_ += count;
    already_ += count;
    looked_ = look_->time();
    const auto now = Clock::now();
    if (const auto window = stream_->facts().duplicate_window; now > looked_ + window / 2) {
        log::warning("stream ", options_.stream.name,
                     ": to look at what it has takes longer than half of its window "
                     "for duplicates: some messages may be stored twice");
        looked_ = now;
    }
    look_.reset();
}

void Dispatch::publish()
{
    for (int i = 0; i < burst_limit && may_publish(Clock::now()); ++i) {
        if (must_look(Clock::now()))
            return look();
        if (outbox_.in_flight() == 0)
            moved_ = Clock::now();
        publish_next();
    }
}

void Dispatch::publish_next()
{
    natsMsg* const message = outbox_.next();
    const auto status = natsConnection_PublishMsg(connection_.handle(), message);
    if (status == NATS_OK) {
        sent(*message);
    } else if (status == NATS_MAX_PAYLOAD || status == NATS_NO_SERVER_SUPPORT) {
        losses_.add(refusal(status));
        outbox_.remove_next();
    } else {
        log::debug("publish: ", reason(status));
        pace_.refused(Clock::now());
    }
}

void Dispatch::sent(natsMsg& message)
{
    if (const auto number = outbox_.next_number(); number > sent_) {
        sent_ = number;
        published_.add(static_cast<std::size_t>(natsMsg_GetDataLength(&message)));
    } else {
        ++again_;
    }
    if (keeps())
        return outbox_.sent();
    outbox_.remove_next();
    pace_.stored();
}

std::string Dispatch::refusal(natsStatus status) const
{
    if (status == NATS_NO_SERVER_SUPPORT)
        return "the server takes no headers";
    return log::concat("larger than the server's max_payload of ",
                       natsConnection_GetMaxPayload(connection_.handle()), " bytes");
}

void Dispatch::end()
{
    const std::string trouble = stream_ ? stream_->trouble() : "";
    disconnect();
    hear_denials();
    losses_.add(keeps() ? "not acknowledged before the end" : "not sent before the end", outbox_.count(),
                trouble);
}

void Dispatch::disconnect()
{
    look_.reset();
    stream_.reset();
    connection_.close();
}

void Dispatch::check() const
{
    const bool nothing = keeps() ? stored_ == 0 : denied_ >= published_.messages();
    const bool refused = not_permitted_ || !connection_.complaints().denied_subscription().empty();
    if (number_ > 0 && nothing && refused)
        throw Error("publish: nothing could be published, for the server does not permit it");
}

void Dispatch::fill(BridgeFigures& figures) const
{
    figures.messages = published_.messages();
    figures.bytes = published_.bytes();
    figures.buffered = outbox_.count();
    if (!keeps())
        return;
    figures.stored = stored_;
    figures.stored_already = already_;
    figures.in_flight = outbox_.in_flight();
    figures.again = again_;
}

} // namespace zws::nats
