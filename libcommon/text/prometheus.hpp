// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace zws {

/// Writes metrics in the text format of Prometheus (version 0.0.4), a family after the other.
class PrometheusText {
public:
    /// `prefix` begins the name of each family: "zrelay_".
    explicit PrometheusText(std::string prefix) : prefix_(std::move(prefix))
    {
        out_.precision(std::numeric_limits<double>::digits10);
    }

    /// Begins a family, whose samples follow. `type`: "counter" or "gauge".
    PrometheusText& family(std::string_view name, std::string_view type, std::string_view help)
    {
        name_ = prefix_ + std::string(name);
        out_ << "# HELP " << name_ << ' ' << help << "\n# TYPE " << name_ << ' ' << type << '\n';
        return *this;
    }

    /// `labels` in their braces, as they are to stand there.
    template <class Number>
    PrometheusText& sample(Number value, std::string_view labels = {})
    {
        out_ << name_ << labels << ' ' << value << '\n';
        return *this;
    }

    std::string rendered() { return std::move(out_).str(); }

private:
    std::string prefix_;
    std::ostringstream out_;
    std::string name_;
};

} // namespace zws
