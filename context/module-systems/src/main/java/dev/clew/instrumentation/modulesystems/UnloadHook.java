// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.modulesystems;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.PendingSpans;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the end of a part of the application. Rendering the content of its spans may need classes
 * that are not loaded yet, so it is done now.
 */
final class UnloadHook implements Hook<Object> {
  /** The longest delay in which nothing is rendered; ten seconds while something is. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PendingSpans pending;

  UnloadHook(PendingSpans pending) {
    this.pending = pending;
  }

  @Override
  public @Nullable Object enter(Call call) {
    pending.render(PATIENCE);
    return null;
  }
}
