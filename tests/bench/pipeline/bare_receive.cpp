// SPDX-License-Identifier: MIT
// The least that `zcat --format raw` can cost: receives COUNT messages from ENDPOINT and writes each with a
// newline.
#include <cstdio>
#include <cstdlib>
#include <zmq.h>

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    void* const context = zmq_ctx_new();
    void* const socket = zmq_socket(context, ZMQ_SUB);
    const int unlimited = 0;
    zmq_setsockopt(socket, ZMQ_RCVHWM, &unlimited, sizeof unlimited);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
    if (zmq_connect(socket, argv[1]) != 0)
        return 1;
    zmq_msg_t message;
    zmq_msg_init(&message);
    for (long left = std::strtol(argv[2], nullptr, 10); left > 0; --left) {
        do {
            if (zmq_msg_recv(&message, socket, 0) < 0)
                return 1;
            std::fwrite(zmq_msg_data(&message), 1, zmq_msg_size(&message), stdout);
        } while (zmq_msg_more(&message) != 0);
        std::fputc('\n', stdout);
    }
    zmq_msg_close(&message);
    zmq_close(socket);
    zmq_ctx_term(context);
    return 0;
}
