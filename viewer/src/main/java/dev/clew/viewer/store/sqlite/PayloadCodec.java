// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses records: the first byte is 0 for an uncompressed one, 1 for one deflated with the
 * dictionary below. The dictionary is what all records have in common; it must never change, a
 * better one gets a new number.
 */
final class PayloadCodec {

  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int SHORTEST = 256;
  private static final int LARGE = 1 << 20;

  private static final byte[] DICTIONARY =
      ("{\"object\":\"trace.span\",\"id\":\"\",\"trace_id\":\"\",\"parent_id\":\"\",\"started_at\":\"2026-"
              + "\",\"ended_at\":\"2026-\",\"span_data\":{\"type\":\"agent\",\"name\":\"\",\"handoffs\":[],"
              + "\"tools\":[],\"output_type\":null},\"span_data\":{\"type\":\"function\",\"name\":\"\","
              + "\"input\":\"{\\\"\",\"output\":\"\",\"mcp_data\":null},\"span_data\":{\"type\":"
              + "\"generation\",\"input\":[{\"role\":\"system\",\"content\":\"You are \"},{\"role\":\"user\","
              + "\"content\":\"\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_\","
              + "\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"{\\\"\"}}]},{\"role\":"
              + "\"tool\",\"content\":\"\",\"tool_call_id\":\"call_\"}],\"output\":[{\"role\":\"assistant\","
              + "\"content\":\"\"}],\"model\":\"gpt-4o-mini\",\"model_config\":{\"temperature\":},\"usage\":"
              + "{\"input_tokens\":,\"output_tokens\":}},\"error\":null,\"clew\":{\"v\":1,\"name\":\"chat "
              + "\",\"status\":\"ok\",\"start_unix_nano\":\"179\",\"end_unix_nano\":\"179\","
              + "\"duration_nanos\":,\"time_to_first_chunk_nanos\":,\"attributes\":{\"clew.cost.total\":,"
              + "\"clew.cost.input\":,\"clew.cost.output\":,\"clew.cost.source\":\"genai-prices 0.1.8 "
              + "2026-11-21\",\"clew.content.redacted\":1,\"clew.library\":\"openai-java\"},\"data\":"
              + "{\"provider\":\"openai\",\"request_model\":\"\",\"response_model\":\"\",\"usage\":{\"input\":,"
              + "\"output\":,\"total\":,\"cached_input\":0,\"reasoning\":0,\"estimated\":false},"
              + "\"server_address\":\"https://api.openai.com/v1/chat/completions\",\"response_id\":"
              + "\"chatcmpl-\",\"streamed\":false,\"finish_reasons\":[\"stop\"],\"tools\":[{\"type\":"
              + "\"function\",\"function\":{\"name\":\"\",\"description\":\"\",\"parameters\":{\"type\":"
              + "\"object\",\"properties\":{\"\":{\"type\":\"string\",\"description\":\"\"}},\"required\":"
              + "[\"\"]}}}],\"details\":{\"tool_call_id\":\"call_\",\"system_fingerprint\":\"\"}}}}")
          .getBytes(StandardCharsets.UTF_8);

  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));

  private PayloadCodec() {}

  static byte[] pack(byte[] record) {
    if (record.length < SHORTEST) {
      return plain(record);
    }
    // Creating one costs more than compressing a record.
    Deflater deflater = DEFLATER.get();
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(record);
    deflater.finish();
    // Worth it for a large one only if it becomes much smaller.
    byte[] packed = new byte[record.length > LARGE ? record.length * 3 / 5 : record.length];
    packed[0] = DEFLATED;
    int length = deflater.deflate(packed, 1, packed.length - 1);
    return deflater.finished() ? Arrays.copyOf(packed, length + 1) : plain(record);
  }

  static byte[] unpack(byte[] packed) {
    if (packed.length == 0 || packed[0] == PLAIN) {
      return Arrays.copyOfRange(packed, Math.min(1, packed.length), packed.length);
    }
    if (packed[0] != DEFLATED) {
      throw new IllegalStateException("a record was compressed by a newer viewer: " + packed[0]);
    }
    Inflater inflater = new Inflater(true);
    try {
      return grow(inflater, packed);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a record in the store is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] grow(Inflater inflater, byte[] packed) throws DataFormatException {
    begin(inflater, packed);
    ByteArrayOutputStream record = new ByteArrayOutputStream(Math.min(packed.length, LARGE) * 4);
    byte[] buffer = new byte[8192];
    while (!inflater.finished()) {
      if (record.size() > LARGE) {
        // A second pass, because a growing buffer would need three times the record's size. The
        // compressed length says nothing: repeated text shrinks to a thousandth.
        return unpack(inflater, packed, new byte[length(inflater, packed)]);
      }
      record.write(buffer, 0, inflate(inflater, buffer, 0));
    }
    return record.toByteArray();
  }

  private static int length(Inflater inflater, byte[] packed) throws DataFormatException {
    begin(inflater, packed);
    int length = 0;
    byte[] buffer = new byte[8192];
    while (!inflater.finished()) {
      length += inflate(inflater, buffer, 0);
    }
    return length;
  }

  private static byte[] unpack(Inflater inflater, byte[] packed, byte[] record)
      throws DataFormatException {
    begin(inflater, packed);
    int at = 0;
    while (at < record.length) {
      at += inflate(inflater, record, at);
    }
    return record;
  }

  private static void begin(Inflater inflater, byte[] packed) {
    inflater.reset();
    inflater.setDictionary(DICTIONARY);
    inflater.setInput(packed, 1, packed.length - 1);
  }

  private static int inflate(Inflater inflater, byte[] buffer, int at) throws DataFormatException {
    int length = inflater.inflate(buffer, at, buffer.length - at);
    if (length == 0 && inflater.needsInput()) {
      throw new IllegalStateException("a record in the store is cut off");
    }
    return length;
  }

  private static byte[] plain(byte[] record) {
    byte[] packed = new byte[record.length + 1];
    System.arraycopy(record, 0, packed, 1, record.length);
    return packed;
  }
}
