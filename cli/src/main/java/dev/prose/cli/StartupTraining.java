package dev.prose.cli;

import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.TextOutput;
import dev.prose.random.SplitMix64;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Does once what people do with the command, for the JVM to watch: the launcher runs it with {@code
 * -XX:AOTCacheOutput}, and later starts find the classes loaded and linked and the hot methods
 * known.
 *
 * <p>Takes one argument, an empty folder to work in.
 */
public final class StartupTraining {
  private StartupTraining() {}

  public static void main(String[] args) throws IOException {
    Path text = Path.of(args[0]).resolve("text.txt");
    String out = Path.of(args[0]).resolve("out").toString();
    Files.writeString(text, someText());
    run("train", "--data", text.toString(), "--out-dir", out);
    run("train", "--data", text.toString(), "--out-dir", out); // now there is a run before it
    run("train", "--data", text.toString(), "--out-dir", out, "--fit", "counts");
    run("generate", "--out-dir", out, "--prompt", "TO BE", "--top-k", "5");
    run("inspect", "--out-dir", out);
    run("inspect", "--data", text.toString());
    String nGrams = Path.of(args[0]).resolve("ngrams").toString();
    run(
        "train",
        "--data",
        text.toString(),
        "--out-dir",
        nGrams,
        "--model",
        "ngram",
        "--order",
        "4");
    run("generate", "--out-dir", nGrams, "--prompt", "TO BE");
    String mixture = Path.of(args[0]).resolve("mixture").toString();
    // A real text, because where contexts recur decides what is worth compiling.
    run("train", "--data", "plays", "--out-dir", mixture, "--model", "mixture", "--stride", "9");
    run("generate", "--out-dir", mixture, "--prompt", "TO BE", "--max-new-tokens", "50");
    Path few = Files.writeString(Path.of(args[0]).resolve("few.txt"), "TO BE, OR NOT TO BE\n");
    run("evaluate", "--out-dir", out, "--data", few.toString());
    run("score", "--out-dir", out, "--data", few.toString());
    run("tokenize", "--out-dir", out, "--data", few.toString());
    run("data", "--data", few.toString());
    run("--help");
  }

  /** A megabyte of 65 kinds of characters, as in most people's first text. */
  private static String someText() {
    SplitMix64 random = new SplitMix64(0);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_000_000) {
      text.append((char) (random.nextInt(16) == 0 ? '\n' : ' ' + random.nextInt(64)));
    }
    return text.toString();
  }

  private static void run(String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new TextOutput(OutputStream.nullOutputStream(), StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            true,
            true,
            Map.of(),
            Path.of(""));
    int code = Main.run(console, arguments);
    if (code != ExitCode.OK) {
      throw new IllegalStateException(List.of(arguments) + " ended with " + code);
    }
  }
}
