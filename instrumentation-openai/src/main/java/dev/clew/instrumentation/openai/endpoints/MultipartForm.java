// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import com.openai.core.MultipartField;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.json.Fields;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an upload without the bytes, which are a stream that only the library may read.
 *
 * @param values the plain fields, under the provider's names
 * @param files the type, name and size of each file, as far as known
 */
record MultipartForm(Map<String, @Nullable Object> values, List<Part.Media> files) {

  private static final List<String> FILES = List.of("file", "image", "mask");

  /** Copies the relevant fields; runs on the application's thread. */
  static MultipartForm of(String modality, Object params) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<Part.Media> files = new ArrayList<>();
    if (Fields.BY_NAME.read(params, "_body") instanceof Map<?, ?> body) {
      body.forEach(
          (key, value) -> {
            if (value instanceof MultipartField<?> field) {
              add(modality, String.valueOf(key), field, values, files);
            }
          });
    }
    return new MultipartForm(values, files);
  }

  private static void add(
      String modality,
      String key,
      MultipartField<?> field,
      Map<String, @Nullable Object> values,
      List<Part.Media> files) {
    Object value = field.value().asKnown().orElse(null);
    Object plain = plain(value);
    if (plain != null) {
      values.put(key, plain);
    } else if (value != null && FILES.contains(key)) {
      String name = field.filename().orElse(null);
      files.add(new Part.Media(modality, field.contentType(), name, size(value), null));
    }
  }

  @Nullable String model() {
    return values.get("model") instanceof String model ? model : null;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value
        : Fields.BY_NAME.text(value, "_value");
  }

  /** The size of in-memory content; a union may contain a single image or several. */
  private static @Nullable Long size(Object content) {
    if (content instanceof ByteArrayInputStream bytes) {
      return (long) bytes.available();
    }
    Object single = Fields.BY_NAME.read(content, "inputStream");
    return single instanceof ByteArrayInputStream bytes ? (long) bytes.available() : null;
  }
}
