package dev.prose.benchmarks;

import dev.prose.count.NGramCounts;
import dev.prose.file.AtomicFile;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import dev.prose.sample.SamplingOptions;
import dev.prose.sample.TokenGenerator;
import dev.prose.smooth.KneserNey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes texts of any length, written by a model of order 3 with a fixed seed, so that they are
 * always the same. They are kept for the next run. Every character must be one byte, as in tiny
 * Shakespeare.
 */
final class GrowthText {
  private static final long SEED = 1337;
  private static final int ORDER = 3; // higher orders write more like people, but take minutes
  private static final int PART = 1_000_000; // characters; each part has its own random stream

  private final BenchmarkText text;
  private final NGramModel model;

  private GrowthText(BenchmarkText text) {
    this.text = text;
    this.model = KneserNey.ESTIMATED.fit(NGramCounts.of(text.split().train(), ORDER));
  }

  /** A file with so many million characters. */
  static Path of(Setting setting, int millions) throws IOException {
    Path file = setting.work().resolve("generated-" + millions + ".txt");
    if (!Files.exists(file)) {
      GrowthText text = new GrowthText(BenchmarkText.read(setting.text()));
      AtomicFile.replace(file, channel -> text.write(channel, millions));
    }
    return file;
  }

  private void write(FileChannel channel, int parts) throws IOException {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        int number = part;
        tasks.add(() -> channel.write(ByteBuffer.wrap(part(number)), (long) number * PART));
      }
      for (Future<Integer> written : executor.invokeAll(tasks)) {
        if (written.get() != PART) {
          throw new IOException("a part is missing");
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("cannot be written", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptedIOException(e.getMessage());
    }
  }

  private byte[] part(int number) {
    TokenGenerator generator =
        new TokenGenerator(model, SamplingOptions.DEFAULT, SplitMix64.stream(SEED, number));
    StringBuilder characters = new StringBuilder(PART);
    while (characters.length() < PART) {
      characters.append(text.tokenizer().decode(generator.next()));
    }
    return characters.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
