// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.common.collect.ImmutableList;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Distinguishes the library's objects from the application's. */
final class AdkLibrary {
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in("com.google.adk.", "com.google.genai.");

  /** Everything that is neither generated nor a mock, whosever class it is. */
  private static final LibraryClasses REAL = LibraryClasses.in("");

  private AdkLibrary() {}

  /** Returns {@code object} if it is the library's own, or null. */
  static <T> @Nullable T own(@Nullable T object) {
    return LIBRARY.callableOrNull(object);
  }

  static boolean isReal(@Nullable Object object) {
    return REAL.mayCall(object);
  }

  /** Returns the library's own parts of a content. */
  static List<Part> parts(@Nullable Content content) {
    Content own = own(content);
    List<Part> all = own == null ? List.of() : own.parts().orElse(List.of());
    List<Part> parts = new ArrayList<>();
    if (all instanceof ImmutableList || Values.isOfJdk(all)) {
      for (Part part : all) {
        if (LIBRARY.mayCall(part)) {
          parts.add(part);
        }
      }
    }
    return parts;
  }
}
