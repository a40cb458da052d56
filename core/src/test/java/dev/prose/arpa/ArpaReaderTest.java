package dev.prose.arpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.NGramCursor;
import dev.prose.text.InvalidDataException;
import dev.prose.text.LoadListener;
import dev.prose.token.chars.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArpaReaderTest {
  private static final double ROUNDING = 1e-9; // of numbers in 5 bytes, a few multiplied

  private static final String SMALL =
      """
      \\data\\
      ngram 1=4
      ngram 2=2

      \\1-grams:
      -1 <unk>
      -99 <s> -0.2
      -0.4 </s>
      -0.3 a -0.1

      \\2-grams:
      -0.2 <s> a
      -0.5 a </s>

      \\end\\
      """;

  private static ArpaModel read(String file) throws IOException {
    return read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private static ArpaModel read(InputStream file) throws IOException {
    return ArpaReader.read(file, "model.arpa");
  }

  /** The decimal logarithm of a character's probability at the beginning and after others. */
  private static double logarithm(ArpaModel arpa, String before, char character) {
    NGramCursor cursor = arpa.model().cursor();
    Vocabulary vocabulary = vocabulary(arpa);
    before.chars().map(vocabulary::stoi).forEach(cursor::advance);
    return Math.log10(cursor.probability(vocabulary.stoi(character)));
  }

  private static Vocabulary vocabulary(ArpaModel arpa) {
    return Vocabulary.of(arpa.tokenizer(), "a test");
  }

  @Test
  void sentencesEndWithANewlineAndTheUnknownIsTheReplacementCharacter() throws IOException {
    ArpaModel arpa = read(SMALL);
    assertThat(vocabulary(arpa).toString()).isEqualTo("\na\uFFFD");
    assertThat(arpa.model().separator()).hasValue(0);
    assertThat(logarithm(arpa, "", 'a')).isCloseTo(-0.2, within(ROUNDING));
    assertThat(logarithm(arpa, "a", '\n')).isCloseTo(-0.5, within(ROUNDING));
    assertThat(logarithm(arpa, "", '\n')).isCloseTo(-0.2 - 0.4, within(ROUNDING));
    assertThat(logarithm(arpa, "a", '\uFFFD')).isCloseTo(-0.1 - 1, within(ROUNDING));
    assertThat(logarithm(arpa, "a\uFFFD", 'a')).isCloseTo(-0.3, within(ROUNDING));
    assertThat(logarithm(arpa, "aaa\n", 'a')).isCloseTo(-0.2, within(ROUNDING));
  }

  @Test
  void whereNewlinesAreWordsAnEndOfTextEndsSentences() throws IOException {
    ArpaModel arpa = read(SMALL.replace("<unk>", "<nl>"));
    assertThat(vocabulary(arpa).toString()).isEqualTo("\u0003\na");
    assertThat(logarithm(arpa, "a", '\u0003')).isCloseTo(-0.5, within(ROUNDING));
    assertThat(logarithm(arpa, "a", '\n')).isCloseTo(-0.1 - 1, within(ROUNDING));
  }

  @Test
  void takesWhatSrilmWrites() throws IOException {
    ArpaModel arpa =
        read(
            """
            a comment

            \\data\\
            ngram 1=      4
            ngram  2 = 1
            ngram 3=2

            \\3-grams:
            -0.1\tb a b
            -0.2\ta a b

            \\1-grams:
            -0.7\t</s>
            -99\t<s>
            -0.5\ta\t-0.25
            -0.4\tb

            \\2-grams:
            -0.3\tb\ta\t-0.125

            \\end\\
            and more
            """
                .replace("\n", "\r\n"));
    assertThat(vocabulary(arpa).toString()).isEqualTo("\nab");
    assertThat(logarithm(arpa, "ba", 'b')).isCloseTo(-0.1, within(ROUNDING));
    assertThat(logarithm(arpa, "ba", 'a')).isCloseTo(-0.125 - 0.25 - 0.5, within(ROUNDING));
    // The file has a a b, but not a a.
    assertThat(logarithm(arpa, "aa", 'b')).isCloseTo(-0.2, within(ROUNDING));
    assertThat(logarithm(arpa, "a", 'a')).isCloseTo(-0.25 - 0.5, within(ROUNDING));
    assertThat(logarithm(arpa, "aa", 'a')).isCloseTo(-0.25 - 0.5, within(ROUNDING));
  }

  @Test
  void whatIsMissingBelowLongNGramsFollowsFromWhatIsThere() throws IOException {
    ArpaModel arpa =
        read(
            """
            \\data\\
            ngram 1=3
            ngram 2=1
            ngram 3=0
            ngram 4=1

            \\1-grams:
            -0.5 a -0.25
            -0.4 b -0.125
            -0.3 c

            \\2-grams:
            -0.2 b c -0.0625

            \\3-grams:

            \\4-grams:
            -0.1 a b c a

            \\end\\
            """);
    assertThat(arpa.model().order()).isEqualTo(4);
    assertThat(arpa.model().separator()).isEmpty();
    assertThat(logarithm(arpa, "a", 'b')).isCloseTo(-0.25 - 0.4, within(ROUNDING));
    assertThat(logarithm(arpa, "ab", 'c')).isCloseTo(-0.2, within(ROUNDING));
    assertThat(logarithm(arpa, "abc", 'a')).isCloseTo(-0.1, within(ROUNDING));
    assertThat(logarithm(arpa, "abc", 'b')).isCloseTo(-0.0625 - 0.4, within(ROUNDING));
  }

  @Test
  void whatIsOnlyNamedIsNotInTheVocabulary() throws IOException {
    ArpaModel arpa =
        read(
            """
            \\data\\
            ngram 1=4

            \\1-grams:
            -99 <unk>
            -99 <s> -0.5
            -99 </s>
            0 a

            \\end\\
            """);
    assertThat(vocabulary(arpa).toString()).isEqualTo("a");
    assertThat(arpa.model().separator()).isEmpty();
  }

  /** What to replace in the small file, by what, and the fault, whose line comes first. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          data\\         | dat           | 15: the file ends, and had no line \\data\\, as ARPA files have
          ngram 1=       | ngram 2=      | 2: there must be 'ngram 1=' and a number
          ngram 1=4      | ngram 1=many  | 2: there must be 'ngram 1=' and a number
          ngram 2=2      | ngram 2=9223372036854775807 | 3: there must be 'ngram 2=' and a number
          ngram 2=2      | ngram 2=999999999999 | 15: there were 2 n-grams of length 2 before this, but 999,999,999,999 were announced
          ngram 1=4      | ""            | 3: there must be 'ngram 1=' and a number
          \\2-grams      | \\3-grams     | 11: there must be \\end\\ or a section that was announced, such as \\1-grams:
          \\2-grams      | \\1-grams     | 11: the section was there already
          a </s>         | "a </s> -1 -2" | 13: there must be a probability, 2 words and perhaps a weight, but there are 5 fields
          a </s>         | a             | 13: there must be a probability, 2 words and perhaps a weight, but there are 2 fields
          -0.5 a         | half a        | 13: there must be a decimal logarithm, and not half
          -0.5 a         | NaN a         | 13: there must be a decimal logarithm, and not NaN
          -0.5 a         | 0.5 a         | 13: the logarithm of a probability is at most 0
          -0.5 a         | 2e-7 a        | 13: the logarithm of a probability is at most 0
          -0.1           | 10.1          | 9: the logarithm of a weight is at most 10, but here it is 10.1
          -0.1           | 1e308         | 9: the logarithm of a weight is at most 10, but here it is 1e308
          a </s>         | <s> a         | 13: the n-gram was there already
          a </s>         | </s> a        | 13: <s> can only be the first word, </s> only the last
          a </s>         | a <s>         | 13: <s> can only be the first word, </s> only the last
          a </s>         | the </s>      | 13: the word 'the' is no single character. Bring a model of text whose characters stand apart, with <sp> for a space
          a </s>         | <U+0061> </s> | 13: the words 'a' and '<U+0061>' are both the character U+0061
          a </s>         | b </s>        | 15: the \\1-grams: had no 'b', which a longer n-gram has
          \\end\\        | ""            | 15: the file ends before a line \\end\\: it was cut off
          -0.3 a -0.1    | ""            | 11: there were 3 n-grams of length 1 before this, but 4 were announced
          """)
  void saysWhereADamagedFileIsDamaged(String here, String damage, String fault) {
    assertThat(SMALL).contains(here);
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(SMALL.replace(here, damage)))
        .withMessage("model.arpa, line " + fault);
  }

  @Test
  void refusesWhatIsNoText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("compressed.arpa");
    Files.write(file, new byte[] {'B', 'Z', 'h', (byte) 0x8B, '\n'});
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> ArpaReader.read(file))
        .withMessage(
            file
                + ", line 1: the line is not UTF-8. Bring it as text, which gzip may have compressed, and not in a tool's binary form");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(endless))
        .withMessageStartingWith("model.arpa, line 1: the line is longer than any of an ARPA file");
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsWhatGzipCompressed() throws IOException {
    byte[] half = zipped(SMALL.substring(0, 60));
    byte[] rest = zipped(SMALL.substring(60));
    // As one file, or as two that were put together.
    for (byte[][] parts : new byte[][][] {{zipped(SMALL)}, {half, rest}}) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        file.write(part);
      }
      ArpaModel arpa = read(new ByteArrayInputStream(file.toByteArray()));
      assertThat(logarithm(arpa, "a", '\n')).isCloseTo(-0.5, within(ROUNDING));
    }
  }

  @Test
  void saysWhereGzipsFileIsDamaged() throws IOException {
    byte[] whole = zipped(SMALL);
    byte[] changed = whole.clone();
    changed[whole.length - 6] ^= 1; // in the checksum
    for (byte[] damaged : List.of(Arrays.copyOf(whole, 40), changed)) {
      assertThatExceptionOfType(InvalidDataException.class)
          .isThrownBy(() -> read(new ByteArrayInputStream(damaged)))
          .withMessageStartingWith("model.arpa cannot be unpacked by gzip: ");
    }
    byte[] otherMethod = {0x1F, (byte) 0x8B, 99, 0, '\n'}; // which gzip never had
    for (byte[] other : List.of(Arrays.copyOf(whole, 2), otherMethod)) {
      assertThatExceptionOfType(InvalidDataException.class)
          .isThrownBy(() -> read(new ByteArrayInputStream(other)))
          .withMessageStartingWith("model.arpa");
    }
  }

  @Test
  void leavesAByteOrderMarkOutAndSaysSo() throws IOException {
    List<String> notices = new ArrayList<>();
    LoadListener listener =
        new LoadListener() {
          @Override
          public void notice(String message) {
            notices.add(message);
          }
        };
    for (byte[] file :
        List.of(("\uFEFF" + SMALL).getBytes(StandardCharsets.UTF_8), zipped("\uFEFF" + SMALL))) {
      notices.clear();
      ArpaModel arpa =
          ArpaReader.read(
              new ByteArrayInputStream(file), "model.arpa", ArpaTokens.characters(), listener);
      assertThat(vocabulary(arpa).toString()).isEqualTo("\na\uFFFD");
      assertThat(notices)
          .containsExactly("The byte-order mark at the start of model.arpa is left out");
    }
    // Elsewhere it is a word like any other.
    ArpaModel word =
        read(
            SMALL
                .replace("a", "\uFEFF")
                .replace("\\d\uFEFFt\uFEFF", "\\data")
                .replace("gr\uFEFFm", "gram"));
    assertThat(vocabulary(word).toString()).isEqualTo("\n\uFEFF\uFFFD");
  }

  @Test
  void takesWhatRoundingAddedToALogarithmFor0() throws IOException {
    ArpaModel arpa = read(SMALL.replace("-0.5 a", "1e-8 a"));
    assertThat(logarithm(arpa, "a", '\n')).isZero();
  }

  @Test
  void theLargestWeightsTogetherAreStillANumber() throws IOException {
    StringBuilder file = new StringBuilder("\\data\\\n");
    for (int length = 1; length <= 30; length++) {
      file.append("ngram ").append(length).append("=").append(length == 1 ? 2 : 1).append("\n");
    }
    for (int length = 1; length <= 30; length++) {
      file.append("\\").append(length).append("-grams:\n0").append(" a".repeat(length));
      file.append(length < 30 ? " 10\n" : "\n").append(length == 1 ? "0 b\n" : "");
    }
    ArpaModel arpa = read(file.append("\\end\\\n").toString());
    assertThat(logarithm(arpa, "a".repeat(30), 'b')).isCloseTo(290, within(1e-6));
  }

  @Test
  void refusesMoreThanItCanHold() {
    StringBuilder file = new StringBuilder("\\data\\\n");
    for (int length = 1; length <= 31; length++) {
      file.append("ngram ").append(length).append("=1\n");
    }
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read(file.toString()))
        .withMessage(
            "model.arpa, line 32: the model has n-grams of 31 words, and they may have up to 30");
  }

  @Test
  void refusesAFileWithoutWords() {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> read("\\data\\\nngram 1=1\n\\1-grams:\n-99 <s>\n\\end\\\n"))
        .withMessage("model.arpa, line 5: the file has no words");
  }
}
