// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::nats {

/// A NATS subject in which the token %t can stand for the topic of a message.
///
/// A topic's letters, digits, '-', '_', '/' and ':' stand for themselves, and so does a dot between two of
/// its parts where %t is the last token; every other byte is %XX. What cannot be written so has a token of
/// its own: "%-" no topic, "%0" an empty one, "%+" one that is too long for a subject and travels beside it.
class Subject {
public:
    enum class Use { publish, subscribe };

    /// What a subject says about a topic.
    struct Topic {
        enum class Kind { none, text, beside } kind = Kind::none;
        std::string text = {};
    };

    /// Throws std::invalid_argument with what is wrong with `text`.
    Subject(std::string_view text, Use use);

    bool has_topic() const { return topic_at_.has_value(); }

    /// Whether for_topic() can hold `topic`; a long one travels beside the subject.
    bool carries(std::string_view topic) const;

    /// The subject of a message with `topic`, or with none.
    std::string for_topic(std::optional<std::string_view> topic) const;

    /// The subject with a wildcard for %t: matches what for_topic() returns.
    std::string pattern() const;

    /// The reverse of for_topic(); anything else is taken as it is.
    Topic topic_of(std::string_view subject) const;

private:
    bool topic_is_last() const { return *topic_at_ + 1 == tokens_.size(); }
    std::string with(std::string_view token) const;

    std::vector<std::string> tokens_;
    std::optional<std::size_t> topic_at_; ///< the token that is %t
};

/// Whether all subjects that `part` stands for are among those of `whole`; either may have wildcards.
bool covers(std::string_view whole, std::string_view part);

} // namespace zws::nats
