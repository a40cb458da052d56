package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Tokens;
import dev.prose.mixture.EmptyMixture;
import dev.prose.mixture.Mixture;
import dev.prose.mixture.MixtureCursor;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.random.SplitMix64;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixtures of all widths of numbers in checkpoints, and checkpoints whose files do not fit. */
class MixtureCheckpointTest {
  private static final String WEIGHTS = "model.safetensors";
  private static final String COUNTS = "model.contexts";
  private static final String CONFIG = "config.json";
  private static final int CHAIN = 7; // kinds that every mixture has
  private static final String WORDS =
      "the king sees the queen, a queen hears one king. ".repeat(12);
  private static final int FIRST =
      0x3400; // of the other characters, of which there are enough before the surrogates

  @TempDir private Path out;

  /** A line of one character again and again, then all others in random order, in lines. */
  private static String text(int vocabularySize, int most) {
    SplitMix64 random = new SplitMix64(vocabularySize);
    StringBuilder text = new StringBuilder("a".repeat(most + CHAIN)).append('\n');
    int[] others = IntStream.range(FIRST, FIRST + vocabularySize - 2).toArray();
    for (int i = 0; i < others.length; i++) {
      int other = random.nextInt(others.length);
      int swapped = others[i];
      others[i] = others[other];
      others[other] = swapped;
    }
    for (int i = 0; i < others.length; i++) {
      text.appendCodePoint(others[i]).append(i % 50 == 0 ? "\n" : i % 7 == 0 ? "aaaaaaa" : "");
    }
    return text.toString();
  }

