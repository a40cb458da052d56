package dev.prose.train;

/** Hears what happens in a run: a progress bar, a table of losses, a file of metrics. */
@FunctionalInterface
public interface TrainingListener {
  void on(TrainingEvent event);
}
