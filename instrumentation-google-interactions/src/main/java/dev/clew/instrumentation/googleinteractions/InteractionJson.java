// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import com.google.genai.gaos.utils.Utils;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Converts the library's objects to trees, with a copy of its mapper that writes the application's
 * own objects as their toString. For the export thread only.
 */
final class InteractionJson {
  private static final LibraryClasses READABLE =
      LibraryClasses.in(
          "com.google.genai.",
          "com.google.common.collect.Immutable",
          "com.google.common.collect.Regular",
          "com.google.common.collect.Singleton",
          "com.fasterxml.jackson.databind.node.",
          "java.");

  private static final ObjectMapper MAPPER =
      Utils.mapper()
          .copy()
          .registerModule(new SimpleModule("clew").setSerializerModifier(new OwnValuesAsText()));

  private InteractionJson() {}

  /** Returns the JSON of an object of the library; empty for null and for anything else. */
  static JsonTree read(@Nullable Object libraryObject) {
    return JsonTree.of(plain(Fields.own(libraryObject)));
  }

  /** Returns the value of a field of the library's objects as a tree. */
  static @Nullable Object plain(@Nullable Object value) {
    return value == null ? null : MAPPER.convertValue(value, Object.class);
  }

  private static final class OwnValuesAsText extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    private static JsonSerializer<?> of(BeanDescription type, JsonSerializer<?> serializer) {
      Class<?> read = type.getBeanClass();
      return read.isPrimitive() || read.isArray() || READABLE.contains(read)
          ? serializer
          : ToStringSerializer.instance;
    }

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
      return of(type, serializer);
    }

    @Override
    public JsonSerializer<?> modifyMapSerializer(
        SerializationConfig config,
        MapType map,
        BeanDescription type,
        JsonSerializer<?> serializer) {
      return of(type, serializer);
    }

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
        SerializationConfig config,
        CollectionType collection,
        BeanDescription type,
        JsonSerializer<?> serializer) {
      return of(type, serializer);
    }
  }
}
