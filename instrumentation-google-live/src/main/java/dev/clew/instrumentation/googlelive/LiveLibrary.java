// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are the library's own. Its types are open classes, so an application may extend or
 * mock each of them.
 */
final class LiveLibrary {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.google.genai.");

  private LiveLibrary() {}

  /** Returns the value if it is the library's own, or null. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // what the library's accessors return
  static <T> @Nullable T own(Optional<T> value) {
    return LIBRARY.callableOrNull(value.orElse(null));
  }

  /** Returns those of the elements that are the library's own; none if the list is not. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // what the library's accessors return
  static <T> List<T> elements(Optional<List<T>> list) {
    List<T> all = list.orElse(List.of());
    List<T> own = new ArrayList<>();
    if (all instanceof ImmutableList || Values.isOfJdk(all)) {
      for (T each : all) {
        if (LIBRARY.mayCall(each)) {
          own.add(each);
        }
      }
    }
    return own;
  }

  static List<Part> parts(Content content) {
    return elements(content.parts());
  }

  /** Returns {@code values} in a form that Clew can write. */
  static Map<?, ?> plain(@Nullable Map<?, ?> values) {
    return values instanceof ImmutableMap
        ? new LinkedHashMap<>(values)
        : values == null ? Map.of() : values;
  }
}
