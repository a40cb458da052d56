package dev.prose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aRecordThatDoesNotFitOnTheDiskLeavesNoPart() throws IOException {
    Path path = folder.resolve("records");
    for (int room = 6; room < 12; room++) {
      FullDisk disk = new FullDisk(path, room);
      try (AppendedFile file = new AppendedFile(path, disk)) {
        file.append(bytes("first\n"));
        assertThatThrownBy(() -> file.append(bytes("second\n")))
            .isInstanceOf(FileSystemException.class)
            .hasMessage(path + ": No space left on device");
        assertThat(path).hasContent("first\n");
        disk.makeRoom();
        file.append(bytes("third\n"));
        assertThat(path).hasContent("first\nthird\n");
      }
    }
  }
}
