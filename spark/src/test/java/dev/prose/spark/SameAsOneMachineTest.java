package dev.prose.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark makes of a text is, to the byte, what {@code prose train} makes of it. */
class SameAsOneMachineTest {
  private static final int[] SLICES = {1, 2, 7};

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void assertSame(String... options) throws IOException {
    assertSame(new int[] {3}, options);
  }

  private void assertSame(int[] inSlices, String... options) throws IOException {
    CommandRun expected = CommandRun.here(folder.resolve("here"), options);
    for (int slices : inSlices) {
      Path out = folder.resolve("spark" + slices);
      CommandRun actual = CommandRun.onSpark(slices, out, options);
      assertThat(actual)
          .as("%s in %d slices", Arrays.toString(options), slices)
          .isEqualTo(expected);
      remove(out);
    }
    remove(folder.resolve("here"));
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Words of a few letters, in lines, some of them long, with all that UTF-8 has. */
  static String text(int size, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    String[] words = {
      "the", "a", "kitten", "Saß", "шум", "犬が", "😀👩‍👩‍👧", "don't", "42", "—", "é", "…"
    };
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(words[random.nextInt(words.length)]);
      int end = random.nextInt(9);
      text.append(end == 0 ? "\n" : end == 1 ? ".\n\n" : end == 2 ? "  " : " ");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void inEveryOrder(int order) throws IOException {
    Path text = file("text.txt", text(60_000, order));
    assertSame(SLICES, "--data", text.toString(), "--order", "" + order);
    assertSame(SLICES, "--data", text.toString(), "--order", "" + order, "--lines");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @EnabledIfSystemProperty(named = "prose.spark.characters", matches = "[0-9]+")
  void inEveryOrderOfALongerText(int order) throws IOException {
    Path text = file("text.txt", text(Integer.getInteger("prose.spark.characters"), order));
    assertSame(SLICES, "--data", text.toString(), "--order", "" + order);
    assertSame(SLICES, "--data", text.toString(), "--order", "" + order, "--lines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "byte",
        "word",
        "word --vocab-size 300",
        "whitespace",
        "whitespace --vocab-size 9",
        "bpe --vocab-size 300",
        "bpe --vocab-size 280 --pattern gpt4",
        "bpe --vocab-size 280 --pattern gpt4o",
        "bpe --vocab-size 270 --pattern [a-z]+|\\s+",
      })
  void withEveryTokenizer(String tokenizer) throws IOException {
    Path text = file("text.txt", text(20_000, 3));
    List<String> options = new ArrayList<>(List.of("--data", text.toString(), "--order", "3"));
    options.add("--tokenizer");
    options.addAll(List.of(tokenizer.split(" ", -1)));
    assertSame(options.toArray(String[]::new));
    options.add("--lines");
    assertSame(options.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--smoothing witten-bell",
        "--smoothing absolute --train-fraction 0.35",
        "--smoothing additive --alpha 0.3",
        "--smoothing additive --tune on",
        "--smoothing stupid-backoff",
        "--tune on",
        "--tune off",
        "--min-count 1,2,3",
        "--prune 1e-4",
        "--train-fraction 1",
        "--seed 9 --max-new-tokens 3 --temperature 0.5",
      })
  void withEverySmoothing(String given) throws IOException {
    Path text = file("text.txt", text(20_000, 4).stripTrailing());
    List<String> options = new ArrayList<>(List.of("--data", text.toString(), "--order", "3"));
    options.addAll(List.of(given.split(" ", -1)));
    assertSame(options.toArray(String[]::new));
    options.add("--lines");
    assertSame(options.toArray(String[]::new));
  }

  @Test
  void ofATextLongerThanWhatDiscountsAreFittedTo() throws IOException {
    Path text = file("text.txt", text(400_000, 5));
    assertSame("--data", text.toString(), "--order", "30", "--max-new-tokens", "0");
    assertSame("--data", text.toString(), "--order", "30", "--max-new-tokens", "0", "--lines");
  }

  @Test
  void ofSeveralFilesAsOneText() throws IOException {
    String[] names = new String[9];
    names[0] = file("empty.txt", "").toString();
    names[1] = file("bom.txt", "\uFEFFone two\n").toString();
    names[2] = file("open.txt", "three fo").toString(); // the word goes on in the next file
    names[3] = file("more.txt", "ur\nfive").toString();
    names[4] = file("nothing.txt", "").toString();
    names[5] = file("returns.txt", "six\r\nseven\r\n\r\neight\rnine").toString();
    names[6] = file("emoji.txt", "😀😀\n👩‍👩‍👧").toString();
    names[7] = file("ends.txt", "\n\n\n").toString();
    names[8] = file("last.txt", text(300, 2).strip()).toString();
    for (String tokenizer : List.of("char", "byte", "bpe", "whitespace", "word")) {
      List<String> options =
          new ArrayList<>(List.of("--tokenizer", tokenizer, "--order", "4", "--data"));
      options.addAll(List.of(names));
      assertSame(options.toArray(String[]::new));
      options.add("--lines");
      assertSame(options.toArray(String[]::new));
    }
  }

  @Test
  void ofFilesWithNamesThatLookLikePatterns() throws IOException {
    Path file = file("a [1] {b}? ünï*.txt", text(3000, 1));
    assertSame("--data", file.toString(), "--order", "2");
  }

  @Test
  void ofAFolder() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data/sub.d"));
    Files.writeString(data.resolve("b.txt"), "and\nmore ".repeat(30));
    Files.writeString(data.resolve("../sub.txt"), "text\n".repeat(30));
    Files.writeString(data.resolve("../.hidden"), "nothing of this");
    Files.writeString(data.resolve("../a.txt"), "first\n".repeat(30));
    assertSame("--data", folder.resolve("data").toString());
    assertSame("--data", folder.resolve("data").toString(), "--lines");
  }

  @Test
  void ofVocabulariesOfTwoAndOfSixtyThousand() throws IOException {
    SplitMix64 random = new SplitMix64(7);
    StringBuilder bits = new StringBuilder();
    random.ints(20_000, 0, 2).forEach(bits::append);
    assertSame("--data", file("bits.txt", bits.toString()).toString(), "--order", "8");
    StringBuilder many = new StringBuilder();
    random
        .ints(90_000, 0, 60_000)
        .forEach(i -> many.appendCodePoint(i < 0xC000 ? 0x21 + i : 0x10000 + i));
    many.append("\n");
    assertSame("--data", file("many.txt", many.toString()).toString(), "--order", "3");
  }

  @Test
  void ofTextsOfAFewCharacters() throws IOException {
    for (String text :
        List.of("abcabcabcabcabcabcabc", "a\nb\n", "a\nb", "\n\na\n", "aa\n\n", "xy")) {
      Path file = file("short.txt", text);
      for (String fraction : List.of("0.5", "1")) {
        assertSame("--data", file.toString(), "--train-fraction", fraction, "--order", "4");
        assertSame(
            "--data", file.toString(), "--train-fraction", fraction, "--order", "2", "--lines");
      }
    }
  }

  @Test
  void ofBytesThatAreNoText() throws IOException {
    byte[] bytes = new byte[3000];
    SplitMix64 random = new SplitMix64(8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 'a' + random.nextInt(4));
    }
    Path file = Files.write(folder.resolve("bytes"), bytes);
    assertSame("--data", file.toString(), "--tokenizer", "byte", "--order", "3");
    assertSame(
        "--data", file.toString(), "--tokenizer", "bpe", "--on-malformed", "keep", "--order", "3");
    assertSame("--data", file.toString(), "--on-malformed", "replace", "--order", "3");
    assertSame("--data", file.toString(), "--encoding", "ISO-8859-1", "--order", "3");
  }

  @Test
  void ofCompressedFilesAndOtherEncodings() throws IOException {
    String text = text(5000, 6);
    Path packed = folder.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertSame("--data", packed.toString(), file("plain.txt", text).toString(), "--order", "3");
    assertSame(
        "--data", packed.toString(), file("plain.txt", text).toString(), "--order", "3", "--lines");
    Path wide = Files.write(folder.resolve("wide.txt"), text.getBytes(StandardCharsets.UTF_16));
    assertSame("--data", wide.toString(), "--encoding", "UTF-16", "--order", "3");
  }

  @Test
  void withAModelsTokens() throws IOException {
    Path text = file("text.txt", text(9000, 7));
    Path other = folder.resolve("other");
    assertThat(
            CommandRun.here(
                    other, "--data", text.toString(), "--tokenizer", "bpe", "--vocab-size", "290")
                .code())
        .isZero();
    Path more = file("more.txt", text(4000, 8));
    assertSame("--data", more.toString(), "--vocabulary", other.toString(), "--order", "3");
    assertSame("--data", more.toString(), "--vocabulary", other.toString(), "--lines");
  }
}
