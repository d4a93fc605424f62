// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends two requests over one connection, whose bodies arrive while their handlers already run: for
 * tests of servers that call one part of the application for a request and another one for its
 * body.
 */
public final class SlowRequest {
  private static final String TRACEPARENT =
      "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";

  private final List<String> notes = new ArrayList<>();
  private volatile CountDownLatch handled = new CountDownLatch(1);

  /** To be called where the application would start a span. */
  public synchronized void note(String where) {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    notes.add(where + " " + (parent == null ? "none" : parent.spanId()));
  }

  /** To be called by a handler that now waits for the body. */
  public void awaitsBody() {
    handled.countDown();
  }

  /** Sends both requests, the first with a parent, and returns the notes. */
  public List<String> send(int port) throws IOException, InterruptedException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String header : new String[] {TRACEPARENT, ""}) {
        handled = new CountDownLatch(1);
        write(
            socket,
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n" + header + "\r\n");
        if (!handled.await(10, TimeUnit.SECONDS)) {
          throw new AssertionError("no handler was called: " + notes);
        }
        write(socket, "body");
        readAnswer(answers);
      }
    }
    synchronized (this) {
      return List.copyOf(notes);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** All answers are {@code 200} without a body. */
  private static void readAnswer(BufferedReader answers) throws IOException {
    String status = answers.readLine();
    if (status == null || !status.contains(" 200 ")) {
      throw new AssertionError("answered: " + status);
    }
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.isEmpty()) {
        return;
      }
    }
  }
}
