package dev.prose.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures contenders in turn, A B A B and so on, so that whatever else the machine does affects
 * all of them. A contender that fails is dropped, and the others continue.
 */
record Alternation(PrintStream progress) {

  private record Turn(Contender contender, List<Sample> samples) {}

  Outcome run(Comparison comparison) throws InterruptedException {
    List<Turn> turns = new ArrayList<>();
    comparison.contenders().forEach(contender -> turns.add(new Turn(contender, new ArrayList<>())));
    List<String> notMeasured = new ArrayList<>(comparison.notMeasured());
    for (int round = 0; round < comparison.rounds(); round++) {
      progress.printf("%s, round %d of %d%n", comparison.title(), round + 1, comparison.rounds());
      for (Turn turn : List.copyOf(turns)) {
        try {
          turn.samples.addAll(turn.contender.measurement().take());
        } catch (IOException e) {
          String failure = turn.contender.name() + ": " + e.getMessage();
          progress.println(failure);
          turns.remove(turn);
          notMeasured.add(failure);
        }
      }
    }
    return new Outcome(
        comparison,
        turns.stream().map(turn -> new Measured(turn.contender.name(), turn.samples)).toList(),
        notMeasured);
  }
}
