// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.PendingSpans;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A container is about to stop the class loader of a web application. Rendering what its spans hold
 * may need classes that were not loaded so far, so it is done now.
 */
final class ClassLoaderStopHook implements Hook<Object> {
  /** How long an undeployment may be held up. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final PendingSpans pending;

  ClassLoaderStopHook(PendingSpans pending) {
    this.pending = pending;
  }

  @Override
  public @Nullable Object enter(Call call) {
    pending.render(LONGEST_WAIT);
    return null;
  }
}
