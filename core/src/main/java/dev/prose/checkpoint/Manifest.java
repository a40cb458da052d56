package dev.prose.checkpoint;

import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The size and SHA-256 of each file of a checkpoint, so that no change to one goes unseen.
 *
 * @param files by name
 */
record Manifest(Map<String, Entry> files) {
  static final String FILE = "manifest.json";

  /**
   * The largest file that is read whole to be compared, in bytes. A larger one is mapped, because
   * it should open at once; what it holds is then compared only by {@link #verifyAll}.
   */
  static final long MOST_READ = 1 << 26;

  private static final int FORMAT = 1;
  private static final String NAME = "[a-z0-9_]+\\.[a-z]+";
  private static final Pattern NAMED = Pattern.compile("\"(" + NAME + ")\" : \\{");
  private static final int CHUNK = 1 << 16; // bytes

  /**
   * A file's content in short.
   *
   * @param size in bytes
   * @param sha256 in lower-case hexadecimal
   */
  record Entry(long size, String sha256) {}

  /** What a manifest of a folder that has none would be. */
  static Manifest of(Path folder) throws IOException {
    Map<String, Entry> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          files.put(String.valueOf(file.getFileName()), new Entry(channel.size(), sha256(channel)));
        }
      }
    }
    return new Manifest(files);
  }

  /** The SHA-256 of the names and contents of some of the files, in whatever order they are. */
  String fingerprint(Predicate<String> names) {
    Sha256 sha256 = new Sha256();
    files.entrySet().stream()
        .filter(file -> names.test(file.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(file -> file.getKey() + " " + file.getValue().sha256 + "\n")
        .forEach(line -> sha256.update(line.getBytes(StandardCharsets.UTF_8)));
    return sha256.toHex();
  }

  /**
   * The bytes of the manifest's own file. They end with a newline, whose absence shows a file cut
   * short.
   */
  byte[] format() {
    Map<String, Object> described = new LinkedHashMap<>();
    files.forEach((name, entry) -> {
      Map<String, Object> inShort = new LinkedHashMap<>();
      inShort.put("size", entry.size);
      inShort.put("sha256", entry.sha256);
      described.put(name, inShort);
    });
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("files", described);
    return JsonObject.format(manifest);
  }

  /**
   * Reads a folder's manifest, if it has one.
   *
   * @throws InvalidFileException if it is not what {@link #format} gives
   */
  static Optional<Manifest> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = JsonObject.bytes(file);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      throw new InvalidFileException(file, "is cut short");
    }
    JsonObject json = JsonObject.parse(file, bytes);
    if (json.count("format", Integer.MAX_VALUE) != FORMAT) {
      throw json.invalid("format", "must be " + FORMAT + ", the only one known");
    }
    JsonObject described = json.object("files");
    Map<String, Entry> files = new LinkedHashMap<>();
    for (String name : described.fields().keySet()) {
      if (!name.matches(NAME)) {
        throw described.invalid(name, "is no name of a checkpoint's file");
      }
      JsonObject entry = described.object(name);
      files.put(name, new Entry(entry.count("size", Long.MAX_VALUE), entry.text("sha256")));
    }
    return Optional.of(new Manifest(files));
  }

  /**
   * The files that a folder's manifest names, found without a JSON parser: starting one takes
   * longer than training a short run does, which removes checkpoints. Of a manifest that was not
   * written by {@link #format} it may find fewer.
   *
   * @return their names, none if the folder has no manifest
   */
  static Set<String> names(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = NAMED.matcher(new String(JsonObject.bytes(file), StandardCharsets.UTF_8));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * Compares every file with what is written here, those of more than {@link #MOST_READ} bytes only
   * by their size.
   *
   * @throws InvalidFileException if a file is missing or differs
   */
  void verify(Path folder) throws IOException {
    for (Map.Entry<String, Entry> file : files.entrySet()) {
      verify(folder, file.getKey(), file.getValue(), MOST_READ);
    }
  }

  /**
   * Compares every byte of every file with what is written here.
   *
   * @return how many bytes these are
   * @throws InvalidFileException if a file is missing or differs
   */
  long verifyAll(Path folder) throws IOException {
    long bytes = 0;
    for (Map.Entry<String, Entry> file : files.entrySet()) {
      verify(folder, file.getKey(), file.getValue(), Long.MAX_VALUE);
      bytes += file.getValue().size;
    }
    return bytes;
  }

  private static void verify(Path folder, String name, Entry expected, long mostRead)
      throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      InvalidFileException.requireRegular(file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != expected.size) {
        throw new InvalidFileException(
            file, "has %,d bytes, but %s says %,d".formatted(channel.size(), FILE, expected.size));
      }
      if (expected.size > mostRead) {
        return;
      }
      String actual = sha256(channel);
      if (!actual.equals(expected.sha256)) {
        throw new InvalidFileException(
            file, "was changed: its SHA-256 is %s, not that in %s".formatted(actual, FILE));
      }
    } catch (NoSuchFileException e) {
      throw new InvalidFileException(file, "is missing, but " + FILE + " names it", e);
    }
  }

  private static String sha256(FileChannel channel) throws IOException {
    Sha256 sha256 = new Sha256();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (channel.read(buffer) >= 0) {
      sha256.update(buffer.flip());
      buffer.clear();
    }
    return sha256.toHex();
  }
}
