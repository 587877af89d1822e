// SPDX-License-Identifier: MIT

/**
 * Where the page's own server has its WebSocket: `ws` in the page's folder, so that it is found under any prefix
 * which a reverse proxy puts in front.
 *
 * @param {string} page the page's address
 * @param {{topics: string[], history: number, interval: number}} [wish] what is asked of the server;
 *     topics are percent-encoded
 * @param {string[]} [after] positions, EPOCH:SEQUENCE, after which to go on; without, or where the server knows none of
 *     them, history counts
 * @returns {string} a ws: address, wss: where the page came over https:
 */
export function webSocketAddress(page, wish, after = []) {
  const address = new URL("ws", page);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  if (wish) {
    address.searchParams.set("interval", String(wish.interval));
    address.searchParams.set("history", String(wish.history));
    for (const topic of wish.topics)
      address.search += `&topic=${topic}`;
  }
  for (const position of after)
    address.searchParams.append("after", position);
  return address.href;
}
