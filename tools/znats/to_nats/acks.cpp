// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/acks.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/znats/nats/libnats.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace zws::nats {

namespace {

std::string new_inbox()
{
    natsInbox* raw = nullptr;
    check(natsInbox_Create(&raw), "inbox");
    return InboxPtr(raw).get();
}

/// The number at the end of a subject that reply_to() made.
std::optional<std::uint64_t> number_of(std::string_view subject)
{
    std::uint64_t number = 0;
    const auto digits = subject.substr(subject.rfind('.') + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size())
        return {};
    return number;
}

bool is_final(int error_code)
{
    constexpr int exceeds_maximum = 10054;
    constexpr int header_exceeds_maximum = 10097;
    return error_code == exceeds_maximum || error_code == header_exceeds_maximum;
}

Ack stored(const nlohmann::json& json)
{
    const auto sequence = json.value("seq", nlohmann::json(0));
    const auto duplicate = json.value("duplicate", nlohmann::json(false));
    return {.kind = Ack::Kind::stored,
            .sequence = sequence.is_number_unsigned() ? sequence.get<std::uint64_t>() : 0,
            .duplicate = duplicate.is_boolean() && duplicate.get<bool>()};
}

} // namespace

Ack parse_ack(std::string_view data)
{
    const auto json = nlohmann::json::parse(data, nullptr, false);
    if (!json.is_object())
        return {.reason = "the answer is not a JSON object"};
    const auto error = json.find("error");
    if (error == json.end() || !error->is_object())
        return stored(json);
    const auto code = error->value("err_code", nlohmann::json(0));
    const auto text = error->value("description", nlohmann::json("no description"));
    return {.kind = is_final(code.is_number_integer() ? code.get<int>() : 0) ? Ack::Kind::refused
                                                                             : Ack::Kind::retry,
            .reason = log::excerpt(text.is_string() ? text.get<std::string>() : text.dump())};
}

Acks::Acks(WakeUp& wake) : wake_(wake), inbox_(new_inbox()) {}

void Acks::listen(const Connection& connection)
{
    natsSubscription* raw = nullptr;
    check(natsConnection_Subscribe(&raw, connection.handle(), (inbox_ + ".*").c_str(), on_message, this),
          "subscribe " + inbox_);
    subscription_.reset(raw);
    check(natsSubscription_SetPendingLimits(raw, -1, -1), "pending limits"); // what is in flight is bounded
}

std::string Acks::reply_to(std::uint64_t number) const
{
    return inbox_ + '.' + std::to_string(number);
}

std::string Acks::id_of(std::uint64_t number) const
{
    return inbox_.substr(inbox_.rfind('.') + 1) + '-' + std::to_string(number);
}

std::vector<Ack> Acks::collect()
{
    const std::lock_guard lock(mutex_);
    return std::exchange(acks_, {});
}

void Acks::on_message(natsConnection*, natsSubscription*, natsMsg* message, void* self)
{
    const MsgPtr owned(message);
    static_cast<Acks*>(self)->add(*message);
}

void Acks::add(natsMsg& message)
{
    const auto number = number_of(natsMsg_GetSubject(&message));
    if (!number)
        return;
    const std::string_view data(natsMsg_GetData(&message),
                                static_cast<std::size_t>(natsMsg_GetDataLength(&message)));
    Ack ack = natsMsg_IsNoResponders(&message)
                  ? Ack{.no_stream = true, .reason = "no stream takes this subject now"}
                  : parse_ack(data);
    ack.number = *number;
    {
        const std::lock_guard lock(mutex_);
        acks_.push_back(std::move(ack));
    }
    wake_.call();
}

} // namespace zws::nats
