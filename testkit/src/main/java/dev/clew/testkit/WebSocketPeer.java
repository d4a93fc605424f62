// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * The server side of a WebSocket (RFC 6455), as far as JSON in text frames requires: the JDK has
 * none, and third-party servers would be too heavy for this.
 */
public final class WebSocketPeer implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  private final ServerSocket server;
  private final BlockingQueue<Socket> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  public WebSocketPeer() {
    this(ServerSocketFactory.getDefault());
  }

  /** Creates a server with sockets of {@code sockets}, such as those that speak TLS. */
  public WebSocketPeer(ServerSocketFactory sockets) {
    try {
      server = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
    Thread thread = new Thread(this::serve, "websocket peer");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Waits for the client's next message. */
  public String next() throws InterruptedException {
    return awaited(received);
  }

  /** Sends a message to the client, once it has connected. */
  public void send(String text) throws Exception {
    send(TEXT, text.getBytes(UTF_8));
  }

  /** Begins the closing handshake, unless the client has done so and is gone. */
  public void close(int code, String reason) throws Exception {
    byte[] text = reason.getBytes(UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
    try {
      send(CLOSE, payload.array());
    } catch (SocketException e) {
      // The client has closed the connection by itself.
    }
  }

  private void send(int opcode, byte[] payload) throws Exception {
    Socket socket = awaited(opened);
    opened.add(socket);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write(0x80 | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else {
      out.write(126); // 64 KB are enough
      out.writeShort(payload.length);
    }
    out.write(payload);
    out.flush();
  }

  /** Drops the connection without a closing handshake. */
  public void cut() throws Exception {
    awaited(opened).close();
  }

  private static <T> T awaited(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      upgrade(in, socket);
      opened.add(socket);
      while (read(in)) {}
    } catch (IOException | GeneralSecurityException over) {
      // The test has closed the server, or the client the connection.
    }
  }

  private static void upgrade(DataInputStream in, Socket socket)
      throws IOException, GeneralSecurityException {
    String key = "";
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).trim();
      }
    }
    byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().trim();
  }

  private boolean read(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0xf;
    int length = in.readUnsignedByte() & 0x7f;
    length = length < 126 ? length : in.readUnsignedShort();
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    if (opcode == TEXT) {
      received.add(new String(payload, UTF_8));
    }
    return opcode != CLOSE;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : opened) {
      socket.close();
    }
    server.close();
  }
}
