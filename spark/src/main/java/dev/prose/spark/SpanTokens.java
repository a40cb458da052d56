package dev.prose.spark;

import dev.prose.count.TokenRange;
import dev.prose.data.TokenBuffer;
import dev.prose.data.TokenFile;
import dev.prose.file.TemporaryFile;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tokens of a span, and the first ones after it, in a temporary file.
 *
 * @param range the tokens; those of the span begin windows
 * @param file has them
 */
record SpanTokens(TokenRange range, TokenFile file) implements Closeable {
  /**
   * Reads and encodes a span.
   *
   * @param spans all of one part of a text, in order
   * @param index of the span among them
   * @param following how many tokens after it to read, if the part has as many
   * @param folder where the file goes
   */
  static SpanTokens read(
      SlicedText text, List<Span> spans, int index, Tokenizer tokenizer, int following, Path folder)
      throws IOException {
    TokenFile file = new TokenFile(TemporaryFile.in(folder), tokenizer.vocabularySize());
    try {
      TokenBuffer output = new TokenBuffer(file);
      Encoder encoder = tokenizer.encoder();
      text.read(
          spans.get(index),
          (codePoints, count) -> {
            encoder.encode(codePoints, count, output);
            output.writeIfFull();
            return true;
          });
      encoder.end(output);
      long own = output.total();
      output.stopAt(own + following);
      Encoder ahead = tokenizer.encoder();
      boolean more = following > 0;
      for (int i = index + 1; i < spans.size() && more; i++) {
        more =
            text.read(
                spans.get(i),
                (codePoints, count) -> {
                  ahead.encode(codePoints, count, output);
                  return output.total() < own + following;
                });
      }
      ahead.end(output);
      output.write();
      boolean complete = output.total() < own + following || index == spans.size() - 1;
      return new SpanTokens(new TokenRange(file.tokens(), own, index == 0, complete), file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
