// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Records which viewer serves a store: {@code viewer/serving.properties} in Clew's folder, written
 * by the process that starts the viewer and by the viewer itself. It may be stale after a crash.
 */
final class ServingFile {
  private static final int MAX_BYTES = 4_096;

  private final Path file;

  ServingFile(Path file) {
    this.file = file;
  }

  /**
   * A viewer.
   *
   * @param started milliseconds since 1970, 0 if unknown; the process id alone may have been reused
   * @param port on 127.0.0.1
   */
  record Viewer(long pid, long started, int port) {
    String address() {
      return "http://127.0.0.1:" + port;
    }
  }

  /** Returns the viewer started last, or null if none is known. */
  @Nullable Viewer read() {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer content = ByteBuffer.allocate(MAX_BYTES);
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // to the end of the file, or to more than it can contain
      }
      Properties properties = new Properties();
      properties.load(
          new StringReader(new String(content.array(), 0, content.position(), ISO_8859_1)));
      int port = Math.toIntExact(number(properties, "port"));
      return port > 0 && port < 65_536
          ? new Viewer(number(properties, "pid"), number(properties, "started"), port)
          : null;
    } catch (IOException | RuntimeException missingOrDamaged) {
      return null; // the next viewer writes it
    }
  }

  void write(Viewer viewer) throws IOException {
    String text =
        "pid=%d\nstarted=%d\nport=%d\n".formatted(viewer.pid(), viewer.started(), viewer.port());
    Path next = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(next);
    try (SeekableByteChannel channel =
        new PrivateFolder(Objects.requireNonNull(file.getParent())).createFile(next)) {
      channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long number(Properties properties, String key) {
    return Long.parseLong(properties.getProperty(key, "0").trim());
  }
}
