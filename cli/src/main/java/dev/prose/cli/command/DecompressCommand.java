package dev.prose.cli.command;

import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.compress.CompressedFile;
import dev.prose.compress.Decompressed;
import dev.prose.compress.Method;
import dev.prose.compress.SharedModel;
import dev.prose.file.AtomicFile;
import dev.prose.file.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Turns what {@link CompressCommand} wrote into the file that it was made of. */
public final class DecompressCommand implements Callable<Integer> {
  private static final int CHUNK = 1 << 16; // bytes

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "decompress",
          "Turn a file that prose compress wrote into the one that it was made of.",
          "  prose decompress my.prose -o my.txt",
          "  prose decompress my.prose -o - | less");

  private final PositionalParamSpec file =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("FILE")
          .type(Path.class)
          .description("The compressed file, or - for standard input.")
          .build();
  private final Option<Path> to =
      Option.required(Path.class, "-o", "--to", "FILE", "Where to write, - for standard output");
  private final ModelArguments model = new ModelArguments();

  public DecompressCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "The file says how it was compressed. If that was not from nothing, it takes the same model"
            + " here. Every byte is compared by a checksum before anything is replaced.");
    spec.addPositional(file);
    spec.addOption(to.spec());
    model.addTo(spec);
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    try (Coding coding = new Coding(console, spec)) {
      return decompress(file.getValue(), coding);
    }
  }

  private int decompress(Path path, Coding coding) throws IOException {
    try {
      long start = System.nanoTime();
      CompressedFile compressed =
          new CompressedFile(Coding.name(path), coding.read(path, to.value()));
      Work work = work(compressed, coding);
      coding.begin();
      if (Coding.isStandard(to.value())) {
        print(work);
        return ExitCode.OK;
      }
      Decompressed[] result = new Decompressed[1];
      AtomicFile.replace(
          to.value(), channel -> result[0] = work.to(Channels.newOutputStream(channel)));
      coding.clearLine();
      Report report = new Report(console.out());
      report.line("written", "%s, %,d bytes, the checksum is right", to.value(), result[0].bytes());
      report.line("time", "%.2f s", (System.nanoTime() - start) / 1e9);
      return ExitCode.OK;
    } catch (CancellationException e) {
      return coding.stopped();
    }
  }

  /** Writes the file. */
  @FunctionalInterface
  private interface Work {
    Decompressed to(OutputStream out) throws IOException;
  }

  private Work work(CompressedFile compressed, Coding coding) throws IOException {
    if (!compressed.method().needsModel()) {
      return out -> compressed.decompress(out, coding);
    }
    SharedModel shared = Coding.load(model, compressed.method() == Method.ADAPTIVE);
    return out -> compressed.decompress(shared, out, coding);
  }

  /** Writes to standard output, where nothing can be taken back, when all is known to be right. */
  private void print(Work work) throws IOException {
    try (TemporaryFile whole = TemporaryFile.in(Path.of(System.getProperty("java.io.tmpdir")))) {
      work.to(
          new OutputStream() {
            @Override
            public void write(int one) throws IOException {
              write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              whole.write(ByteBuffer.wrap(bytes, from, length));
            }
          });
      try (InputStream in = whole.open()) {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
          console.out().write(Arrays.copyOf(chunk, read));
        }
      }
    }
  }
}
