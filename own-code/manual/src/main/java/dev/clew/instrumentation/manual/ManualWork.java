// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/** What a handle in the application's hands stands for. */
interface ManualWork {
  void start(boolean current);

  default void set(String key, @Nullable Object value) {}

  default void add(String key, @Nullable Object value) {}

  default void attribute(String key, @Nullable Object value) {}

  default void event(String name, @Nullable String detail) {}

  void groupId(@Nullable String groupId);

  void metadata(String key, @Nullable String value);

  default void firstChunk() {}

  default void error(SpanError error) {}

  default void cancelled() {}

  void end();

  @Nullable String traceId();

  default @Nullable String spanId() {
    return null;
  }

  /** Returns the context for tasks that are part of the work. */
  Context context();
}
