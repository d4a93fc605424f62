// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import dev.clew.api.message.Part;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Images, sound and documents that travel inside JSON: a span keeps their type, size and hash.
 *
 * <p>They are decoded piece by piece, since one may well be 20 MB.
 */
public final class InlineContent {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  private InlineContent() {}

  /** Returns what a URL stands for, which may be a {@code data:} URL of RFC 2397. */
  public static Part.Media ofUrl(String modality, String url) {
    int comma = url.startsWith(DATA) ? url.indexOf(',') : -1;
    if (comma < 0) {
      return new Part.Media(modality, null, url, null, null);
    }
    String header = url.substring(DATA.length(), comma);
    if (!header.endsWith(BASE64)) {
      return new Part.Media(
          modality, mimeType(header), null, (long) url.length() - comma - 1, null);
    }
    String type = mimeType(header.substring(0, header.length() - BASE64.length()));
    return decoded(modality, type, null, url, comma + 1);
  }

  /**
   * Returns what Base64 text stands for.
   *
   * @param id the provider's id of the content, if it has one
   */
  public static Part.Media ofBase64(
      String modality, @Nullable String mimeType, @Nullable String id, String base64) {
    return decoded(modality, mimeType, id, base64, 0);
  }

  private static @Nullable String mimeType(String header) {
    int parameters = header.indexOf(';');
    String type = parameters < 0 ? header : header.substring(0, parameters);
    return type.isEmpty() ? null : type;
  }

  private static Part.Media decoded(
      String modality, @Nullable String mimeType, @Nullable String id, String text, int from) {
    try (InputStream bytes = Base64.getMimeDecoder().wrap(new Characters(text, from))) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[8192];
      long size = 0;
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        hash.update(buffer, 0, count);
        size += count;
      }
      String sha256 = HexFormat.of().formatHex(hash.digest());
      return new Part.Media(modality, mimeType, id, size, sha256);
    } catch (IOException | NoSuchAlgorithmException notBase64) {
      return new Part.Media(modality, mimeType, id, null, null);
    }
  }

  /** The characters of a string as bytes, without a copy; those beyond ASCII are not Base64. */
  private static final class Characters extends InputStream {
    private final String text;
    private int next;

    Characters(String text, int from) {
      this.text = text;
      this.next = from;
    }

    @Override
    public int read() {
      if (next == text.length()) {
        return -1;
      }
      char character = text.charAt(next++);
      return character < 128 ? character : '?';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      int count = Math.min(length, text.length() - next);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) read();
      }
      return count == 0 ? -1 : count;
    }
  }
}
