package dev.prose.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a text, in order.
 *
 * @param name what reports call the text
 * @param given the same as the person wrote it, for messages
 * @param files in the order of the text
 */
record TextFiles(String name, String given, List<FileRange> files) {
  private static final int MOST_NAMES = 3;

  /** What Spark and Hadoop write beside data. */
  private static final Pattern MARKER =
      Pattern.compile("_(SUCCESS|temporary|(committed|started)_.*|(common_)?metadata|delta_log)");

  /**
   * Finds files.
   *
   * @param sources paths of files and folders, with a scheme or without, in which {@code *}, {@code
   *     ?}, {@code [ab]} and <code>{a,b}</code> stand for several. A folder stands for all files in
   *     it and below it, in the order of their paths, but for those whose names begin with a dot or
   *     an underscore, which are no data to Spark
   * @throws NoSuchFileException if there is none for one of the sources
   * @throws IOException if a folder cannot be read
   */
  static TextFiles find(List<String> sources, Configuration hadoop) throws IOException {
    List<FileRange> files = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String source : sources) {
      try {
        names.add(find(source, hadoop, files));
      } catch (RuntimeException e) { // Hadoop's way to say that it cannot have or reach something
        throw new IOException("Cannot look for " + source + ": " + reason(e), e);
      }
    }
    return new TextFiles(joined(names), joined(sources), List.copyOf(files));
  }

  /** Adds the files of one source; returns what reports call it. */
  private static String find(String source, Configuration hadoop, List<FileRange> files)
      throws IOException {
    Path path = path(source);
    FileSystem system = path.getFileSystem(hadoop);
    FileStatus[] found = matching(system, path);
    if (found.length == 0) {
      throw new NoSuchFileException(source);
    }
    Arrays.sort(found, Comparator.comparing(status -> status.getPath().toUri().getPath()));
    int before = files.size();
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addFolder(system, status.getPath(), files);
      } else if (found.length == 1 || isData(status)) {
        files.add(entry(status, source, found.length == 1));
      }
    }
    if (files.size() == before) {
      throw new NoSuchFileException(
          source,
          null,
          "there are no files in it (hidden ones, and _SUCCESS and the like, do not count)");
    }
    return lastName(system.makeQualified(path));
  }

  private static String reason(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof ClassNotFoundException
        ? cause.getMessage()
            + ". It comes in a jar of Hadoop: --packages org.apache.hadoop:hadoop-aws:VERSION, for S3"
        : cause instanceof UnknownHostException
            ? "there is no host " + cause.getMessage()
            : String.valueOf(cause.getMessage());
  }

  private static Path path(String source) throws NoSuchFileException {
    try {
      return new Path(source);
    } catch (IllegalArgumentException e) {
      throw new NoSuchFileException(source, null, "is no path: " + e.getMessage());
    }
  }

  /** A file or folder of exactly this name, or else all that it is a pattern of. */
  private static FileStatus[] matching(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return new FileStatus[] {system.getFileStatus(path)};
    }
    FileStatus[] found = system.globStatus(path);
    return found == null ? new FileStatus[0] : found;
  }

  private static String lastName(Path path) {
    return path.getName().isEmpty() ? path.toString() : path.getName();
  }

  private static void addFolder(FileSystem system, Path folder, List<FileRange> files)
      throws IOException {
    List<FileStatus> inside = new ArrayList<>();
    collect(system, folder, inside);
    String root = folder.toUri().getPath();
    inside.sort(
        Comparator.comparing(
            status -> status.getPath().toUri().getPath().substring(root.length())));
    inside.forEach(status -> files.add(entry(status, "", false)));
  }

  private static void collect(FileSystem system, Path folder, List<FileStatus> inside)
      throws IOException {
    try {
      for (FileStatus status : system.listStatus(folder)) {
        if (isData(status)) {
          if (status.isDirectory()) {
            collect(system, status.getPath(), inside);
          } else {
            inside.add(status);
          }
        }
      }
    } catch (FileNotFoundException e) {
      throw new IOException("Cannot read " + folder + ": it was removed", e);
    }
  }

  private static boolean isData(FileStatus status) {
    String name = status.getPath().getName();
    return !name.startsWith(".") && !MARKER.matcher(name).matches();
  }

  private static FileRange entry(FileStatus status, String given, boolean alone) {
    String path = status.getPath().toString();
    boolean local = "file".equals(status.getPath().toUri().getScheme());
    String shown = local ? status.getPath().toUri().getPath() : path;
    return new FileRange(
        path, alone ? given : shown, 0, FileRange.END, HadoopFiles.version(status));
  }

  private static String joined(List<String> names) {
    return names.size() > MOST_NAMES
        ? names.getFirst() + " + " + (names.size() - 1) + " more"
        : String.join(" + ", names);
  }

  /** How many bytes they have together, as stored. */
  long bytes() {
    return files.stream().mapToLong(file -> file.version().length()).sum();
  }
}
