package dev.prose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.cli.CommandRun;
import dev.prose.cli.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text that is read in pieces gives what it gives from memory, and needs no more than a piece.
 */
class TextsInPiecesTest {
  private static final String TEXT = "\uFEFFKäse und Brot 😀.\r\nUnd Öl?\n\nGut\n";

  @TempDir private Path folder;
  private String out = "";

  @BeforeEach
  void train() throws IOException {
    out = folder.resolve("out").toString();
    Path text = Files.writeString(folder.resolve("known.txt"), TEXT.repeat(40).replace("?", ""));
    CommandRun run =
        CommandRun.of("train", "--fit", "counts", "--data", text.toString(), "--out-dir", out);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static CommandRun run(String line, String... more) {
    return CommandRun.of(
        Stream.of(line.split(" "), more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --json --on-unknown skip",
        "evaluate --on-unknown replace",
        "evaluate --split validation --on-unknown replace --json",
        "evaluate --split train --on-unknown skip --json",
        "evaluate",
        "score --on-unknown replace",
        "score --on-unknown skip --json",
        "score --on-unknown replace --top 3",
        "score --on-unknown skip --by-line",
        "score --on-unknown replace --by-line --json",
        "score --json",
        "tokenize --on-unknown skip",
        "tokenize --on-unknown replace --json",
        "tokenize --on-unknown replace --lines"
      })
  void aModelSeesTheSameInPieces(String command) throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), TEXT.repeat(3000));
    requireSame(command + " --out-dir " + out, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "data --json", "tokenize --vocabulary text --json"})
  void aTextIsTheSameInPieces(String command) throws IOException {
    requireSame(command, Files.writeString(folder.resolve("text.txt"), TEXT.repeat(3000)));
  }

  private static void requireSame(String command, Path text) {
    CommandRun whole = run(command, "--data", text.toString());
    CommandRun pieces = run(command, "--data", text.toString(), "--memory", "1K");
    assertThat(pieces.out()).isEqualTo(whole.out());
    assertThat(pieces.err()).isEqualTo(whole.err());
    assertThat(pieces.code()).isEqualTo(whole.code());
  }

  @Test
  void standardInputIsReadInPiecesToo() {
    byte[] input = "Und Öl\nGut\n".getBytes(StandardCharsets.UTF_8);
    String[] score = {"score", "--by-line", "--out-dir", out};
    String[] limited = {"score", "--by-line", "--out-dir", out, "--memory", "1K"};
    CommandRun pieces = new CommandRun.Setting().in(input).run(limited);
    assertThat(pieces.out())
        .startsWith("1\t6\t")
        .isEqualTo(new CommandRun.Setting().in(input).run(score).out());
  }

  @Test
  void nothingIsKnownOrThere() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "!?".repeat(2000));
    CommandRun run =
        run("evaluate --on-unknown skip --memory 1K --out-dir " + out, "--data", text.toString());
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err()).contains("but there are 0");
    Files.writeString(text, "");
    assertThat(run("score --memory 1K --data " + text + " --out-dir " + out).err())
        .contains("is empty");
    assertThat(run("evaluate --memory x --out-dir " + out).code()).isEqualTo(2);
    assertThat(run("data --memory 1K").err()).contains("--memory has no effect without --data");
    assertThat(run("tokenize --text a --memory 1K").err())
        .contains("--memory has no effect with --text");
  }

  @Test
  void inColoursATextHasToBeInMemory() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "Und ".repeat(2000));
    CommandRun run =
        new CommandRun.Setting()
            .terminal()
            .run("score", "--data", text.toString(), "--memory", "1K", "--out-dir", out);
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err()).contains("to be shown in colours it has to be there");
  }

  @Test
  void aSmallHeapIsEnough() throws Exception {
    Path text = folder.resolve("large.txt");
    Files.writeString(text, ("Und ".repeat(2500) + "\n").repeat(1600)); // 16 MB
    for (String command :
        new String[] {
          "evaluate --json --out-dir " + out, "score --by-line --out-dir " + out, "data --json"
        }) {
      String[] arguments =
          Stream.of(command.split(" "), new String[] {"--data", text.toString()})
              .flatMap(Arrays::stream)
              .toArray(String[]::new);
      Process process = JavaProcess.startSmall(arguments);
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      assertThat(printed).isEqualTo(run(command, "--data", text.toString()).out());
    }
  }
}
