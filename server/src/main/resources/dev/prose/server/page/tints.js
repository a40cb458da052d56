// The tints of tokens, and what they mean. The colours are in style.css, by these names.

const PROBABILITIES = [0.5, 0.25, 0.1, 0.03, 0.01];
const BITS = [1, 2, 4, 6, 8];
const RANKS = [1, 10, 100];
const DIFFERENCES = [0.5, 1.5, 3];

const step = (limits, isBelow) => {
  const at = limits.findIndex(isBelow);
  return at === -1 ? limits.length : at;
};

export const byProbability = p => `s${step(PROBABILITIES, limit => p >= limit)}`;

export const byBits = bits => (bits === null ? 'none' : `s${step(BITS, limit => bits < limit)}`);

export const byRank = rank => (rank === null || rank === undefined ? 'none' : `r${step(RANKS, limit => rank <= limit)}`);

/** Who knew better: `a` the first model, `b` the second, by the bits that the second needed more. */
export const byDifference = difference => {
  if (difference === null) {
    return 'none';
  }
  const size = step(DIFFERENCES, limit => Math.abs(difference) < limit);
  return size === 0 ? 's0' : `${difference > 0 ? 'a' : 'b'}${size}`;
};

export const PROBABILITY_LEGEND = [
  ['s0', '50% or more'],
  ['s1', '25%'],
  ['s2', '10%'],
  ['s3', '3%'],
  ['s4', '1%'],
  ['s5', 'less'],
];

export const BITS_LEGEND = [
  ['s0', 'below 1 bit'],
  ['s1', '1'],
  ['s2', '2'],
  ['s3', '4'],
  ['s4', '6'],
  ['s5', '8 bits or more'],
];

export const RANK_LEGEND = [
  ['r0', 'first'],
  ['r1', 'to 10th'],
  ['r2', 'to 100th'],
  ['r3', 'beyond'],
];

export const differenceLegend = (first, second) => [
  ['a3', `${first}, by 3 bits`],
  ['a2', '1.5'],
  ['a1', '0.5'],
  ['s0', 'about the same'],
  ['b1', '0.5'],
  ['b2', '1.5'],
  ['b3', `${second}, by 3 bits`],
];
