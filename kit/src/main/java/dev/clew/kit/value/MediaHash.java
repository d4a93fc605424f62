// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import dev.clew.api.message.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes images, audio and documents sent inline in messages: a span keeps their type, size and
 * hash.
 *
 * <p>Base64 is decoded as a stream, because an image may be 20 MB. Export thread only.
 */
public final class MediaHash {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  private static final Set<String> MODALITIES = Set.of("image", "audio", "video");

  private MediaHash() {}

  /** Returns the modality of content with {@code mimeType}. */
  public static String modality(@Nullable String mimeType) {
    String type = mimeType == null ? "" : mimeType.replaceFirst("/.*", "");
    return MODALITIES.contains(type) ? type : "document";
  }

  /** Describes the content of a URL, which may be a {@code data:} URL (RFC 2397). */
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
    return hashed(modality, type, null, decoded(url, comma + 1));
  }

  /**
   * Describes Base64 content.
   *
   * @param id the provider's id of the content, if it has one
   */
  public static Part.Media ofBase64(
      String modality, @Nullable String mimeType, @Nullable String id, String base64) {
    return hashed(modality, mimeType, id, decoded(base64, 0));
  }

  /** Describes content that was sent in pieces, each of them Base64 by itself. */
  public static Part.Media ofBase64Pieces(
      String modality, @Nullable String mimeType, List<String> pieces) {
    Iterator<InputStream> decoded = pieces.stream().map(piece -> decoded(piece, 0)).iterator();
    return hashed(modality, mimeType, null, new SequenceInputStream(enumeration(decoded)));
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
  private static <T> Enumeration<T> enumeration(Iterator<T> each) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return each.hasNext();
      }

      @Override
      public T nextElement() {
        return each.next();
      }
    };
  }

  /** Describes the content of a field that accepts Base64 or a {@code data:} URL. */
  public static Part.Media ofInline(String modality, @Nullable String mimeType, String content) {
    return content.startsWith(DATA)
        ? ofUrl(modality, content)
        : ofBase64(modality, mimeType, null, content);
  }

  /** Describes raw content that was sent in pieces. */
  public static Part.Media ofPieces(
      String modality, @Nullable String mimeType, List<byte[]> pieces) {
    Iterator<InputStream> bytes =
        pieces.stream().<InputStream>map(ByteArrayInputStream::new).iterator();
    return hashed(modality, mimeType, null, new SequenceInputStream(enumeration(bytes)));
  }

  /** Describes raw bytes. */
  public static Part.Media ofBytes(String modality, @Nullable String mimeType, byte[] bytes) {
    return hashed(modality, mimeType, null, new ByteArrayInputStream(bytes));
  }

  private static @Nullable String mimeType(String header) {
    int parameters = header.indexOf(';');
    String type = parameters < 0 ? header : header.substring(0, parameters);
    return type.isEmpty() ? null : type;
  }

  private static InputStream decoded(String base64, int from) {
    return Base64.getMimeDecoder().wrap(new Characters(base64, from));
  }

  private static Part.Media hashed(
      String modality, @Nullable String mimeType, @Nullable String id, InputStream content) {
    try (content) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[8192];
      long size = 0;
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        hash.update(buffer, 0, count);
        size += count;
      }
      return new Part.Media(modality, mimeType, id, size, HexFormat.of().formatHex(hash.digest()));
    } catch (IOException | NoSuchAlgorithmException notBase64) {
      return new Part.Media(modality, mimeType, id, null, null);
    }
  }

  /**
   * The characters of a string as bytes, without copying; non-ASCII characters are never Base64.
   */
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
