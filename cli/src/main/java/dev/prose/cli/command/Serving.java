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
import dev.prose.server.ServerOptions;
import dev.prose.server.models.ModelDescription;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import dev.prose.text.LoadListener;
import dev.prose.token.kinds.TokenKinds;
import java.io.IOException;
import java.net.BindException;
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
  private final Corpora corpora = Corpora.installed();

  Serving(Console console) {
    this.console = console;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param folders of models, by name; without any, some are learned
   * @param open whether to open the page in a browser
   */
  int serve(ServerOptions options, Map<String, String> folders, boolean open) throws IOException {
    requireFree(options);
    if (folders.isEmpty()) {
      learn();
    }
    for (Map.Entry<String, String> each : folders.entrySet()) {
      TextModel model = TextModel.load(console.workingFolder().resolve(each.getValue()));
      put(new ServedModel(each.getKey(), model, Instant.now()));
    }
    HELIDON.setLevel(Level.OFF); // which features it has; why it cannot listen is said below
    ProseServer server = ProseServer.start(options, models, corpora);
    HELIDON.setLevel(Level.WARNING);
    // The JVM ends with 130 or 143 when this is done.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
    String address = "http://%s:%d".formatted(shown(options.host()), server.port());
    console.err().println("listening  " + address);
    if (open && !WebBrowser.open(address)) {
      console.err().println("no browser could be started: open " + address + " in one");
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      server.close();
    }
    return ExitCode.OK;
  }

  private static void requireFree(ServerOptions options) throws BindException {
    try {
      ProseServer.requireFree(options);
    } catch (BindException e) {
      BindException advised = new BindException(e.getMessage() + ". Another --port may be free");
      advised.initCause(e);
      throw advised;
    }
  }

  private void stop(ProseServer server) {
    console.err().println("stopping   requests under way have 10 seconds to end");
    console.err().flush();
    server.close();
  }

  private static String shown(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void put(ServedModel served) {
    models.put(served);
    String unit = served.text().tokenizer().unit();
    console
        .err()
        .println(
            "model      %s: %s"
                .formatted(served.name(), ModelDescription.of(served.model(), unit)));
  }

  /** One of each family that learns in seconds. */
  private void learn() throws IOException {
    console.err().println("no --models: learning small ones of the built-in plays");
    TokenizedText text =
        TokenKinds.byDefault().tokenize(corpora.require(BUILT_IN).load(new LoadListener() {}));
    Split split = text.split(Split.DEFAULT_TRAIN_FRACTION);
    Map<String, Estimator<?>> families = new LinkedHashMap<>();
    families.put("bigram", AdditiveBigramEstimator.DEFAULT);
    families.put("ngram", NGramEstimator.DEFAULT);
    families.put("mixture", MixtureEstimator.DEFAULT);
    for (Map.Entry<String, Estimator<?>> family : families.entrySet()) {
      TextModel model = TextModel.train(text, split, family.getValue());
      put(ServedModel.learnedFrom(split.train(), family.getKey(), model, Instant.now()));
    }
  }
}
