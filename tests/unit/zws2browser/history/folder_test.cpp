// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/support/captured.hpp"
#include "tests/unit/support/temporary_folder.hpp"
#include "tests/unit/zws2browser/history/naive.hpp"
#include "tools/zws2browser/history/folder.hpp"
#include "tools/zws2browser/history/keeper.hpp"

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <sys/resource.h>

namespace zws::browser::history {

namespace {

namespace fs = std::filesystem;

/// A store with its folder, as a process has them.
struct Process {
    explicit Process(const fs::path& path, const FolderBounds& sizes = {}, const Bounds& memory = {})
        : store(memory, true), folder(path, sizes)
    {
        store.tick(1000);
        folder.load(store);
    }

    void append(const std::string& series, const std::vector<Point>& points)
    {
        for (const auto point : points)
            REQUIRE(store.append(series, point.time, point.value));
    }

    Store store;
    Folder folder;
};

void check_all(const Store& store, const std::string& series, const std::vector<Point>& points)
{
    const auto view = store.view(series);
    REQUIRE(view);
    const Window everything{-1e12, 1e12, 100'000};
    test::check_answer(answer(*view, everything), points, everything);
    test::RandomPoints random(1);
    for (int i = 0; i < 5; ++i) {
        const auto window = random.window(points);
        test::check_answer(answer(*view, window), points, window);
    }
}

void copy_anew(const fs::path& from, const fs::path& to)
{
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

std::uint64_t size_of_all(const fs::path& folder, const std::string& ending)
{
    std::uint64_t sum = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        sum += entry.path().extension() == ending ? entry.file_size() : 0;
    return sum;
}

} // namespace

TEST_CASE("a folder gives back what was saved, whatever happened between")
{
    const test::TemporaryFolder temporary;
    const auto path = temporary.path / "history";
    test::RandomPoints random(5);
    std::vector<Point> a;
    std::vector<Point> b;
    const auto some = [&](std::vector<Point>& all, std::size_t count) {
        const auto more = random.take(count);
        all.insert(all.end(), more.begin(), more.end());
        return more;
    };
    for (const std::size_t count : {10U, 40'000U, 0U, 20'000U, 1U}) {
        Process process(path);
        if (!a.empty()) {
            check_all(process.store, "a", a);
            check_all(process.store, "b", b);
        }
        for (int part = 0; part < 4; ++part) {
            process.append("a", some(a, count));
            process.append("b", some(b, count / 50 + 1));
            process.folder.save(process.store, 1000);
        }
    }
}

TEST_CASE("what is not saved is lost, and nothing else")
{
    const test::TemporaryFolder temporary;
    {
        Process process(temporary.path);
        process.append("a", test::steps(100));
        process.folder.save(process.store, 1000);
        process.append("a", test::steps(50, 2e9));
    }
    Process process(temporary.path);
    check_all(process.store, "a", test::steps(100));
}

TEST_CASE("points that were sealed after they were journaled are there once")
{
    const test::TemporaryFolder temporary;
    const auto points = test::steps(points_of_chunk + 5);
    {
        Process process(temporary.path);
        process.append("a", {points.begin(), points.begin() + 1000});
        process.folder.save(process.store, 1000);
        process.append("a", {points.begin() + 1000, points.end()});
        process.folder.save(process.store, 1000);
    }
    Process process(temporary.path);
    check_all(process.store, "a", points);
    CHECK(process.store.open_count() == 5);
}

TEST_CASE("a torn end of any file is cut off with a warning, and what is before it is there")
{
    const test::TemporaryFolder temporary;
    const auto path = temporary.path / "whole";
    const auto torn = temporary.path / "torn";
    const auto points = test::steps(2 * points_of_chunk + 30);
    {
        Process process(path);
        process.append("a", {points.begin(), points.begin() + points_of_chunk + 10});
        process.folder.save(process.store, 1000);
        process.append("a", {points.begin() + points_of_chunk + 10, points.end()});
        process.folder.save(process.store, 1000);
    }
    const auto cut_each = [&](const std::string& name, std::uint64_t last, std::uint64_t step) {
        const auto size = fs::file_size(path / name);
        for (std::uint64_t gone = 1; gone <= last; gone += step) {
            copy_anew(path, torn);
            fs::resize_file(torn / name, size - gone);
            std::optional<Process> process;
            const auto said = test::captured(2, [&] { process.emplace(torn); });
            INFO(name << " without the last " << gone << " bytes: " << said);
            CHECK((gone == last || said.find("torn end is cut off") != std::string::npos));
            const auto view = process->store.view("a");
            REQUIRE(view);
            const auto found = answer(*view, {0, 2e9, 100'000});
            REQUIRE(found.raw);
            CHECK(found.points.size() >= points_of_chunk + 10);
            CHECK(std::includes(points.begin(), points.end(), found.points.begin(), found.points.end(),
                                [](Point x, Point y) { return x.time < y.time; }));
            if (gone % 8 != 1)
                continue;
            process->append("a", test::steps(3, 1.5e9));
            process->folder.save(process->store, 1000);
            process.reset();
            Process again(torn);
            CHECK(answer(*again.store.view("a"), {0, 2e9, 100'000}).points.size() == found.points.size() + 3);
        }
    };
    cut_each("journal", 24 + 16 * 30, 37);
    cut_each("000000.chunks", sizeof(SavedChunk), 1);
    cut_each("000000.blocks", 12'992, 2503);
    cut_each("000000.points", 40'000, 9973);
}

TEST_CASE("bytes that are damaged are found, in files as in the last")
{
    const test::TemporaryFolder temporary;
    const auto points = test::steps(points_of_chunk + 1);
    {
        Process process(temporary.path);
        process.append("a", points);
        process.folder.save(process.store, 1000);
    }
    const auto chunk = test::captured(2, [&] {
        auto* file = std::fopen((temporary.path / "000000.points").c_str(), "r+");
        std::fseek(file, 5000, SEEK_SET);
        std::fputc('x', file);
        std::fclose(file);
        const Process process(temporary.path);
        CHECK(process.store.series().front().count == 1);
    });
    CHECK(chunk.find("cut off") != std::string::npos);
}

TEST_CASE("a folder keeps to its size: points go first, then blocks, then chunks")
{
    const test::TemporaryFolder temporary;
    constexpr std::uint64_t bound = std::uint64_t{2} << 20U;
    Process process(temporary.path, {bound});
    test::RandomPoints random(2);
    std::vector<Point> points;
    for (int round = 0; round < 75; ++round) {
        std::vector<Point> more;
        for (std::size_t i = 0; i < points_of_chunk; ++i)
            more.push_back({1e9 + static_cast<double>(points.size() + i), random.number(0, 1 << 30) / 3.0});
        points.insert(points.end(), more.begin(), more.end());
        process.append("a", more);
        process.folder.save(process.store, 1000);
        REQUIRE(process.folder.size() <= bound + (std::uint64_t{1} << 18U));
    }
    CHECK(size_of_all(temporary.path, ".points") > bound / 4);
    CHECK(size_of_all(temporary.path, ".blocks") > size_of_all(temporary.path, ".points") / 8);
    const auto chunks = process.store.view("a")->chunks;
    CHECK(chunks.front().points() == nullptr);
    CHECK(chunks.front().blocks() != nullptr);
    const Window recent{points.back().time - 20'000, points.back().time, 100};
    test::check_answer(answer(*process.store.view("a"), recent), points, recent);
    const auto known = process.store.series();
    CHECK(known.front().count > points.size() / 2);
}

TEST_CASE("a folder forgets what is too old, and the journal does not bring it back")
{
    const test::TemporaryFolder temporary;
    const FolderBounds bounds{std::uint64_t{1} << 30U, 100};
    const Bounds memory{std::size_t{64} << 20U, 100, 100};
    const auto save = [](Process& process, double now) {
        process.store.tick(now);
        process.folder.save(process.store, now);
    };
    {
        Process process(temporary.path, bounds, memory);
        process.append("a", test::steps(100));
        save(process, 1000);
        save(process, 1050); // sealed
        process.append("b", test::steps(10));
        save(process, 1060);
        save(process, 1151);
    }
    Process process(temporary.path, bounds, memory);
    const auto known = process.store.series();
    REQUIRE(known.size() == 1);
    CHECK(known.front().name == "b");
}

TEST_CASE("a series that was forgotten and comes back has all its points")
{
    const test::TemporaryFolder temporary;
    const FolderBounds bounds{std::uint64_t{1} << 30U};
    const Bounds memory{std::size_t{64} << 20U, 100, 100};
    {
        Process process(temporary.path, bounds, memory);
        process.append("a", test::steps(100));
        process.store.tick(1050); // sealed
        process.folder.save(process.store, 1050);
        process.store.tick(1200);
        CHECK(process.store.series().empty());
        process.append("a", test::steps(50, 2e9));
        process.folder.save(process.store, 1200);
    }
    Process process(temporary.path, bounds);
    auto all = test::steps(100);
    const auto later = test::steps(50, 2e9);
    all.insert(all.end(), later.begin(), later.end());
    check_all(process.store, "a", all);
}

TEST_CASE("the journal begins anew, and loses nothing")
{
    const test::TemporaryFolder temporary;
    const FolderBounds bounds{std::uint64_t{1} << 20U};
    std::vector<Point> points;
    {
        Process process(temporary.path, bounds);
        for (int i = 0; i < 3000; ++i) {
            const auto more = test::steps(20, 1e9 + i * 20);
            points.insert(points.end(), more.begin(), more.end());
            process.append("a", more);
            process.folder.save(process.store, 1000);
            REQUIRE(fs::file_size(temporary.path / "journal") < 700'000);
        }
    }
    Process process(temporary.path, bounds);
    check_all(process.store, "a", points);
}

TEST_CASE("the old journal goes after what was sealed meanwhile is saved")
{
    const test::TemporaryFolder temporary;
    Store store({}, true);
    Journal journal(temporary.path, 0);
    for (const auto point : test::steps(10))
        store.append("a", point.time, point.value);
    journal.save(store);
    bool saved = false;
    journal.rewrite(store, [&] { saved = fs::file_size(temporary.path / "journal") == 24 + 16 * 10; });
    CHECK(saved);
}

TEST_CASE("a folder is of one process, and of one format")
{
    const test::TemporaryFolder temporary;
    {
        const Process process(temporary.path);
        CHECK_THROWS_AS(Folder(temporary.path, {}), Error);
    }
    temporary.write("format", "zws history 2\n");
    try {
        const Folder folder(temporary.path, {});
        FAIL();
    } catch (const Error& error) {
        CHECK(std::string(error.what()) ==
              "history in " + temporary.path.string() +
                  ": its format is \"zws history 2\", which this version does not know");
    }
    CHECK_THROWS_AS(Folder("/proc/nowhere", {}), Error);
}

TEST_CASE("where nothing can be written points stay in memory, and are saved when there is room")
{
    const test::TemporaryFolder temporary;
    const auto points = test::steps(3 * points_of_chunk + 100);
    {
        Process process(temporary.path);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        REQUIRE(getrlimit(RLIMIT_FSIZE, &limit) == 0);
        rlimit small = limit;
        small.rlim_cur = 100'000;
        REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
        process.append("a", points);
        for (int i = 0; i < 3; ++i)
            CHECK_THROWS_AS(process.folder.save(process.store, 1000), Error);
        check_all(process.store, "a", points);
        REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
        process.folder.save(process.store, 1000);
        CHECK(process.store.unsaved_chunks().empty());
        check_all(process.store, "a", points);
    }
    Process process(temporary.path);
    check_all(process.store, "a", points);
}

TEST_CASE("while nothing can be written memory keeps to its bound, and what is lost is counted")
{
    const test::TemporaryFolder temporary;
    Process process(temporary.path, {}, {std::size_t{1} << 20U, 10});
    const auto points = test::steps(40 * points_of_chunk);
    process.append("a", points);
    CHECK(process.store.figures().memory <= std::size_t{1} << 20U);
    CHECK(process.store.figures().dropped.unsaved_points > 0);
    process.folder.save(process.store, 1000);
    CHECK(process.store.unsaved_chunks().empty());
}

TEST_CASE("a keeper saves on its own, says when it cannot, and saves what comes last")
{
    const test::TemporaryFolder temporary;
    const auto path = temporary.path / "history";
    {
        Process process(path);
        const Keeper keeper(process.store, process.folder, std::chrono::milliseconds(1));
        process.append("a", test::steps(100));
    }
    {
        Process process(path);
        check_all(process.store, "a", test::steps(100));
        process.append("a", test::steps(10, 2e9));
        const auto said = test::captured(2, [&] {
            fs::permissions(path / "journal", fs::perms::none);
            fs::remove_all(path);
            process.append("a", test::steps(points_of_chunk, 3e9));
            const Keeper keeper(process.store, process.folder, std::chrono::milliseconds(1));
            while (keeper.failures() < 3)
                std::this_thread::yield();
        });
        CHECK(said.find("history: ") != std::string::npos);
        CHECK(said.find("was not saved") != std::string::npos);
        CHECK(said.find("No such file") != std::string::npos);
    }
}

} // namespace zws::browser::history
