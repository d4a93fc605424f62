// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * One message of Amazon's event stream encoding: lengths, headers of type string, payload, and a
 * checksum of the lengths and of everything.
 */
final class EventStreamFrame {
  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int OVERHEAD = 16;
  private static final int STRING = 7;

  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();

  private EventStreamFrame() {}

  static byte[] event(String type, JsonNode payload) {
    return frame("event", ":event-type", type, payload);
  }

  static byte[] exception(String type, JsonNode payload) {
    return frame("exception", ":exception-type", type, payload);
  }

  private static byte[] frame(String kind, String typeHeader, String type, JsonNode payload) {
    EventStreamFrame frame = new EventStreamFrame();
    frame.header(typeHeader, type);
    frame.header(":content-type", "application/json");
    frame.header(":message-type", kind);
    return frame.with(payload.toString().getBytes(UTF_8));
  }

  private void header(String name, String value) {
    byte[] nameBytes = name.getBytes(UTF_8);
    byte[] valueBytes = value.getBytes(UTF_8);
    headers.write(nameBytes.length);
    headers.writeBytes(nameBytes);
    headers.write(STRING);
    headers.write(valueBytes.length >> 8);
    headers.write(valueBytes.length);
    headers.writeBytes(valueBytes);
  }

  private byte[] with(byte[] payload) {
    int length = OVERHEAD + headers.size() + payload.length;
    byte[] bytes = new byte[length];
    ByteBuffer frame = ByteBuffer.wrap(bytes).putInt(length).putInt(headers.size());
    frame.putInt(checksum(bytes, frame.position())).put(headers.toByteArray()).put(payload);
    frame.putInt(checksum(bytes, frame.position()));
    return bytes;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
