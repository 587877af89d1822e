// SPDX-License-Identifier: MIT
import http from "node:http";
import { once } from "node:events";

/**
 * A reverse proxy that shows `upstream` under a prefix, WebSockets included, as a web server in front of zws does.
 *
 * @param {string} upstream "http://127.0.0.1:8000/"
 * @param {string} prefix "/plots"
 * @param {boolean} [knowsWebSocket] without, a handshake becomes an ordinary request
 * @param {boolean} [passesHost] without, the upstream gets its own name, as nginx does it unless it is told otherwise
 * @returns {Promise<{url: string, fallSilent: () => void, turnTo: (upstream: string) => void, close: () => void}>} the
 *     address of the prefix, with a slash at its end; fallSilent() leaves the WebSockets of now open, but passes
 *     nothing on between their ends; turnTo() ends them, and passes all that comes later on to another server
 */
export async function reverseProxy(upstream, prefix, knowsWebSocket = true, passesHost = true) {
  let { hostname, port } = new URL(upstream);
  const forward = ({ method, headers, url }) => {
    const host = passesHost ? headers.host : `${hostname}:${port}`;
    return http.request({ hostname, port, method, headers: { ...headers, host }, path: url.slice(prefix.length) });
  };
  const server = http.createServer((request, response) => {
    if (!request.url.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    const { upgrade, connection, ...headers } = request.headers; // they are of one hop
    forward({ method: request.method, headers, url: request.url }).on("response", (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }).on("error", () => response.destroy()).end();
  });
  /** Both ends of all WebSockets. */
  const ends = new Set();
  const pass = (request, socket) => {
    socket.on("error", () => {});
    forward(request).on("upgrade", (answer, other, first) => {
      other.on("error", () => socket.destroy());
      const headers = answer.rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join("");
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`);
      socket.write(first); // what came with the answer
      other.pipe(socket).pipe(other);
      for (const end of [socket, other])
        ends.add(end.on("close", () => ends.delete(end)));
    }).on("response", () => socket.destroy()).on("error", () => socket.destroy()).end();
  };
  if (knowsWebSocket)
    server.on("upgrade", pass);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}/`,
    fallSilent() {
      for (const end of ends)
        end.unpipe().pause();
    },
    turnTo(upstream) {
      ({ hostname, port } = new URL(upstream));
      ends.forEach((end) => end.destroy());
    },
    close() {
      ends.forEach((end) => end.destroy());
      server.close();
      server.closeAllConnections();
    },
  };
}
