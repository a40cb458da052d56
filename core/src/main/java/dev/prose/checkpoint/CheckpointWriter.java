package dev.prose.checkpoint;

import dev.prose.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files of a checkpoint durably, and keeps the {@link Manifest} of what it wrote. */
final class CheckpointWriter {
  private final Path folder;
  private final Map<String, Manifest.Entry> written = new LinkedHashMap<>();

  /**
   * @param folder where to write, empty
   */
  CheckpointWriter(Path folder) {
    this.folder = folder;
  }

  void json(String name, Map<String, ?> fields) throws IOException {
    byte[] json = JsonObject.format(fields);
    write(name, channel -> DurableFile.writeFully(channel, ByteBuffer.wrap(json)));
  }

  void tensors(String name, Map<String, Tensor> tensors) throws IOException {
    write(name, channel -> Safetensors.write(channel, tensors));
  }

  private void write(String name, DurableFile.Content content) throws IOException {
    DurableFile.write(
        folder.resolve(name),
        channel -> {
          Measured measured = new Measured(channel);
          content.writeTo(measured);
          written.put(name, new Manifest.Entry(measured.size, measured.sha256.toHex()));
        });
  }

  /** Writes the manifest, after all other files. */
  void finish() throws IOException {
    DurableFile.write(folder.resolve(Manifest.FILE), new Manifest(written).format());
  }

  // What was meant to be written, and not what the disk made of it, is what the manifest holds.
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
