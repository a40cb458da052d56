package dev.prose.checkpoint;

import dev.prose.file.DurableFile;
import dev.prose.json.JsonObject;
import dev.prose.model.ModelOutput;
import dev.prose.numeric.Tensor;
import dev.prose.text.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a checkpoint, keeps the {@link Manifest} of what it wrote, and makes them all
 * durable at the end: a file system that keeps a journal then writes it once, not once per file.
 */
final class CheckpointWriter implements Closeable {
  private final Path folder;
  private final Map<String, Manifest.Entry> written = new LinkedHashMap<>();
  private final List<FileChannel> files = new ArrayList<>();

  /**
   * @param folder where to write, empty
   */
  CheckpointWriter(Path folder) {
    this.folder = folder;
  }

  void json(String name, Map<String, ?> fields) throws IOException {
    byte[] json = JsonObject.format(fields);
    file(name, channel -> DurableFile.writeFully(channel, ByteBuffer.wrap(json)));
  }

  void tensors(String name, Map<String, Tensor> tensors) throws IOException {
    file(name, channel -> Safetensors.write(channel, tensors));
  }

  void file(String name, ModelOutput.Content content) throws IOException {
    Measured file = new Measured(create(name));
    content.writeTo(file);
    written.put(name, file.entry());
  }

  private FileChannel create(String name) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    files.add(file);
    return file;
  }

  /** Writes the manifest, and returns when all files are on the disk. */
  void finish() throws IOException {
    DurableFile.writeFully(create(Manifest.FILE), ByteBuffer.wrap(new Manifest(written).format()));
    for (FileChannel file : files) {
      file.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    @Nullable IOException failure = null;
    for (FileChannel file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  // The manifest holds what was meant to be written, not what the disk made of it.
  private static final class Measured implements WritableByteChannel {
    private final WritableByteChannel channel;
    private final Sha256 sha256 = new Sha256();
    private long size;

    Measured(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      ByteBuffer copy = source.duplicate();
      int count = channel.write(source);
      sha256.update(copy.limit(copy.position() + count));
      size += count;
      return count;
    }

    Manifest.Entry entry() {
      return new Manifest.Entry(size, sha256.toHex());
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
