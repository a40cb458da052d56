package dev.prose.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes bytes as a file has them, gives those of the text: what gzip compressed is unpacked,
 * whatever the file is called, and what is no plain text is refused for what it is.
 */
public final class TextBytes {
  /** Of the heap: while the pieces are put together they are there twice, and a text comes next. */
  private static final int SHARE_OF_MEMORY = 4;

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private TextBytes() {}

  /**
   * The bytes of the text, all at once.
   *
   * @param stored the bytes of the file
   * @param source what to call the file in a message
   * @throws InvalidTextException if it is a file of another kind, is damaged, or unpacks to more
   *     than a quarter of the heap
   */
  public static byte[] of(byte[] stored, String source) {
    byte[] beginning = Arrays.copyOf(stored, Math.min(stored.length, PeekedStream.BEGINNING));
    if (!isPacked(beginning, source)) {
      return stored;
    }
    long most = Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, MOST_BYTES);
    try (InputStream in = unpack(new ByteArrayInputStream(stored), source)) {
      byte[] bytes = in.readNBytes((int) most);
      if (bytes.length == most && in.read() >= 0) {
        throw new InvalidTextException(source, new TextProblem.UnpacksTooLong(most));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory can be read
    }
  }

  /**
   * The bytes of the text, to be read in pieces. Reading throws {@link InvalidTextException} where
   * they cannot be unpacked.
   *
   * @param stored the bytes of the file; closed with what is returned, and left open by a failure
   * @param source what to call the file in a message
   * @throws InvalidTextException if it is a file of another kind
   */
  public static InputStream open(InputStream stored, String source) throws IOException {
    return peeked(stored, source);
  }

  static PeekedStream peeked(InputStream stored, String source) throws IOException {
    PeekedStream in = new PeekedStream(stored);
    return isPacked(in.beginning(), source) ? unpack(in, source) : in;
  }

  /**
   * How many bytes the text of a file has. Those of a packed one are counted, because what its end
   * says of its length may be wrong; the count ends above {@link Integer#MAX_VALUE}.
   *
   * @param source what to call the file in a message
   * @throws InvalidTextException if it is packed and cannot be unpacked
   */
  public static long size(Path file, String source) throws IOException {
    try (PeekedStream stored = new PeekedStream(Files.newInputStream(file))) {
      if (FileFormat.of(stored.beginning()).orElse(null) != FileFormat.GZIP) {
        return Files.size(file);
      }
      long size = 0;
      byte[] piece = new byte[PeekedStream.BEGINNING];
      try (Gunzip in = new Gunzip(stored, source)) {
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          size += count;
          if (size > Integer.MAX_VALUE) {
            break;
          }
        }
      }
      return size;
    }
  }

  private static PeekedStream unpack(InputStream packed, String source) throws IOException {
    PeekedStream text = new PeekedStream(new Gunzip(packed, source));
    Optional<FileFormat> inside = FileFormat.of(text.beginning());
    if (inside.isPresent()) {
      throw new InvalidTextException(source, new TextProblem.PackedNotText(inside.get()));
    }
    return text;
  }

  /** Whether gzip compressed it. */
  private static boolean isPacked(byte[] beginning, String source) {
    Optional<FileFormat> format = FileFormat.of(beginning);
    if (format.isEmpty()) {
      return false;
    }
    if (format.get() != FileFormat.GZIP) {
      throw new InvalidTextException(source, new TextProblem.NotText(format.get()));
    }
    return true;
  }
}
