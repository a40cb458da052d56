package dev.prose.token.kinds;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.bpe.TiktokenFile;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Splitters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tokenizer that somebody else may have made: a {@code tokenizer.json} of Hugging Face, or
 * a {@code .tiktoken} file of ranks.
 */
public final class TokenizerFile {
  /** The largest tokenizer.json that is read: one of a million subwords takes two thirds. */
  public static final int MOST_BYTES = 1 << 27;

  private static final String RANKS = ".tiktoken";

  /** The patterns of OpenAI's vocabularies, by the names of their files. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "gpt2" + RANKS, "gpt2",
          "r50k_base" + RANKS, "gpt2",
          "cl100k_base" + RANKS, "gpt4",
          "o200k_base" + RANKS, "gpt4o");

  private TokenizerFile() {}

  /**
   * Reads a file.
   *
   * @param pattern cuts the text into pieces; only a file of ranks does not say it itself, and of
   *     OpenAI's own it is known
   * @throws InvalidFileException if the content is damaged, or has a rule that cannot be honoured
   * @throws IllegalArgumentException if there is a pattern and the file has its own, or there is
   *     none and the file has none
   */
  public static Tokenizer read(Path file, Optional<Splitter> pattern) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(RANKS)) {
      Optional<Splitter> splitter =
          pattern.or(() -> Optional.ofNullable(PATTERNS.get(name)).map(Splitters::named));
      return new BpeTokenizer(
          TiktokenFile.read(file),
          splitter.orElseThrow(() ->
              new IllegalArgumentException(
                  name
                      + " does not say by which pattern a text is cut before tokens are looked for")));
    }
    if (pattern.isPresent()) {
      throw new IllegalArgumentException(name + " has a pattern of its own");
    }
    return TokenKinds.read(JsonObject.read(file, MOST_BYTES), OnUnknown.ERROR);
  }
}
