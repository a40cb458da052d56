package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramScores;
import dev.prose.model.Predictor;
import dev.prose.smooth.StupidBackoff;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model in a zip file or jar, whose files cannot be mapped, is the same model. */
class ZippedCheckpointTest {
  private static final int[] TEXT = {0, 1, 1, 0, 1, 0, 0, 0, 1, 1};

  @TempDir private Path folder;

  static Stream<Named<Predictor>> models() {
    NGramCounts counts = NGramCounts.of(Tokens.of(TEXT, 2), 3);
    List<LanguageModel> mixed =
        Arrays.stream(HostileFilesTest.Kind.values())
            .map(kind -> (LanguageModel) kind.model())
            .toList();
    double[] weights = new double[mixed.size()];
    Arrays.fill(weights, 1.0 / mixed.size());
    Predictor interpolation = new LinearInterpolation(mixed, weights);
    return Stream.concat(
        Arrays.stream(HostileFilesTest.Kind.values())
            .map(kind -> Named.of(kind.name(), kind.model())),
        Stream.of(
            Named.of("SCORES", new StupidBackoff(0.4).fit(counts)),
            Named.of("INTERPOLATION", interpolation)));
  }

  /** The run's folder, in a zip file. */
  private FileSystem zipped(Predictor model) throws IOException {
    Path run = folder.resolve("run");
    new Checkpoint(
            model,
            CharTokenizer.of("ab"),
            TrainingState.of(Corpus.of("test", "ab"), "test", 3).withValidationLoss(0.5))
        .save(run);
    Path zip = folder.resolve("model.jar");
    try (FileSystem made = FileSystems.newFileSystem(zip, Map.of("create", "true"));
        Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        String name = folder.relativize(file).toString();
        Files.copy(file, made.getPath("/" + name));
      }
    }
    return FileSystems.newFileSystem(zip);
  }

  private static double[] answers(Predictor model) {
    double[] answers = new double[TEXT.length];
    if (model instanceof NGramScores scores) {
      for (int i = 0; i < TEXT.length; i++) {
        answers[i] = scores.score(TEXT[i], Arrays.copyOf(TEXT, i));
      }
      return answers;
    }
    Cursor cursor = ((LanguageModel) model).cursor();
    for (int i = 0; i < TEXT.length; i++) {
      answers[i] = cursor.logProbability(TEXT[i]);
      cursor.advance(TEXT[i]);
    }
    return answers;
  }

  @ParameterizedTest
  @MethodSource("models")
  void itIsTheSameModelAlsoWhenTheZipFileIsClosed(Predictor model) throws IOException {
    Predictor fromRun;
    Predictor fromCheckpoint;
    try (FileSystem zip = zipped(model)) {
      Path run = zip.getPath("/run");
      fromRun = Checkpoint.load(run, OnUnknown.ERROR).model();
      fromCheckpoint = Checkpoint.load(run.resolve("checkpoint-3"), OnUnknown.ERROR).model();
      assertThat(Checkpoint.verify(run, Checkpoint.Kept.BEST)).isPositive();
    }
    for (Predictor read : List.of(fromRun, fromCheckpoint)) {
      assertThat(read).hasSameClassAs(model);
      assertThat(answers(read)).containsExactly(answers(model));
    }
  }

  @Test
  void damageIsFoundThereToo() throws IOException {
    Predictor model = HostileFilesTest.Kind.COUNTS.model();
    zipped(model).close();
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("model.jar"))) {
      Path checkpoint = zip.getPath("/run/checkpoint-3");
      Files.delete(checkpoint.resolve(Manifest.FILE));
      Path file = checkpoint.resolve("model.ngram");
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Checkpoint.load(checkpoint, OnUnknown.ERROR))
            .as("%d bytes", length)
            .isInstanceOf(InvalidFileException.class)
            .hasMessageContaining("model.ngram");
      }
    }
  }
}
