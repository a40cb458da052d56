package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.model.BigramModel;
import dev.prose.text.Corpus;
import dev.prose.token.CharTokenizer;
import dev.prose.token.OnUnknown;
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
    return new Checkpoint(model, TOKENIZER, Provenance.of(CORPUS), "test", step);
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
      assertThat(loaded.model().logits()).isEqualTo(saved.model().logits());
      assertThat(loaded.tokenizer().vocabulary()).isEqualTo(TOKENIZER.vocabulary());
      assertThat(loaded.provenance()).isEqualTo(Provenance.of(CORPUS));
      assertThat(loaded.fit()).isEqualTo("test");
      assertThat(loaded.step()).isEqualTo(5000);
    }
    assertThat(files(folder)).containsExactly("config.json", "model.safetensors", "tokenizer.json");
  }

  @Test
  void impossibleTransitionsComeBackToo() throws IOException {
    float none = Float.NEGATIVE_INFINITY;
    BigramModel model = new BigramModel(2, new float[] {0, none, none, 0});
    new Checkpoint(model, CharTokenizer.of("ab"), Provenance.of(CORPUS), "test", 0).save(out);
    assertThat(load().model().logits()).containsExactly(0, none, none, 0);
  }

  @Test
  void theNewestCheckpointTakesThePlaceOfTheOneBefore() throws IOException {
    checkpoint(1, 500).save(out);
    checkpoint(2, 500).save(out);
    assertThat(load().model().logits()).isEqualTo(checkpoint(2, 500).model().logits());
    assertThat(files(out)).containsExactly("checkpoint-500-2", "latest");
    checkpoint(3, 500).save(out);
    checkpoint(4, 700).save(out);
    assertThat(load().step()).isEqualTo(700);
    assertThat(files(out)).containsExactly("checkpoint-700", "latest");
  }

  @Test
  void aPersonsOwnFilesStay() throws IOException {
    Files.writeString(out.resolve("diary.txt"), "mine");
    Path first = checkpoint(1, 1).save(out);
    Files.writeString(first.resolve("notes.txt"), "mine too");
    checkpoint(2, 2).save(out);
    assertThat(files(out)).containsExactly("checkpoint-1", "checkpoint-2", "diary.txt", "latest");
    assertThat(files(first)).containsExactly("notes.txt");
  }

  @Test
  void aSaveThatFailsLeavesTheOneBefore() throws IOException {
    checkpoint(1, 1).save(out);
    RunFolder folder = new RunFolder(out);
    assertThatThrownBy(() ->
            folder.save(
                "checkpoint-2",
                temporary -> {
                  DurableFile.write(temporary.resolve("config.json"), new byte[] {1});
                  throw new IOException("No space left on device");
                }))
        .hasMessage("No space left on device");
    assertThat(load().step()).isEqualTo(1);
    assertThat(files(out)).containsExactly("checkpoint-1", "latest");
  }

  @Test
  void aFolderWithoutAModelSaysSo() {
    assertThatThrownBy(this::load)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(out + ": there is no model here")
        .hasMessageContaining("prose train");
  }

  private void replace(String file, String what, String with) throws IOException {
    Path path = new RunFolder(out).latest().resolve(file);
    String json = Files.readString(path);
    assertThat(json).contains(what);
    Files.writeString(path, json.replace(what, with));
  }

  private void assertRefused(String... inMessage) {
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidCheckpointException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
  }

  @Test
  void filesThatDoNotFitTogetherAreRefused() throws IOException {
    checkpoint(1, 1).save(out);
    replace("config.json", "\"bigram\"", "\"gpt2\"");
    assertRefused("config.json", "model_type", "gpt2");
    replace("config.json", "\"gpt2\"", "\"bigram\"");
    int size = TOKENIZER.vocabularySize();
    replace("config.json", "\"vocab_size\" : " + size, "\"vocab_size\" : " + (size + 1));
    assertRefused("vocab_size", "is " + (size + 1));
    replace("config.json", "\"vocab_size\" : " + (size + 1), "\"vocab_size\" : 99999999");
    assertRefused("vocab_size", "must be a whole number from 0 to 46340");
    replace("config.json", "\"vocab_size\" : 99999999", "\"step\" : 1, \"vocab_size\" : " + size);
    assertRefused("config.json", "not valid JSON", "step");
    Files.delete(new RunFolder(out).latest().resolve("config.json"));
    assertThatThrownBy(this::load).isInstanceOf(NoSuchFileException.class);
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
  void aPointerOutOfTheFolderIsRefused() throws IOException {
    checkpoint(1, 1).save(out);
    for (String name :
        List.of("../elsewhere", "", "checkpoint-9", "checkpoint-1/../..", "x".repeat(5000))) {
      Files.writeString(out.resolve("latest"), name);
      assertRefused("latest", "does not name a checkpoint");
    }
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
                  Provenance.of(CORPUS),
                  "test",
                  0));
      new Checkpoint(
              new BigramModel(2, new float[4]),
              CharTokenizer.of("ab"),
              Provenance.of(CORPUS),
              "test",
              0)
          .save(out);
      Path weights = new RunFolder(out).latest().resolve("model.safetensors");
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
    assertThat(load().step()).isEqualTo(7);
  }

  @Test
  void aFailureAfterTheMoveLeavesTheOneBeforeToo() throws IOException {
    checkpoint(1, 1).save(out);
    Files.delete(out.resolve("latest"));
    Files.createDirectories(out.resolve("latest").resolve("in the way"));
    assertThatThrownBy(() -> checkpoint(2, 2).save(out)).isInstanceOf(IOException.class);
    assertThat(files(out)).containsExactly("checkpoint-1", "latest");
  }
}
