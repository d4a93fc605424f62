// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes a server event as it is deserialised, by {@code Deserializer.deserialize} of its union,
 * while a connection is being read.
 *
 * <p>The event exists only inside the method that reads it. It is captured there rather than where
 * the application receives it, which may be out of order, late or never.
 */
public final class EventHook implements Hook<Consumer<Object>> {
  private static final ContextKey<Consumer<Object>> READER = ContextKey.named("openai websocket");

  /**
   * From now on, until the scope is closed, passes the events read on this thread to {@code to}.
   */
  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  public static Scope reading(Consumer<Object> to) {
    return Context.current().with(READER, to).makeCurrent();
  }

  @Override
  public @Nullable Consumer<Object> enter(Call call) {
    return Context.current().get(READER);
  }

  @Override
  public @Nullable Object exit(
      Consumer<Object> reader, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      reader.accept(result);
    }
    return result;
  }
}
