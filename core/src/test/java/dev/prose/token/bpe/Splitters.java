package dev.prose.token.bpe;

import dev.prose.token.pieces.Splitter;
import java.util.Map;

/** Ways to cut a text that are simple enough to be seen to be right. */
enum Splitters implements Splitter {
  /** Words with the space before them; the end of one is seen only at the next space. */
  BEFORE_SPACES {
    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      for (int end = from + 1; end < to; end++) {
        if (utf8[end] == ' ') {
          return end;
        }
      }
      return last ? to : NEEDS_MORE;
    }
  },
  /** Words with the space after them. */
  AFTER_SPACES {
    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      for (int end = from + 1; end <= to; end++) {
        if (utf8[end - 1] == ' ') {
          return end;
        }
      }
      return last ? to : NEEDS_MORE;
    }
  },
  /** Nothing is cut. */
  WHOLE {
    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      return last ? to : NEEDS_MORE;
    }
  },
  /** Each byte by itself, whether or not it is a character. */
  BYTES {
    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      return from + 1;
    }
  },
  /** Line ends and what is before them, as long as the line after is not empty. */
  ACROSS_LINES {
    @Override
    public int end(byte[] utf8, int from, int to, boolean last) {
      for (int end = from + 1; end < to; end++) {
        if (utf8[end - 1] == '\n' && utf8[end] != '\n') {
          return end;
        }
      }
      return last ? to : NEEDS_MORE;
    }
  };

  @Override
  public Map<String, Object> json() {
    throw new UnsupportedOperationException();
  }
}
