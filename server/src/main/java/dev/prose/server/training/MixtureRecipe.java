package dev.prose.server.training;

import dev.prose.data.Split;
import dev.prose.estimate.Estimate;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.mixture.MixtureTrainer;
import dev.prose.token.Tokenizer;
import java.util.function.BooleanSupplier;

/** Counts contexts, and learns block by block how far to trust them. */
record MixtureRecipe(MixtureEstimator estimator) implements Recipe {
  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Result learn(Split split, Tokenizer tokenizer, RunReport report, BooleanSupplier stop) {
    report.started();
    MixtureTrainer trainer = estimator.trainer(split, tokenizer);
    long begin = System.nanoTime();
    trainer.train(
        (blocks, nats) -> {
          double seconds = (System.nanoTime() - begin) / 1e9;
          double tokens = (double) split.train().size() * blocks / trainer.blocks();
          report.progressOf(
              trainer.blocks(),
              blocks,
              nats,
              tokens / seconds,
              seconds / blocks * (trainer.blocks() - blocks));
        },
        stop);
    String description = MixtureEstimator.description(trainer.done(), trainer.blocks());
    return new Result(
        new Estimate<>(trainer.model(), description, trainer.done()),
        trainer.done() >= trainer.blocks());
  }
}
