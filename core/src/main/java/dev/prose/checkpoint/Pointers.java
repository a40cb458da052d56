package dev.prose.checkpoint;

import dev.prose.text.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code checkpoints.txt} of a run's folder: which of the checkpoints beside it count, one
 * per line. It is replaced as a whole, so that one atomic rename decides for all of them.
 *
 * <p>It is not JSON, because it is read and written whenever a checkpoint is saved, and loading a
 * JSON parser takes longer than training a short run.
 *
 * @param latest the newest one's name
 * @param best the name of the one with the lowest validation loss
 * @param previous the latest of the run that was here before, if there was one
 */
record Pointers(String latest, String best, Optional<String> previous) {
  static final String FILE = "checkpoints.txt";

  private static final String LATEST = "latest";
  private static final String BEST = "best";
  private static final String PREVIOUS = "previous";

  private static final Pattern LINE = Pattern.compile("([a-z]+) (checkpoint-[0-9][0-9-]*)");
  private static final int MAX_BYTES = 1000;

  byte[] format() {
    String text = LATEST + " " + latest + "\n" + BEST + " " + best + "\n";
    text += previous.map(name -> PREVIOUS + " " + name + "\n").orElse("");
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the pointers of a run's folder, if there is a run.
   *
   * @throws InvalidFileException if the file is not what {@link #format} gives
   */
  static Optional<Pointers> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new InvalidFileException(file, "does not name checkpoints beside it");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Map<String, String> names = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches() || names.put(parts.group(1), parts.group(2)) != null) {
        throw new InvalidFileException(
            file, "\"" + line + "\" does not name a checkpoint beside it");
      }
    }
    String latest = names.get(LATEST);
    String best = names.get(BEST);
    if (latest == null || best == null || !text.endsWith("\n")) {
      throw new InvalidFileException(file, "does not name the latest and the best");
    }
    return Optional.of(new Pointers(latest, best, Optional.ofNullable(names.get(PREVIOUS))));
  }

  Set<String> all() {
    Set<String> names = new LinkedHashSet<>(List.of(latest, best));
    previous.ifPresent(names::add);
    return names;
  }
}
