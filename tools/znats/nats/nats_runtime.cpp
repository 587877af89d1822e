// SPDX-License-Identifier: MIT
#include "tools/znats/nats/nats_runtime.hpp"

#include "tools/znats/nats/nats_error.hpp"

#include <atomic>
#include <nats/nats.h>

namespace zws::nats {

NatsRuntime::NatsRuntime()
{
    check(nats_Open(-1), "libnats");
}

NatsRuntime::~NatsRuntime()
{
    if (nats_CloseAndWait(farewell.count()) == NATS_TIMEOUT) {
        static std::atomic<Used*> for_ever; // see keep(); checkers of leaks find it here
        for_ever = used_.release();
    }
}

} // namespace zws::nats
