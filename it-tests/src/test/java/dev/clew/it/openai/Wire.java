// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/** How an answer's body is sent. */
public interface Wire {
  /** Immediately. */
  Wire WHOLE =
      (exchange, status, body) -> {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      };

  /** Announces more bytes than it sends, then closes the connection. */
  Wire CUT =
      (exchange, status, body) -> {
        exchange.sendResponseHeaders(status, body.length + 1_000L);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
      };

  void send(HttpExchange exchange, int status, byte[] body) throws IOException;

  /** The first event immediately, all others after {@code more} has been counted down. */
  static Wire inTwo(CountDownLatch more) {
    return (exchange, status, body) -> {
      int first = new String(body, UTF_8).indexOf("\n\n") + 2;
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body, 0, first);
        out.flush();
        await(more);
        out.write(body, first, body.length - first);
      }
    };
  }

  /** Everything after {@code begin} has been counted down. */
  static Wire after(CountDownLatch begin) {
    return (exchange, status, body) -> {
      await(begin);
      WHOLE.send(exchange, status, body);
    };
  }

  /** Never; the request counts down {@code arrived}. */
  static Wire never(CountDownLatch arrived) {
    return (exchange, status, body) -> {
      arrived.countDown();
      await(new CountDownLatch(1)); // ends when the provider is closed
    };
  }

  /** When as many requests are waiting as the barrier requires. */
  static Wire together(CyclicBarrier barrier) {
    return (exchange, status, body) -> {
      try {
        barrier.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IOException(e);
      }
      WHOLE.send(exchange, status, body);
    };
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
