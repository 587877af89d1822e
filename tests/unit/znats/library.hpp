// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/library.hpp"

/// Messages of libnats can be made in tests.
inline const zws::nats::Library library_for_tests;
