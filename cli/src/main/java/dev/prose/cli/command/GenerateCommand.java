package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.family.Families;
import dev.prose.cli.family.MemoryOfText;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.ConfigArguments;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.ModelArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Prompt;
import dev.prose.cli.option.SamplingArguments;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.cli.output.TextStream;
import dev.prose.random.SplitMix64;
import dev.prose.sample.GenerationOptions;
import dev.prose.sample.TextGenerator;
import dev.prose.token.OnUnknown;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Writes text with a trained model. */
public final class GenerateCommand implements Callable<Integer> {
  private static final String SEPARATOR = "---------------";

  private final Console console;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "generate",
          "Write text with a trained model, one token at a time, a character if nothing else was trained.",
          "  prose generate --prompt 'ROMEO:' --max-new-tokens 200",
          "  prose generate --temperature 0.8 --top-k 10 --num-samples 3",
          "  prose generate --stop '.'                      up to the first full stop",
          "  prose generate --novel --data names.txt        names that are not in the list");

  private final ModelArguments model = new ModelArguments();
  private final MemoryOfText memoryOfText = new MemoryOfText("the prompt, and from what it writes");
  private final PromptArguments prompt = new PromptArguments();
  private final Option<OnUnknown> onUnknown =
      Option.of(
          OnUnknown.class,
          "--on-unknown",
          "error|skip|replace",
          "error",
          "What to do with a character of the prompt that the model does not know");
  private final SamplingArguments sampling = new SamplingArguments();
  private final Option<Integer> samples =
      Option.of(Integer.class, "--num-samples", "N", "1", "How many texts to write");
  private final Option<Long> seed =
      Option.of(Long.class, "--seed", "N", "1337", "The same seed writes the same text");
  private final NoveltyArguments novelty = new NoveltyArguments();
  private final DataArguments data = new DataArguments(DataArguments.Default.NONE);
  private final MemoryArguments memory = new MemoryArguments();
  private final ConfigArguments config = new ConfigArguments();

  public GenerateCommand(Console console) {
    this.console = console;
    model.addTo(spec);
    memoryOfText.addTo(spec);
    prompt.addTo(spec);
    spec.addOption(onUnknown.spec());
    sampling.addTo(spec);
    spec.addOption(samples.spec());
    spec.addOption(seed.spec());
    novelty.addTo(spec);
    data.addTo(spec);
    memory.addTo(spec);
    config.addTo(spec);
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    config.use(spec);
    GenerationOptions options = sampling.options(spec, seed.value());
    if (samples.value() < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "the number of samples must be at least 1, but is " + samples.value());
    }
    check();
    Checkpoint checkpoint = model.load(onUnknown.value());
    data.readAnyBytes(checkpoint.tokenizer().readsAnyBytes());
    data.readLines(Families.isOfLines(checkpoint.model()));
    TextGenerator generator =
        new TextGenerator(memoryOfText.model(checkpoint, spec), checkpoint.tokenizer());
    Optional<String> given = prompt.given(data, console);
    String start = given.orElseGet(() -> Prompt.defaultFor(checkpoint.tokenizer()));
    checkpoint.tokenizer().encode(start); // refused before anything is printed
    Optional<NovelWriter> judging =
        novelty
            .lines(checkpoint, data, memory, console)
            .map(known -> new NovelWriter(console, generator, known, novelty.leavesOut()));
    for (int sample = 0; sample < samples.value(); sample++) {
      // The first sample is the one that --num-samples 1 would write.
      long sampleSeed = sample == 0 ? options.seed() : SplitMix64.derive(options.seed(), sample);
      GenerationOptions ofSample = options.withSeed(sampleSeed);
      if (judging.isPresent()) {
        judging.get().write(start, given.orElse(""), ofSample);
      } else {
        given.ifPresent(console.out()::print);
        generator.stream(start, ofSample, new TextStream(console.out()));
      }
      console.out().println("");
      if (samples.value() > 1) {
        console.out().println(SEPARATOR);
      }
    }
    judging.ifPresent(NovelWriter::end);
    return ExitCode.OK;
  }

  private void check() {
    prompt.refuseBoth(spec);
    novelty.check(data, spec);
    Usage.options(spec, memory::bytes);
    if (!novelty.given() && !prompt.inFile()) {
      Usage.refuse(
          spec,
          List.of("--encoding", "--on-malformed"),
          "has no effect without --prompt-file or --data: leave it out");
    }
    if (prompt.readsStandardInput() && data.readsStandardInput()) {
      throw new ParameterException(
          spec.commandLine(),
          "standard input cannot be both the prompt and the training text: name a file for one");
    }
  }
}
