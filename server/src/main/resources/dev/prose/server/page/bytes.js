const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();
const PREFIX = 'bytes:';
const PIECE = /\\x([0-9a-f]{2})|([^])/giu;

/** Whether a token is not whole characters; its text then names its bytes, as in `bytes:\xe2\x80`. */
export const isPartial = text => text.startsWith(PREFIX) && /\\x[0-9a-f]{2}/i.test(text);

/** The bytes of such a text. */
export const bytesOf = text => {
  const bytes = [];
  for (const [, hex, character] of text.slice(text.startsWith(PREFIX) ? PREFIX.length : 0).matchAll(PIECE)) {
    bytes.push(...(hex ? [parseInt(hex, 16)] : encoder.encode(character)));
  }
  return bytes;
};

/** The text of bytes, or null if they are not whole characters. */
export const decode = bytes => {
  try {
    return decoder.decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
};
