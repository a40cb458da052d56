package dev.prose.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.prose.benchmarks.TextFile.MissingException;
import dev.prose.corpora.DownloadException;
import dev.prose.text.Corpus;
import dev.prose.text.CorpusOrigin;
import dev.prose.text.CorpusProvider;
import dev.prose.text.LoadListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir private Path work;

  private interface Loading {
    Corpus load() throws IOException;
  }

  private static CorpusProvider corpus(Loading loading) {
    return new CorpusProvider() {
      @Override
      public String name() {
        return "notes";
      }

      @Override
      public String description() {
        return "a test's";
      }

      @Override
      public CorpusOrigin origin() {
        return new CorpusOrigin.BuiltIn("a test");
      }

      @Override
      public Corpus load(LoadListener listener) throws IOException {
        return loading.load();
      }
    };
  }

  private static Corpus noCorpus() {
    return fail("no corpus is loaded where a file is named");
  }

  private void assertMissing(Path file, int code, String message) {
    assertThatThrownBy(() -> TextFile.of(Optional.of(file), corpus(TextFileTest::noCorpus), work))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            MissingException.class, e -> assertThat(e.exitCode()).isEqualTo(code));
  }

  @Test
  void aCorpusIsKeptInAFile() throws Exception {
    Path file = TextFile.of(Optional.empty(), corpus(() -> Corpus.of("notes", "to be")), work);
    assertThat(file).isAbsolute().hasFileName("notes.txt").hasContent("to be");
  }

  @Test
  void withoutANetworkItSaysWhatToGive() {
    CorpusProvider offline =
        corpus(() -> {
          throw new DownloadException("https://notes", "no route to host", "Use x", null);
        });
    assertThatThrownBy(() -> TextFile.of(Optional.empty(), offline, work))
        .hasMessage(
            "notes cannot be downloaded: no route to host. Without a network, give a text with --text FILE")
        .isInstanceOfSatisfying(
            MissingException.class, e -> assertThat(e.exitCode()).isEqualTo(74));
  }

  @Test
  void aFileThatIsNamedIsTaken() throws Exception {
    Path file = Files.writeString(work.resolve("a"), "to be");
    assertThat(TextFile.of(Optional.of(file), corpus(TextFileTest::noCorpus), work))
        .isEqualTo(file);
  }

  @Test
  void aFileThatIsNoTextIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path missing = work.resolve("missing");
    assertMissing(
        missing, 66, "--text " + missing + ": there is no such file. Name one that is there");
    Path bytes = Files.write(work.resolve("b"), new byte[] {(byte) 0xFF});
    assertMissing(
        bytes, 65, "--text " + bytes + ": is empty or not UTF-8. Name a file that holds a text");
    assertMissing(work, 74, "--text " + work + ": cannot be read: Is a directory");
  }
}
