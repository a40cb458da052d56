package dev.prose.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import java.util.concurrent.ExecutorService;

/**
 * A connection that is watched: how long a request has been arriving, how long a write has been
 * waiting for its reader, and whether the client has left while its request is being answered.
 */
final class Connection implements ConnectionContext {
  private static final long NEVER = 0;

  private final ConnectionContext plain;
  private final DataReader reader;
  private final DataWriter writer;
  private final ReadAhead input;
  private volatile long receivingSince = NEVER; // of the clock
  private volatile long writingSince = NEVER;
  private volatile boolean answering;

  Connection(ConnectionContext plain) {
    this.plain = plain;
    this.input = new ReadAhead(plain.dataReader());
    this.reader = DataReader.create(this::receive);
    this.writer = new WatchedWriter(plain.dataWriter());
  }

  private byte[] receive() {
    byte[] bytes = input.get();
    if (receivingSince == NEVER) {
      receivingSince = clock(); // the first bytes of a request
    }
    return bytes;
  }

  private static long clock() {
    return Math.max(1, System.nanoTime());
  }

  /** The request has arrived. */
  void received() {
    receivingSince = NEVER;
  }

  /** Whether a request is being answered. */
  boolean isAnswering() {
    return answering;
  }

  void setAnswering(boolean now) {
    answering = now;
  }

  /** From here on {@link #isLeft} is known. */
  void watch() {
    input.begin();
  }

  /** Whether the client has closed its side. */
  boolean isLeft() {
    return input.isAtEnd();
  }

  /** For how long a request has been arriving, in nanoseconds. */
  long receiving() {
    return since(receivingSince);
  }

  /** For how long a write has been waiting, in nanoseconds. */
  long writing() {
    return since(writingSince);
  }

  private static long since(long start) {
    return start == NEVER ? 0 : System.nanoTime() - start;
  }

  /** Closes the socket, so that whoever reads or writes it is done. */
  void abort() {
    plain.serverSocket().close();
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return plain.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return plain.executor();
  }

  @Override
  public Router router() {
    return plain.router();
  }

  @Override
  public HelidonSocket serverSocket() {
    return plain.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return plain.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return plain.localPeer();
  }

  @Override
  public boolean isSecure() {
    return plain.isSecure();
  }

  @Override
  public String socketId() {
    return plain.socketId();
  }

  @Override
  public String childSocketId() {
    return plain.childSocketId();
  }

  /** Notes when a write begins and ends. */
  private final class WatchedWriter implements DataWriter {
    private final DataWriter plain;

    WatchedWriter(DataWriter plain) {
      this.plain = plain;
    }

    private void watch(Runnable write) {
      writingSince = clock();
      try {
        write.run();
      } finally {
        writingSince = NEVER;
      }
    }

    @Override
    public void write(BufferData... buffers) {
      watch(() -> plain.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
      watch(() -> plain.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      watch(() -> plain.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      watch(() -> plain.writeNow(buffer));
    }

    @Override
    public void flush() {
      watch(plain::flush);
    }

    @Override
    public void close() {
      plain.close();
    }
  }
}
