// SPDX-License-Identifier: MIT
#include "libcommon/os/memory_budget.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_folder.hpp"

#include <limits>
#include <string>

using namespace zws;

namespace {

/// A root in which /proc says which groups a process is in, and /sys what they may use.
struct Root : test::TemporaryFolder {
    explicit Root(const std::string& groups) { write("proc/self/cgroup", groups); }

    std::size_t limit() const { return memory_of_control_group(path); }
};

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

} // namespace

TEST_CASE("the memory of a control group is the least of those above it too")
{
    Root root("0::/system.slice/zws.service\n");
    CHECK(root.limit() == no_limit);
    root.write("sys/fs/cgroup/system.slice/zws.service/memory.max", "max\n");
    CHECK(root.limit() == no_limit);
    root.write("sys/fs/cgroup/system.slice/memory.max", "536870912\n");
    CHECK(root.limit() == 536870912);
    root.write("sys/fs/cgroup/system.slice/zws.service/memory.max", "1000\n");
    CHECK(root.limit() == 1000);
}

TEST_CASE("in a container, where the path of the group is not seen, its limit stands in the root")
{
    Root root("0::/docker/0123\n");
    root.write("sys/fs/cgroup/memory.max", "2000\n");
    CHECK(root.limit() == 2000);
}

TEST_CASE("control groups of version 1 have a folder for memory")
{
    Root root("5:cpu,cpuacct:/x\n4:memory:/box\n0::/\n");
    root.write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "3000\n");
    root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CHECK(root.limit() == 3000);
}

TEST_CASE("where there is no /proc there is no limit, and the machine has memory")
{
    const test::TemporaryFolder nothing;
    CHECK(memory_of_control_group(nothing.path) == no_limit);
    CHECK(memory_of_machine() > (1U << 20U));
}
