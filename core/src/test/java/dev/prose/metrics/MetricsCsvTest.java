package dev.prose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.checkpoint.FaultyFileSystem;
import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement.Exact;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCsvTest {
  private static final String HEADER =
      "iteration,train_loss,train_standard_error,validation_loss,validation_standard_error,"
          + "exact_train_loss,exact_validation_loss,gap,learning_rate,iterations_per_second,seconds\n";
  private static final Measurement UNTRAINED =
      new Measurement(
          0,
          new Evaluation(4.68, Double.NaN, 0),
          Optional.of(new Evaluation(4.67, Double.NaN, 0)),
          Optional.empty(),
          1e-4,
          Double.NaN,
          0);
  private static final Measurement TRAINED =
      new Measurement(
          5000,
          new Evaluation(1 / 3.0, 0.0052, 0),
          Optional.of(new Evaluation(2.57, 0.0049, 0)),
          Optional.of(new Exact(2.5627, OptionalDouble.of(Double.POSITIVE_INFINITY), 0.1108)),
          0.01,
          32173.25,
          0.16);
  private static final String ROWS =
      """
      0,4.68,,4.67,,,,,1.0E-4,,0.0
      5000,0.3333333333333333,0.0052,2.57,0.0049,2.5627,Infinity,0.1108,0.01,32173.25,0.16
      """;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("metrics.csv");
  }

  private static void write(MetricsCsv csv, Measurement... measurements) throws IOException {
    try (csv) {
      for (Measurement measurement : measurements) {
        csv.write(measurement);
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void aRowForEachMeasurement() throws IOException {
    write(MetricsCsv.start(file), UNTRAINED, TRAINED);
    assertThat(file).hasContent(HEADER + ROWS);
    assertThat(Files.readString(file)).isEqualTo(HEADER + ROWS);
    assertThat(MetricsCsv.read(file)).containsExactly(UNTRAINED, TRAINED);
    assertThat(names()).containsExactly("metrics.csv");
  }

  @Test
  void aRowIsInTheFileAtOnce() throws IOException {
    try (MetricsCsv csv = MetricsCsv.start(file)) {
      assertThat(MetricsCsv.read(file)).isEmpty();
      csv.write(UNTRAINED);
      assertThat(MetricsCsv.read(file)).containsExactly(UNTRAINED);
    }
  }

  @Test
  void theSameInEveryLocale() throws IOException {
    Locale locale = Locale.getDefault();
    try {
      for (String other : new String[] {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"}) {
        Locale.setDefault(Locale.forLanguageTag(other));
        write(MetricsCsv.start(file), UNTRAINED, TRAINED);
        assertThat(Files.readString(file)).as(other).isEqualTo(HEADER + ROWS);
      }
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void anyNumberComesBackAsItWas() throws IOException {
    SplitMix64 random = new SplitMix64(7);
    List<Measurement> written = new ArrayList<>();
    for (int iteration = 0; iteration < 500; iteration++) {
      written.add(
          new Measurement(
              iteration,
              new Evaluation(anyDouble(random), anyDouble(random), 0),
              Optional.of(new Evaluation(anyDouble(random), anyDouble(random), 0)),
              Optional.of(
                  new Exact(
                      anyDouble(random), OptionalDouble.of(anyDouble(random)), anyDouble(random))),
              anyDouble(random),
              anyDouble(random),
              anyDouble(random)));
    }
    write(MetricsCsv.start(file), written.toArray(Measurement[]::new));
    assertThat(MetricsCsv.read(file)).isEqualTo(written);
  }

  private static double anyDouble(SplitMix64 random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isNaN(value) ? Double.MIN_VALUE : value;
  }

  @Test
  void aRunThatIsTakenUpAgainKeepsTheRowsBefore() throws IOException {
    write(MetricsCsv.start(file), UNTRAINED, TRAINED);
    write(MetricsCsv.resume(file, 5000), TRAINED);
    assertThat(file).hasContent(HEADER + ROWS);
    write(MetricsCsv.resume(file, 5001));
    assertThat(file).hasContent(HEADER + ROWS);
    write(MetricsCsv.resume(file, 0));
    assertThat(file).hasContent(HEADER);
    Files.delete(file);
    write(MetricsCsv.resume(file, 300), TRAINED);
    assertThat(MetricsCsv.read(file)).containsExactly(TRAINED);
  }

  /** A kill may come after any byte. */
  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    String whole = HEADER + ROWS;
    int secondRow = whole.indexOf("\n5000") + 1;
    for (int length = secondRow; length < whole.length(); length++) {
      Files.writeString(file, whole.substring(0, length));
      assertThat(MetricsCsv.read(file)).containsExactly(UNTRAINED);
      write(MetricsCsv.resume(file, 5000), TRAINED);
      assertThat(file).hasContent(whole);
    }
  }

  @Test
  void theFileOfTheRunBeforeIsWholeUntilTheNewOneIsThere() throws IOException {
    write(MetricsCsv.start(file), UNTRAINED, TRAINED);
    Path full = new FaultyFileSystem(2).wrap(file); // opening is the first operation
    assertThatThrownBy(() -> MetricsCsv.start(full).close())
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": No space left on device (write)");
    assertThat(file).hasContent(HEADER + ROWS);
  }

  @Test
  void aFileOfAnotherProgramStays() throws IOException {
    Files.writeString(file, "epoch,accuracy\n1,0.5\n");
    assertThatThrownBy(() -> MetricsCsv.start(file).close())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(file + " is there already and is no metrics file");
    assertThat(file).hasContent("epoch,accuracy\n1,0.5\n");
  }

  @Test
  void linesOfAnotherSystemAreRead() throws IOException {
    Files.writeString(file, (HEADER + ROWS).replace("\n", "\r\n"));
    assertThat(MetricsCsv.read(file)).containsExactly(UNTRAINED, TRAINED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step,loss | line 1: must be the header of a metrics file, iteration,train_loss",
        "'' | line 1: must be the header",
        "H0,1,,1,,,,,1,,1;1,1 | line 3: has 2 cells, but there are 11 columns",
        "H0,1,,1,,,,,1,,1,1 | line 2: has 12 cells",
        "H | line 2: has 1 cells",
        "H0.5,1,,1,,,,,1,,1 | line 2: iteration must be a whole number below 2^31, but is '0.5'",
        "H-1,1,,1,,,,,1,,1 | line 2: an iteration must be at least 0, but is -1",
        "H0,much,,1,,,,,1,,1 | line 2: train_loss must be a number, but is 'much'",
        "H0,1,,,1,,,,1,,1 | line 2: validation_loss must be a number, but is ''",
        "H0,NaN,,1,,,,,1,,1 | line 2: the train loss must be a number, but is NaN",
        "H0,1,,1,,1,1,,1,,1 | line 2: gap must be a number, but is ''",
        "H0,1,,1,,1,,1,1,,1 | line 2: a validation loss must be both sampled and exact, or neither",
        "H0,1,,,,1,1,1,1,,1 | line 2: a validation loss must be both sampled and exact, or neither",
        "H7,1,,1,,,,,1,,1;7,1,,1,,,,,1,,1 | line 3: iteration 7 comes after iteration 7",
      })
  void whatIsNotOursIsRefusedAndLeftAsItIs(String content, String reason) throws IOException {
    Files.writeString(file, content.replace("H", HEADER).replace(';', '\n') + "\n");
    String before = Files.readString(file);
    for (var refused :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> MetricsCsv.read(file), () -> MetricsCsv.resume(file, 9).close())) {
      assertThatThrownBy(refused)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith(file + ", " + reason);
    }
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void onlyWhatCanBeReadIsWritten() throws IOException {
    try (MetricsCsv csv = MetricsCsv.start(file)) {
      csv.write(TRAINED);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> csv.write(UNTRAINED))
          .withMessage("iteration 0 comes after iteration 5000");
    }
    assertThat(MetricsCsv.read(file)).containsExactly(TRAINED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exact(1, OptionalDouble.of(2), Double.NaN));
  }

  @Test
  void ofARunWithoutValidationThoseCellsAreEmpty() throws IOException {
    Measurement measurement =
        new Measurement(
            3,
            new Evaluation(2.5, 0.004, 0),
            Optional.empty(),
            Optional.of(new Exact(2.25, OptionalDouble.empty(), 0.5)),
            0.01,
            Double.NaN,
            1);
    write(MetricsCsv.start(file), measurement);
    assertThat(file).hasContent(HEADER + "3,2.5,0.004,,,2.25,,0.5,0.01,,1.0\n");
    assertThat(MetricsCsv.read(file)).containsExactly(measurement);
  }
}
