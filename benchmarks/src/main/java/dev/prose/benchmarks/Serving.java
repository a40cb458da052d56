package dev.prose.benchmarks;

import dev.prose.TextModel;
import dev.prose.sample.GenerationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What HTTP costs: a model asked through the server, beside the same model asked in-process. */
final class Serving implements Chapter {
  private static final int TOKENS = 64;
  private static final String PROMPT = "ROMEO:\n";
  private static final List<String> MODELS = List.of("ngram", "mixture");
  private static final List<Integer> CLIENTS = List.of(1, 8, 64);

  @Override
  public String name() {
    return "serving";
  }

  @Override
  public void write(Setting setting, Report report) throws IOException, InterruptedException {
    report.section("Serving");
    report.paragraph(
        "Each client asks for %d characters after a prompt, and for the next when it has them. The clients are threads of one JVM beside the server, on the same %d cores, and take a share of these. In-process, as many threads as there are cores call `TextModel.generate`, which draws by the model's fastest way; the server looks at the whole distribution of each token. The first token is of a stream, for which each client opens a connection; its time is from there on."
            .formatted(TOKENS, Runtime.getRuntime().availableProcessors()));
    Path work = setting.work().resolve("serving");
    Folders.delete(work);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "clients",
            "requests/s, HTTP",
            "requests/s, in-process",
            "ratio",
            "first token, median ms",
            "99th percentile"));
    Duration each = setting.quick() ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
    for (String model : MODELS) {
      Path folder = work.resolve(model);
      train(setting, model, folder);
      double inProcess = inProcess(TextModel.load(folder), each);
      try (ServedProcess server = ServedProcess.start(setting.prose(), folder)) {
        server.warmUp(model, PROMPT, TOKENS, each);
        for (int clients : CLIENTS) {
          ClosedLoop.Result whole = server.ask(model, PROMPT, TOKENS, clients, each);
          ClosedLoop.Result first = server.askForFirst(model, PROMPT, TOKENS, clients, each);
          rows.add(
              List.of(
                  model,
                  String.valueOf(clients),
                  "**" + Quantity.format(whole.perSecond()) + "**",
                  Quantity.format(inProcess),
                  Quantity.format(whole.perSecond() / inProcess),
                  Quantity.format(first.millis(0.5)),
                  Quantity.format(first.millis(0.99))));
        }
      }
    }
    report.table(rows);
  }

  private static void train(Setting setting, String model, Path folder)
      throws IOException, InterruptedException {
    new Command(
            List.of(
                setting.prose().toString(),
                "train",
                "--model",
                model,
                "--data",
                setting.text().toString(),
                "--out-dir",
                folder.toString()),
            Optional.empty(),
            setting.work().resolve("serving-" + model))
        .take();
  }

  /** How many texts a second as many threads as there are cores write. */
  private static double inProcess(TextModel model, Duration time) throws InterruptedException {
    GenerationOptions options = GenerationOptions.DEFAULT.withMaxNewTokens(TOKENS);
    int cores = Runtime.getRuntime().availableProcessors();
    ClosedLoop loop =
        new ClosedLoop(cores, seed -> model.generate(PROMPT, options.withSeed(seed)).length());
    loop.run(time); // to warm up
    return loop.run(time).perSecond();
  }
}
