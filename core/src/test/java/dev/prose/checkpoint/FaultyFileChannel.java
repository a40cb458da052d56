package dev.prose.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A channel whose writes and fsyncs fail when its {@link FaultyFileSystem} says so. */
final class FaultyFileChannel extends FileChannel {
  private final FileChannel real;
  private final FaultyFileSystem faults;

  FaultyFileChannel(FileChannel real, FaultyFileSystem faults) {
    this.real = real;
    this.faults = faults;
  }

  /** A write that fails has written half, as on a disk that fills up. */
  @Override
  public int write(ByteBuffer source) throws IOException {
    if (faults.failsNow()) {
      real.write(source.limit(source.position() + source.remaining() / 2));
      throw new IOException("No space left on device (write)");
    }
    return real.write(source);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    faults.count("fsync");
    real.force(metaData);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    faults.count("truncate");
    real.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return real.read(target);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return real.read(target, position);
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }
}
