// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.api.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span's data as the tree that the trace format has of it. */
public final class SpanDataTree {
  private SpanDataTree() {}

  /** Returns the keys of {@code span_data}, and those of Clew's additions. */
  public static Map<String, @Nullable Object> of(SpanData data, JsonFactory factory) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = factory.createGenerator(bytes)) {
        JsonTreeWriter json = new JsonTreeWriter(out);
        json.begin();
        json.begin("span_data");
        SpanDataJson.write(data, json);
        json.end();
        json.begin("additions");
        ExtensionFieldsJson.write(data, json);
        json.end();
        json.end();
      }
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      if (JsonTreeReader.read(bytes.toByteArray(), factory) instanceof Map<?, ?> both) {
        both.values().forEach(each -> putAll(all, each));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putAll(Map<String, @Nullable Object> all, @Nullable Object more) {
    if (more instanceof Map<?, ?> map) {
      map.forEach((key, value) -> all.putIfAbsent(String.valueOf(key), value));
    }
  }
}
