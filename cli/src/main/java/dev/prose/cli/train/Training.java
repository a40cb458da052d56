package dev.prose.cli.train;

import java.io.IOException;

/** Runs what the options of {@code prose train} say: in this process, or on many machines. */
@FunctionalInterface
public interface Training {
  /** In this process. */
  Training HERE =
      // No lambda, which every start of the command would have to make.
      new Training() {
        @Override
        public int run(TrainingSession session, Family family) throws IOException {
          return session.run(family);
        }
      };

  /**
   * Runs a session.
   *
   * @return the exit code
   */
  int run(TrainingSession session, Family family) throws IOException;
}
