// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerProbeTest {
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, true",
    "HTTP/1.1 401 Unauthorized, true",
    "HTTP/1.1 404 Not Found, false",
    "SSH-2.0-OpenSSH, false"
  })
  void whatAnswers_isAViewerOrNot(String status, boolean viewer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answering =
          CompletableFuture.runAsync(() -> answer(server, status + "\r\n\r\n"));

      assertThat(ViewerProbe.answers(server.getLocalPort())).isEqualTo(viewer);
      answering.join();
    }
  }

  @Test
  void portOnWhichSomebodyListens_isNotFree() throws IOException {
    int port;
    try (ServerSocket server =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      port = server.getLocalPort();
      assertThat(ViewerProbe.isFree(port)).isFalse();
      assertThat(ViewerProbe.freePort(port)).isPositive().isNotEqualTo(port);
    }
  }

  private static void answer(ServerSocket server, String text) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().readNBytes(1);
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
