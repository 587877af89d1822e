// SPDX-License-Identifier: MIT

/**
 * Where the page's own server has its WebSocket: `ws` in the page's folder, so that it is found under any prefix
 * which a reverse proxy puts in front.
 *
 * @param {string} page the page's address
 * @returns {string} a ws: address, wss: where the page came over https:
 */
export function webSocketAddress(page) {
  const address = new URL("ws", page);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
