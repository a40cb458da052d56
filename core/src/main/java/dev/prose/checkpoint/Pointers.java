package dev.prose.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code checkpoints.json} of a run's folder: which of the checkpoints beside it count. It
 * is replaced as a whole, so that one atomic rename decides for all of them.
 *
 * @param latest the newest one's name
 * @param best that of the lowest validation loss
 * @param previous the latest of the run that was here before, if there was one
 */
record Pointers(String latest, String best, Optional<String> previous) {
  static final String FILE = "checkpoints.json";

  private static final String LATEST = "latest";
  private static final String BEST = "best";
  private static final String PREVIOUS = "previous";

  byte[] format() {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put(LATEST, latest);
    names.put(BEST, best);
    previous.ifPresent(name -> names.put(PREVIOUS, name));
    return JsonObject.format(names);
  }

  /**
   * Those of a run's folder, if there is a run.
   *
   * @throws InvalidCheckpointException if the file is not what {@link #format} gives
   */
  static Optional<Pointers> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonObject json = JsonObject.read(file);
    Optional<String> previous =
        json.fields().containsKey(PREVIOUS) ? Optional.of(name(json, PREVIOUS)) : Optional.empty();
    return Optional.of(new Pointers(name(json, LATEST), name(json, BEST), previous));
  }

  private static String name(JsonObject json, String key) {
    String name = json.text(key);
    boolean checkpoint =
        name.startsWith(RunFolder.CHECKPOINT)
            && name.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
    if (!checkpoint) {
      throw json.invalid(key, "does not name a checkpoint beside it");
    }
    return name;
  }

  Set<String> all() {
    Set<String> names = new LinkedHashSet<>(List.of(latest, best));
    previous.ifPresent(names::add);
    return names;
  }
}
