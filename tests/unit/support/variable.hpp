// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <string>
#include <utility>

namespace zws::test {

/// Sets an environment variable while it lives.
class Variable {
public:
    Variable(std::string name, const std::string& value) : name_(std::move(name))
    {
        setenv(name_.c_str(), value.c_str(), 1); // NOLINT(concurrency-mt-unsafe): tests have one thread
    }
    ~Variable()
    {
        unsetenv(name_.c_str()); // NOLINT(concurrency-mt-unsafe): tests have one thread
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    std::string name_;
};

} // namespace zws::test
