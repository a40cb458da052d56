package dev.prose.arpa;

import dev.prose.text.InvalidDataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks what gzip compressed. Damage is reported as invalid data, with the file's name. */
final class Unzipped extends FilterInputStream {
  private static final int MAGIC_1 = 0x1F; // the first two bytes of gzip's output
  private static final int MAGIC_2 = 0x8B;
  private static final int BUFFER = 1 << 16; // bytes

  private final String file;

  private Unzipped(InputStream in, String file) throws IOException {
    super(new GZIPInputStream(in, BUFFER));
    this.file = file;
  }

  /**
   * A stream's bytes, unpacked if gzip compressed them.
   *
   * @param file the file's name in messages
   * @throws InvalidDataException if the bytes begin like gzip's output, but are damaged; reading
   *     throws it too
   */
  static InputStream of(InputStream in, String file) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean zipped = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
    buffered.reset();
    try {
      return zipped ? new Unzipped(buffered, file) : buffered;
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  private static InvalidDataException damaged(String file, IOException cause) {
    return new InvalidDataException(
        file + ": gzip cannot have written it so, it is damaged or cut off", cause);
  }

  // The only read method that is used here.
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }
}
