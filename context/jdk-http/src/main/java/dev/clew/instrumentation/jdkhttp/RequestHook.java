// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The constructors of {@code HttpRequestImpl}. One makes the client's own copy of the request that
 * the application sends, on its thread; another, on some thread of the client, what comes of that
 * when the server redirects it or wants to know who asks.
 */
final class RequestHook implements Hook<Object> {
  private final AddedHeaders added;

  RequestHook(AddedHeaders added) {
    this.added = added;
  }

  @Override
  public @Nullable Object enter(Call call) {
    HttpRequest made = call.self(HttpRequest.class);
    if (call.argument(0, Object.class) instanceof HttpRequest) {
      Context context = Context.current();
      if (context.span() != null) {
        added.decide(made, context);
      }
    } else if (call.argumentCount() > 3
        && call.argument(2, Object.class) instanceof HttpRequest before) {
      Context context = added.contextOf(before);
      if (context != null) {
        added.decide(made, context);
      }
    }
    return null;
  }
}
