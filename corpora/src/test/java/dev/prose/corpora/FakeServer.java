package dev.prose.corpora;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server on loopback that sends exactly what a test says, right or wrong. */
final class FakeServer implements AutoCloseable {
  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConcurrentMap<String, String> answers = new ConcurrentHashMap<>();

  /** The requests so far, each with its headers. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  FakeServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int port() {
    return socket.getLocalPort();
  }

  URI url(String path) {
    return URI.create("http://" + address() + path);
  }

  /** What the request target is answered with, as it goes over the wire. */
  FakeServer answer(String target, String response) {
    answers.put(target, response);
    return this;
  }

  FakeServer ok(String target, String body) {
    return answer(
        target, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  FakeServer redirect(String target, String location) {
    return answer(target, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n");
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> answer(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      String target = request.toString().split(" ", -1)[1];
      String response =
          answers.getOrDefault(target, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      boolean hangs = response.endsWith(HANG);
      String sent = hangs ? response.substring(0, response.length() - HANG.length()) : response;
      client.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().flush();
      if (hangs) {
        closed.await();
      }
    } catch (IOException | InterruptedException e) {
      // The client has closed the connection, as it may.
    }
  }

  /** At the end of an answer: sends no more, and does not hang up either. */
  static final String HANG = "\0hang";

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
