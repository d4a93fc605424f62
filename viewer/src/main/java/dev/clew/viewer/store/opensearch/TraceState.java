// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A trace with all its spans, without their content, as one value: it is read and replaced as a
 * whole, so that viewers that write the same trace cannot overlook each other.
 *
 * @param hosts the machine of each JVM, for JVMs that were followed by a viewer there
 */
record TraceState(TraceHeader header, List<StoredSpan> spans, Map<String, String> hosts) {

  /**
   * A span.
   *
   * @param hash of its record
   */
  record StoredSpan(SpanRow row, long hash) {}

  static TraceState empty(String traceId) {
    return new TraceState(TraceHeader.empty(traceId), List.of(), Map.of());
  }

  List<SpanRow> rows() {
    return spans.stream().map(StoredSpan::row).toList();
  }

  byte[] pack() {
    return deflate(Json.writeBytes(this));
  }

  static TraceState unpack(byte[] packed) {
    try {
      return Json.MAPPER.readValue(inflate(packed), TraceState.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  static byte[] inflate(byte[] packed) {
    try (InflaterInputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(packed), new java.util.zip.Inflater(true), 8192)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Different for different records. */
  static long hash(byte[] record) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : record) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
