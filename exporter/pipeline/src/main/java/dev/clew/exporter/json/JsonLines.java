// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonpCharacterEscapes;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes records as lines of JSON.
 *
 * <p>U+2028 and U+2029 are escaped: JSON allows them raw, but common line readers (such as Node's)
 * treat them as line ends.
 */
public final class JsonLines {
  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .characterEscapes(JsonpCharacterEscapes.instance())
          .build();

  /** Writes one line with its line end; after an exception part of it may have been written. */
  public void write(ExportRecord exported, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      RecordJson.write(exported, json);
      json.writeRaw('\n');
    }
  }

  /** Like {@link #write}, for a span that has not ended. */
  public void writeOpen(SpanRecord span, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      LiveJson.openSpan(span, json);
      json.writeRaw('\n');
    }
  }

  /** Like {@link #write}, for the traced JVM. */
  public void write(JvmRecord jvm, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      LiveJson.jvm(jvm, json);
      json.writeRaw('\n');
    }
  }

  /** Writes a tree, as {@link JsonTreeWriter#value} does, with a line end. */
  public void writeTree(Object tree, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      new JsonTreeWriter(json).value(tree);
      json.writeRaw('\n');
    }
  }
}
