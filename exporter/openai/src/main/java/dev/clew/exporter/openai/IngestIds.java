// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Ids in OpenAI's format.
 *
 * <p>Its span ids have 24 digits, ours 16. The CRC-32 of our id's text supplies the rest, so that
 * either form can be computed from the other, in any language.
 */
final class IngestIds {
  private IngestIds() {}

  static String trace(String traceId) {
    return "trace_" + traceId;
  }

  static @Nullable String span(@Nullable String spanId) {
    if (spanId == null) {
      return null;
    }
    CRC32 crc = new CRC32();
    crc.update(spanId.getBytes(StandardCharsets.US_ASCII));
    return String.format("span_%s%08x", spanId, crc.getValue());
  }
}
