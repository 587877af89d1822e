// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/nats_runtime.hpp"

/// Messages of libnats can be made in tests.
inline const zws::nats::NatsRuntime library_for_tests;
