// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code a=b,c=d}, the format of headers and of resource attributes.
 *
 * <p>Values may be percent-encoded. A plus sign is kept: it occurs in Base64, which most keys
 * consist of.
 */
public final class KeyValueList {
  private KeyValueList() {}

  /**
   * Parses the value of {@code setting}. An invalid entry is skipped and reported by its number,
   * since it may be a key without a name.
   */
  public static Map<String, String> parse(
      @Nullable String text, String setting, Consumer<String> warnings) {
    Map<String, String> values = new LinkedHashMap<>();
    if (text == null) {
      return values;
    }
    String[] entries = text.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String entry = entries[i].trim();
      int equals = entry.indexOf('=');
      if (equals > 0) {
        values.put(
            decoded(entry.substring(0, equals).trim()),
            decoded(entry.substring(equals + 1).trim()));
      } else if (!entry.isEmpty()) {
        warnings.accept(setting + ": entry " + (i + 1) + " is not name=value; ignored");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int high = encoded[i] == '%' && i + 2 < encoded.length ? digit(encoded[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(encoded[i + 2]);
      if (low < 0) {
        decoded.write(encoded[i]);
      } else {
        decoded.write((high << 4) | low);
        i += 2;
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte letter) {
    return Character.digit((char) letter, 16);
  }
}
