package dev.prose.server.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A training run: where it is, and all that happened in it. Safe for use by several threads. */
public final class Run {
  private final String id;
  private final String name;
  private final String family;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
  private State state = State.RUNNING;
  private int iteration;
  private int maxIters;
  private @Nullable Object message;
  private volatile boolean toStop;

  /** Where a run is. */
  public enum State {
    RUNNING,
    DONE,
    STOPPED,
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Run(String id, String name, String family, int maxIters) {
    this.id = id;
    this.name = name;
    this.family = family;
    this.maxIters = maxIters;
  }

  /** By which it is asked for. */
  public String id() {
    return id;
  }

  /** What its model will be called. */
  public String name() {
    return name;
  }

  int maxIters() {
    lock.lock();
    try {
      return maxIters;
    } finally {
      lock.unlock();
    }
  }

  /** An event that something is still to be said of. */
  static Map<String, @Nullable Object> event(String type) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type);
    return event;
  }

  void reached(int newIteration, int newMaxIters) {
    lock.lock();
    try {
      iteration = newIteration;
      maxIters = newMaxIters;
    } finally {
      lock.unlock();
    }
  }

  void add(Map<String, @Nullable Object> event) {
    lock.lock();
    try {
      events.add(event);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it with a last event, whose message, if it has one, is why it failed. */
  void end(State newState, Map<String, @Nullable Object> event) {
    lock.lock();
    try {
      state = newState;
      message = event.get("message");
      add(event);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The events from some number on, waited for.
   *
   * @return empty if there are none after a while
   */
  public List<Map<String, @Nullable Object>> events(int from) throws InterruptedException {
    lock.lock();
    try {
      long patience = TimeUnit.SECONDS.toNanos(1);
      while (events.size() <= from && state == State.RUNNING && patience > 0) {
        patience = more.awaitNanos(patience);
      }
      return List.copyOf(events.subList(from, events.size()));
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing more will happen after so many events. */
  public boolean isOver(int seen) {
    lock.lock();
    try {
      return state != State.RUNNING && seen >= events.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is under way. */
  public boolean isRunning() {
    lock.lock();
    try {
      return state == State.RUNNING;
    } finally {
      lock.unlock();
    }
  }

  /** Has it end soon, with what it has learned until then. */
  public void stop() {
    toStop = true;
  }

  boolean toStop() {
    return toStop;
  }

  /** What it is, as an object of a reply. */
  public Map<String, @Nullable Object> described() {
    lock.lock();
    try {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("id", id);
      object.put("name", name);
      object.put("model", family);
      object.put("state", state.label());
      object.put("iteration", iteration);
      object.put("max_iters", maxIters);
      object.put("message", message);
      return object;
    } finally {
      lock.unlock();
    }
  }
}
