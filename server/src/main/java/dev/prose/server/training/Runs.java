package dev.prose.server.training;

import dev.prose.TextModel;
import dev.prose.checkpoint.Provenance;
import dev.prose.checkpoint.TrainingState;
import dev.prose.corpora.Corpora;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.server.http.ApiException;
import dev.prose.server.http.Fields;
import dev.prose.server.models.ServedModel;
import dev.prose.server.models.ServedModels;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The training runs, one at a time; what they learn becomes a served model. Safe for use by several
 * threads.
 */
public final class Runs {
  private static final int MOST_KEPT = 32; // with their models

  private final ServedModels models;
  private final Corpora corpora;
  private final Clock clock;
  private final List<Family> families = TrainableFamilies.all();
  private final Map<String, Run> runs = new LinkedHashMap<>(); // guarded by this
  private int begun; // guarded by this
  private @Nullable Thread thread; // of the last run; guarded by this

  public Runs(ServedModels models, Corpora corpora, Clock clock) {
    this.models = models;
    this.corpora = corpora;
    this.clock = clock;
  }

  /** What can be trained, and what can be chosen about it. */
  public List<Map<String, @Nullable Object>> families() {
    return families.stream().map(Family::described).toList();
  }

  /** All runs, the latest first. */
  public synchronized List<Run> all() {
    return new ArrayList<>(runs.values()).reversed();
  }

  /**
   * The run of that number.
   *
   * @throws ApiException if there is none
   */
  public synchronized Run require(String id) {
    Run run = runs.get(id);
    if (run == null) {
      throw ApiException.of(404, "not_found", "there is no run " + id);
    }
    return run;
  }

  /**
   * Starts a run.
   *
   * @throws ApiException if anything is wrong with the request, or a run is under way
   */
  public Run start(Fields fields) {
    TrainingRequest request = TrainingRequest.read(fields, families, corpora);
    synchronized (this) {
      for (Run each : runs.values()) {
        if (each.isRunning()) {
          throw ApiException.of(
              409, "run_under_way", "%s is being trained: stop it first".formatted(each.name()));
        }
      }
      String id = Integer.toString(++begun);
      Run run = new Run(id, name(request, fields, id), request.family(), request.recipe().steps());
      runs.put(id, run);
      if (runs.size() > MOST_KEPT) {
        Iterator<Run> oldest = runs.values().iterator();
        models.remove(oldest.next().name()); // or else they would fill the memory
        oldest.remove();
      }
      thread = Thread.ofPlatform().daemon().name("training").start(() -> learn(run, request));
      return run;
    }
  }

  private String name(TrainingRequest request, Fields fields, String id) {
    Optional<String> wanted = request.name();
    if (wanted.isPresent() && models.find(wanted.get()).isPresent()) {
      throw fields.invalid("name", "is another model's already");
    }
    String name = request.family() + "-" + id;
    while (models.find(name).isPresent()) {
      name += "x";
    }
    return wanted.orElse(name);
  }

  // Whatever goes wrong is told to those who watch the run, and no run stays under way for ever.
  @SuppressWarnings("CatchingUnchecked")
  private void learn(Run run, TrainingRequest request) {
    long begin = System.nanoTime();
    try {
      Learned learned = learned(run, request);
      double loss = learned.model().training().validationLoss();
      Run.State state = learned.finished() ? Run.State.DONE : Run.State.STOPPED;
      double seconds = (System.nanoTime() - begin) / 1e9;
      run.end(
          state, RunReport.done(state, run.name(), Double.isFinite(loss) ? loss : null, seconds));
    } catch (OutOfMemoryError e) {
      fail(run, "the memory does not suffice: take a smaller model, or fewer tokens");
    } catch (Throwable e) {
      fail(run, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /**
   * What came of a run.
   *
   * @param finished whether it was not stopped before its end
   */
  private record Learned(TextModel model, boolean finished) {}

  private static void fail(Run run, String message) {
    Map<String, @Nullable Object> event = Run.event("failed");
    event.put("message", message);
    run.end(Run.State.FAILED, event);
  }

  private Learned learned(Run run, TrainingRequest request) throws IOException {
    try (TokenizedText whole =
        request
            .tokenization()
            .forSplit(Split.DEFAULT_TRAIN_FRACTION)
            .tokenize(request.source().load())) {
      TokenizedText text = whole.limitedTo(whole.split(Split.DEFAULT_TRAIN_FRACTION).train());
      Split split = text.split(Split.DEFAULT_TRAIN_FRACTION);
      Recipe.Result result =
          request
              .recipe()
              .learn(
                  split,
                  text.tokenizer(),
                  new RunReport(run, split, text.tokenizer()),
                  run::toStop);
      TrainingState training =
          TrainingState.of(
              new Provenance(text.name(), text.sha256(), text.length()),
              result.estimate().description(),
              result.estimate().step());
      TextModel model = new TextModel(result.estimate().model(), text.tokenizer(), training);
      if (split.validation().size() > 1) {
        double loss = model.evaluate(split.validation()).perToken().nats();
        model = new TextModel(model.model(), model.tokenizer(), training.withValidationLoss(loss));
      }
      models.put(ServedModel.learnedFrom(split.train(), run.name(), model, clock.instant()));
      return new Learned(model, result.finished());
    }
  }

  /** Has the run that is under way end soon. */
  public synchronized void stop() {
    runs.values().forEach(Run::stop);
  }

  /**
   * Waits for its end.
   *
   * @param patience how long at most, in nanoseconds
   */
  public void await(long patience) throws InterruptedException {
    Thread last;
    synchronized (this) {
      last = thread;
    }
    if (last != null) {
      boolean _ = last.join(Duration.ofNanos(Math.max(1, patience)));
    }
  }
}
