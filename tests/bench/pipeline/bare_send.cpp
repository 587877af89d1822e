// SPDX-License-Identifier: MIT
// The least that `zfeed` can cost: binds a PUB to ENDPOINT, waits for a subscriber and sends each line of
// stdin.
#include <cstdio>
#include <cstring>
#include <zmq.h>

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    void* const context = zmq_ctx_new();
    void* const socket = zmq_socket(context, ZMQ_XPUB);
    const int on = 1;
    const int ever = -1;
    zmq_setsockopt(socket, ZMQ_XPUB_NODROP, &on, sizeof on);
    zmq_setsockopt(socket, ZMQ_LINGER, &ever, sizeof ever);
    if (zmq_bind(socket, argv[1]) != 0)
        return 1;
    static char line[1 << 16];
    if (zmq_recv(socket, line, sizeof line, 0) < 0)
        return 1;
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        if (zmq_send(socket, line, std::strcspn(line, "\n"), 0) < 0)
            return 1;
    }
    zmq_close(socket);
    zmq_ctx_term(context);
    return 0;
}
