package dev.prose.count;

import dev.prose.data.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts n-grams in one pass. The windows of a text are sorted in chunks, equal ones are counted,
 * and the sorted runs are merged; the shorter n-grams are the beginnings of the longest. Runs that
 * take more memory than allowed wait in temporary files.
 */
public final class NGramCounter {
  private static final int CHUNK = 1 << 16; // windows
  private static final int MOST_TABULATED = 1 << 9; // tokens: their pairs have a table of 2 MB
  // With fewer tokens a second thread takes longer to start than it saves.
  private static final int TOKENS_A_THREAD = 1 << 18;

  private final int order;
  private final OptionalInt separator;
  private final Runs.Spill spill;

  private NGramCounter(int order, OptionalInt separator, Runs.Spill spill) {
    this.order = NGramCounts.requireOrder(order);
    this.separator = separator;
    this.spill = spill;
  }

  /**
   * A counter that works in memory.
   *
   * @param order the longest n-grams' length, 1 to {@link dev.prose.model.NGramTrie#MAX_ORDER}
   * @param separator the token between sequences, if there are several
   * @throws IllegalArgumentException if the order is not in that range
   */
  public static NGramCounter inMemory(int order, OptionalInt separator) {
    return new NGramCounter(order, separator, Runs.Spill.NEVER);
  }

  /**
   * The same counter with a limit on the memory used for sorting. Its result is the same, and is
   * always in memory.
   *
   * @param memory the limit in bytes; less than a few megabytes only makes counting slower
   * @param folder the folder for temporary files
   */
  public NGramCounter withMemory(long memory, Path folder) {
    return new NGramCounter(order, separator, new Runs.Spill(memory, folder));
  }

  /**
   * Counts a text.
   *
   * @throws IllegalArgumentException if the text's vocabulary is empty, or the separator is not in
   *     it
   * @throws IOException if a temporary file cannot be written
   */
  public NGramCounts count(Tokens tokens) throws IOException {
    requireCountable(tokens.vocabularySize());
    WindowPacking packing = WindowPacking.of(order, tokens.vocabularySize());
    TrieBuilder trie = new TrieBuilder(packing, tokens.vocabularySize());
    if (order == 2 && separator.isEmpty() && tokens.vocabularySize() <= MOST_TABULATED) {
      addPairs(tokens, packing, trie);
    } else {
      try (Runs runs = runs(tokens, packing)) {
        runs.drainTo(trie::add);
      }
    }
    return new NGramCounts(trie.build(), separator, beginning(tokens));
  }

  /**
   * Counts the windows of a part of a text, by this thread alone: for each position the n-gram that
   * begins there, of the order's length or up to the end of the text, or of its sequence. The
   * windows of all parts of a text together make its counts: see {@link NGramCounts.Builder}.
   *
   * @return the windows, to be closed; one that occurs 2^31 times or more may come in parts
   * @throws IllegalArgumentException if the text's vocabulary is empty, or the separator is not in
   *     it
   * @throws IOException if a temporary file cannot be written
   */
  public CountedWindows count(TokenRange range) throws IOException {
    Tokens tokens = range.tokens();
    requireCountable(tokens.vocabularySize());
    WindowPacking packing = WindowPacking.of(order, tokens.vocabularySize());
    WindowReader reader = new WindowReader(packing, separator);
    Runs runs =
        sorted(
            packing,
            range.begins(),
            spill,
            windows ->
                reader.read(tokens, 0, range.begins(), range.first(), range.complete(), windows));
    try {
      return new CountedWindows(packing.words(), runs);
    } catch (IOException | RuntimeException e) {
      runs.close();
      throw e;
    }
  }

  private void requireCountable(int vocabularySize) {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException("there is nothing to count in an empty vocabulary");
    }
    separator.ifPresent(token -> {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "the separator must be one of the %,d tokens, but is %d"
                .formatted(vocabularySize, token));
      }
    });
  }

  /** Pairs of a small vocabulary need not be sorted: their table of counts is in order. */
  private static void addPairs(Tokens tokens, WindowPacking packing, TrieBuilder trie) {
    BigramCounts pairs = BigramCounts.of(tokens);
    int last = tokens.size() == 0 ? -1 : tokens.at(tokens.size() - 1);
    long[] window = new long[packing.words()];
    for (int token = 0; token < pairs.vocabularySize(); token++) {
      if (token == last) {
        Arrays.fill(window, 0);
        packing.prepend(token, window);
        trie.add(window, 1); // the text's last token, which nothing follows
      }
      for (int next = 0; next < pairs.vocabularySize(); next++) {
        long count = pairs.count(token, next);
        if (count > 0) {
          Arrays.fill(window, 0);
          packing.prepend(next, window);
          packing.prepend(token, window);
          trie.add(window, count);
        }
      }
    }
  }

  private int[] beginning(Tokens tokens) {
    return separator.isPresent()
        ? new int[0]
        : tokens.slice(0, Math.min(order - 1, tokens.size())).toArray();
  }

  private Runs runs(Tokens tokens, WindowPacking packing) throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    int parts = Math.clamp(tokens.size() / TOKENS_A_THREAD, 1, processors);
    Runs.Spill ofPart = new Runs.Spill(spill.memory() / parts, spill.folder());
    if (parts == 1) {
      return part(tokens, packing, 0, tokens.size(), ofPart);
    }
    List<Callable<Runs>> tasks = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      long from = tokens.size() * p / parts;
      long to = tokens.size() * (p + 1) / parts;
      tasks.add(() -> part(tokens, packing, from, to, ofPart));
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(parts)) {
      return together(executor.invokeAll(tasks), packing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting", e);
    }
  }

  /** Puts the runs of all parts together; if a part failed, closes them all. */
  private Runs together(List<Future<Runs>> parts, WindowPacking packing)
      throws IOException, InterruptedException {
    Runs all = new Runs(packing, spill);
    @Nullable Throwable failure = null;
    for (Future<Runs> part : parts) {
      try {
        all.addAll(part.get());
      } catch (ExecutionException e) {
        failure = e.getCause();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure == null) {
      return all;
    }
    all.close();
    if (failure instanceof IOException e) {
      throw e;
    }
    throw new IllegalStateException(failure);
  }

  private Runs part(Tokens tokens, WindowPacking packing, long from, long to, Runs.Spill ofPart)
      throws IOException {
    WindowReader reader = new WindowReader(packing, separator);
    return sorted(packing, to - from, ofPart, windows -> reader.read(tokens, from, to, windows));
  }

  /**
   * Sorts windows and counts equal ones.
   *
   * @param begins about how many there are
   * @param reading passes them on, in no order
   */
  private static Runs sorted(
      WindowPacking packing, long begins, Runs.Spill spill, Consumer<WindowReader.Sink> reading)
      throws IOException {
    WindowSorter sorter = new WindowSorter(packing, (int) Math.min(CHUNK, begins + 1));
    Runs runs = new Runs(packing, spill);
    try {
      reading.accept(window -> {
        if (sorter.isFull()) {
          add(runs, sorter.take());
        }
        sorter.add(window);
      });
      runs.add(sorter.take());
      return runs;
    } catch (UncheckedIOException e) {
      runs.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      runs.close();
      throw e;
    }
  }

  private static void add(Runs runs, SortedWindows run) {
    try {
      runs.add(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