  /** A mixture that has learned a little. */
  private static Checkpoint checkpoint(String text, String contexts, boolean lines) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    MixtureOptions options =
        MixtureOptions.of(contexts, lines, tokens.size(), 1)
            .withHidden(3)
            .withPasses(1)
            .withStride(1000);
    MixtureTrainer trainer = new MixtureTrainer(tokens, tokenizer.vocabulary(), options);
    trainer.train((blocks, nats) -> {}, () -> false);
    return new Checkpoint(
        trainer.model(), tokenizer, TrainingState.of(Corpus.of("test", text), "test", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "  200,   300, false",
    "  200,   300,  true",
    "  200, 70000, false",
    "40000,   300,  true",
    "40000, 70000, false"
  })
  void whatIsMappedPredictsAsWhatIsInMemory(int vocabularySize, int most, boolean lines)
      throws IOException {
    String text = text(vocabularySize, most);
    Checkpoint saved = checkpoint(text, "small", lines);
    Mixture model = (Mixture) saved.model();
    assertThat(model.vocabularySize()).isEqualTo(vocabularySize);
    Path folder = saved.save(out.resolve("saved"));
    Checkpoint loaded = Checkpoint.load(folder, OnUnknown.ERROR);
    Mixture mapped = (Mixture) loaded.model();
    assertThat(mapped.shape()).isEqualTo(model.shape());
    assertThat(mapped.parameterCount()).isEqualTo(model.parameterCount());

    MixtureCursor ofModel = model.cursor();
    MixtureCursor ofMapped = mapped.cursor();
    float[] expected = new float[vocabularySize];
    float[] actual = new float[vocabularySize];
    double largest = 0;
    for (int token : saved.tokenizer().encode(text.substring(most - 20, most + 180))) {
      ofModel.logProbabilities(expected);
      ofMapped.logProbabilities(actual);
      assertThat(actual).isEqualTo(expected);
      assertThat(ofMapped.votes(token)).isEqualTo(ofModel.votes(token));
      largest = Math.max(largest, ofModel.votes(token).get(CHAIN - 2).count());
      ofModel.advance(token);
      ofMapped.advance(token);
    }
    assertThat(largest).isGreaterThanOrEqualTo(most);

    Path again = loaded.save(out.resolve("again"));
    for (String file : List.of(COUNTS, WEIGHTS, CONFIG)) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  /** Changes a file of a checkpoint that, like one from elsewhere, has no manifest. */
  private static void replace(Path folder, String file, String what, String with)
      throws IOException {
    Files.deleteIfExists(folder.resolve(Manifest.FILE));
    String json = Files.readString(folder.resolve(file));
    assertThat(json).contains(what);
    Files.writeString(folder.resolve(file), json.replace(what, with));
  }

  private static void assertRefused(Path folder, String... inMessage) {
    assertThatThrownBy(() -> Checkpoint.load(folder, OnUnknown.ERROR))
        .isInstanceOf(InvalidFileException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"word-1\"    | \"word-9\"   | config.json | no kind of context \"word-9\"",
        "\"word\",     | \"skip\", \"skip\", | config.json | skip is named twice",
        "\"word\",     | 1,           | config.json: \"contexts\" | must be a list of texts",
        "\"word\",     | ''           | model.contexts | 9 tables of contexts, and not the 8",
        "\"far-chain-4\",  | \"far-chain-9\", | config.json | no kind of context \"far-chain-9\"",
        "\"far-chain-4\",  | ''           | model.contexts | other contexts than its config.json",
        "\"far-chain-4\",  | \"near-chain-4\", | model.contexts | other contexts than its config.json",
        "\"word-1\"    | \"word-2\"   | model.contexts | other contexts than its config.json",
        "size\" : 3    | size\" : 0   | config.json | must be from 1 to 1024, but are 0",
        "size\" : 3    | size\" : 4   | model.safetensors | gate_in",
        "size\" : 3    | size\" : 1025 | config.json: \"hidden_size\" | from 0 to 1024",
        "\"lines\" : false | \"lines\" : 0 | config.json: \"lines\" | true or false",
        "\"lines\" : false | \"lines\" : true | config.json | near and far kinds remember other lines"
      })
  void aConfigOfAnotherModelIsRefused(String what, String with, String where, String why)
      throws IOException {
    Path folder = checkpoint(text(9, 300), "small", false).save(out);
    replace(folder, CONFIG, what, with);
    assertRefused(folder, where, why);
  }

  @Test
  void aVocabularyOfAnotherSizeIsRefused() throws IOException {
    Path folder = checkpoint(text(9, 300), "small", false).save(out.resolve("one"));
    Path other = checkpoint(text(10, 300), "small", false).save(out.resolve("other"));
    replace(folder, CONFIG, "\"vocab_size\" : 9", "\"vocab_size\" : 10");
    assertRefused(folder, "vocab_size", "is 10, but tokenizer.json has 9 tokens");
    copy("tokenizer.json", other, folder);
    assertRefused(folder, COUNTS, "counts 9 symbols, and not the vocabulary's 10");
  }

  /** As a model that has learned nothing is, which only compresses. */
  @Test
  void aMixtureThatHasCountedNothingIsNotKept() {
    CharTokenizer tokenizer = CharTokenizer.of("ab");
    Mixture empty =
        EmptyMixture.of(tokenizer.vocabulary(), MixtureOptions.of("small", false, 2, 1).shape(), 1);
    TrainingState training = TrainingState.of(Corpus.of("test", "ab"), "test", 1);
    assertThatThrownBy(() -> new Checkpoint(empty, tokenizer, training))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("counted nothing");
  }

  @Test
  void classesOfWordsAreKept() throws IOException {
    Checkpoint saved = checkpoint(WORDS, "small,class-1-2,next-class", false);
    Checkpoint loaded = Checkpoint.load(saved.save(out), OnUnknown.ERROR);
    MixtureCursor ofModel = ((Mixture) saved.model()).cursor();
    MixtureCursor ofMapped = ((Mixture) loaded.model()).cursor();
    float[] expected = new float[saved.tokenizer().vocabularySize()];
    float[] actual = new float[expected.length];
    int alike = 0;
    for (int token : saved.tokenizer().encode(WORDS.substring(0, 100))) {
      ofModel.logProbabilities(expected);
      ofMapped.logProbabilities(actual);
      assertThat(actual).isEqualTo(expected);
      assertThat(ofMapped.wordsAlike()).usingRecursiveComparison().isEqualTo(ofModel.wordsAlike());
      alike = Math.max(alike, ofModel.wordsAlike().size());
      ofModel.advance(token);
      ofMapped.advance(token);
    }
    assertThat(alike).isPositive();
  }

  /** Whatever stands where the words and the tables' sizes do, with a checksum that fits. */
  @Test
  void impossibleWordsAndSizesAreRefused() throws IOException {
    Checkpoint saved = checkpoint(WORDS, "small,next-class", false);
    Path folder = saved.save(out);
    Files.delete(folder.resolve(Manifest.FILE));
    byte[] whole = Files.readAllBytes(folder.resolve(COUNTS));
    ByteBuffer sound = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int words = sound.getInt(24);
    int letters = sound.getInt(28);
    assertThat(words).isEqualTo(8); // with the mark
    int begin = 32 + padded(4 * saved.tokenizer().vocabularySize());
    int end = begin + 4 * (2 * words + letters);
    int sizes = begin + padded(end - begin);
    int header = sizes + 16 * sound.getInt(16) + 8;
    for (int place :
        IntStream.iterate(24, at -> at < header - 8, at -> at + 4)
            .filter(at -> at < 32 || (at >= begin && at < end) || at >= sizes)
            .toArray()) {
      for (int value : new int[] {-1, 0, place < sizes ? 40 : -2, 1 << 20}) {
        byte[] damaged = whole.clone();
        ByteBuffer bytes = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(place, value);
        CRC32C checksum = new CRC32C();
        checksum.update(damaged, 0, header - 4);
        bytes.putInt(header - 4, (int) checksum.getValue());
        Files.write(folder.resolve(COUNTS), damaged);
        assertRefused(folder, COUNTS);
      }
    }
  }

  private static int padded(int length) {
    return (length + 7) / 8 * 8;
  }

  private static void copy(String file, Path from, Path to) throws IOException {
    Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void countsOfAnotherModelAreRefused() throws IOException {
    Path folder = checkpoint(text(9, 300), "small", false).save(out.resolve("one"));
    Path longer = checkpoint(text(9, 301), "small", false).save(out.resolve("longer"));
    copy(COUNTS, longer, folder);
    assertRefused(folder, COUNTS, Manifest.FILE);
    Files.delete(folder.resolve(Manifest.FILE));
    Path larger = checkpoint(text(10, 300), "small", false).save(out.resolve("larger"));
    copy(COUNTS, larger, folder);
    assertRefused(folder, COUNTS, "counts 10 symbols, and not the vocabulary's 9");
    Path ofMore = checkpoint(text(9, 300), "medium", false).save(out.resolve("more"));
    copy(COUNTS, ofMore, folder);
    assertRefused(folder, COUNTS, "11 tables of contexts, and not the 9");
  }
}
