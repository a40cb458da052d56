package dev.prose.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family of models from outside the library is kept and loaded as its own are. */
class OutsideFormatTest {
  private static final float HALF = (float) Math.log(0.5);
  private static final UnigramModel MODEL = new UnigramModel(new float[] {HALF, HALF});
  private static final Tokenizer TOKENIZER = CharTokenizer.of("ab");

  @TempDir private Path out;

  private static Checkpoint checkpoint(LanguageModel model) {
    return new Checkpoint(
        model, TOKENIZER, TrainingState.of(Corpus.of("test", "ab"), "by hand", 0));
  }

  @Test
  void itsFormatIsFoundByItsType() throws IOException {
    Path folder = checkpoint(MODEL).save(out);
    assertThat(Files.readString(folder.resolve("config.json")))
        .contains("\"model_type\" : \"outside-unigram\"", "\"note\" : \"from outside\"");
    LanguageModel loaded = Checkpoint.load(out, OnUnknown.ERROR).languageModel();
    assertThat(loaded).isInstanceOf(UnigramModel.class);
    assertThat(loaded.surprisals(0, 1)).containsExactly(-HALF, -HALF);
  }

  @Test
  void itMayBeAPartOfAnInterpolation() throws IOException {
    checkpoint(
            new LinearInterpolation(
                List.of(MODEL, BigramModel.random(2, 1), MODEL), 0.5, 0.25, 0.25))
        .save(out);
    LanguageModel loaded = Checkpoint.load(out, OnUnknown.ERROR).languageModel();
    assertThat(((LinearInterpolation) loaded).components().getLast())
        .isInstanceOf(UnigramModel.class);
  }

  @Test
  void allOfItsFilesGoWithTheCheckpoint() throws IOException {
    Path first = checkpoint(MODEL).save(out);
    assertThat(first.resolve("model.note")).exists();
    checkpoint(MODEL).save(out);
    checkpoint(MODEL).save(out); // the first is neither the latest nor that before it
    assertThat(first).doesNotExist();
  }

  @Test
  void aTypeThatNobodyKnowsIsRefused() throws IOException {
    Path folder = checkpoint(MODEL).save(out);
    Files.delete(folder.resolve("manifest.json"));
    Path config = folder.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("outside-unigram", "nobody-knows"));
    assertThatThrownBy(() -> Checkpoint.load(out, OnUnknown.ERROR))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("nobody-knows, for which no format is known");
  }

  @Test
  void aLargeVocabularyComesBack() throws IOException {
    int[] codePoints = IntStream.range(0x10000, 0x10000 + 300_000).toArray();
    CharTokenizer large = new CharTokenizer(Vocabulary.ofCodePoints(codePoints), OnUnknown.ERROR);
    UnigramModel model = new UnigramModel(new float[codePoints.length]);
    TrainingState state = TrainingState.of(Corpus.of("test", "ab"), "by hand", 0);
    new Checkpoint(model, large, state).save(out);
    assertThat(Checkpoint.load(out, OnUnknown.ERROR).tokenizer().sameAs(large)).isTrue();
  }
}
