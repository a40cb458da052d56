package dev.prose.mixture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the votes at the next positions on a second thread, while the model learns from the
 * positions before. Votes depend only on counts and not on weights, so the result is the same.
 */
final class VotesAhead implements AutoCloseable {
  // Enough that neither thread waits for the other to wake up, which takes as long as finding
  // all votes of a room.
  private static final int ROOMS = 4;

  private static final int AT_ONCE = 64; // positions per room
  private static final int MOST_SYMBOLS = 1 << 16; // vocabulary size times positions per room

  private final CountedText text;
  private final Bases bases;
  private final NextClass next;
  private final Voting voting;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("votes").daemon().factory());
  private final List<List<Votes>> rooms; // one is read while the others are filled
  private final LearningReader reader;

  VotesAhead(CountedText text, Kinds kinds, LearningReader reader) {
    this.text = text;
    this.reader = reader;
    this.bases = new Bases(kinds.vocabularySize());
    this.next = new NextClass(kinds, WideContexts.ENTRIES);
    this.voting = new Voting(kinds);
    int positions = Math.clamp(MOST_SYMBOLS / kinds.vocabularySize(), 1, AT_ONCE);
    this.rooms = Stream.generate(() -> room(positions, kinds.size())).limit(ROOMS).toList();
  }

  private static List<Votes> room(int positions, int kinds) {
    return Stream.generate(() -> new Votes(kinds)).limit(positions).toList();
  }

  /**
   * Finds the votes at some positions, in order. The text's counts must not change meanwhile.
   *
   * @param from where reading begins, at or before the first position
   * @param use takes the votes at one position, and returns whether to go on
   * @return whether all positions were used
   */
  boolean forEach(int from, PrimitiveIterator.OfInt positions, Predicate<Votes> use) {
    bases.forget();
    next.forget();
    reader.begin(from);
    Deque<Future<List<Votes>>> finding = new ArrayDeque<>(); // [room], in order of position
    rooms.forEach(room -> finding.add(find(positions, room)));
    try {
      for (int turn = 0; ; turn = (turn + 1) % rooms.size()) {
        List<Votes> found = Work.result(finding.element());
        if (found.isEmpty()) {
          return true;
        }
        for (Votes votes : found) {
          if (!use.test(votes)) {
            return false;
          }
        }
        finding.remove();
        finding.add(find(positions, rooms.get(turn)));
      }
    } finally {
      finding.forEach(Work::settle); // afterwards the counts may change
    }
  }

  private Future<List<Votes>> find(PrimitiveIterator.OfInt positions, List<Votes> room) {
    return thread.submit(() -> {
      int size = 0;
      while (size < room.size() && positions.hasNext()) {
        Votes votes = room.get(size++);
        int position = positions.nextInt();
        text.look(position, reader.readTo(position), bases, next, votes);
        voting.vote(votes);
      }
      return room.subList(0, size);
    });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
