// SPDX-License-Identifier: MIT

// What it costs to decode a message of 100 bytes, beside JSON of the same content and the ways of
// libprotobuf: nanoseconds of CPU a message, the least of some rounds.

#include "libcommon/codec/decoder.hpp"

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <iomanip>
#include <iostream>
#include <limits>
#include <memory>
#include <unistd.h>

namespace {

namespace pb = google::protobuf;

constexpr const char* file_text = R"(
    name: "telemetry.proto" package: "bench" syntax: "proto3"
    enum_type { name: "Mode" value { name: "IDLE" number: 0 } value { name: "DRIVING" number: 1 } }
    message_type { name: "Vector"
        field { name: "x" number: 1 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
        field { name: "y" number: 2 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
        field { name: "z" number: 3 type: TYPE_DOUBLE label: LABEL_OPTIONAL } }
    message_type { name: "Sample"
        field { name: "t" number: 1 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
        field { name: "robot" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
        field { name: "sequence" number: 3 type: TYPE_UINT64 label: LABEL_OPTIONAL }
        field { name: "acceleration" number: 4 type: TYPE_MESSAGE type_name: ".bench.Vector" label: LABEL_OPTIONAL }
        field { name: "volts" number: 5 type: TYPE_FLOAT label: LABEL_REPEATED }
        field { name: "mode" number: 6 type: TYPE_ENUM type_name: ".bench.Mode" label: LABEL_OPTIONAL }
        field { name: "ready" number: 7 type: TYPE_BOOL label: LABEL_OPTIONAL }
        field { name: "offset" number: 8 type: TYPE_SINT32 label: LABEL_OPTIONAL } })";

constexpr const char* sample_text = R"(
    t: 1763870400.123456 robot: "carter-07/imu_front" sequence: 1234567
    acceleration { x: 0.0123456789 y: -9.80665 z: 0.25 } volts: [12.1, 12.25, 11.9, 12.05] mode: DRIVING ready: true
    offset: -1500)";

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double nanoseconds(const std::function<void()>& decode)
{
    constexpr int messages = 20'000;
    constexpr int rounds = 15;
    double least = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) {
        const double begin = cpu_seconds();
        for (int i = 0; i < messages; ++i)
            decode();
        least = std::min(least, (cpu_seconds() - begin) * 1e9 / messages);
    }
    return least;
}

/// A descriptor set in a file, for as long as this lives.
class SetFile {
public:
    explicit SetFile(const pb::FileDescriptorProto& file)
    {
        pb::FileDescriptorSet set;
        *set.add_file() = file;
        std::ofstream(path_, std::ios::binary) << set.SerializeAsString();
    }
    SetFile(const SetFile&) = delete;
    SetFile& operator=(const SetFile&) = delete;
    ~SetFile() { std::filesystem::remove(path_); }

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("zws-bench-" + std::to_string(getpid()) + ".pb");
};

void decode(zws::Decoder& decoder, const zws::Message& message, std::string& out)
{
    if (const auto why = decoder.decode(message, out); !why.empty())
        throw std::runtime_error(why);
}

void tell(const char* what, double cost, double json)
{
    std::cout << std::left << std::setw(52) << what << std::right << std::fixed << std::setprecision(0)
              << std::setw(8) << cost << " ns" << std::setprecision(2) << std::setw(8) << cost / json << '\n';
}

} // namespace

int main() // NOLINT(bugprone-exception-escape): what does not fit the schema ends the benchmark
{
    pb::FileDescriptorProto file;
    if (!pb::TextFormat::ParseFromString(file_text, &file))
        return 1;
    pb::DescriptorPool pool;
    const auto* const descriptor = pool.BuildFile(file)->FindMessageTypeByName("Sample");
    pb::DynamicMessageFactory factory;
    const std::unique_ptr<pb::Message> sample(factory.GetPrototype(descriptor)->New());
    if (!pb::TextFormat::ParseFromString(sample_text, sample.get()))
        return 1;
    const std::string bytes = sample->SerializeAsString();

    const SetFile set(file);
    std::string out;
    zws::Decoder protobuf({"protobuf:" + set.path() + ":Sample", {}});
    const zws::Message message({"imu", bytes});
    decode(protobuf, message, out);
    const std::string text = out;
    zws::Decoder from_json({"json", {}});
    const zws::Message as_json({"imu", text});
    std::cout << bytes.size() << " bytes, " << text.size() << " of JSON: " << text << "\n\n";

    const double json = nanoseconds([&] { decode(from_json, as_json, out); });
    tell("--decode json", json, json);
    tell("--decode protobuf", nanoseconds([&] { decode(protobuf, message, out); }), json);
    tell("libprotobuf: DynamicMessage alone", nanoseconds([&] { sample->ParseFromString(bytes); }), json);
    tell("libprotobuf: DynamicMessage, MessageToJsonString", nanoseconds([&] {
             sample->ParseFromString(bytes);
             out.clear();
             static_cast<void>(pb::util::MessageToJsonString(*sample, &out));
         }),
         json);

    std::cout << "\nan empty message of this type in memory: " << sample->New()->SpaceUsedLong()
              << " bytes\n";
}
