// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructors of {@code HttpRequestImpl}. One creates the client's copy of the
 * application's request, on the application's thread. Another creates the follow-up request after a
 * redirect or an authentication challenge, on one of the client's threads.
 */
final class RequestHook implements Hook<Object> {
  private final AddedHeaders added;

  RequestHook(AddedHeaders added) {
    this.added = added;
  }

  @Override
  public @Nullable Object enter(Call call) {
    HttpRequest request = call.self(HttpRequest.class);
    if (call.argument(0, Object.class) instanceof HttpRequest) {
      Context context = Context.current();
      if (context.span() != null) {
        added.decide(request, context);
      }
    } else if (call.argumentCount() > 3
        && call.argument(2, Object.class) instanceof HttpRequest previous) {
      Context context = added.contextOf(previous);
      if (context != null) {
        added.decide(request, context);
      }
    }
    return null;
  }
}
