// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.completed;
import static dev.clew.it.openai.ProviderBodies.message;
import static dev.clew.it.openai.ProviderBodies.response;
import static dev.clew.it.openai.ProviderBodies.textDelta;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.it.harness.ModelEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A provider with a WebSocket endpoint, for {@code src/test/apps/openai-responses-socket}. Messages
 * count as requests.
 */
final class WebSocketProvider implements ModelEndpoint {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<RecordedRequest> requests = new ArrayList<>();

  private WebSocketProvider(ServerSocket server) {
    this.server = server;
  }

  static WebSocketProvider start() {
    try {
      WebSocketProvider provider =
          new WebSocketProvider(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
      provider.threads.execute(provider::accept);
      return provider;
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  @Override
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  @Override
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The run is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      upgrade(in, socket);
      for (String text = read(in); text != null && answer(text, socket); text = read(in)) {
        // Until the client closes the connection or is cut off.
      }
    } catch (IOException | GeneralSecurityException gone) {
      // The client has disconnected.
    }
  }

  private static void upgrade(DataInputStream in, Socket socket)
      throws IOException, GeneralSecurityException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    String name = "sec-websocket-key: ";
    int key = head.toString(ISO_8859_1).toLowerCase(java.util.Locale.ROOT).indexOf(name);
    String sent =
        head.toString(ISO_8859_1).substring(key + name.length()).lines().findFirst().get();
    byte[] hash = MessageDigest.getInstance("SHA-1").digest((sent + MAGIC).getBytes(ISO_8859_1));
    String accepted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: %s\r\n\r\n"
                .formatted(Base64.getEncoder().encodeToString(hash));
    socket.getOutputStream().write(accepted.getBytes(ISO_8859_1));
  }

  /** Returns the next message, or null at the end of the connection. */
  private static String read(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0xf;
    int size = in.readUnsignedByte() & 0x7f;
    byte[] masked = in.readNBytes(4 + (size = size < 126 ? size : in.readUnsignedShort()));
    for (int i = 4; i < masked.length; i++) {
      masked[i] ^= masked[i % 4];
    }
    return opcode == 1 ? new String(masked, 4, size, UTF_8) : null;
  }

  /** Returns whether the connection stays open. */
  private boolean answer(String command, Socket socket) throws IOException {
    record(command);
    if (command.contains("\"error\"")) {
      send(
          socket,
          "{\"type\":\"error\",\"status\":400,\"error\":{\"type\":\"invalid_request_error\","
              + "\"code\":\"no_such_response\",\"message\":\"Not found.\"}}");
    } else if (command.contains("\"left\"")) {
      send(socket, lane("left", textDelta("Le")));
    } else if (command.contains("\"right\"")) {
      // Only now the first lane continues.
      send(socket, lane("right", textDelta("Ri")));
      send(socket, lane("left", textDelta("ft")));
      send(socket, lane("right", completed(response("resp_right", message("Right.")))));
      send(socket, lane("left", completed(response("resp_left", message("Left.")))));
    } else {
      send(socket, textDelta("Fi"));
      if (!command.contains("\"closed\"") && !command.contains("\"cut\"")) {
        send(socket, completed(response("resp_whole", message("Fine."))));
      }
    }
    return !command.contains("\"cut\"");
  }

  private synchronized void record(String command) {
    requests.add(new RecordedRequest("MESSAGE", "/v1/responses", Map.of(), command));
  }

  private static String lane(String id, String event) {
    return "{\"stream_id\":\"" + id + "\"," + event.substring(1);
  }

  private static void send(Socket socket, String event) throws IOException {
    byte[] text = event.replace("\n", "").getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (text.length > 125) {
      frame.write(126);
      frame.write(text.length >> 8);
    }
    frame.write(text.length);
    frame.write(text);
    socket.getOutputStream().write(frame.toByteArray());
  }
}
