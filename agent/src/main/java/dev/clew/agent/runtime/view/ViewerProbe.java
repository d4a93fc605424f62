// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Checks whether a viewer answers, and which ports are free. Uses a plain socket: the JDK's HTTP
 * clients are for the application to configure, and may be instrumented.
 */
final class ViewerProbe {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_STATUS_LINE = 64;

  private ViewerProbe() {}

  /** Returns whether a viewer answers on {@code port}, even if it requires a token. */
  static boolean answers(int port) {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
              .formatted(port);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String status = statusLine(socket.getInputStream());
      return status.startsWith("HTTP/1.1 200") || status.startsWith("HTTP/1.1 401");
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Returns {@code wanted} if it is not 0 and free, otherwise any free port, or 0 if there is none.
   */
  static int freePort(int wanted) {
    int port = bound(wanted);
    return port > 0 ? port : bound(0);
  }

  static boolean isFree(int port) {
    return bound(port) > 0;
  }

  private static int bound(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as servers do: remains of an old connection do not matter
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }

  private static String statusLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
      if (line.length() > MAX_STATUS_LINE) {
        break;
      }
    }
    return line.toString();
  }
}
