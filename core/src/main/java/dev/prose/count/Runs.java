package dev.prose.count;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorted runs of windows, which are merged at the end. Two runs in memory of about the same length
 * are merged at once, so that there are few runs, and each window is merged only about log2 of the
 * number of runs times. What takes more memory than allowed goes to a file.
 */
final class Runs implements Closeable {
  private static final int MOST_FILES = 64; // each needs a buffer while they are merged

  private final WindowPacking packing;
  private final Spill spill;
  private final List<SortedWindows> inMemory = new ArrayList<>();
  private final List<RunFile> files = new ArrayList<>();

  /**
   * The limit on memory.
   *
   * @param memory bytes that the runs may take
   * @param folder the folder for files of the rest
   */
  record Spill(long memory, Path folder) {
    /** No limit. */
    static final Spill NEVER = new Spill(Long.MAX_VALUE, Path.of(""));
  }

  Runs(WindowPacking packing, Spill spill) {
    this.packing = packing;
    this.spill = spill;
  }

  void add(SortedWindows run) throws IOException {
    SortedWindows added = run;
    while (!inMemory.isEmpty() && inMemory.getLast().size() <= 2 * added.size()) {
      added = inMemory.removeLast().merge(added);
    }
    inMemory.add(added);
    // Half, because merging needs the same memory again.
    if (inMemory.stream().mapToLong(SortedWindows::bytes).sum() > spill.memory / 2) {
      spill();
    }
  }

  /** Takes over all runs of another object. */
  void addAll(Runs other) throws IOException {
    files.addAll(other.files);
    other.files.clear();
    for (SortedWindows run : other.inMemory) {
      add(run);
    }
    other.inMemory.clear();
  }

  private void spill() throws IOException {
    write(merged());
    if (files.size() >= MOST_FILES) {
      RunFile all = new RunFile(spill.folder, packing.words());
      try {
        drain(mergedAll(), all::add);
        all.flush();
      } catch (IOException | RuntimeException e) {
        all.close();
        throw e;
      }
      close();
      files.add(all);
    }
  }

  private void write(SortedWindows run) throws IOException {
    RunFile file = new RunFile(spill.folder, packing.words());
    files.add(file);
    WindowSource windows = WindowSource.of(run);
    drain(windows, file::add);
    file.flush();
  }

  /** Passes on all windows in ascending order; one that occurs too often for an int in parts. */
  void drainTo(WindowSink sink) throws IOException {
    drain(source(), sink);
  }

  /** Gives all windows in ascending order, as {@link #drainTo} does, until this is closed. */
  WindowSource source() throws IOException {
    return files.isEmpty() ? WindowSource.of(merged()) : mergedAll();
  }

  private static void drain(WindowSource windows, WindowSink sink) throws IOException {
    while (windows.next()) {
      sink.add(windows.window(), windows.count());
    }
  }

  private WindowSource mergedAll() throws IOException {
    List<WindowSource> sources = new ArrayList<>();
    files.forEach(file -> sources.add(file.open()));
    inMemory.forEach(run -> sources.add(WindowSource.of(run)));
    return new MergedWindows(packing.words(), sources);
  }

  /** Merges the runs in memory and removes them from here. */
  private SortedWindows merged() {
    SortedWindows all =
        inMemory.isEmpty() ? SortedWindows.ofSize(packing.words(), 0) : inMemory.removeLast();
    while (!inMemory.isEmpty()) {
      all = inMemory.removeLast().merge(all);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    for (RunFile file : files) {
      file.close();
    }
    files.clear();
  }
}
