// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"

/// Messages of libnats can be made in tests.
inline const zws::nats::NatsRuntime library_for_tests;
