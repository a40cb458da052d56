package dev.prose.compress;

import dev.prose.text.CodePoints;
import dev.prose.text.InvalidDataException;
import dev.prose.text.OnMalformed;
import dev.prose.text.RawBytes;
import dev.prose.text.TextDecoder;
import dev.prose.token.Encoder;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The tokens of a tokenizer: files are read as UTF-8, whatever else they may be. What is no UTF-8,
 * and characters that no token covers, are single bytes.
 */
final class TokenAlphabet implements Alphabet {
  private final Tokenizer tokenizer;
  private final byte[][] bytes; // [id]

  TokenAlphabet(Tokenizer tokenizer) {
    this.tokenizer = tokenizer.withOnUnknown(OnUnknown.SKIP);
    this.bytes =
        IntStream.range(0, tokenizer.vocabularySize())
            .mapToObj(tokenizer::bytes)
            .toArray(byte[][]::new);
  }

  /** A file as text, in which bytes that are no UTF-8 are {@link RawBytes}. */
  static String text(byte[] content) {
    return new TextDecoder(StandardCharsets.UTF_8, OnMalformed.KEEP)
        .decode(content, "the file")
        .text();
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public byte[] bytes(int id) {
    return bytes[id];
  }

  @Override
  public int characters(int id) {
    int characters = 0;
    for (byte each : bytes[id]) {
      characters += Utf8.continues(each) ? 0 : 1;
    }
    return characters;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidDataException if the tokens do not give the file again, because they lose white
   *     space for instance
   */
  @Override
  public int[] units(byte[] content) {
    Units units = new Units(content);
    Encoder encoder = tokenizer.encoder();
    CodePoints codePoints = new CodePoints(text(content));
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      encoder.encode(codePoints.chunk(), count, units);
    }
    encoder.end(units);
    return units.all();
  }

  /** Collects units, and follows them along the file. */
  private final class Units implements Encoder.Sink {
    private final byte[] content;
    private final int[] units; // each covers a byte or more
    private int size;
    private int position; // in the file

    Units(byte[] content) {
      this.content = content;
      this.units = new int[content.length];
    }

    @Override
    public void token(int id, int characters) {
      if (id == LEFT_OUT) {
        for (int end = position + lengthOf(characters); position < end; position++) {
          units[size++] = Alphabet.raw(content[position]);
        }
        return;
      }
      int end = position + bytes[id].length;
      if (end == position
          || end > content.length
          || !Arrays.equals(content, position, end, bytes[id], 0, bytes[id].length)) {
        throw lost();
      }
      units[size++] = id;
      position = end;
    }

    /** How many bytes the next characters have. */
    private int lengthOf(int characters) {
      int end = position;
      for (int i = 0; i < characters; i++) {
        end += Utf8.length(content, end);
      }
      return end - position;
    }

    int[] all() {
      if (position != content.length) {
        throw lost();
      }
      return Arrays.copyOf(units, size);
    }

    private InvalidDataException lost() {
      return new InvalidDataException(
          "the model's %ss do not give the file again from its byte %,d on: they lose white space, or change characters. Take a model of characters, bytes or subwords"
              .formatted(tokenizer.unit(), position));
    }
  }
}
