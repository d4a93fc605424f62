// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the run method of a container's thread. It may be created during one request and will serve
 * others, so the inherited context is dropped.
 */
final class ContainerThreadHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.clear();
    return null;
  }
}
