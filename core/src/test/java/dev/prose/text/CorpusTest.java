package dev.prose.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @Test
  void knowsItsNameLengthAndSha256(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("abc.txt");
    Files.write(file, "\uFEFFabc😀".getBytes(StandardCharsets.UTF_8));
    Corpus corpus = Corpus.read(file);
    assertThat(corpus.name()).isEqualTo("abc.txt");
    assertThat(corpus.text()).isEqualTo("abc😀");
    assertThat(corpus.length()).as("code points").isEqualTo(4);
    assertThat(corpus.sha256())
        .as("of the bytes as they are, the mark included")
        .isEqualTo(Sha256.of(Files.readAllBytes(file)));
    // FIPS 180-2, appendix B.1
    assertThat(Corpus.of("abc", "abc").sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anEmptyTextIsRefused(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    assertThatThrownBy(() -> Corpus.read(empty))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("empty.txt is empty");
  }

  @Test
  void aPackedFileHasTheSha256OfItsText(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("a.txt"), "A rose\n");
    Path packed = Files.write(folder.resolve("a.gz"), GunzipTest.gzip(Files.readAllBytes(plain)));
    assertThat(Corpus.read(packed))
        .isEqualTo(new Corpus("a.gz", "A rose\n", Corpus.read(plain).sha256()));
  }
}
