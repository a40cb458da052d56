package dev.prose.cli.command;

import dev.prose.TextModel;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import dev.prose.corpora.Corpora;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.estimate.Estimator;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.estimate.NGramEstimator;
import dev.prose.server.ProseServer;
import dev.prose.server.ServedModel;
import dev.prose.server.ServedModels;
import dev.prose.server.ServerOptions;
import dev.prose.text.LoadListener;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The run of a server, up to Ctrl-C or SIGTERM. */
final class Serving {
  private static final String BUILT_IN = "plays";

  // Held, because the JDK forgets the level of a logger that nobody holds.
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final Console console;
  private final ServedModels models = new ServedModels();

  Serving(Console console) {
    this.console = console;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param folders of models, by name; without any, some are learned
   */
  int serve(ServerOptions options, Map<String, String> folders) throws IOException {
    if (folders.isEmpty()) {
      learn();
    }
    for (Map.Entry<String, String> each : folders.entrySet()) {
      put(each.getKey(), TextModel.load(console.workingFolder().resolve(each.getValue())));
    }
    HELIDON.setLevel(Level.OFF); // which features it has; why it cannot listen is said below
    ProseServer server = ProseServer.start(options, models);
    HELIDON.setLevel(Level.WARNING);
    // The JVM ends with 130 or 143 when this is done.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    console
        .err()
        .println("listening  http://%s:%d".formatted(shown(options.host()), server.port()));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      server.close();
    }
    return ExitCode.OK;
  }

  private static String shown(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void put(String name, TextModel model) {
    models.put(new ServedModel(name, model, Instant.now()));
    console.err().println("model      %s: %s".formatted(name, described(model)));
  }

  private static String described(TextModel model) {
    return "%,d parameters, %,d tokens"
        .formatted(model.model().parameterCount(), model.model().vocabularySize());
  }

  /** One of each family that learns in seconds. */
  private void learn() throws IOException {
    console.err().println("no --models: learning small ones of the built-in plays");
    TokenizedText text =
        TokenKinds.byDefault()
            .tokenize(Corpora.installed().require(BUILT_IN).load(new LoadListener() {}));
    Split split = text.split(Split.DEFAULT_TRAIN_FRACTION);
    Map<String, Estimator<?>> families = new LinkedHashMap<>();
    families.put("bigram", AdditiveBigramEstimator.DEFAULT);
    families.put("ngram", NGramEstimator.DEFAULT);
    families.put("mixture", MixtureEstimator.DEFAULT);
    for (Map.Entry<String, Estimator<?>> family : families.entrySet()) {
      put(family.getKey(), TextModel.train(text, split, family.getValue()));
    }
  }
}
