package dev.prose.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.model.BigramModel;
import dev.prose.model.Cursor;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.Predictor;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.BackoffForm;
import dev.prose.smooth.KneserNey;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.LearnerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that are damaged, or made to do harm, are refused or read, and nothing else happens. These
 * tests run in a JVM of 128 MB.
 */
class HostileFilesTest {
  private static final int MUTATIONS = Integer.getInteger("prose.mutations", 20_000);

  private static final int[] TEXT = {0, 1, 1, 0, 1, 0, 0, 0, 1, 1};

  /** Of each kind of file that holds a model. */
  enum Kind {
    BIGRAM(true),
    COUNTS(false),
    BACKOFF(false),
    NARROW_BACKOFF(false),
    MIXTURE(true),
    NETWORK(true);

    /**
     * Whether probabilities sum to 1 whatever is in the files. Those of n-grams come out of their
     * file as they are, and without a manifest nothing tells that they were others.
     */
    final boolean isNormalized;

    Kind(boolean isNormalized) {
      this.isNormalized = isNormalized;
    }

    Predictor model() {
      return switch (this) {
        case BIGRAM -> BigramModel.random(2, 1);
        case COUNTS -> nGrams();
        case BACKOFF -> BackoffForm.of(nGrams());
        case NARROW_BACKOFF -> BackoffForm.of(nGrams()).narrowed();
        case MIXTURE ->
            new MixtureTrainer(
                    Tokens.of(TEXT, 2),
                    CharTokenizer.of("ab").vocabulary(),
                    MixtureOptions.of("none", false, 1000, 1).withHidden(1))
                .model();
        case NETWORK -> {
          Network network =
              NetworkKind.GPT2.network(new NetworkShape(1, 1, 2, 2, 1, 4, false, 0), 2);
          yield new NeuralModel(network, network.initial(1), LineStarts.at(1));
        }
      };
    }

    private static InterpolatedNGramModel nGrams() {
      return KneserNey.ESTIMATED.fit(NGramCounts.of(Tokens.of(TEXT, 2), 3));
    }
  }

  @TempDir private Path out;
  private Path folder = Path.of("");

