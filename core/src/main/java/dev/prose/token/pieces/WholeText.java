package dev.prose.token.pieces;

import java.util.Map;

/** Cuts nothing: the text is one piece. Where every byte is a token, that is all it takes. */
final class WholeText implements Splitter {
  @Override
  public int end(byte[] utf8, int from, int to, boolean last) {
    return last ? to : NEEDS_MORE;
  }

  @Override
  public Map<String, Object> json() {
    return PreTokenizerJson.byteLevel(false);
  }
}
