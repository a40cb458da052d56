package dev.prose.token.bpe;

import dev.prose.text.InvalidFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads a {@code .tiktoken} file, as OpenAI publishes its vocabularies: on each line a token's
 * bytes in Base64, a space, and its rank, which is also its id. The merges are not in the file;
 * they follow from the ranks. Nor does it say how a text is cut into pieces.
 */
public final class TiktokenFile {
  private static final long MOST_BYTES = 1 << 26;

  private TiktokenFile() {}

  /**
   * Reads the tokens.
   *
   * @throws InvalidFileException if a line is not of that form, or the ranks do not go from 0 up,
   *     one by one
   */
  public static BpeVocabulary read(Path file) throws IOException {
    InvalidFileException.requireSize(file, MOST_BYTES);
    List<byte[]> tokens = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isEmpty()) {
          tokens.add(token(line, number, tokens.size(), file));
        }
        if (tokens.size() > BpeTokenizerJson.MOST_TOKENS) {
          throw new InvalidFileException(
              file, "has more than %,d tokens".formatted(BpeTokenizerJson.MOST_TOKENS));
        }
      }
    } catch (MalformedInputException e) {
      throw new InvalidFileException(file, "is not a file of Base64 and ranks", e);
    }
    try {
      return BpeVocabulary.ofRanks(tokens);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static byte[] token(String line, int number, int rank, Path file) {
    int space = line.indexOf(' ');
    try {
      byte[] bytes = Base64.getDecoder().decode(line.substring(0, Math.max(0, space)));
      int given = Integer.parseInt(line.substring(space + 1).strip());
      if (given != rank) {
        throw new InvalidFileException(
            file,
            "line %d has the rank %d where %d must follow: ranks go up from 0 by one"
                .formatted(number, given, rank));
      }
      return bytes;
    } catch (IllegalArgumentException e) { // also of a rank that is no number
      throw new InvalidFileException(
          file, "line %d is not Base64, a space and a rank".formatted(number), e);
    }
  }
}
