// SPDX-License-Identifier: MIT
#include "libcommon/zmq/zap_handler.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/zmq/curve.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <mutex>
#include <vector>
#include <zmq_addon.hpp>

namespace zws {

namespace fs = std::filesystem;

namespace {

/// Frames of a request with a CURVE key (RFC 27): version, id, domain, address, identity, mechanism, key.
constexpr std::size_t curve_request_frames = 7;
constexpr std::size_t key_bytes = 32;

const std::string option = "--curve-allow";

/// Whether there is a certificate to be read; throws Error if that cannot be found out.
bool is_certificate(const fs::path& file)
{
    const auto name = file.filename().string();
    if (name.starts_with('.') || name.ends_with("_secret"))
        return false;
    std::error_code failure;
    const auto status = fs::status(file, failure);
    if (status.type() == fs::file_type::none)
        throw Error(option + (' ' + file.string()) + ": " + failure.message());
    return fs::is_regular_file(status);
}

std::set<std::string> read_keys(const std::string& folder)
{
    std::error_code failure;
    std::set<std::string> keys;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (is_certificate(entry->path()))
            keys.insert(read_curve_certificate(option, entry->path().string()).public_key);
    if (failure)
        throw Error(option + (' ' + folder) + ": " + failure.message());
    return keys;
}

/// The key in Z85; empty if it is not a request with a CURVE key.
std::string key_in(const std::vector<zmq::message_t>& request)
{
    if (request.size() != curve_request_frames || request[5].to_string_view() != "CURVE" ||
        request[6].size() != key_bytes)
        return "";
    std::array<char, 41> text{};
    return zmq_z85_encode(text.data(), request[6].data<std::uint8_t>(), key_bytes);
}

bool is_plain(const std::vector<zmq::message_t>& request)
{
    return request.size() > 5 && request[2].to_string_view() == ZapHandler::plain_domain &&
           request[5].to_string_view() == "NULL";
}

} // namespace

std::shared_ptr<ZapHandler> ZapHandler::of(zmq::context_t& context, const std::string& folder)
{
    static std::mutex mutex;
    static std::map<void*, std::weak_ptr<ZapHandler>> handlers;
    const std::lock_guard lock(mutex);
    auto& known = handlers[context.handle()];
    auto handler = known.lock();
    if (!handler)
        known = handler = std::make_shared<ZapHandler>(context, folder);
    else if (handler->folder_ != folder) // libzmq has one handler for a context
        throw Error(option + (' ' + folder) + ": " + handler->folder_ + " is in use");
    return handler;
}

ZapHandler::ZapHandler(zmq::context_t& context, std::string folder)
    : folder_(std::move(folder)), keys_(read_keys(folder_)), requests_(context, zmq::socket_type::rep)
{
    requests_.set(zmq::sockopt::linger, 0);
    requests_.bind("inproc://zeromq.zap.01");
    thread_ = std::thread([this] { run(); });
}

ZapHandler::~ZapHandler()
{
    stop_.call();
    thread_.join();
}

void ZapHandler::run()
{
    std::vector<zmq::pollitem_t> items{{requests_.handle(), 0, ZMQ_POLLIN, 0},
                                       {nullptr, sighup_.fd(), ZMQ_POLLIN, 0},
                                       {nullptr, stop_.fd(), ZMQ_POLLIN, 0}};
    Sighup::handle_here();
    while (true) {
        poll(items, std::chrono::steady_clock::time_point::max());
        if (items[2].revents != 0)
            return requests_.close();
        if (items[1].revents != 0)
            read_again();
        if (items[0].revents != 0)
            answer();
    }
}

void ZapHandler::answer()
{
    std::vector<zmq::message_t> request;
    if (!zmq::recv_multipart(requests_, std::back_inserter(request)))
        return;
    const auto key = key_in(request);
    const bool admitted = is_plain(request) || keys_.contains(key);
    if (!admitted && request.size() > 3)
        log::warning("CURVE: ", request[3].to_string_view(), " is refused: its key ", key, " is not in ",
                     folder_);
    std::vector<zmq::const_buffer> reply{zmq::str_buffer("1.0"), zmq::buffer(""), zmq::buffer("")};
    if (request.size() > 1)
        reply[1] = zmq::const_buffer(request[1].data(), request[1].size());
    reply[2] = admitted ? zmq::const_buffer("200", 3) : zmq::const_buffer("400", 3);
    for (const auto& part : {zmq::const_buffer("", 0), zmq::const_buffer("", 0), zmq::const_buffer("", 0)})
        reply.push_back(part); // status text, user, metadata
    zmq::send_multipart(requests_, reply);
}

void ZapHandler::read_again()
{
    sighup_.acknowledge();
    try {
        keys_ = read_keys(folder_);
        log::info("CURVE: ", keys_.size(), " keys in ", folder_);
    } catch (const Error& failure) {
        log::warning(failure.what(), "; the keys stay as they were");
    }
}

} // namespace zws
