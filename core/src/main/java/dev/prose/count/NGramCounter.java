package dev.prose.count;

import dev.prose.data.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Counts n-grams in one pass: the windows of a text are sorted a chunk at a time, equal ones are
 * counted, the sorted runs merged, and all shorter n-grams read off the result as the beginnings of
 * the longest.
 */
public final class NGramCounter {
  private static final int CHUNK = 1 << 16; // windows
  // With fewer tokens a second thread takes longer to start than it saves.
  private static final int TOKENS_A_THREAD = 1 << 18;

  private final int order;
  private final OptionalInt separator;
  private final int threads;

  private NGramCounter(int order, OptionalInt separator, int threads) {
    this.order = NGramCounts.requireOrder(order);
    this.separator = separator;
    this.threads = threads;
  }

  static NGramCounter inMemory(int order, OptionalInt separator) {
    return new NGramCounter(order, separator, Runtime.getRuntime().availableProcessors());
  }

  NGramCounts count(Tokens tokens) {
    WindowPacking packing = WindowPacking.of(order, tokens.vocabularySize());
    TrieBuilder trie = new TrieBuilder(packing, tokens.vocabularySize());
    SortedWindows windows = windows(tokens, packing);
    for (int i = 0; i < windows.size(); i++) {
      trie.add(windows.words(), i, windows.counts()[i]);
    }
    return new NGramCounts(trie.build(), separator, beginning(tokens));
  }

  private int[] beginning(Tokens tokens) {
    return separator.isPresent()
        ? new int[0]
        : tokens.slice(0, Math.min(order - 1, tokens.size())).toArray();
  }

  private SortedWindows windows(Tokens tokens, WindowPacking packing) {
    int parts = Math.clamp(tokens.size() / TOKENS_A_THREAD, 1, threads);
    if (parts == 1) {
      return part(tokens, packing, 0, tokens.size());
    }
    List<Callable<SortedWindows>> tasks = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      long from = tokens.size() * p / parts;
      long to = tokens.size() * (p + 1) / parts;
      tasks.add(() -> part(tokens, packing, from, to));
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(parts)) {
      Runs runs = new Runs();
      for (Future<SortedWindows> part : executor.invokeAll(tasks)) {
        runs.add(part.get());
      }
      return runs.merged(packing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private SortedWindows part(Tokens tokens, WindowPacking packing, long from, long to) {
    WindowSorter sorter = new WindowSorter(packing, (int) Math.min(CHUNK, to - from + 1));
    Runs runs = new Runs();
    new WindowReader(packing, separator)
        .read(
            tokens,
            from,
            to,
            window -> {
              if (sorter.isFull()) {
                runs.add(sorter.take());
              }
              sorter.add(window);
            });
    runs.add(sorter.take());
    return runs.merged(packing);
  }

  /**
   * Sorted runs in memory. Two of about one length are merged at once, so that there are few, and
   * each window is merged about as often as the number of runs can be halved.
   */
  private static final class Runs {
    private final List<SortedWindows> runs = new ArrayList<>();

    void add(SortedWindows run) {
      SortedWindows added = run;
      while (!runs.isEmpty() && runs.getLast().size() <= 2 * added.size()) {
        added = runs.removeLast().merge(added);
      }
      runs.add(added);
    }

    SortedWindows merged(WindowPacking packing) {
      SortedWindows all =
          runs.isEmpty() ? SortedWindows.ofSize(packing.words(), 0) : runs.removeLast();
      while (!runs.isEmpty()) {
        all = runs.removeLast().merge(all);
      }
      return all;
    }
  }
}
