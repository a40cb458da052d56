package dev.prose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement.Exact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  @TempDir private Path folder;

  private static Measurement measurement(
      int iteration, double train, double validation, Optional<Exact> exact, double speed) {
    return new Measurement(
        iteration,
        new Evaluation(train, 0.004, 6400),
        Optional.of(new Evaluation(validation, 0.004, 6400)),
        exact,
        0.001,
        speed,
        0.1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Half a second later each time it is asked. */
  private static InstantSource ticking(Instant first) {
    Iterator<Instant> times = Stream.iterate(first, time -> time.plusMillis(500)).iterator();
    return times::next;
  }

  /** Written by tools/reference/golden_events.py, which shares no code with this one. */
  @Test
  void theBytesAreThoseOfAnIndependentWriter() throws IOException {
    // The first time is for the file's name.
    try (EventFile events = EventFile.start(folder, 300, ticking(START.minusMillis(250)))) {
      events.write(measurement(300, 4.6824, 4.6732, Optional.empty(), Double.NaN));
      Exact exact = new Exact(2.5627, OptionalDouble.of(2.5758), 0.1108);
      events.write(measurement(70_000, 2.5701, 2.5735, Optional.of(exact), 32173.25));
    }
    assertThat(files().getFirst().getFileName().toString())
        .matches("events\\.out\\.tfevents\\.1699999999\\.[A-Za-z0-9.-]+\\.prose");
    assertThat(Files.readAllBytes(files().getFirst())).isEqualTo(golden());
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = EventFileTest.class.getResourceAsStream("events.golden")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** The catalogues' check value of CRC-32C, 0xE3069283 for these digits, masked. */
  @Test
  void theChecksumIsMaskedCrc32c() {
    byte[] record = TfRecord.framed("123456789".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer read = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(read.getLong(0)).isEqualTo(9);
    assertThat(read.getInt(8 + 4 + 9)).isEqualTo(0xC78AB0E5);
    assertThat(record).hasSize(8 + 4 + 9 + 4);
  }

  @Test
  void runsThatStartWithinASecondHaveFilesThatSortInTheirOrder() throws IOException {
    for (int run = 1; run <= 3; run++) {
      EventFile.start(folder, run, InstantSource.fixed(START)).close();
    }
    assertThat(files())
        .extracting(path -> path.getFileName().toString().substring(20, 30))
        .containsExactly("1700000000", "1700000001", "1700000002");
  }

  @Test
  void aRunFromScratchRemovesTheFilesOfTheRunBeforeAndNoOthers() throws IOException {
    Path another = Files.createFile(folder.resolve("events.out.tfevents.1600000000.shed"));
    EventFile.start(folder, 0, InstantSource.fixed(START)).close();
    EventFile.start(folder, 100, InstantSource.fixed(START)).close();
    assertThat(files()).hasSize(3);
    EventFile.start(folder, 0, InstantSource.fixed(START.plusSeconds(9))).close();
    assertThat(files())
        .hasSize(2)
        .contains(another)
        .anySatisfy(file -> assertThat(file.toString()).contains(".1700000009."));
  }

  @Test
  void theHostComesFromTheEnvironment() {
    assertThat(EventFile.host(Map.of("HOSTNAME", "shed.example.org")))
        .isEqualTo("shed.example.org");
    assertThat(EventFile.host(Map.of("COMPUTERNAME", "MY/PC ü"))).isEqualTo("MY-PC--");
    assertThat(EventFile.host(Map.of())).isEqualTo("localhost");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> EventFile.start(missing, 1, InstantSource.system()).close())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.resolve("events.out.tfevents.").toString());
  }

  @Test
  void ofARunWithoutValidationThatLossIsLeftOut() throws IOException {
    try (EventFile events = EventFile.start(folder, 0, ticking(START))) {
      events.write(
          new Measurement(
              0, new Evaluation(2.5, 0.004, 6400), Optional.empty(), Optional.empty(), 1, 1, 0));
    }
    assertThat(Files.readString(files().getFirst(), StandardCharsets.ISO_8859_1))
        .contains("loss/train", "learning_rate")
        .doesNotContain("loss/validation");
  }
}
