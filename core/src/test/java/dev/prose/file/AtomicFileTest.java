package dev.prose.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.checkpoint.FaultyFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aFileIsMadeAndReplaced() throws IOException {
    Path file = folder.resolve("a");
    AtomicFile.replace(file, bytes("old and long"));
    assertThat(file).hasContent("old and long");
    AtomicFile.replace(
        file,
        channel -> {
          DurableFile.writeFully(channel, ByteBuffer.wrap(bytes("n")));
          assertThat(file).as("until the new one is whole").hasContent("old and long");
          assertThat(names())
              .hasSize(2)
              .anyMatch(name -> AtomicFile.isTemporary(folder.resolve(name)));
          DurableFile.writeFully(channel, ByteBuffer.wrap(bytes("ew")));
        });
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a");
    assertThat(AtomicFile.isTemporary(file)).isFalse();
  }

  @Test
  void whicheverOperationFailsTheOldOneStaysWholeAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("a");
    int failures = 0;
    for (int n = 1; ; n++) {
      Files.writeString(file, "old");
      FaultyFileSystem faulty = new FaultyFileSystem(n);
      Path wrapped = faulty.wrap(file);
      if (faulty.failed() || succeeds(wrapped)) {
        break;
      }
      failures++;
      assertThat(file).as("operation %d fails", n).hasContent("old");
      assertThat(names()).as("operation %d fails", n).containsExactly("a");
    }
    assertThat(failures).as("open, write, write, fsync, rename").isEqualTo(5);
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a");
  }

  private static boolean succeeds(Path file) {
    try {
      AtomicFile.replace(
          file,
          channel -> {
            DurableFile.writeFully(channel, ByteBuffer.wrap(bytes("ne")));
            DurableFile.writeFully(channel, ByteBuffer.wrap(bytes("w")));
          });
      return true;
    } catch (IOException e) {
      assertThat(e)
          .isInstanceOf(FileSystemException.class)
          .hasMessageStartingWith(file + ": No space left on device");
      return false;
    }
  }

  @Test
  void aContentThatFailsLeavesNothing() throws IOException {
    Path file = folder.resolve("a");
    for (Throwable failure :
        List.of(
            new IllegalStateException("x"),
            new OutOfMemoryError("x"),
            new NoSuchFileException("another", null, "is missing"))) {
      assertThatThrownBy(() ->
              AtomicFile.replace(
                  file,
                  channel -> {
                    DurableFile.writeFully(channel, ByteBuffer.wrap(bytes("half")));
                    throwAny(failure);
                  }))
          .isSameAs(failure);
      assertThat(names()).isEmpty();
    }
  }

  private static void throwAny(Throwable failure) throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw (Error) failure;
    }
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Path file = folder.resolve("missing").resolve("a");
    assertThatThrownBy(() -> AtomicFile.replace(file, bytes("x")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(file + ": there is no such folder");
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a"));
    assertThatThrownBy(() -> AtomicFile.replace(file, bytes("x")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(file + ": is no regular file");
    assertThat(names()).containsExactly("a");
  }

  /** For who may write into {@code /dev}, {@code /dev/stdout} would become a file. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceIsNotReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("/dev/null"));
    assertThatThrownBy(() -> AtomicFile.replace(link, bytes("x")))
        .hasMessageStartingWith(link + ": is no regular file");
    assertThat(link).isSymbolicLink();
    assertThat(names()).containsExactly("a");
    Files.delete(link); // or JUnit warns of where it leads
  }

  /** In a stranger's folder it may lead to any file of the person's. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatALinkLeadsToStaysAsItIs() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "another's");
    for (String target : List.of("other", "missing")) {
      Path link = Files.createSymbolicLink(folder.resolve("to " + target), Path.of(target));
      AtomicFile.replace(link, bytes("new"));
      assertThat(link).isRegularFile().hasContent("new");
      assertThat(Files.isSymbolicLink(link)).isFalse();
    }
    assertThat(other).hasContent("another's");
    assertThat(names()).containsExactly("other", "to missing", "to other");
  }

  /** A name of 255 bytes is the longest that most file systems have. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "😀", " ", "."})
  void namesAreAsLongAsTheyCanBe(String part) throws IOException {
    Path file = folder.resolve(part.repeat(255 / bytes(part).length));
    AtomicFile.replace(file, bytes("x"));
    assertThat(file).hasContent("x");
  }

  @Test
  void aNameAloneIsOfTheWorkingFolder() {
    assertThat(AtomicFile.temporaryBeside(Path.of("a")).getParent()).isNull();
    assertThat(AtomicFile.temporaryBeside(folder.resolve("a")).getParent()).isEqualTo(folder);
  }

  @Test
  void writersDoNotMix() throws IOException, InterruptedException, ExecutionException {
    Path file = folder.resolve("a");
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (String each : List.of("a", "b", "c", "d")) {
        writers.add(
            executor.submit(() -> {
              for (int i = 0; i < 25; i++) {
                AtomicFile.replace(file, bytes(each.repeat(10_000)));
                String read = Files.readString(file);
                assertThat(read).isEqualTo(read.substring(0, 1).repeat(10_000));
              }
              return null;
            }));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    assertThat(names()).containsExactly("a");
  }
}
