// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the application. Held weakly, because each refers to an application's classes; the
 * application's side of the manual API keeps them.
 */
final class RegisteredCode {
  private final List<WeakReference<Function<Object, @Nullable Object>>> functions =
      new CopyOnWriteArrayList<>();

  void add(Function<Object, @Nullable Object> function) {
    functions.removeIf(each -> each.get() == null);
    functions.add(new WeakReference<>(function));
  }

  boolean isEmpty() {
    return functions.isEmpty();
  }

  /** Returns those that are still there, in the order in which they were added. */
  List<Function<Object, @Nullable Object>> all() {
    return functions.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
  }
}
