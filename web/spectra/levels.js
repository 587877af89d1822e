// SPDX-License-Identifier: MIT

const round_to = 10; // dB
const [least_span, most_span] = [30, 120];
/** A peak that is so little above a round number is shown as that. */
const little = 0.5; // dB
/** Below the mean, which is about where the noise is. */
const below_mean = 10;

/**
 * From which level to which one colours go: round numbers, so that they do not change with each message.
 *
 * @param {{mean: number, peak: number}[]} columns that are seen, in dB
 * @returns {{low: number, high: number}}
 */
export function levelRange(columns) {
  if (columns.length === 0)
    return { low: -round_to * 6, high: 0 };
  let [mean, peak] = [Infinity, -Infinity];
  for (const column of columns) {
    mean = Math.min(mean, column.mean);
    peak = Math.max(peak, column.peak);
  }
  const high = Math.ceil((peak - little) / round_to) * round_to || 0; // not -0
  const low = Math.floor((mean - below_mean) / round_to) * round_to;
  return { low: Math.min(high - least_span, Math.max(high - most_span, low)), high };
}
