// SPDX-License-Identifier: MIT
// A peer of the fan-out benchmark: npm's ws, fed by npm's zeromq, as their manuals show it.
//   node server.mjs [ENDPOINT [PORT]]
import { WebSocketServer } from 'ws';
import { Subscriber } from 'zeromq';

const [endpoint = 'tcp://127.0.0.1:*', port = '0'] = process.argv.slice(2);

function listening(server) {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
}

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false, backlog: 4096 });
await listening(server);
const subscriber = new Subscriber();
await subscriber.bind(endpoint);
subscriber.subscribe();
console.error(`ready: bind ${subscriber.lastEndpoint}, ws ws://127.0.0.1:${server.address().port}/`);

for await (const [message] of subscriber) {
  for (const client of server.clients) {
    if (client.readyState === client.OPEN) client.send(message, { binary: false });
  }
}
