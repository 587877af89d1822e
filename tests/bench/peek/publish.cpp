// SPDX-License-Identifier: MIT
// Binds a PUB to ENDPOINT; when a subscriber is there it sends COUNT messages of about 100 B of JSON, RATE a
// second, under ten topics. It drops them as any PUB does where the subscriber is slow.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <zmq.h>

int main(int argc, char** argv)
{
    using Clock = std::chrono::steady_clock;
    if (argc != 4)
        return 2;
    void* const context = zmq_ctx_new();
    void* const socket = zmq_socket(context, ZMQ_XPUB);
    if (zmq_bind(socket, argv[1]) != 0)
        return 1;
    char text[200];
    if (zmq_recv(socket, text, sizeof text, 0) < 0)
        return 1;
    const long count = std::strtol(argv[2], nullptr, 10);
    const double rate = std::strtod(argv[3], nullptr);
    const auto start = Clock::now();
    const double began =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    for (long i = 0; i < count; ++i) {
        const double passed = static_cast<double>(i) / rate;
        if (i % 100 == 0)
            std::this_thread::sleep_until(start + std::chrono::duration<double>(passed));
        const int size = std::snprintf(text, sizeof text,
                                       "{\"t\":%.6f,\"seq\":%010ld,\"temp\":%.4f,\"hum\":%.3f,\"on\":true,"
                                       "\"unit\":\"degrees\",\"n\":\"b7\"}",
                                       began + passed, i / 10 + 1'000'000'000, 20 + std::sin(passed) * 5,
                                       40 + std::cos(passed) * 3);
        char topic[20];
        const int topic_size = std::snprintf(topic, sizeof topic, "plant/%ld", i % 10);
        if (zmq_send(socket, topic, static_cast<size_t>(topic_size), ZMQ_SNDMORE) < 0 ||
            zmq_send(socket, text, static_cast<size_t>(size), 0) < 0)
            return 1;
    }
    zmq_close(socket);
    zmq_ctx_term(context);
    return 0;
}
