package dev.prose.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.text.Corpus;
import dev.prose.text.Sha256;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes for every way to learn. */
abstract class EstimatorContract {
  private static final Corpus CORPUS =
      Corpus.of("woodchuck", "How much wood would a woodchuck chuck?\n".repeat(30));
  private static final TokenizedText TEXT = TokenKinds.byDefault().tokenize(CORPUS);

  @TempDir Path folder;

  abstract Estimator<?> estimator();

  @Test
  void theSameTokensGiveTheSameModel() throws IOException {
    Split split = TEXT.split(0.9);
    assertThat(saved(split, "again")).isEqualTo(saved(split, "once"));
  }

  @Test
  void theValidationSplitTeachesNothing() throws IOException {
    Split split = TEXT.split(0.9);
    Tokens reversed = reversed(split.validation());
    assertThat(saved(new Split(split.train(), reversed), "reversed"))
        .isEqualTo(saved(split, "straight"));
  }

  @Test
  void theModelKnowsAllTokensAndHowItCameAbout() throws IOException {
    Estimate<?> estimate = estimator().fit(TEXT.split(0.9), TEXT.tokenizer());
    assertThat(estimate.model().vocabularySize()).isEqualTo(TEXT.tokenizer().vocabularySize());
    assertThat(estimate.description()).isNotBlank();
    assertThat(estimate.step()).isNotNegative();
  }

  private static Tokens reversed(Tokens tokens) {
    int[] ids = tokens.toArray();
    int[] reversed = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      reversed[i] = ids[ids.length - 1 - i];
    }
    return Tokens.of(reversed, tokens.vocabularySize());
  }

  /** The SHA-256 of each of the model's files, by name. */
  private Map<String, String> saved(Split split, String name) throws IOException {
    Estimate<?> estimate = estimator().fit(split, TEXT.tokenizer());
    TrainingState how = TrainingState.of(CORPUS, estimate.description(), estimate.step());
    Path saved = new Checkpoint(estimate.model(), TEXT.tokenizer(), how).save(folder.resolve(name));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(saved)) {
      for (Path file : entries.filter(EstimatorContract::isOfModel).toList()) {
        files.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static boolean isOfModel(Path file) {
    return file.getFileName().toString().startsWith("model");
  }
}
