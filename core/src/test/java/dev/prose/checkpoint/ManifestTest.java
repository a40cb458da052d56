package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.text.InvalidFileException;
import dev.prose.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final long SIZE = Manifest.MOST_READ + 1; // bytes

  @TempDir Path folder;

  private void writeAtTheEnd(int last) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("model.ngram"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {(byte) last}), SIZE - 1);
    }
  }

  private static String sha256() {
    Sha256 sha256 = new Sha256();
    ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
    for (long left = SIZE; left > 0; left -= zeros.limit()) {
      sha256.update(zeros.clear().limit((int) Math.min(left, zeros.capacity())));
    }
    return sha256.toHex();
  }

  @Test
  void theNamesFoundWithoutAParserAreThoseThatAParserReads() throws IOException {
    Manifest.Entry entry = new Manifest.Entry(3, "model.txt");
    Manifest manifest =
        new Manifest(Map.of("model.ngram", entry, "training_state.json", entry, "a_2.bin", entry));
    Files.write(folder.resolve(Manifest.FILE), manifest.format());

    assertThat(Manifest.names(folder))
        .isEqualTo(Manifest.read(folder).orElseThrow().files().keySet())
        .hasSize(3);
  }

  @Test
  void aChangeInAFileTooLargeToBeReadEachTimeIsFoundWhenAskedFor() throws IOException {
    Manifest manifest = new Manifest(Map.of("model.ngram", new Manifest.Entry(SIZE, sha256())));
    writeAtTheEnd(0);
    assertThat(manifest.verifyAll(folder)).isEqualTo(SIZE);
    writeAtTheEnd(1);
    assertThatCode(() -> manifest.verify(folder)).doesNotThrowAnyException();
    assertThatThrownBy(() -> manifest.verifyAll(folder))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("model.ngram: was changed");
  }
}
