package dev.prose.cli.family.bigram;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsalTest {
  /** In its own thread nobody would hear of an exception but standard error. */
  @Test
  void runsToItsEnd() {
    assertThatCode(Rehearsal::run).doesNotThrowAnyException();
  }
}
