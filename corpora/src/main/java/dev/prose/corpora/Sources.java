package dev.prose.corpora;

import dev.prose.text.LoadListener;
import dev.prose.text.TextBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * All the data that a person named together.
 *
 * @param all the sources, at least one
 */
record Sources(List<DataSource> all) {
  private static final int MOST_NAMES = 3;

  /**
   * Finds what each name means.
   *
   * @throws SourceNotFoundException if a name means nothing
   */
  static Sources of(List<String> given, SourceResolver resolver, LoadListener listener)
      throws SourceNotFoundException {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("at least one source must be given");
    }
    List<DataSource> sources = new ArrayList<>(given.size());
    for (String spec : given) {
      sources.add(resolver.resolve(spec, listener));
    }
    return new Sources(sources);
  }

  /** The name of all together in reports. */
  String name() {
    List<String> names = new ArrayList<>(all.size());
    for (DataSource source : all) {
      names.add(source.name());
    }
    return joined(names);
  }

  /** The names as the person wrote them, for messages. */
  String given() {
    List<String> given = new ArrayList<>(all.size());
    for (DataSource source : all) {
      given.add(source.given());
    }
    return joined(given);
  }

  /** "a.txt", "a.txt + b.txt", or for four or more "a.txt + 3 more". */
  private static String joined(List<String> names) {
    return names.size() > MOST_NAMES
        ? names.getFirst() + " + " + (names.size() - 1) + " more"
        : String.join(" + ", names);
  }

  /** The total size in bytes, as in {@link CorpusLoader#size}. */
  OptionalLong size() throws IOException {
    long bytes = 0;
    for (DataSource source : all) {
      if (source instanceof DataSource.OneFile file && Files.isRegularFile(file.path())) {
        bytes += size(file.path(), file.given());
      } else if (source instanceof DataSource.Folder folder) {
        // Loading reports the files that are left out.
        for (Path file : TextFolder.files(folder.path(), new LoadListener() {})) {
          bytes += size(file, file.toString());
        }
      } else if (!(source instanceof DataSource.Named)) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(bytes);
  }

  private static long size(Path file, String given) throws IOException {
    try {
      return TextBytes.size(file, given);
    } catch (IOException e) {
      throw FileFailure.cannotRead(given, e);
    }
  }
}
