// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Connects to a server in every way that the JDK has; prints what becomes of it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    URI uri = URI.create("http://127.0.0.1:" + port + "/leak");
    try (ClewSpan span = Clew.agent("connector").start()) {
      attempt(
          "Socket",
          () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
              return socket;
            }
          });
      attempt(
          "SocketChannel",
          () -> {
            try (SocketChannel channel = SocketChannel.open(server)) {
              return channel;
            }
          });
      attempt(
          "channel's socket",
          () -> {
            try (SocketChannel channel = SocketChannel.open()) {
              channel.socket().connect(server, 5_000);
              return channel;
            }
          });
      attempt(
          "java.net.http",
          () ->
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                  .body());
      attempt(
          "HttpURLConnection",
          () -> {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          });
      attempt("Unix", () -> unix(UnixDomainSocketAddress.of(Path.of(args[1]))));
    }
  }

  private static String unix(UnixDomainSocketAddress address) throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(address);
      try (SocketChannel client = SocketChannel.open(address);
          SocketChannel accepted = listening.accept()) {
        client.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer read = ByteBuffer.allocate(5);
        while (read.hasRemaining() && accepted.read(read) >= 0) {}
        return new String(read.array(), StandardCharsets.UTF_8);
      }
    }
  }

  private static void attempt(String way, Callable<Object> connecting) {
    String outcome;
    try {
      outcome = String.valueOf(connecting.call());
    } catch (Exception refused) {
      Throwable root = refused;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      outcome = root.toString();
    }
    System.out.println(way + ": " + outcome);
  }
}
