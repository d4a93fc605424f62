// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.clew.exporter.json.JsonTreeReader;
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes and reads self-contained pieces of JSON. */
final class JsonBytes {
  // Characters outside the basic plane are written as four bytes, not as two escapes:
  // OpenAI's limits are in bytes.
  private final JsonFactory factory =
      new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  byte[] of(Piece piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = factory.createGenerator(out)) {
      piece.write(new JsonTreeWriter(json));
    }
    return out.toByteArray();
  }

  @Nullable Object read(byte[] json) throws IOException {
    return JsonTreeReader.read(json, factory);
  }

  /** Writes one value. */
  interface Piece {
    void write(JsonTreeWriter json) throws IOException;
  }
}
