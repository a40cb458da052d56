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
 * known. Networks are left out: every class that is loaded here, the JVM loads at every start, and
 * beside the time that a network takes to learn, loading its classes from the jar is nothing.
 *
 * <p>Takes one argument, an empty folder to work in.
 */
public final class StartupTraining {
  private static final int WORDS = 2_000;
  private static final int LONGEST_WORD = 8;

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
    run("train", "--data", text.toString(), "--out-dir", nGrams, "--model", "ngram");
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

  /**
   * More than a megabyte of 65 kinds of characters, in words that recur, as in most people's first
   * text.
   */
  private static String someText() {
    SplitMix64 random = new SplitMix64(0);
    String[] words = new String[WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = word(random, 1 + random.nextInt(LONGEST_WORD));
    }
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_200_000) {
      int word = random.nextInt(1 + random.nextInt(WORDS)); // some are more frequent than others
      text.append(words[word]).append(random.nextInt(16) == 0 ? '\n' : ' ');
    }
    return text.toString();
  }

  private static String word(SplitMix64 random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) (' ' + random.nextInt(64)));
    }
    return word.toString();
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
