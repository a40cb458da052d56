package dev.prose.compress;

import dev.prose.model.LanguageModel;
import dev.prose.text.InvalidDataException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Makes a file smaller: to what the surprisal of its tokens amounts to, and some 16 bytes. */
public final class Compressor {
  /** The size of the checksum behind all else, in bytes. */
  static final int CHECKSUM = Integer.BYTES;

  private Compressor() {}

  /**
   * Compresses a file for somebody who has the same model.
   *
   * @param content the file's bytes, whatever they are
   * @throws InvalidDataException if the model's tokens lose something of the file
   */
  public static Compressed compress(byte[] content, SharedModel shared, CodingListener listener) {
    Alphabet alphabet = new TokenAlphabet(shared.tokenizer());
    int[] units = alphabet.units(content); // refused before the work, if at all
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    Method method = shared.adaptive() ? Method.ADAPTIVE : Method.STATIC;
    return code(content, alphabet, units, encoder, shared.model(), method, shared.mark(), listener);
  }

  /**
   * Compresses a file for somebody who has no model. Its vocabulary goes before it.
   *
   * @param content the file's bytes, whatever they are
   */
  public static Compressed fromNothing(byte[] content, CodingListener listener) {
    if (content.length == 0) {
      return new Compressed(
          file(content, Method.STORED, 0, 0, content), Method.STORED, 0, 0, 0, 0, 0, 0);
    }
    FromNothing nothing = FromNothing.of(content);
    ArithmeticEncoder encoder = new ArithmeticEncoder();
    new VocabularyCode(encoder).write(nothing.vocabulary());
    int[] units = nothing.alphabet().units(content);
    return code(
        content,
        nothing.alphabet(),
        units,
        encoder,
        nothing.model(),
        nothing.method(),
        0,
        listener);
  }

  private static Compressed code(
      byte[] content,
      Alphabet alphabet,
      int[] units,
      ArithmeticEncoder encoder,
      LanguageModel model,
      Method method,
      int mark,
      CodingListener listener) {
    int before = encoder.size();
    UnitCoder coder = new UnitCoder(encoder, model);
    long characters = 0;
    for (int i = 0; i < units.length; i++) {
      coder.code(units[i]);
      characters += Alphabet.isRaw(units[i]) ? 0 : alphabet.characters(units[i]);
      if (i % CodingListener.INTERVAL == 0) {
        listener.reached(i, units.length);
      }
    }
    byte[] coded = file(content, method, units.length, mark, encoder.finish());
    byte[] stored = file(content, Method.STORED, content.length, 0, content);
    boolean smaller = coded.length < stored.length;
    return new Compressed(
        smaller ? coded : stored,
        smaller ? method : Method.STORED,
        content.length,
        coder.symbols(),
        characters,
        units.length - coder.symbols(),
        coder.nats(),
        before);
  }

  private static byte[] file(byte[] content, Method method, long units, int mark, byte[] code) {
    byte[] header = Header.format(method, units, mark);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    checksum.update(header);
    checksum.update(code);
    return ByteBuffer.allocate(Math.addExact(header.length + CHECKSUM, code.length))
        .put(header)
        .put(code)
        .putInt((int) checksum.getValue())
        .array();
  }
}
