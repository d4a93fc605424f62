// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where traces are sent and with which credentials.
 *
 * @param apiKey sent in a header and used nowhere else
 * @param organization OpenAI's organization id, or null for the key's own
 * @param project OpenAI's project id, or null for the key's own
 * @param timeout the maximum duration of one request, including its response
 * @param limits whether fields are cut to what OpenAI accepts; other receivers get everything
 */
public record IngestTarget(
    URI endpoint,
    String apiKey,
    @Nullable String organization,
    @Nullable String project,
    Duration timeout,
    boolean limits) {

  /** OpenAI's own address. */
  public static final String OPENAI = "https://api.openai.com/v1/traces/ingest";

  public IngestTarget {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?") || endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint is not an http(s) URL: " + endpoint);
    }
    if (endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "endpoint contains a user name, which would appear in messages");
    }
    // The JDK would report this too, but quote the key.
    requireHeaderValue("apiKey", apiKey);
    requireHeaderValue("organization", organization);
    requireHeaderValue("project", project);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout <= 0: " + timeout);
    }
  }

  /** Returns whether {@code endpoint} is OpenAI's own, to which its limits apply. */
  public static boolean isOpenAi(URI endpoint) {
    String text = endpoint.toString();
    return OPENAI.equals(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** Omits the key. */
  @Override
  public String toString() {
    return "IngestTarget[" + endpoint + ", limits=" + limits + "]";
  }

  private static void requireHeaderValue(String name, @Nullable String value) {
    if (value != null && (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 0x7F))) {
      throw new IllegalArgumentException(
          name + " is empty or contains characters not allowed in a header");
    }
  }
}
