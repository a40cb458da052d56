const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with its thousands apart. */
export const count = number => whole.format(number);

/** A number that need not be whole, as what is left of a count. */
export const faded = number => number.toFixed(2);

/** A probability as a percentage, with the digits that matter. */
export const percent = p => {
  const hundredths = p * 100;
  if (hundredths >= 99.95) {
    return p === 1 ? '100%' : `${Math.min(hundredths, 99.99).toFixed(2)}%`;
  }
  if (hundredths >= 10) {
    return `${hundredths.toFixed(1)}%`;
  }
  if (hundredths >= 0.1) {
    return `${hundredths.toFixed(2)}%`;
  }
  if (hundredths >= 0.001) {
    return `${hundredths.toFixed(3)}%`;
  }
  return hundredths === 0 ? '0%' : '<0.001%';
};

/** A number of bits. */
export const bits = b => `${b.toFixed(b < 10 ? 2 : 1)} bits`;

/** A signed number with a true minus sign. */
export const signed = (number, digits = 2) =>
  `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(digits)}`;

/** First, second, third: 1st, 2nd, 3rd. */
export const ordinal = n => {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return count(n) + suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)];
};

/** A number with its noun. */
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** A time that is left, about. */
export const duration = seconds => {
  if (seconds < 1) {
    return 'less than a second';
  }
  if (seconds < 90) {
    return plural(Math.round(seconds), 'second');
  }
  return seconds < 5400 ? plural(Math.round(seconds / 60), 'minute') : plural(Math.round(seconds / 3600), 'hour');
};

const SPOKEN = new Map([
  ['␣', 'space'],
  [' ', 'space'],
  ['\\n', 'new line'],
  ['\n', 'new line'],
  ['\\t', 'tab'],
  ['.', 'full stop'],
  [',', 'comma'],
  [';', 'semicolon'],
  [':', 'colon'],
  ['!', 'exclamation mark'],
  ['?', 'question mark'],
  ["'", 'apostrophe'],
  ['"', 'quotation mark'],
  ['-', 'hyphen'],
  ['(', 'left bracket'],
  [')', 'right bracket'],
]);

/** A token's name for someone who listens. */
export const spoken = token => SPOKEN.get(token.label) ?? (/^\p{Lu}$/u.test(token.label) ? `capital ${token.label}` : token.label);

/** What to add for someone who listens where a token's label is there to be seen: nothing, if that says it. */
export const heard = token => (SPOKEN.has(token.label) ? SPOKEN.get(token.label) : '');

/** The beginning of a text, on one line. */
export const beginning = (text, length) => {
  const characters = Array.from(text.replaceAll('\n', ' ↵ '));
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : characters.join('');
};
