package dev.prose.cli.command;

import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.Report;
import dev.prose.compress.Compressed;
import dev.prose.compress.Compressor;
import dev.prose.compress.SharedModel;
import dev.prose.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes a file smaller, by what a model expects in it. */
public final class CompressCommand implements Callable<Integer> {
  private static final long BYTES_PER_BYTE = 1000; // that a model grows by as it learns

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "compress",
          "Make a file smaller, by what a trained model expects in it.",
          "  prose compress my.txt -o my.prose                   for those who have the model in out",
          "  prose compress --from-nothing my.txt -o my.prose    for those who have Prose alone",
          "  prose decompress my.prose -o my.txt");

  private final PositionalParamSpec file =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("FILE")
          .type(Path.class)
          .description("The file, whatever is in it, or - for standard input.")
          .build();
  private final Option<Path> to =
      Option.required(Path.class, "-o", "--to", "FILE", "Where to write, - for standard output");
  private final ModelArguments model = new ModelArguments();
  private final Option<Boolean> fromNothing =
      Option.flag(
          "--from-nothing",
          "Take no model but one that knows nothing at first and learns from the file as it goes");
  private final Option<Boolean> noAdapt =
      Option.flag("--no-adapt", "Keep a mixture as it is; usually it learns from the file");
  private final Option<Boolean> json = Option.flag("--json", "Print one JSON object");

  public CompressCommand(Console console) {
    this.console = console;
    CommandSpecs.explain(
        spec,
        "Each token takes as many bits as it surprises the model, so that the size of the file is"
            + " the model's loss, and cannot lie. It takes the same model to decompress it."
            + " Bytes that the model's tokens do not cover are kept too, at more cost.");
    spec.addPositional(file);
    spec.addOption(to.spec());
    model.addTo(spec);
    spec.addOption(fromNothing.spec());
    spec.addOption(noAdapt.spec());
    spec.addOption(json.spec());
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    if (fromNothing.value()) {
      Usage.refuse(spec, model.names(), "has no effect with --from-nothing: leave it out");
      Usage.refuse(
          spec,
          List.of("--no-adapt"),
          "and --from-nothing leave a model that never knows anything: leave one out");
    }
    if (Coding.isStandard(to.value())) {
      Usage.refuse(
          spec, List.of("--json"), "and -o - both write to standard output: leave one out");
    }
    try (Coding coding = new Coding(console, spec)) {
      return compress(file.getValue(), coding);
    }
  }

  private int compress(Path path, Coding coding) throws IOException {
    long start = System.nanoTime();
    byte[] content = coding.read(path, to.value());
    Optional<SharedModel> shared =
        fromNothing.value() ? Optional.empty() : Optional.of(Coding.load(model, !noAdapt.value()));
    boolean learns = shared.map(SharedModel::adaptive).orElse(true);
    if (learns) {
      warnOfMemory(content.length, Runtime.getRuntime().maxMemory());
    }
    Compressed compressed;
    coding.begin();
    try {
      compressed =
          shared.isPresent()
              ? Compressor.compress(content, shared.get(), coding)
              : Compressor.fromNothing(content, coding);
    } catch (CancellationException e) {
      return coding.stopped();
    }
    coding.clearLine();
    if (Coding.isStandard(to.value())) {
      console.out().write(compressed.bytes());
      return ExitCode.OK;
    }
    AtomicFile.replace(to.value(), compressed.bytes());
    CompressionView view =
        new CompressionView(
            Coding.name(path), to.value(), shared, compressed, (System.nanoTime() - start) / 1e9);
    if (json.value()) {
      view.json(console.out());
    } else {
      view.show(new Report(console.out()));
    }
    return ExitCode.OK;
  }

  /** Says so before the work if it may end for want of memory; a repetitive file takes less. */
  private void warnOfMemory(long bytes, long memory) {
    long most = bytes * BYTES_PER_BYTE;
    if (most > memory) {
      console.notice(
          Report.format(
              "learning from the file as it goes may take %,d MB of memory, and the JVM has %,d. Give it more, with PROSE_OPTS=-Xmx%dg for instance%s",
              most >> 20,
              memory >> 20,
              (most >> 30) + 1,
              fromNothing.value() ? "" : "; or say --no-adapt"));
    }
  }
}
