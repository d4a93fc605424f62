// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A server that accepts one WebSocket and records the headers of its request. */
final class WebSocketDoor implements AutoCloseable {
  private static final String PROTOCOL_ID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket door;
  private final CompletableFuture<Map<String, String>> headers = new CompletableFuture<>();

  private WebSocketDoor(ServerSocket door) {
    this.door = door;
  }

  static WebSocketDoor open() throws IOException {
    WebSocketDoor door =
        new WebSocketDoor(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(door::letIn);
    thread.setDaemon(true);
    thread.start();
    return door;
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/");
  }

  String received(String header) throws Exception {
    return headers.get().get(header);
  }

  private void letIn() {
    try (Socket guest = door.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(guest.getInputStream(), StandardCharsets.US_ASCII));
      Map<String, String> read = new TreeMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          read.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
      }
      headers.complete(read);
      String key = read.get("sec-websocket-key") + PROTOCOL_ID;
      byte[] accepted =
          MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(accepted)
              + "\r\n\r\n";
      guest.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      guest.getOutputStream().flush();
      in.read(); // until the client leaves
    } catch (Exception e) {
      headers.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
