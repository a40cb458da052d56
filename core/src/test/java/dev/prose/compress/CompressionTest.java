package dev.prose.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.estimate.Estimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramEstimator;
import dev.prose.mixture.Mixture;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.text.Sha256;
import dev.prose.token.Tokenizer;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A file comes back to the byte, takes as many bits as the model says, or is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // so that each model is learned once
class CompressionTest {
  private static final String TEXT = words(1, 6000);
  private static final CodingListener NOBODY = (done, units) -> {};

  private final SharedModel bigram =
      learned("bigram", AdditiveBigramEstimator.DEFAULT, CharTokenizer.of(TEXT));
  private final SharedModel bytes =
      learned("ngram", NGramEstimator.DEFAULT.withOrder(3), new ByteTokenizer());
  private final SharedModel mixture =
      learned("mixture", MixtureEstimator.DEFAULT, CharTokenizer.of(TEXT));
  private final SharedModel adaptive =
      new SharedModel(
          mixture.name(),
          mixture.fingerprint(),
          ((Mixture) mixture.model()).adaptive(Mixture.DEFAULT_ADAPTATION_RATE),
          true,
          mixture.tokenizer());
  private final List<SharedModel> all = List.of(bigram, bytes, mixture, adaptive);

  private static String words(long seed, int length) {
    String[] words = {"to", "be", "or", "not", "that", "is", "Question", "whether", "nobler"};
    String[] gaps = {" ", " ", " ", ", ", "\n", ". "};
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(words[random.nextInt(1 + random.nextInt(words.length))])
          .append(gaps[random.nextInt(gaps.length)]);
    }
    return text.toString();
  }

  private static SharedModel learned(String name, Estimator<?> estimator, Tokenizer tokenizer) {
    Tokens tokens = Tokens.of(tokenizer.encode(TEXT), tokenizer.vocabularySize());
    try {
      LanguageModel model = (LanguageModel) estimator.fit(Split.of(tokens, 0.9), tokenizer).model();
      String fingerprint = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
      return new SharedModel(name, fingerprint, model, false, tokenizer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decompress(byte[] file, SharedModel shared) {
    CompressedFile compressed = new CompressedFile("my.prose", file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Decompressed result =
          compressed.method().needsModel()
              ? compressed.decompress(shared, out, NOBODY)
              : compressed.decompress(out, NOBODY);
      assertThat(result.bytes()).isEqualTo(out.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("nothing", new byte[0]);
    files.put("one byte", utf8("t"));
    files.put("text", utf8(words(2, 3000)));
    files.put("without a last line end", utf8("to be"));
    files.put("line ends of all kinds", utf8("to\r\nbe\ror\nnot\n\r\n\n\r"));
    files.put("zeros within", utf8("to\0be\0\0or"));
    files.put("a byte-order mark", utf8("\uFEFFto be\uFEFF"));
    files.put("unknown characters", utf8("to bé, 或 не to 🤷🏽‍♀️ be \uDBFF\uDFFF"));
    files.put("another script", utf8("Быть или не быть, вот в чём вопрос. ".repeat(20)));
    files.put("UTF-16", words(3, 800).getBytes(StandardCharsets.UTF_16));
    files.put("UTF-16LE", "или не 🤷".repeat(30).getBytes(StandardCharsets.UTF_16LE));
    files.put("ISO 8859-1", "où être, à être né ".repeat(30).getBytes(StandardCharsets.ISO_8859_1));
    files.put("malformed", HexFormat.of().parseHex("746fc080eda08062f4908080e282f09f9862ff80fe"));
    files.put("cut within a character", Arrays.copyOf(utf8("to 🤷"), 6));
    files.put("one byte repeated", utf8("o".repeat(5000)));
    files.put("an unknown one repeated", utf8("☃".repeat(2000)));
    byte[] random = new byte[3000];
    new SplitMix64(4).nextBytes(random);
    files.put("random bytes", random);
    byte[] every = new byte[1024];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    files.put("every byte in order", every);
    return files;
  }

  @Test
  void everyFileComesBackAndIsHardlyLarger() {
    files()
        .forEach((name, content) -> {
          for (SharedModel shared : all) {
            Compressed compressed = Compressor.compress(content, shared, NOBODY);
            String what = "%s by %s, %s".formatted(name, shared.name(), compressed.method());
            assertThat(decompress(compressed.bytes(), shared)).as(what).isEqualTo(content);
            assertThat(compressed.bytes()).as(what).hasSizeLessThanOrEqualTo(content.length + 10);
          }
          Compressed compressed = Compressor.fromNothing(content, NOBODY);
          String what = "%s from nothing, %s".formatted(name, compressed.method());
          assertThat(decompress(compressed.bytes(), bigram)).as(what).isEqualTo(content);
          assertThat(compressed.bytes()).as(what).hasSizeLessThanOrEqualTo(content.length + 10);
        });
  }

  /** The size of a file cannot lie. */
  @Test
  void theSizeIsTheLossOfTheModel() {
    byte[] content = utf8(words(5, 6000));
    for (SharedModel shared : List.of(bigram, mixture, adaptive)) {
      Compressed compressed = Compressor.compress(content, shared, NOBODY);
      int[] tokens = shared.tokenizer().encode(new String(content, StandardCharsets.UTF_8));
      double nats = Arrays.stream(shared.model().surprisals(tokens)).sum();
      assertThat(compressed.nats()).isBetween(nats - 1e-6, nats + 1e-6);
      assertThat(compressed.symbols()).isEqualTo(content.length);
      assertThat(compressed.characters()).isEqualTo(content.length);
      double ideal = nats / Math.log(2) / 8; // bytes
      assertThat((double) compressed.bytes().length).as(shared.name()).isBetween(ideal, ideal + 16);
    }
    Compressed nothing = Compressor.fromNothing(content, NOBODY);
    double ideal = nothing.nats() / Math.log(2) / 8 + nothing.vocabularyBytes();
    assertThat((double) nothing.bytes().length).isBetween(ideal, ideal + 16);
    assertThat(nothing.vocabularyBytes()).isBetween(5L, 24L);
  }

  /** A model that learns on the way does better on more of the same. */
  @Test
  void learningPays() {
    byte[] content = utf8(words(6, 4000).replace("whether", "whither"));
    assertThat(Compressor.compress(content, adaptive, NOBODY).bytes().length)
        .isLessThan(Compressor.compress(content, mixture, NOBODY).bytes().length);
  }

  /**
   * Fails when anything changes in what a file means: how the mixture predicts or learns, its usual
   * contexts, the frequencies, the coder. Then raise the number of the format in Header, so that a
   * file of the older one is refused with a reason, and take over the new bytes here.
   */
  @Test
  void theFormatIsTheSameToTheBit() {
    assertThat(Mixture.DEFAULT_ADAPTATION_RATE).isEqualTo(0.02);
    byte[] file = Compressor.fromNothing(utf8("To be, or not to be: ☃☃☃☃!"), NOBODY).bytes();
    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo("8f500b1a163a8c58c7bcb3f60a8e71ab9fe661e591518ae576eff5026a4578b526");
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] content = utf8(words(7, 150) + "é");
    byte[] stored = new byte[20];
    new SplitMix64(8).nextBytes(stored);
    for (byte[] file :
        List.of(
            Compressor.compress(content, adaptive, NOBODY).bytes(),
            Compressor.compress(content, bytes, NOBODY).bytes(),
            Compressor.fromNothing(content, NOBODY).bytes(),
            Compressor.fromNothing(stored, NOBODY).bytes())) {
      SharedModel shared =
          new CompressedFile("", file).method() == Method.ADAPTIVE ? adaptive : bytes;
      for (int bit = 0; bit < 8 * file.length; bit++) {
        byte[] flipped = file.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThatThrownBy(() -> decompress(flipped, shared))
            .as("bit %d of %d bytes", bit, file.length)
            .isInstanceOf(InvalidDataException.class)
            .hasMessageStartingWith("my.prose: ");
      }
    }
  }

  @Test
  void randomDamageIsFound() {
    byte[] file = Compressor.compress(utf8(words(9, 4000)), mixture, NOBODY).bytes();
    SplitMix64 random = new SplitMix64(10);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = file.clone();
      int from = random.nextInt(file.length);
      random.nextBytes(damaged); // from there on, everything is another
      System.arraycopy(file, 0, damaged, 0, from);
      assertThatThrownBy(() -> decompress(damaged, mixture))
          .as("from byte %d", from)
          .isInstanceOf(InvalidDataException.class);
    }
  }

  @Test
  void whatIsCutOrLongerIsRefused() {
    byte[] file = Compressor.compress(utf8("to be or not to be"), mixture, NOBODY).bytes();
    for (int size = 0; size < file.length; size++) {
      byte[] cut = Arrays.copyOf(file, size);
      assertThatThrownBy(() -> decompress(cut, mixture))
          .as("%d bytes", size)
          .isInstanceOf(InvalidDataException.class);
    }
    for (int more : new int[] {1, 4, 100}) {
      byte[] longer = Arrays.copyOf(file, file.length + more);
      assertThatThrownBy(() -> decompress(longer, mixture))
          .hasMessageContaining("something behind its end");
    }
  }

  @Test
  void aForeignFileIsRefused() {
    for (byte[] foreign :
        List.of(new byte[0], utf8("To be\n"), HexFormat.of().parseHex("1f8b08"))) {
      assertThatThrownBy(() -> decompress(foreign, mixture))
          .hasMessage("my.prose: is no file that prose compress wrote: it begins with other bytes");
    }
    assertThatThrownBy(() -> decompress(HexFormat.of().parseHex("8f50f900"), mixture))
        .hasMessageContaining("or of another version of Prose: it is of format 31.1");
  }

  @Test
  void anotherModelIsRefusedByName() {
    byte[] file = Compressor.compress(utf8("to be"), mixture, NOBODY).bytes();
    assertThatThrownBy(() -> decompress(file, bigram))
        .isInstanceOf(OtherModelException.class)
        .hasMessageStartingWith("my.prose: was compressed with another model than that in bigram: ")
        .hasMessageContaining(mixture.fingerprint().substring(0, 6))
        .hasMessageContaining(bigram.fingerprint().substring(0, 6));
  }

  /** A length that is a lie takes neither memory nor for ever. */
  @Test
  void aLengthThatIsALieIsRefused() {
    for (long units : new long[] {1000, 100_000_000, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      for (Method method : Method.values()) {
        byte[] code = new byte[20];
        new SplitMix64(11).nextBytes(code);
        byte[] header = Header.format(method, units, mixture.mark());
        byte[] file = Arrays.copyOf(header, header.length + code.length);
        System.arraycopy(code, 0, file, header.length, code.length);
        assertThatThrownBy(() -> decompress(file, method == Method.ADAPTIVE ? adaptive : mixture))
            .as("%s, %d units", method, units)
            .isInstanceOf(InvalidDataException.class);
      }
    }
  }

  @Test
  void tokensThatLoseSomethingAreRefused() {
    Tokenizer words = WhitespaceTokenizer.of(List.of("to", "be"));
    SharedModel lossy = learned("words", NGramEstimator.DEFAULT.withOrder(1), words);
    assertThatThrownBy(() -> Compressor.compress(utf8("to  be"), lossy, NOBODY))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("do not give the file again from its byte 2 on");
  }

  @Test
  void whoListensCanEndIt() {
    byte[] content = utf8(words(12, 5000));
    CodingListener impatient =
        (done, units) -> {
          assertThat(units).isEqualTo(content.length);
          if (done >= 2 * CodingListener.INTERVAL) {
            throw new CancellationException("enough");
          }
        };
    assertThatThrownBy(() -> Compressor.fromNothing(content, impatient))
        .isInstanceOf(CancellationException.class);
    CompressedFile file =
        new CompressedFile("", Compressor.compress(content, mixture, NOBODY).bytes());
    assertThatThrownBy(() -> file.decompress(mixture, new ByteArrayOutputStream(), impatient))
        .isInstanceOf(CancellationException.class);
  }
}
