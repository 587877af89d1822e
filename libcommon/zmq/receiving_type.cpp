// SPDX-License-Identifier: MIT
#include "libcommon/zmq/receiving_type.hpp"

#include "libcommon/cli/log.hpp"

#include <utility>
#include <vector>

namespace zws {

namespace {

const std::vector<std::pair<std::string, zmq::socket_type>>& receiving_types()
{
    using enum zmq::socket_type;
    static const std::vector<std::pair<std::string, zmq::socket_type>> types{
        {"sub", sub}, {"pull", pull}, {"pair", pair}, {"dealer", dealer}, {"router", router}, {"rep", rep}};
    return types;
}

} // namespace

std::string receiving_name(zmq::socket_type type)
{
    for (const auto& [name, meaning] : receiving_types()) {
        if (meaning == type)
            return name;
    }
    return "";
}

void add_type_flag(CommandLine& cli, zmq::socket_type& type)
{
    cli.add("type", choice(type, "TYPE", receiving_types()),
            "sub, or pull, pair, dealer, router, rep, which take messages away from others");
}

void warn_of_taking(zmq::socket_type type, const std::string& what)
{
    if (type != zmq::socket_type::sub)
        log::warning("--type ", receiving_name(type), ": what is ", what,
                     " here does not reach other receivers");
}

} // namespace zws
