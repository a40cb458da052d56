package dev.prose.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, as {@code faulty:///…}, with reads that fail half-way. */
public final class FaultyFiles extends RawLocalFileSystem {
  static final String SCHEME = "faulty";
  private static final AtomicInteger FAULTS = new AtomicInteger();
  private static final int AFTER = 5000; // bytes

  /** Has so many of the next streams fail. */
  static void fail(int streams) {
    FAULTS.set(streams);
  }

  /** How many have yet to fail. */
  static int left() {
    return FAULTS.get();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FSDataInputStream in = super.open(path, bufferSize);
    return new FSDataInputStream(new Stream(in));
  }

  private static final class Stream extends FSInputStream {
    private final FSDataInputStream in;
    private int read;

    Stream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      read += Math.max(count, 0);
      if (read > AFTER && FAULTS.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("the disk is on fire");
      }
      return count;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
