// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on the loopback address that speaks {@code POST /v1/chat/completions} of OpenAI, {@code
 * POST /v1/messages} and hosted sessions of Anthropic, {@code POST
 * /v1beta/models/…:generateContent} and {@code POST /v1/interactions} of Gemini and {@code POST
 * /model/…/converse} and its like of Amazon Bedrock, and {@code POST /api/chat} of Ollama, JSON and
 * streams of events. Answers several requests at a time. None of its threads keeps the JVM alive.
 */
public final class ModelServer implements AutoCloseable {
  /**
   * The JDK's server sends headers and body as two packets, and by default the second waits 40 ms
   * for the client to acknowledge the first. It reads this property once, when its classes are
   * loaded.
   */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestLog log;

  private ModelServer(HttpServer server, ExecutorService threads, RequestLog log) {
    this.server = server;
    this.threads = threads;
    this.log = log;
  }

  /** Starts on a free port. */
  public static ModelServer start(ModelScript script) {
    return start(0, script);
  }

  /**
   * Starts on the given port.
   *
   * @throws UncheckedIOException when the port cannot be bound
   */
  public static ModelServer start(int port, ModelScript script) {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      AtomicInteger number = new AtomicInteger();
      ExecutorService threads =
          Executors.newCachedThreadPool(
              task -> daemon(task, "model-server-" + number.incrementAndGet()));
      RequestLog log = new RequestLog();
      server.setExecutor(threads);
      server.createContext("/", new ChatCompletionsHandler(script, log));
      server.createContext(SessionsHandler.PATH, new SessionsHandler(script, log));
      startOnDaemonThread(server);
      return new ModelServer(server, threads, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client takes as its base URL: {@code http://127.0.0.1:port/v1}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** The requests so far, oldest first; of a very long run the last thousand. */
  public List<RecordedRequest> requests() {
    return log.requests();
  }

  /** How many requests {@link #requests()} no longer holds. */
  public long forgottenRequests() {
    return log.forgotten();
  }

  /** Drops open connections and stops. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * The server's dispatcher thread inherits whether it is a daemon from the thread that starts it.
   */
  private static void startOnDaemonThread(HttpServer server) {
    Thread starter = daemon(server::start, "model-server-start");
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
