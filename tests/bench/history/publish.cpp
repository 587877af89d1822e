// SPDX-License-Identifier: MIT
// Binds a PUB to ENDPOINT; when a subscriber is there it sends COUNT messages of about 100 bytes of JSON
// under a topic, and waits for the subscriber where it is slow.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <zmq.h>

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    void* const context = zmq_ctx_new();
    void* const socket = zmq_socket(context, ZMQ_XPUB);
    const int on = 1;
    const int ever = -1;
    zmq_setsockopt(socket, ZMQ_XPUB_NODROP, &on, sizeof on);
    zmq_setsockopt(socket, ZMQ_LINGER, &ever, sizeof ever);
    if (zmq_bind(socket, argv[1]) != 0)
        return 1;
    char text[128];
    if (zmq_recv(socket, text, sizeof text, 0) < 0)
        return 1;
    const long count = std::strtol(argv[2], nullptr, 10);
    std::minstd_rand random(1);
    for (long i = 0; i < count; ++i) {
        const unsigned long x = random() % 1'000'000;
        const unsigned long y = random() % 1'000'000;
        const int size = std::snprintf(text, sizeof text,
                                       "{\"t\":%ld.%06ld,\"n\":%08ld,\"x\":1.%06lu,\"y\":-3.%06lu,"
                                       "\"state\":\"running\",\"unit\":\"m/s\",\"ok\":true}",
                                       1763870400 + i / 1000, i % 1000 * 1000, 10'000'000 + i, x, y);
        if (zmq_send(socket, "sensor", 6, ZMQ_SNDMORE) < 0 ||
            zmq_send(socket, text, static_cast<size_t>(size), 0) < 0)
            return 1;
    }
    zmq_close(socket);
    zmq_ctx_term(context);
    return 0;
}
