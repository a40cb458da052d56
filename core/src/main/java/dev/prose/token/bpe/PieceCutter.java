package dev.prose.token.bpe;

import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Utf8;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of one text, in order. Added tokens, {@code <|endoftext|>} for instance, are looked
 * for before anything else and are pieces of their own; what is between them is cut as if each
 * stretch were a text. The text is searched for them once. Not safe for use by several threads.
 */
final class PieceCutter {
  private final Splitter splitter;
  private final List<byte[]> added;
  private final boolean[] begins = new boolean[1 << Byte.SIZE]; // [byte]: an added token with it
  private final int longest; // bytes of an added token
  private int next; // where an added token begins, or before where none does
  private int length; // of it; 0 if none has been found

  /**
   * @param added the bytes of each added token; where several begin at one place, the longest is
   *     taken
   */
  PieceCutter(Splitter splitter, List<byte[]> added) {
    this.splitter = splitter;
    this.added = added;
    added.forEach(token -> begins[token[0] & 0xFF] = true);
    this.longest = added.stream().mapToInt(token -> token.length).max().orElse(1);
  }

  /** The end of the piece that begins at {@code from}: see {@link Splitter#end}. */
  int end(byte[] utf8, int from, int to, boolean last) {
    if (added.isEmpty()) {
      return splitter.end(utf8, from, to, last);
    }
    if (length == 0 || next < from) {
      search(utf8, Math.max(next, from), to, last);
    }
    if (length == 0) {
      return next > from ? splitter.end(utf8, from, next, last) : Splitter.NEEDS_MORE;
    }
    return next == from ? from + length : splitter.end(utf8, from, next, true);
  }

  private void search(byte[] utf8, int from, int to, boolean last) {
    // Nearer to the end of what is known, not all of a token may be there.
    int known = last ? to : Utf8.characterStart(utf8, from, Math.max(from, to - longest + 1), to);
    length = 0;
    for (next = from; next < known; next++) {
      length = begins[utf8[next] & 0xFF] ? lengthAt(utf8, next, to) : 0;
      if (length > 0) {
        return;
      }
    }
  }

  /** The length of the longest added token at a place, 0 if there is none. */
  private int lengthAt(byte[] utf8, int at, int to) {
    int longestHere = 0;
    for (byte[] token : added) {
      if (token.length > longestHere
          && token.length <= to - at
          && Arrays.equals(utf8, at, at + token.length, token, 0, token.length)) {
        longestHere = token.length;
      }
    }
    return longestHere;
  }

  /** Says that the first bytes of the text are gone from where it is kept. */
  void dropped(int bytes) {
    if (next < bytes) {
      length = 0; // the token that was found is gone, too
    }
    next = Math.max(0, next - bytes);
  }
}
