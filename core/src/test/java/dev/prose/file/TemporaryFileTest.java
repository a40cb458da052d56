package dev.prose.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.metrics.FullDisk;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
  @TempDir private Path folder;

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }

  @Test
  void whatIsWrittenIsReadAsOftenAsWantedAndMapped() throws IOException {
    try (TemporaryFile file = TemporaryFile.in(folder);
        Arena arena = Arena.ofConfined()) {
      assertThat(file.map(arena).byteSize()).isZero();
      file.write(bytes(1, 2, 0xFF));
      file.write(bytes(3));
      assertThat(file.size()).isEqualTo(4);
      for (int time = 0; time < 2; time++) {
        try (InputStream in = file.open()) {
          assertThat(in.read()).isEqualTo(1);
          assertThat(in.readAllBytes()).containsExactly(2, 0xFF, 3);
          assertThat(in.read()).isEqualTo(-1);
        }
      }
      assertThat(file.map(arena).toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 0xFF, 3);
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** So that whatever ends the process, nothing is left. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itHasNoNameWhileItIsOpen() throws IOException {
    try (TemporaryFile file = TemporaryFile.in(folder)) {
      file.write(bytes(1));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aFullDiskIsReportedWithTheFile() throws IOException {
    Path path = folder.resolve("ids.tmp");
    try (TemporaryFile file = new TemporaryFile(path, new FullDisk(path, 5))) {
      file.write(bytes(1, 2, 3));
      assertThatThrownBy(() -> file.write(bytes(4, 5, 6)))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(path + ": No space left on device");
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> TemporaryFile.in(gone))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(gone + ": there is no such folder for temporary files");
  }
}
