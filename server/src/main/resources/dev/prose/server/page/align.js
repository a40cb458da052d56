import { bytesOf, decode, isPartial } from './bytes.js';

/**
 * Puts tokens together to pieces of whole characters: the tokens of a model of bytes may end in the middle of one.
 *
 * @returns {Array<{text: string, tokens: Array}>}
 */
export const pieces = tokens => {
  const found = [];
  let open = [];
  let bytes = [];
  const close = text => {
    found.push({ text, tokens: open });
    open = [];
    bytes = [];
  };
  for (const token of tokens) {
    if (isPartial(token.text)) {
      open.push(token);
      bytes.push(...bytesOf(token.text));
      const text = decode(bytes);
      if (text !== null) {
        close(text);
      }
    } else {
      if (open.length > 0) {
        close('\ufffd');
      }
      open.push(token);
      close(token.text);
    }
  }
  if (open.length > 0) {
    close('\ufffd');
  }
  return found;
};

/** The bits of a piece; null where none of its tokens was predicted. */
export const bitsOf = piece => {
  const known = piece.tokens.map(token => token.bits).filter(bits => bits !== null && bits !== undefined);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
};

const join = group => ({ text: group.map(piece => piece.text).join(''), tokens: group.flatMap(piece => piece.tokens) });

/**
 * Two models' pieces of the same text, cut where both have a boundary: `[[first, second], …]` with the same text in both.
 * Models cut differently: what a model of words takes as one, a model of characters has in many.
 */
export const aligned = (first, second) => {
  const pairs = [];
  let a = 0;
  let b = 0;
  while (a < first.length && b < second.length) {
    const left = [first[a++]];
    const right = [second[b++]];
    let behind = left[0].text.length - right[0].text.length;
    while (behind !== 0) {
      if (behind < 0 && a < first.length) {
        left.push(first[a++]);
        behind += left.at(-1).text.length;
      } else if (behind > 0 && b < second.length) {
        right.push(second[b++]);
        behind -= right.at(-1).text.length;
      } else {
        break;
      }
    }
    pairs.push([join(left), join(right)]);
  }
  return pairs;
};
