package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  private static final String NAMES = "anna\nhanna\nannah\nnana\n";

  @TempDir private Path folder;
  private Path names = Path.of("");
  private String out = "";

  @BeforeEach
  void train() throws IOException {
    names = Files.writeString(folder.resolve("names.txt"), NAMES.repeat(20));
    out = folder.resolve("out").toString();
    CommandRun run =
        CommandRun.of("train", "--fit", "counts", "--data", names.toString(), "--out-dir", out);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private CommandRun generate(byte[] input, String... more) {
    return new CommandRun.Setting()
        .in(input)
        .run(
            Stream.of(new String[] {"generate", "--out-dir", out}, more)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
  }

  private CommandRun generate(String... more) {
    return generate(new byte[0], more);
  }

  @Test
  void aPromptFromAFileIsAsOneThatIsGiven() throws IOException {
    String expected = generate("--prompt", "anna\nha").out();
    assertThat(expected).startsWith("anna\nha");
    Path file = Files.writeString(folder.resolve("prompt.txt"), "anna\nha");
    assertThat(generate("--prompt-file", file.toString()).out()).isEqualTo(expected);
    byte[] utf8 = "anna\nha".getBytes(StandardCharsets.UTF_8);
    assertThat(generate(utf8, "--prompt-file", "-").out()).isEqualTo(expected);
    byte[] utf16 = "\uFEFFanna\nha".getBytes(StandardCharsets.UTF_16LE);
    CommandRun marked = generate(utf16, "--prompt-file", "-", "--encoding", "UTF-16LE");
    assertThat(marked.out()).isEqualTo(expected);
    assertThat(marked.err()).contains("byte-order mark at the start of standard input");
  }

  @Test
  void aPromptThatCannotBeReadIsExplained() throws IOException {
    assertThat(generate("--prompt", "a", "--prompt-file", "-").code()).isEqualTo(2);
    assertThat(generate("--encoding", "UTF-8").err()).contains("no effect without --prompt-file");
    CommandRun missing = generate("--prompt-file", folder.resolve("none").toString());
    assertThat(missing.code()).isEqualTo(66);
    assertThat(missing.err()).contains("none: no such file");
    CommandRun malformed = generate(new byte[] {'a', (byte) 0xFF}, "--prompt-file", "-");
    assertThat(malformed.code()).isEqualTo(65);
    assertThat(malformed.err()).contains("standard input", "--encoding");
    CommandRun unknown = generate("xyz".getBytes(StandardCharsets.UTF_8), "--prompt-file", "-");
    assertThat(unknown.code()).isEqualTo(65);
    assertThat(unknown.out()).isEmpty();
  }

  @Test
  void linesOfTheTrainingTextAreMarkedOrLeftOut() {
    List<String> plain = generate("--max-new-tokens", "400").out().lines().toList();
    List<String> whole = plain.subList(0, plain.size() - 1);
    String cutOff = plain.getLast();
    List<String> marked =
        generate("--max-new-tokens", "400", "--mark-seen", "--data", names.toString())
            .out()
            .lines()
            .toList();
    List<String> known = NAMES.lines().toList();
    assertThat(marked.stream().map(line -> line.replaceAll("\t.*", ""))).isEqualTo(plain);
    assertThat(marked.getLast()).as("not judged").isEqualTo(cutOff).isNotEmpty();
    assertThat(marked.subList(0, whole.size()).stream().filter(line -> !line.isEmpty()))
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line)
                .endsWith(known.contains(line.replaceAll("\t.*", "")) ? "\tseen" : "\tnew"));
    CommandRun novel = generate("--max-new-tokens", "400", "--novel", "--data", names.toString());
    assertThat(novel.out().lines())
        .isNotEmpty()
        .isEqualTo(
            Stream.concat(whole.stream().filter(line -> !known.contains(line)), Stream.of(cutOff))
                .toList());
    long seen = whole.stream().filter(known::contains).count();
    long written = whole.stream().filter(line -> !line.isEmpty()).count();
    assertThat(seen).isPositive();
    assertThat(novel.err())
        .isEqualTo(
            "prose: %d of %d lines stand in names.txt and are left out\n".formatted(seen, written));
  }

  @Test
  void aSampleOfWhichNothingIsLeftIsWrittenAnew() {
    CommandRun run =
        generate(
            "--novel",
            "--data",
            names.toString(),
            "--num-samples",
            "20",
            "--stop",
            "\n",
            "--max-new-tokens",
            "30");
    List<String> written =
        run.out().lines().filter(line -> !line.startsWith("---") && !line.isEmpty()).toList();
    assertThat(written).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(NAMES.lines().toList());
  }

  @Test
  void whatWritesNothingNewEnds() {
    CommandRun run =
        generate(
            "--novel",
            "--data",
            names.toString(),
            "--prompt",
            "anna",
            "--temperature",
            "0",
            "--stop",
            "n");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("\n");
    assertThat(run.err()).contains("1 of 1 lines", "of 1 samples nothing is left");
  }

  @Test
  void theTrainingTextHasToBeTheOneThatTheModelKnows() throws IOException {
    assertThat(generate("--novel").err()).contains("--novel has to know", "--data");
    assertThat(generate("--data", names.toString()).err())
        .contains("for --novel and --mark-seen alone");
    assertThat(generate("--novel", "--mark-seen", "--data", "x").code()).isEqualTo(2);
    Path other = Files.writeString(folder.resolve("other.txt"), "anna\n");
    CommandRun run = generate("--novel", "--data", other.toString());
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("other.txt is not the text that the model was trained on, names.txt");
  }

  @Test
  void linesWithinThePromptAreNotJudged() {
    CommandRun run =
        generate(
            "--novel",
            "--data",
            names.toString(),
            "--prompt",
            "anna\nannahh",
            "--max-new-tokens",
            "0");
    assertThat(run.out()).isEqualTo("anna\nannahh\n");
  }
}
