package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Corpus CORPUS = Corpus.of("test", "a \"quoted\" text\n\t\\ 😀é\u0001");
  private static final CharTokenizer TOKENIZER = CharTokenizer.of(CORPUS.text());

  @TempDir private Path out;

  private static Checkpoint checkpoint(long seed, int step) {
    BigramModel model = BigramModel.random(TOKENIZER.vocabularySize(), seed);
    return new Checkpoint(model, TOKENIZER, TrainingState.of(CORPUS, "test", step));
  }

  private Checkpoint load() throws IOException {
    return Checkpoint.load(out, OnUnknown.ERROR);
  }

  private List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everythingComesBackAsItWas() throws IOException {
    Checkpoint saved = checkpoint(1, 5000);
    Path folder = saved.save(out);
    for (Path place : List.of(out, folder)) {
      Checkpoint loaded = Checkpoint.load(place, OnUnknown.ERROR);
      assertThat(((BigramModel) loaded.model()).logits())
          .isEqualTo(((BigramModel) saved.model()).logits());
      assertThat(loaded.tokenizer().sameAs(TOKENIZER)).isTrue();
      assertThat(loaded.training()).isEqualTo(saved.training());
    }
    assertThat(files(folder))
        .containsExactly(
            "config.json",
            "generation_config.json",
            "manifest.json",
            "model.safetensors",
            "tokenizer.json",
            "training_state.json");
  }

  @Test
  void impossibleTransitionsComeBackToo() throws IOException {
    float none = Float.NEGATIVE_INFINITY;
    BigramModel model = new BigramModel(2, new float[] {0, none, none, 0});
    new Checkpoint(model, CharTokenizer.of("ab"), TrainingState.of(CORPUS, "test", 0)).save(out);
    assertThat(((BigramModel) load().model()).logits()).containsExactly(0, none, none, 0);
  }

  @Test
  void aFolderWithoutAModelSaysSo() {
    assertThatThrownBy(this::load)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(out + ": there is no model here");
  }

  private Path latest() throws IOException {
    return Checkpoint.find(out, Checkpoint.Kept.LATEST);
  }

  /** Changes a file of a checkpoint that, like one from elsewhere, has no manifest. */
  private void replace(String file, String what, String with) throws IOException {
    Files.deleteIfExists(latest().resolve("manifest.json"));
    Path path = latest().resolve(file);
    String json = Files.readString(path);
    assertThat(json).contains(what);
    Files.writeString(path, json.replace(what, with));
  }

  private void assertRefused(String... inMessage) {
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidFileException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
  }

  @Test
  void filesThatDoNotFitTogetherAreRefused() throws IOException {
    checkpoint(1, 1).save(out);
    replace("config.json", "\"bigram\"", "\"unigram\"");
    assertRefused("config.json", "model_type", "unigram");
    replace("config.json", "\"unigram\"", "\"bigram\"");
    int size = TOKENIZER.vocabularySize();
    replace("config.json", "\"vocab_size\" : " + size, "\"vocab_size\" : " + (size + 1));
    assertRefused("vocab_size", "is " + (size + 1));
    replace("config.json", "\"vocab_size\" : " + (size + 1), "\"vocab_size\" : 99999999");
    assertRefused("vocab_size", "must be a whole number from 0 to 46340");
    replace(
        "config.json", "\"vocab_size\" : 99999999", "\"vocab_size\" : 1, \"vocab_size\" : " + size);
    assertRefused("config.json", "not valid JSON", "vocab_size");
    Files.delete(latest().resolve("config.json"));
    assertThatThrownBy(this::load).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aModelFromElsewhereNeedsNoTrainingState() throws IOException {
    Checkpoint saved = checkpoint(1, 1);
    Path folder = saved.save(out);
    for (String file : List.of("manifest.json", "training_state.json", "generation_config.json")) {
      Files.delete(folder.resolve(file));
    }
    Checkpoint loaded = Checkpoint.load(folder, OnUnknown.ERROR);
    assertThat(((BigramModel) loaded.model()).logits())
        .isEqualTo(((BigramModel) saved.model()).logits());
    assertThat(loaded.training()).isEqualTo(TrainingState.UNKNOWN);
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    Path folder = checkpoint(1, 1).save(out);
    Files.delete(folder.resolve("tokenizer.json"));
    Files.createDirectory(folder.resolve("tokenizer.json"));
    assertRefused("tokenizer.json", "is no regular file");
    Files.delete(folder.resolve("manifest.json"));
    assertRefused("tokenizer.json", "is no regular file");
  }

  @Test
  void aBrokenTokenizerIsRefused() throws IOException {
    checkpoint(1, 1).save(out);
    replace("tokenizer.json", "\"a\" : ", "\"ab\" : ");
    assertRefused("tokenizer.json", "model.vocab.ab", "not one character");
    replace("tokenizer.json", "\"ab\" : ", "\"z\" : ");
    assertRefused("ascending order");
    replace("tokenizer.json", "\"z\" : ", "\"a\" : 0, \"z\" : ");
    assertRefused("model.vocab");
  }

  @Test
  void numbersThatAreNoLogitsAreRefused() throws IOException {
    float none = Float.NEGATIVE_INFINITY;
    for (float[] row : new float[][] {{0, Float.NaN}, {0, Float.POSITIVE_INFINITY}, {none, none}}) {
      float[] table = {0, 0, row[0], row[1]};
      assertThatIllegalArgumentException()
          .as("nothing is saved that could not be loaded")
          .isThrownBy(() ->
              new Checkpoint(
                  new BigramModel(2, table),
                  CharTokenizer.of("ab"),
                  TrainingState.of(CORPUS, "test", 0)));
      new Checkpoint(
              new BigramModel(2, new float[4]),
              CharTokenizer.of("ab"),
              TrainingState.of(CORPUS, "test", 0))
          .save(out);
      Files.delete(latest().resolve("manifest.json"));
      Path weights = latest().resolve("model.safetensors");
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putFloat(bytes.limit() - 8, row[0]).putFloat(bytes.limit() - 4, row[1]);
      Files.write(weights, bytes.array());
      assertRefused("model.safetensors", "token_embedding_table.weight", "row 1");
    }
  }

  @Test
  void aFolderOfThePersonsWithAConfigOfItsOwnIsNoObstacle() throws IOException {
    Files.writeString(out.resolve("config.json"), "{\"mine\": true}");
    checkpoint(1, 7).save(out);
    assertThat(load().training().step()).isEqualTo(7);
  }
}
