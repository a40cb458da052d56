package dev.prose.cli.train;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.cli.output.Report;
import dev.prose.data.TokenizedText;
import dev.prose.text.InvalidDataException;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on.
 *
 * @param checkpoint where it was
 * @param options its options now, by name
 * @param family the family that it belongs to
 */
record Continuation(Checkpoint checkpoint, Map<String, String> options, Family family) {
  /** With another value of these it would be another run, whatever the family. */
  private static final Set<String> FIXED = Set.of("model", "train-fraction", "lines", "seed");

  /** Where its tokens came from: those of the checkpoint are kept, whatever these would give. */
  private static final Set<String> OF_TOKENS =
      Set.of("tokenizer", "vocab-size", "pattern", "vocabulary");

  /** What holds for a run, or a model of a program, that does not say it. */
  private static final Map<String, String> BEFORE_THERE_WAS_A_CHOICE = Map.of("tokenizer", "char");

  /**
   * Refuses to go on as another run.
   *
   * @throws InvalidDataException if the run had another text, vocabulary or shape
   */
  void requireSameRun(TokenizedText text) {
    Tokenizer tokenizer = text.tokenizer();
    List<String> differences = new ArrayList<>();
    Provenance before = checkpoint.training().corpus();
    if (before.sha256().isEmpty()) {
      throw new InvalidDataException(
          "the checkpoint does not say of which run it is, without which training cannot go on: begin with its model in another folder, with --init-from=DIR, or a new run with --init-from=scratch");
    }
    if (!before.sha256().equals(text.sha256())) {
      differences.add(
          Report.format(
              "the text was %s (%,d characters, SHA-256 %s) and is %s (%,d, %s)",
              before.corpus(),
              before.length(),
              before.sha256(),
              text.name(),
              text.length(),
              text.sha256()));
    }
    int symbols = checkpoint.tokenizer().vocabularySize();
    if (!checkpoint.tokenizer().sameAs(tokenizer)) {
      differences.add(
          symbols == tokenizer.vocabularySize()
              ? "the vocabulary had other symbols"
              : Report.format(
                  "the vocabulary had %,d symbols and has %,d",
                  symbols, tokenizer.vocabularySize()));
    }
    differences.addAll(changed(true));
    if (!differences.isEmpty()) {
      throw new InvalidDataException(
          "the run cannot go on, because it was another one:\n  "
              + String.join("\n  ", differences)
              + "\nGive it what it had, or begin a new one with --init-from=scratch");
    }
  }

  /**
   * Says where the run goes on, and with which other options.
   *
   * @param latest where the checkpoint is
   */
  void report(Report report, Path latest) {
    String fit = CharacterNames.escaped(checkpoint.training().fit());
    report.line("resumed", "%s, after %s", latest, fit);
    for (String change : changed(false)) {
      report.line("", "%s", CharacterNames.escaped(change));
    }
  }

  /** What differs among the options that a run may change, or may not. */
  private List<String> changed(boolean fixed) {
    Map<String, String> before = checkpoint.training().options();
    List<String> changed = new ArrayList<>();
    options.forEach((name, now) -> {
      @Nullable String was = before.getOrDefault(name, BEFORE_THERE_WAS_A_CHOICE.get(name));
      if (was != null && !was.equals(now) && isFixed(name) == fixed) {
        changed.add("--" + name + " was " + was + " and is " + now);
      } else if (was == null && fixed && isFixedByText(name)) {
        changed.add("--" + name + " was not given and is " + now);
      }
    });
    return changed;
  }

  private boolean isFixed(String option) {
    return FIXED.contains(option) || OF_TOKENS.contains(option) || family.fixed().contains(option);
  }

  private boolean isFixedByText(String option) {
    return OF_TOKENS.contains(option) || family.fixedByText().contains(option);
  }
}
