// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::cat {

/// A message and what is known of its coming.
struct Received {
    const Message& message;
    std::uint64_t number = 0;                        ///< among the printed, from 1
    std::chrono::system_clock::time_point time{};    ///< set for formatters that need it
    const std::string* decoded = nullptr;            ///< what --decode made of it; nullptr: nothing was to be
    std::optional<std::string_view> decoded_topic{}; ///< as the decoder found it; none: nothing was decoded
    bool all_frames_decoded = false;                 ///< by a profile that reads the whole message

    std::string_view topic() const { return decoded_topic.value_or(message.topic()); }

    /// What stands for the payload.
    std::string_view payload() const { return decoded != nullptr ? *decoded : message.payload(); }
};

/// One form in which messages are printed.
class Formatter {
public:
    Formatter() = default;
    virtual ~Formatter() = default;
    Formatter(const Formatter&) = delete;
    Formatter& operator=(const Formatter&) = delete;

    /// Appends the form of a message to `out`. A message that has none in this format leaves `out` as it is;
    /// then the reason is returned, which is empty otherwise.
    virtual std::string print(const Received& received, std::string& out) = 0;

    /// Whether print() looks at the receive time; reading the clock for each message has its price.
    virtual bool needs_time() const { return false; }
};

/// What the user may say about a form beside its name.
struct FormatOptions {
    std::string delimiter = "\n"; ///< after each message of text, raw, json and fields
    bool pretty = false;          ///< json: indented
    bool color = false;           ///< text: paints topics, for a terminal
    bool terminal = false;        ///< templates and JSON: escapes what a terminal would obey
};

/// The names that --format takes.
std::vector<std::string> format_names();

/// The formatter for a name, or for a template where `format` has a '%'; throws std::invalid_argument with
/// what is wrong with it.
std::unique_ptr<Formatter> make_formatter(std::string_view format, const FormatOptions& options);

/// The frames joined by a tab; bytes that are not printable UTF-8 are escaped (append_escaped()).
std::unique_ptr<Formatter> text_format(const FormatOptions& options);

/// The bytes of all frames as they are.
std::unique_ptr<Formatter> raw_format(const FormatOptions& options);

/// The payload as one line of JSON, or indented; numbers and the order of keys stay as published.
std::unique_ptr<Formatter> json_format(const FormatOptions& options);

/// One line of JSON with the receive time, the topic, the payload as "data" (JSON where it is some, else as
/// append_json_bytes() does), and frames beyond these as "more".
std::unique_ptr<Formatter> jsonl_format(const FormatOptions& options);

/// The values in the payload that JSON pointers (Pointer) name, with tabs between them; strings without their
/// quotes. A message that lacks one has no form. Throws std::invalid_argument with what is wrong with a
/// field.
std::unique_ptr<Formatter> field_format(const std::vector<std::string>& fields, const FormatOptions& options);

/// For each frame "message 3, frame 1 of 2, 17 bytes" and then what hexdump -C prints of its bytes.
std::unique_ptr<Formatter> hex_format(const FormatOptions& options);

/// One line of JSON that loses nothing (append_envelope()).
std::unique_ptr<Formatter> envelope_format(const FormatOptions& options);

/// What a template such as "%T %p\n" says (parse_template()), and nothing else.
std::unique_ptr<Formatter> template_format(std::string_view text, const FormatOptions& options = {});

} // namespace zws::cat
