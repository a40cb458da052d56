package dev.prose.eval;

import dev.prose.data.OpenText;
import dev.prose.text.CodePoints;
import dev.prose.token.Encoder;
import dev.prose.token.TokenAligner;
import dev.prose.token.Tokenizer;
import java.io.IOException;

/**
 * How much of a text some of its tokens stand for, counted in the text itself and not in what a
 * tokenizer puts in place of a character that it does not know.
 *
 * @param characters how many code points end with these tokens
 * @param bytes how many bytes these take in UTF-8
 * @param unknown how many code points of the whole text no token covers
 */
public record TextCount(long characters, long bytes, long unknown) {
  /**
   * Counts along the text, from its start to its end.
   *
   * @param from the first token that counts, from 0; characters that are left out are no tokens
   * @param to the one after the last
   * @throws IOException if the text cannot be read
   */
  public static TextCount of(OpenText text, Tokenizer tokenizer, long from, long to)
      throws IOException {
    Walk walk = new Walk(from, to);
    TokenAligner aligner = new TokenAligner(tokenizer, walk);
    text.read(aligner::encode);
    return walk.end(aligner);
  }

  /** Counts along a text in memory: see {@link #of(OpenText, Tokenizer, long, long)}. */
  public static TextCount of(String text, Tokenizer tokenizer, long from, long to) {
    Walk walk = new Walk(from, to);
    TokenAligner aligner = new TokenAligner(tokenizer, walk);
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      aligner.encode(codePoints.chunk(), count);
    }
    return walk.end(aligner);
  }

  private static final class Walk implements TokenAligner.Sink {
    private final long from;
    private final long to;
    private long token;
    private long characters;
    private long bytes;

    Walk(long from, long to) {
      this.from = from;
      this.to = to;
    }

    TextCount end(TokenAligner aligner) {
      aligner.end();
      return new TextCount(characters, bytes, aligner.unknown());
    }

    @Override
    public void token(int id, String text) {
      if (id == Encoder.Sink.LEFT_OUT) {
        return;
      }
      if (token >= from && token < to) {
        text.codePoints().forEach(this::count);
      }
      token++;
    }

    private void count(int codePoint) {
      characters++;
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
  }
}
