// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/number.hpp"
#include "tools/zfeed/input.hpp"
#include "tools/zfeed/json_picker.hpp"
#include "tools/zfeed/json_splitter.hpp"
#include "tools/zfeed/parsers.hpp"

#include <algorithm>
#include <deque>
#include <limits>

namespace zws::feed {

namespace {

class JsonParser final : public Parser {
public:
    explicit JsonParser(const ParseOptions& options) : topic_(options.topic), picker_(options) {}

    void parse(std::string_view line, Sink& sink) override
    {
        if (!splitter_.open()) {
            line = line.substr(0, line.find_last_not_of(" \t\r") + 1); // npos + 1 is 0
            if (line.empty())
                return;
            if (json_error(line).empty())
                return pass_on(line, sink);
        }
        split(line, sink);
        take_again(sink);
    }

    void finish(Sink& sink) override
    {
        while (splitter_.open()) {
            refuse(std::string_view(open_).substr(0, open_.size() - 1), open_lines_, sink);
            recover({});
            take_again(sink);
        }
    }

    std::uint64_t open_lines() const override { return open_lines_; }

private:
    /// Takes all values that end in a line.
    void split(std::string_view line, Sink& sink)
    {
        std::size_t at = 0;
        bool from_before = splitter_.open();
        for (auto found = splitter_.next(line, at);; found = splitter_.next(line, at)) {
            const auto begin = from_before ? 0 : splitter_.begin();
            if (found == JsonSplitter::Found::more)
                return splitter_.open() ? keep(line.substr(begin), sink) : void();
            if (found == JsonSplitter::Found::error)
                return fail(line, line.substr(begin), sink);
            take_whole(line.substr(begin, at - begin), sink);
            from_before = false;
        }
    }

    /// Keeps a part of a value, which goes on in the next line.
    void keep(std::string_view part, Sink& sink)
    {
        open_.append(part) += '\n';
        ++open_lines_;
        if (open_.size() <= Input::default_longest)
            return;
        sink.refuse("the value is too long", open_lines_ - 1 + again_.size());
        forget();
    }

    /// Takes a value that ends with `last`.
    void take_whole(std::string_view last, Sink& sink)
    {
        if (open_lines_ == 0)
            return pass_on_json(last, sink);
        open_ += last;
        std::string_view text = open_;
        if (const std::string error = read_json(text, finite_); !error.empty()) {
            refuse(open_, open_lines_ + 1, sink);
        } else {
            std::string line;
            append_compact(line, text);
            pass_on(line, sink);
        }
        forget();
    }

    void pass_on_json(std::string_view text, Sink& sink)
    {
        if (!read_json(text, finite_).empty())
            return refuse(text, 1, sink);
        pass_on(text, sink);
    }

    /// Takes what is JSON.
    void pass_on(std::string_view text, Sink& sink)
    {
        if (picker_.picks()) {
            if (const std::string why = picker_.look_into(text, sink); !why.empty())
                return sink.refuse(why, again_.size());
        }
        parsed_.frames.clear();
        if (topic_)
            parsed_.frames.emplace_back(*topic_);
        else if (picker_.has_topic())
            parsed_.frames.emplace_back(picker_.topic());
        parsed_.frames.push_back(text);
        sink.send(parsed_);
    }

    /// Tells why `text`, which has `lines` lines up to this one, is not JSON, with the number of the line
    /// where that shows.
    void refuse(std::string_view text, std::uint64_t lines, Sink& sink)
    {
        std::string why = read_json(text, finite_);
        const auto line = std::min(take_line(why), lines); // of the value
        if (line > 1)
            why += ", in a value that begins " + std::to_string(line - 1) +
                   (line > 2 ? " lines before" : " line before");
        sink.refuse("not JSON: " + why, lines - line + again_.size());
    }

    /// Takes the number of the line out of "parse error at line 3, column 4: ..."; the last one, without.
    static std::uint64_t take_line(std::string& why)
    {
        constexpr std::string_view place = "at line ";
        const auto from = why.find(place);
        const auto comma = why.find(", ", from);
        if (from == std::string::npos || comma == std::string::npos)
            return std::numeric_limits<std::uint64_t>::max();
        const auto digits = std::string_view(why).substr(from + place.size(), comma - from - place.size());
        const auto line = parse_number<std::uint64_t>(digits);
        why.erase(from + 3, comma + 2 - from - 3);
        return line;
    }

    void fail(std::string_view line, std::string_view part, Sink& sink)
    {
        refuse(open_ + std::string(part), open_lines_ + 1, sink);
        recover(line);
    }

    void forget()
    {
        splitter_.reset();
        open_.clear();
        open_lines_ = 0;
    }

    /// Forgets the value that is open up to the next line, of those kept and `last`, that can begin another:
    /// one that begins with a bracket. That line and those after it are taken again.
    void recover(std::string_view last)
    {
        constexpr std::size_t most = std::size_t{64} << 10U; // bytes: what is taken again can fail again
        std::string lines = open_.size() > most ? '\n' + std::string(last) : open_ + std::string(last);
        const bool from_before = open_lines_ > 0;
        forget();
        if (!from_before)
            return;
        const auto begin = std::min(lines.find("\n{"), lines.find("\n["));
        if (begin == std::string::npos)
            return;
        std::vector<std::string> rest;
        for (auto at = begin + 1; at <= lines.size();) {
            const auto end = std::min(lines.find('\n', at), lines.size());
            rest.push_back(lines.substr(at, end - at));
            at = end + 1;
        }
        again_.insert(again_.begin(), rest.begin(), rest.end());
    }

    void take_again(Sink& sink)
    {
        while (!again_.empty()) {
            const std::string line = std::move(again_.front());
            again_.pop_front();
            split(line, sink);
        }
    }

    std::optional<std::string> topic_;
    JsonPicker picker_;
    JsonSplitter splitter_;
    std::string open_;             ///< lines of a value that goes on, each with its end
    std::uint64_t open_lines_ = 0; ///< in open_
    std::deque<std::string> again_;
    std::string finite_; ///< a text with null for NaN and infinities
    Parsed parsed_;
};

} // namespace

std::unique_ptr<Parser> json_parser(const ParseOptions& options)
{
    return std::make_unique<JsonParser>(options);
}

} // namespace zws::feed
