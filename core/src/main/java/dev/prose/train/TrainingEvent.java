package dev.prose.train;

import dev.prose.eval.Evaluation;
import dev.prose.model.LanguageModel;
import java.util.Optional;

/** What happens in a run, in order: evaluations and, between them, steps. */
public sealed interface TrainingEvent {
  /**
   * A step was done.
   *
   * @param iteration how many steps are done, from 1
   * @param loss of the step's batch, before its update, in nats per token
   */
  record Stepped(int iteration, double loss) implements TrainingEvent {}

  /**
   * The model was measured.
   *
   * @param iteration how many steps were done, from 0
   * @param model a snapshot of what was learned
   * @param train sampled from the train split
   * @param validation sampled from the validation split, unless all of the text trains
   */
  record Evaluated(
      int iteration, LanguageModel model, Evaluation train, Optional<Evaluation> validation)
      implements TrainingEvent {}
}
