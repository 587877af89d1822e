// SPDX-License-Identifier: MIT
#include "tools/zrec/disk_thread.hpp"

#include <exception>
#include <utility>

namespace zws::rec {

DiskThread::DiskThread(Destination& destination, mcap::Compression compression, std::size_t limit)
    : destination_(destination), maker_(compression), limit_(limit), thread_([this] { run(); })
{
}

DiskThread::~DiskThread()
{
    {
        const std::lock_guard lock(mutex_);
        dropping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

bool DiskThread::has_room()
{
    const std::lock_guard lock(mutex_);
    room_is_wanted_ = bytes_ >= limit_;
    return !room_is_wanted_;
}

void DiskThread::add(Job job)
{
    {
        const std::lock_guard lock(mutex_);
        bytes_ += job.chunk.size();
        if (!failure_.empty())
            lost_ += job.chunk.messages();
        else
            jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void DiskThread::finish()
{
    {
        const std::lock_guard lock(mutex_);
        finishing_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

std::string DiskThread::failure()
{
    const std::lock_guard lock(mutex_);
    return failure_;
}

std::uint64_t DiskThread::lost()
{
    const std::lock_guard lock(mutex_);
    return lost_;
}

void DiskThread::run()
{
    try {
        work();
    } catch (const std::exception& e) { // of a thread, out of which nothing may come
        fail(e.what());
    }
}

void DiskThread::work()
{
    while (auto job = next()) {
        const std::size_t bytes = job->chunk.size();
        process(*job);
        const std::lock_guard lock(mutex_);
        bytes_ -= bytes;
        in_work_ = 0;
        if (room_is_wanted_ && bytes_ < limit_)
            wake_up_.call();
    }
    destination_.close();
}

/// None where that was all.
std::optional<Job> DiskThread::next()
{
    std::unique_lock lock(mutex_);
    while (jobs_.empty() && !finishing_ && !dropping_) {
        lock.unlock();
        destination_.look(Clock::now());
        const auto due = destination_.due();
        lock.lock();
        const auto something = [this] { return !jobs_.empty() || finishing_ || dropping_; };
        if (due == Clock::time_point::max())
            changed_.wait(lock, something);
        else
            changed_.wait_until(lock, due, something);
    }
    if (jobs_.empty() || dropping_)
        return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    in_work_ = job.chunk.messages();
    return job;
}

void DiskThread::process(const Job& job)
{
    if (!job.chunk.empty())
        destination_.write(maker_.made(job.chunk, job.effort), Clock::now());
    if (job.then == Job::Then::begin_file)
        destination_.begin_file(Clock::now());
    else if (job.then == Job::Then::end_file)
        destination_.end_file();
}

void DiskThread::fail(const std::string& reason)
{
    std::string failure = reason;
    try {
        destination_.close(); // what is written gets its summary, if there is room for that
    } catch (const std::exception&) {
        failure += " (the file has no summary, and can be read without)";
    }
    const std::lock_guard lock(mutex_);
    failure_ = failure;
    lost_ += in_work_;
    for (const Job& job : jobs_)
        lost_ += job.chunk.messages();
    jobs_.clear();
    wake_up_.call();
}

} // namespace zws::rec
