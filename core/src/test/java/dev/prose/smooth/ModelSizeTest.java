package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.arpa.ArpaModel;
import dev.prose.arpa.ArpaReader;
import dev.prose.arpa.ArpaWriter;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramFile;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramScores;
import dev.prose.model.Predictor;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished model is what its file holds, in memory as on disk. */
class ModelSizeTest {
  private static final Tokens TEXT = GeneratedText.of(1, 200_000);

  @TempDir private Path folder;

  private double bytesAnNGram(NGramModel model) throws IOException {
    return (double) Files.size(write(model)) / model.trie().size();
  }

  private Path write(Predictor model) throws IOException {
    Path file = Files.createTempFile(folder, "model", ".ngram"); // those before are still mapped
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      NGramFile.write(model, channel);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"5, 200000", "8, 200000", "12, 50000"})
  void anNGramTakesAtMost16Bytes(int order, int size) throws IOException {
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT.slice(0, size), order));
    assertThat(bytesAnNGram(model)).isLessThan(16);
  }

  @ParameterizedTest
  @CsvSource({"5, 1e-6, 50000", "5, 1e-5, 50000", "5, 1e-3, 200000", "8, 1e-5, 50000"})
  void anNGramThatPruningLeavesTakesAtMost16Bytes(int order, double threshold, int size)
      throws IOException {
    NGramCounts counts = NGramCounts.of(TEXT.slice(0, size), order);
    BackoffNGramModel model = BackoffForm.of(KneserNey.ESTIMATED.fit(counts));
    BackoffNGramModel pruned = new EntropyPruning(threshold).prune(model, counts);
    assertThat(pruned.trie().size()).isBetween(400L, model.trie().size() - 1);
    assertThat(bytesAnNGram(pruned)).isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8})
  void anNGramOfAnArpaFileTakesAtMost16Bytes(int order) throws IOException {
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT.slice(0, 30_000), order));
    Vocabulary vocabulary =
        Vocabulary.ofCodePoints(IntStream.range('A', 'A' + GeneratedText.VOCABULARY).toArray());
    CharTokenizer tokenizer = new CharTokenizer(vocabulary, OnUnknown.ERROR);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ArpaWriter.write(new ArpaModel(BackoffForm.of(model), tokenizer), file);
    ArpaModel read = ArpaReader.read(new ByteArrayInputStream(file.toByteArray()), "test.arpa");
    assertThat(read.model().trie().size()).isEqualTo(model.trie().size());
    assertThat(bytesAnNGram(read.model())).isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8})
  void anNGramWithAScoreTakesAtMost16Bytes(int order) throws IOException {
    NGramScores scores = StupidBackoff.DEFAULT.fit(NGramCounts.of(TEXT.slice(0, 30_000), order));
    assertThat((double) Files.size(write(scores)) / scores.table().trie().size()).isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void theModelOfAFileIsTheModelWritten(int order) throws IOException {
    // Counts of one byte, of two and of four on different levels; all totals of few n-grams in one.
    for (Tokens text :
        new Tokens[] {TEXT.slice(0, 30_000), TEXT.slice(0, 100), Tokens.of(new int[70_000], 3)}) {
      for (Smoothing smoothing :
          new Smoothing[] {KneserNey.ESTIMATED, new WittenBell(), new AdditiveNGrams(0.1)}) {
        NGramCounts counts = NGramCounts.of(text, order);
        InterpolatedNGramModel fitted = smoothing.fit(counts);
        BackoffNGramModel explicit = BackoffForm.of(fitted);
        assertSameWhenRead(fitted, text);
        assertSameWhenRead(explicit, text);
        assertSameWhenRead(explicit.narrowed(), text);
        assertSameWhenRead(new EntropyPruning(1e-3).prune(explicit, counts), text);
      }
    }
  }

  private void assertSameWhenRead(NGramModel written, Tokens text) throws IOException {
    NGramModel read = (NGramModel) NGramFile.map(write(written));
    NGramCursor expected = written.cursor();
    NGramCursor actual = read.cursor();
    for (int i = 0; i < 50; i++) {
      int token = text.at(i);
      assertThat(actual.probability(token)).isEqualTo(expected.probability(token));
      actual.advance(token);
      expected.advance(token);
    }
  }
}
