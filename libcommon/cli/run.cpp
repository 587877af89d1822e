// SPDX-License-Identifier: MIT
#include "libcommon/cli/run.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/descriptor_limit.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/standard_streams.hpp"

#include <csignal>
#include <exception>
#include <new>

namespace zws {

namespace {

void act(CommandLine& cli, CommandLine::Action action, const std::function<void()>& body)
{
    switch (action) {
    case CommandLine::Action::help:
        return standard_streams::print(cli.help());
    case CommandLine::Action::version:
        return standard_streams::print(cli.called_as() + " " ZWS_VERSION "\n");
    case CommandLine::Action::completion:
        return standard_streams::print(cli.completion());
    case CommandLine::Action::run:
        raise_descriptor_limit();
        require_descriptors();
        return body();
    }
}

int status(ExitCode code)
{
    return static_cast<int>(code);
}

/// Runs it all; the exit status.
int ended(CommandLine& cli, int argc, char** argv, const std::function<void()>& body)
{
    // A reader that goes away is an error of the write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    // There, no terminal hangs up: it asks to read files again, and that ends nobody who has none.
    if (service_manager::present())
        std::signal(SIGHUP, SIG_IGN);
    const std::string called = argc > 0 ? argv[0] : "";
    cli.call(called);
    log::open(cli.called_as(), log::Level::normal);
    try {
        standard_streams::occupy();
        const auto action = cli.parse(argc, argv);
        log::open(cli.called_as(), cli.log_level());
        act(cli, action, body);
        return status(ExitCode::done);
    } catch (const OutputClosed&) {
        return status(ExitCode::done);
    } catch (const UsageError& e) {
        log::error(e.what(), " (see '", called.empty() ? cli.called_as() : called, " --help')");
        return status(e.exit_code());
    } catch (const Error& e) {
        log::error(e.what());
        return status(e.exit_code());
    } catch (const std::bad_alloc&) {
        log::error("out of memory");
        return status(ExitCode::failure);
    } catch (const std::exception& e) {
        log::error(e.what());
        return status(ExitCode::failure);
    }
}

} // namespace

int run(CommandLine cli, int argc, char** argv, const std::function<void()>& body)
{
    const int code = ended(cli, argc, argv, body);
    log::stats("", ""); // the shell goes on where it was
    return code;
}

} // namespace zws
