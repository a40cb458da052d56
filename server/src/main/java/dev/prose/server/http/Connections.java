package dev.prose.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wraps a protocol's connections, so that those are closed whose request takes too long to arrive,
 * or whose reader takes nothing any more. (A timeout of the socket would be of each read alone: a
 * byte every few seconds would keep a connection for ever.)
 */
public final class Connections implements ServerConnectionSelector, AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final System.Logger LOG = System.getLogger(Connections.class.getName());

  private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

  private final ServerConnectionSelector protocol;
  private final long mostReceiving; // nanoseconds
  private final long mostWriting;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connections").factory());

  /**
   * @param mostReceiving how long a request may take to arrive
   * @param mostWriting how long a reader may take nothing
   */
  public Connections(
      ServerConnectionSelector protocol, Duration mostReceiving, Duration mostWriting) {
    this.protocol = protocol;
    this.mostReceiving = mostReceiving.toNanos();
    this.mostWriting = mostWriting.toNanos();
    var _ =
        watch.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (Connection connection : open) {
      if (connection.receiving() > mostReceiving || connection.writing() > mostWriting) {
        abort(connection);
      }
    }
  }

  // One that is closed already may say so; the others are still to be looked at.
  @SuppressWarnings("CatchingUnchecked")
  private static void abort(Connection connection) {
    try {
      connection.abort();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection was closed already", e);
    }
  }

  /** The connection of the request that this thread is answering. */
  static Connection current() {
    return CURRENT.get();
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /**
   * Waits until no request is being answered.
   *
   * @param patience how long at most, in nanoseconds
   */
  public void awaitAnswers(long patience) throws InterruptedException {
    long begin = System.nanoTime();
    while (open.stream().anyMatch(Connection::isAnswering)
        && System.nanoTime() - begin < patience) {
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return protocol.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return protocol.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return protocol.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Connection connection = new Connection(context);
    ServerConnection plain = protocol.connection(connection);
    return new ServerConnection() {
      @Override
      public void handle(Limit limit) throws InterruptedException {
        open.add(connection);
        CURRENT.set(connection);
        try {
          plain.handle(limit);
        } finally {
          CURRENT.remove();
          open.remove(connection);
        }
      }

      @Override
      public Duration idleTime() {
        return plain.idleTime();
      }

      @Override
      public void close(boolean interrupt) {
        plain.close(interrupt);
      }
    };
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
