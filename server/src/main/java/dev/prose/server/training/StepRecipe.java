package dev.prose.server.training;

import dev.prose.data.Split;
import dev.prose.estimate.Estimate;
import dev.prose.token.Tokenizer;
import dev.prose.train.Learner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingOptions;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Learns step by step.
 *
 * @param training on which batches, and how many
 * @param learner makes the learner of a vocabulary
 * @param description of a model after some steps
 */
record StepRecipe(
    TrainingOptions training, Function<Tokenizer, Learner> learner, IntFunction<String> description)
    implements Recipe {
  @Override
  public int steps() {
    return training.maxIters();
  }

  @Override
  public Result learn(Split split, Tokenizer tokenizer, RunReport report, BooleanSupplier stop) {
    Learner learning = learner.apply(tokenizer);
    report.started(learning.model());
    Pace pace = new Pace(training, report);
    int reached =
        new Trainer(split, training)
            .train(
                learning,
                0,
                stop,
                event -> {
                  switch (event) {
                    case TrainingEvent.Stepped step -> pace.stepped(step);
                    case TrainingEvent.Evaluated evaluated -> report.evaluated(evaluated);
                  }
                });
    return new Result(
        new Estimate<>(learning.model(), description.apply(reached), reached), reached >= steps());
  }
}
