package dev.prose.compress;

import dev.prose.model.LanguageModel;
import dev.prose.text.InvalidDataException;
import dev.prose.token.chars.Vocabulary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** What {@link Compressor} made, to be turned into the file that it was made of. */
public final class CompressedFile {
  private static final double LEAST_BITS = 0x1p-20; // of a unit: see AdaptiveFrequencies

  private final String name;
  private final byte[] bytes;
  private final Header header;
  private final int end; // where the checksum begins

  /**
   * Reads a file's header.
   *
   * @param name the file's, for messages
   * @throws InvalidDataException if it has none, or tells more than it can hold
   */
  public CompressedFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.header = Header.read(name, bytes);
    this.end = bytes.length - Compressor.CHECKSUM;
    int room = end - header.size();
    if (room < 0) {
      throw new InvalidDataException(name + ": is cut short: it ends before its checksum");
    }
    boolean possible =
        header.method() == Method.STORED
            ? header.units() == room
            : header.units() <= ((double) room + Long.BYTES) * Byte.SIZE / LEAST_BITS;
    if (!possible) {
      throw new InvalidDataException(
          "%s: is damaged: it says that %,d units are in %,d bytes"
              .formatted(name, header.units(), room));
    }
  }

  /** How it was compressed. */
  public Method method() {
    return header.method();
  }

  /**
   * Decompresses a file that takes no model.
   *
   * @param out takes the original file, part by part; that it is right is known when this returns
   * @throws InvalidDataException if the file is damaged
   * @throws IllegalStateException if it takes a model
   */
  public Decompressed decompress(OutputStream out, CodingListener listener) throws IOException {
    return switch (header.method()) {
      case STORED -> stored(out);
      case FROM_CHARACTERS, FROM_BYTES -> {
        try {
          ArithmeticDecoder decoder = new ArithmeticDecoder(bytes, header.size(), end);
          FromNothing nothing = new FromNothing(header.method(), vocabulary(decoder));
          yield decode(decoder, nothing.model(), nothing.alphabet(), out, listener);
        } catch (BrokenCodeException e) {
          throw damaged(String.valueOf(e.getMessage()));
        }
      }
      case STATIC, ADAPTIVE -> throw new IllegalStateException("it takes a model");
    };
  }

  /**
   * Decompresses a file that takes a model.
   *
   * @param shared the same model, one that learns if the {@link #method} says so
   * @param out takes the original file, part by part; that it is right is known when this returns
   * @throws OtherModelException if the model is another one
   * @throws InvalidDataException if the file is damaged
   */
  public Decompressed decompress(SharedModel shared, OutputStream out, CodingListener listener)
      throws IOException {
    if (shared.mark() != header.mark()) {
      throw new OtherModelException(name, header.mark(), shared);
    }
    if (shared.adaptive() != (header.method() == Method.ADAPTIVE)) {
      throw new IllegalArgumentException("the model is not in the form of " + header.method());
    }
    try {
      ArithmeticDecoder decoder = new ArithmeticDecoder(bytes, header.size(), end);
      Alphabet alphabet = new TokenAlphabet(shared.tokenizer());
      return decode(decoder, shared.model(), alphabet, out, listener);
    } catch (BrokenCodeException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private Decompressed stored(OutputStream out) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, header.size(), end - header.size());
    requireSound(checksum);
    out.write(bytes, header.size(), end - header.size());
    return new Decompressed(header.units(), 0, header.units(), 0);
  }

  private Vocabulary vocabulary(ArithmeticDecoder decoder) {
    Vocabulary vocabulary = new VocabularyCode(decoder).read();
    int size = vocabulary.size();
    if (size == 0
        || size > header.units()
        || (header.method() == Method.FROM_BYTES && vocabulary.itos(size - 1) >= 1 << Byte.SIZE)) {
      throw new BrokenCodeException("its vocabulary is that of no file");
    }
    return vocabulary;
  }

  private Decompressed decode(
      ArithmeticDecoder decoder,
      LanguageModel model,
      Alphabet alphabet,
      OutputStream out,
      CodingListener listener)
      throws IOException {
    CRC32C checksum = new CRC32C();
    OutputStream original =
        new BufferedOutputStream(new CheckedOutputStream(out, checksum), 1 << 16);
    UnitCoder coder = new UnitCoder(decoder, model);
    long size = 0;
    for (long i = 0; i < header.units(); i++) {
      int unit = coder.code(0);
      if (Alphabet.isRaw(unit)) {
        original.write(Alphabet.rawByte(unit));
        size++;
      } else {
        byte[] symbol = alphabet.bytes(unit);
        original.write(symbol);
        size += symbol.length;
      }
      if (i % CodingListener.INTERVAL == 0) {
        listener.reached(i, header.units());
      }
    }
    original.flush();
    requireSound(checksum);
    return new Decompressed(size, coder.symbols(), header.units() - coder.symbols(), coder.nats());
  }

  /**
   * Compares the checksum.
   *
   * @param checksum of the original file so far
   */
  private void requireSound(CRC32C checksum) {
    checksum.update(bytes, 0, end);
    if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(end)) {
      throw damaged("what it gives has another checksum");
    }
  }

  private InvalidDataException damaged(String reason) {
    return new InvalidDataException(
        name + ": is damaged, cut short, or has something behind its end: " + reason);
  }
}
