// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies states, which the library changes in place, lists included. */
final class States {
  private States() {}

  /** Returns a copy of a state; empty if the map is not the JDK's. */
  static Map<String, Object> copy(Map<String, @Nullable Object> state) {
    Map<String, Object> copy = new HashMap<>();
    if (Values.isOfJdk(state)) {
      for (Map.Entry<String, @Nullable Object> entry : state.entrySet()) {
        Object value = entry.getValue();
        if (value != null) {
          copy.put(entry.getKey(), value instanceof List<?> list ? copy(list) : value);
        }
      }
    }
    return copy;
  }

  private static Object copy(List<?> list) {
    return Values.isOfJdk(list) ? new ArrayList<>(list) : list;
  }
}
