// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * The run of a container's thread. It may be made in one request, and will serve all others: what
 * it inherited does not count.
 */
final class ContainerThreadHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.leave();
    return null;
  }
}
