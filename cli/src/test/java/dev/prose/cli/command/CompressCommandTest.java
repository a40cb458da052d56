package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import dev.prose.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class CompressCommandTest {
  @TempDir private static Path models;
  private static final String TEXT = "To be, or not to be, that is the question:\r\n";

  @TempDir private Path folder;
  private String original = "";
  private String compressed = "";
  private String back = "";

  @BeforeAll
  static void train() throws IOException {
    Path text = Files.writeString(models.resolve("text.txt"), TEXT.repeat(60));
    for (String model : List.of("mixture", "ngram", "bigram")) {
      CommandRun run =
          CommandRun.of(
              "train",
              "--data",
              text.toString(),
              "--model",
              model,
              "--out-dir",
              models.resolve(model).toString(),
              model.equals("bigram") ? "--fit=counts" : "--max-new-tokens=0");
      assertThat(run.code()).as(run.err()).isZero();
    }
  }

  @BeforeEach
  void nameFiles() throws IOException {
    original = folder.resolve("my.txt").toString();
    compressed = folder.resolve("my.prose").toString();
    back = folder.resolve("back.txt").toString();
    write(original, (TEXT + "Ärger, 或 \0 not").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(String file, byte[] content) throws IOException {
    Files.write(Path.of(file), content);
  }

  private static byte[] read(String file) throws IOException {
    return Files.readAllBytes(Path.of(file));
  }

  private static String[] with(String model, String... arguments) {
    return Stream.of(arguments, new String[] {"--out-dir", models.resolve(model).toString()})
        .flatMap(Arrays::stream)
        .toArray(String[]::new);
  }

  private static CommandRun done(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static void refused(int code, String message, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixture", "ngram", "bigram"})
  void aFileComesBackToTheByte(String model) throws IOException {
    CommandRun run = done(with(model, "compress", original, "-o", compressed));
    assertThat(run.out())
        .contains("bits a character", "unknown     7 bytes that no character covers")
        .contains(model.equals("mixture") ? "mode        adaptive: " : "mode        static: ");
    assertThat(done(with(model, "decompress", compressed, "-o", back)).out())
        .contains("back.txt, 61 bytes, the checksum is right");
    assertThat(read(back)).isEqualTo(read(original));
  }

  @Test
  void fromNothingItTakesNoModel() throws IOException {
    write(original, TEXT.repeat(50).getBytes(StandardCharsets.UTF_8));
    CommandRun run = done("compress", "--from-nothing", original, "--to", compressed);
    assertThat(run.out()).contains("mode        from nothing: ", "vocabulary  ");
    done("decompress", compressed, "--to", back);
    assertThat(read(back)).isEqualTo(read(original));
    assertThat(read(compressed)).hasSizeLessThan(200);
  }

  @Test
  void forProgramsItIsOneObject() throws IOException {
    write(original, TEXT.repeat(3).getBytes(StandardCharsets.UTF_8));
    for (String more : List.of("--no-adapt", "--checkpoint=latest")) {
      CommandRun run =
          done(with("mixture", "compress", original, "-o", compressed, "--json", more));
      Map<String, Object> json = JSON.std.mapFrom(run.out());
      assertThat(json)
          .containsEntry("mode", more.equals("--no-adapt") ? "static" : "adaptive")
          .containsEntry("original_bytes", 132)
          .containsEntry("tokens", 132)
          .containsEntry("unknown_bytes", 0)
          .containsEntry("compressed_bytes", read(compressed).length);
      double bytes = number(json, "total_bits") / 8;
      assertThat((double) read(compressed).length).isBetween(bytes, bytes + 16);
      assertThat(number(json, "bits_per_character")).isEqualTo(8 * bytes / 132);
    }
  }

  private static double number(Map<String, Object> json, String name) {
    return ((Number) Objects.requireNonNull(json.get(name))).doubleValue();
  }

  /** The total that evaluate reports is without the first character, which it cannot predict. */
  @Test
  void theSizeIsWhatEvaluateSays() throws IOException {
    write(original, TEXT.repeat(5).getBytes(StandardCharsets.UTF_8));
    done(with("ngram", "compress", original, "-o", compressed));
    CommandRun run = done(with("ngram", "evaluate", "--data", original, "--json"));
    double bits = number(JSON.std.mapFrom(run.out()), "total_bits");
    assertThat(8.0 * read(compressed).length).isBetween(bits, bits + 8 * 16 + 10);
  }

  @Test
  void standardStreamsWillDo() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CommandRun.Setting setting = new CommandRun.Setting().in(read(original));
    assertThat(setting.run(file, with("mixture", "compress", "-", "-o", "-")).code()).isZero();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    setting = new CommandRun.Setting().in(file.toByteArray());
    assertThat(setting.run(out, with("mixture", "decompress", "-", "-o", "-")).code()).isZero();
    assertThat(out.toByteArray()).isEqualTo(read(original));
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() {
    refused(2, "Missing required option: '--to=FILE'", "compress", original);
    refused(2, "Missing required parameter: 'FILE'", "decompress", "-o", back);
    refused(2, "-o must not be the file itself", "compress", original, "-o", original);
    refused(
        2,
        "--out-dir has no effect with --from-nothing",
        with("mixture", "compress", "--from-nothing", original, "-o", compressed));
    refused(
        2,
        "--no-adapt and --from-nothing",
        "compress",
        "--from-nothing",
        "--no-adapt",
        original,
        "-o",
        compressed);
    refused(2, "--json and -o -", with("ngram", "compress", original, "-o", "-", "--json"));
  }

  @Test
  void whatIsNotThereIsNoInput() {
    String none = folder.resolve("none").toString();
    refused(66, "none: no such file", "compress", "--from-nothing", none, "-o", compressed);
    refused(66, "Train one first", "compress", original, "-o", compressed, "--out-dir", none);
    refused(74, "is a folder and not a file", "decompress", folder.toString(), "-o", back);
    refused(
        66,
        "there is no such folder",
        "compress",
        "--from-nothing",
        original,
        "-o",
        folder.resolve("no/my.prose").toString());
  }

  /** Whatever is wrong, what was there before stays as it is, and nothing else is left. */
  @Test
  void whatIsDamagedReplacesNothing() throws IOException {
    done(with("mixture", "compress", original, "-o", compressed));
    write(back, new byte[] {1, 2, 3});
    byte[] sound = read(compressed);
    byte[] damaged = sound.clone();
    damaged[sound.length - 9] ^= 4;
    write(compressed, damaged);
    String[] decompress = {"decompress", compressed, "-o", back};
    refused(65, "my.prose: is damaged, cut short, or has", with("mixture", decompress));
    write(compressed, Arrays.copyOf(sound, sound.length - 1));
    refused(65, "my.prose: is damaged, cut short, or has", with("mixture", decompress));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandRun printed =
        new CommandRun.Setting().run(out, with("mixture", "decompress", compressed, "-o", "-"));
    assertThat(printed.code()).isEqualTo(65);
    assertThat(out.size()).isZero();
    write(compressed, TEXT.getBytes(StandardCharsets.UTF_8));
    refused(65, "my.prose: is no file that prose compress wrote", with("mixture", decompress));
    write(compressed, sound);
    refused(65, "Name the folder of that one with --out-dir", with("ngram", decompress));
    assertThat(read(back)).containsExactly(1, 2, 3);
    assertThat(names()).containsExactly("back.txt", "my.prose", "my.txt");
  }

  @DisabledOnOs(OS.WINDOWS) // which has no such signal
  @Test
  void ctrlCLeavesNothingBehind() throws Exception {
    JavaProcess.assumeArrives("INT");
    write(original, TEXT.repeat(20_000).getBytes(StandardCharsets.UTF_8));
    done(with("ngram", "compress", original, "-o", compressed));
    Process process =
        JavaProcess.start(Main.class, with("ngram", "decompress", compressed, "-o", back));
    while (process.isAlive() && names().size() < 3) { // until it begins to write
      Thread.sleep(1);
    }
    JavaProcess.signal(process, "INT");
    assertThat(process.inputReader().lines().toList())
        .contains("prose: stopped, and nothing is written");
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(names()).containsExactly("my.prose", "my.txt");
  }
}
