package dev.prose.corpora;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder for downloads: {@code $XDG_CACHE_HOME/prose}, by default {@code ~/.cache/prose}, and
 * on Windows {@code %LOCALAPPDATA%\prose\cache}.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory
 *     Specification</a>
 */
final class CacheFolder {
  private CacheFolder() {}

  /** This process's cache folder, which need not exist; empty if there is no home folder either. */
  static Optional<Path> standard() {
    return of(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
  }

  static Optional<Path> of(Map<String, String> environment, String osName, String userHome) {
    // Plain ifs: every cached corpus comes through here, and the first lambda costs milliseconds.
    if (osName.startsWith("Windows")) {
      Path local = first(environment.get("LOCALAPPDATA"), userHome, "AppData/Local");
      return local == null ? Optional.empty() : Optional.of(local.resolve("prose/cache"));
    }
    Path home = first(environment.get("HOME"), userHome, "");
    Path caches =
        first(environment.get("XDG_CACHE_HOME"), home == null ? null : home.toString(), ".cache");
    return caches == null ? Optional.empty() : Optional.of(caches.resolve("prose"));
  }

  /** The folder, or else a folder beneath the other; null if neither is usable. */
  private static @Nullable Path first(
      @Nullable String folder, @Nullable String other, String beneathOther) {
    Path path = absolute(folder);
    if (path != null) {
      return path;
    }
    path = absolute(other);
    return path == null ? null : path.resolve(beneathOther);
  }

  /** The folder if its path is absolute, else null: the specification ignores relative paths. */
  private static @Nullable Path absolute(@Nullable String folder) {
    if (folder == null) {
      return null;
    }
    try {
      Path path = Path.of(folder);
      return path.isAbsolute() ? path : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