  private void save(Kind kind) throws IOException {
    TrainingState state =
        TrainingState.of(Corpus.of("test", "ab"), "test", 3)
            .withValidationLoss(0.5)
            .withOptions(Map.of("seed", "1"));
    if (kind == Kind.BIGRAM) {
      state = state.withLearner(LearnerStates.adamW(3, 2));
    }
    folder = new Checkpoint(kind.model(), CharTokenizer.of("ab"), state).save(out);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  // Deleted first: some file systems wait for the disk when a file is cut to nothing and written
  // anew.
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  /**
   * Loads the model and uses it, if it is a sound one.
   *
   * @return the largest distance from 1 of what probabilities sum to, NaN if one is none
   */
  private double read() throws IOException {
    LanguageModel model = Checkpoint.load(folder, OnUnknown.ERROR).languageModel();
    if (model instanceof BigramModel bigram) {
      requireLearner(bigram);
    }
    Cursor cursor = model.cursor();
    float[] logProbabilities = new float[2];
    double distance = 0;
    for (int token : TEXT) {
      try {
        cursor.logProbabilities(logProbabilities);
      } catch (InvalidDataException e) { // weights may be finite and too large all the same
        throw new InvalidFileException(folder, String.valueOf(e.getMessage()), e);
      }
      double sum = Math.exp(logProbabilities[0]) + Math.exp(logProbabilities[1]);
      distance = Math.max(distance, Math.abs(sum - 1)); // NaN stays NaN
      cursor.advance(token);
    }
    return distance;
  }

  private void requireLearner(BigramModel model) throws IOException {
    LearnerState state =
        TrainingStateFiles.readLearner(folder, model.parameterCount())
            .orElseThrow(() -> new InvalidFileException(folder, "has no learner's state"));
    try {
      assertThat(new BigramLearner(model, AdamW.Options.DEFAULT, state)).isNotNull();
    } catch (InvalidDataException e) {
      throw new InvalidFileException(folder, "the learner refuses its state: " + e.getMessage(), e);
    }
  }

  private void assertSound() throws IOException {
    assertThat(read()).isLessThan(1e-6);
  }

  /** All of a file is tried, but of a large one a part, at odd distances. */
  private static int step(int length) {
    return length < 2000 ? 1 : length / 1000 * 2 + 1;
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationIsRefused(Kind kind) throws IOException {
    save(kind);
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += step(whole.length)) {
        write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> read())
            .as("%s cut to %d bytes", file, length)
            .isInstanceOf(InvalidFileException.class);
      }
      write(file, whole);
    }
    assertSound();
  }

  @ParameterizedTest
  @EnumSource
  void everyFlippedBitIsRefused(Kind kind) throws IOException {
    save(kind);
    List<String> accepted = new ArrayList<>();
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      for (int bit = 0; bit < 8 * bytes.length; bit += step(bytes.length)) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        write(file, bytes);
        try {
          read();
          accepted.add(file + ", bit " + bit);
        } catch (InvalidFileException e) {
          assertThat(e).hasMessageContaining(folder.toString());
        }
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
      write(file, bytes);
    }
    assertThat(accepted).isEmpty();
    assertSound();
  }

  /** Without a manifest, as from a stranger. */
  @ParameterizedTest
  @EnumSource
  @Timeout(1800) // seconds; against a file that never ends to be read
  void randomChangesEndInARefusalOrARead(Kind kind) throws IOException {
    save(kind);
    long seed = 20;
    SplitMix64 random = new SplitMix64(seed);
    Files.delete(folder.resolve(Manifest.FILE));
    List<Path> files = files();
    int refused = 0;
    boolean large = kind == Kind.MIXTURE || kind == Kind.NETWORK; // their files
    int mutations = large ? MUTATIONS / 4 : MUTATIONS;
    for (int k = 0; k < mutations; k++) {
      Path file = files.get(k % files.size());
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole;
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed = changed(changed, random);
      }
      write(file, changed);
      try {
        if (kind.isNormalized) {
          assertSound();
        } else {
          assertThat(read()).isNotNaN();
        }
      } catch (InvalidFileException | NoSuchFileException e) {
        refused++;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(
            "seed %d, change %d of %s: %s"
                .formatted(seed, k, file, new String(changed, StandardCharsets.ISO_8859_1)),
            e);
      }
      write(file, whole);
    }
    assertThat(refused).isBetween(mutations / 2, mutations - mutations / 1000);
  }

  private static final String[] NASTY = {
    "0",
    "-1",
    "1e999",
    "1E-999",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999999999999999",
    "1.5",
    "NaN",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "\"\\ud800\"",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "\"F16\"",
    "\"a\"",
    "\u0000",
    "//"
  };

  private static byte[] changed(byte[] bytes, SplitMix64 random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> spliced(bytes, at, to, new byte[0]);
      case 1 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 2 -> spliced(bytes, at, to, nasty(random));
      case 3 -> numberReplaced(bytes, at, random);
      default -> spliced(bytes, at, to, new byte[] {(byte) random.nextInt(256)});
    };
  }

  /** With another value in the place of the first whole number from somewhere on. */
  private static byte[] numberReplaced(byte[] bytes, int from, SplitMix64 random) {
    int at = from;
    while (at < bytes.length && !Character.isDigit(bytes[at])) {
      at++;
    }
    int to = at;
    while (to < bytes.length && Character.isDigit(bytes[to])) {
      to++;
    }
    return spliced(bytes, at, to, nasty(random));
  }

  private static byte[] nasty(SplitMix64 random) {
    return NASTY[random.nextInt(NASTY.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + inserted.length);
    System.arraycopy(inserted, 0, result, from, inserted.length);
    System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
    return result;
  }
}
