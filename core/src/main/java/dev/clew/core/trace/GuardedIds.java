// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.IdGenerator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ids of an extension's generator, as far as they are any. It runs on the application's thread,
 * which must not notice what it does.
 */
public final class GuardedIds {
  /** Stands for a span id that the generator failed to make; no id is zero. */
  static final long NONE = 0;

  private static final int MAX_QUOTED = 40;

  private final IdGenerator generator;
  private final Consumer<String> failures;

  /**
   * Creates ids.
   *
   * @param failures receives what went wrong, each time
   */
  public GuardedIds(IdGenerator generator, Consumer<String> failures) {
    this.generator = generator;
    this.failures = failures;
  }

  /** Returns null if the generator fails. */
  @Nullable String traceId() {
    try {
      String id = generator.newTraceId();
      if (HexId.isId(id, 32)) {
        return id;
      }
      failures.accept(wrong("newTraceId", id, 32));
    } catch (Throwable thrown) {
      failures.accept("threw " + thrown.getClass().getName());
    }
    return null;
  }

  /** Returns {@link #NONE} if the generator fails. */
  long spanId() {
    try {
      String id = generator.newSpanId();
      if (HexId.isId(id, 16)) {
        return HexId.parse(id);
      }
      failures.accept(wrong("newSpanId", id, 16));
    } catch (Throwable thrown) {
      failures.accept("threw " + thrown.getClass().getName());
    }
    return NONE;
  }

  private static String wrong(String method, @Nullable String id, int digits) {
    String quoted = id == null || id.length() <= MAX_QUOTED ? id : id.substring(0, MAX_QUOTED);
    return "%s() returned %s, which is not %d lower-case hexadecimal digits other than zero"
        .formatted(method, quoted, digits);
  }
}
