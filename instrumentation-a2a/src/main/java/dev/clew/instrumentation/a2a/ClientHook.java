// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the transport below {@code Client.sendMessage} which agent is called. The run is the
 * transport's call, because what follows, the application's consumers, is no part of it.
 */
final class ClientHook implements Hook<Scope> {
  /** Frameworks whose remote agents are spans of their own; recognised by their consumers. */
  private static final List<String> FRAMEWORKS =
      List.of("com.google.adk.a2a.", "dev.langchain4j.agentic.");

  private final Cards cards;

  ClientHook(Cards cards) {
    this.cards = cards;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = Context.current();
    Object client = call.self(Object.class);
    Remote outer = context.get(Remote.KEY);
    return outer != null && outer.client() == client
        ? null // one overload calls another
        : context
            .with(Remote.KEY, new Remote(client, cards.of(client), isOfFramework(call)))
            .makeCurrent();
  }

  private static boolean isOfFramework(Call call) {
    for (int i = 0; i < call.argumentCount(); i++) {
      if (call.argument(i, Object.class) instanceof Consumer<?> consumer) {
        String name = consumer.getClass().getName();
        return FRAMEWORKS.stream().anyMatch(name::startsWith);
      }
    }
    return false;
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
