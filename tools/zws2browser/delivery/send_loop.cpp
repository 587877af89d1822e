// SPDX-License-Identifier: MIT
// SendRing for builds without liburing.
#include "tools/zws2browser/delivery/send_ring.hpp"

struct io_uring {};

namespace zws::browser {

SendRing::SendRing() = default;
SendRing::~SendRing() = default;

void SendRing::Close::operator()(io_uring*) const {}

void SendRing::flush(const std::vector<ClientOutput*>& outputs)
{
    for (ClientOutput* output : outputs)
        output->flush();
}

} // namespace zws::browser
