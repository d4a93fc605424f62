// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.secret;

import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key of the marks that stand for secrets. It stays in the Clew home and never gets on a tape.
 */
public final class MarkKey {
  private static final String NAME = "tape.key";
  private static final int BYTES = 32;

  private MarkKey() {}

  /**
   * Returns the key in {@code home}, which is made if there is none.
   *
   * @param trusted whether the home may be a link or somebody else's
   */
  public static byte[] in(Path home, boolean trusted) throws IOException {
    PrivateFolder folder = new PrivateFolder(home, new FolderGuard(home, trusted));
    folder.create();
    Path file = home.resolve(NAME);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return read(file);
    }
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try (SeekableByteChannel out = folder.createFile(file)) {
      ByteBuffer text =
          ByteBuffer.wrap(HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        out.write(text);
      }
    } catch (FileAlreadyExistsException anotherJvm) {
      return read(file);
    }
    return key;
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] text = in.readNBytes(2 * BYTES + 1);
      return HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII).trim());
    } catch (IllegalArgumentException invalid) {
      throw new IOException(file + " is not a key", invalid);
    }
  }
}
