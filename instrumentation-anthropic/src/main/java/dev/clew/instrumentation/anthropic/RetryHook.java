// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.kit.http.Retries;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Observes the library's automatic retries; the label of the hook point is one of the constants.
 */
final class RetryHook implements Hook<Object> {
  /** The wait before a retry, called with the number of the retry and the last response. */
  static final String WAIT = "wait";

  /** The last step of preparing an asynchronous request, on the caller's thread. */
  static final String PREPARE = "prepare";

  /** The sending of an asynchronous request, which copies and numbers it, on another thread. */
  static final String SEND = "send";

  /** The numbering of an attempt, which returns a copy of the request. */
  static final String NUMBER = "number";

  private final Retries retries;

  RetryHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Object enter(Call call) {
    return switch (String.valueOf(call.label())) {
      case WAIT -> {
        retries.waiting(call.required(0, Integer.class), reason(call));
        yield null;
      }
      case PREPARE -> retries.preparing();
      case SEND -> retries.sending(call.required(0, Object.class));
      default -> retries.numbering(call.required(0, Object.class), call.required(1, Integer.class));
    };
  }

  private static String reason(Call call) {
    HttpResponse response = call.argument(1, HttpResponse.class);
    if (response == null) {
      return "no response";
    }
    return AnthropicLibrary.mayCall(response) ? "HTTP " + response.statusCode() : "response";
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state instanceof Scope scope) {
      scope.close();
    } else if (result instanceof Future<?>) {
      retries.prepared((Span) state, result);
    } else {
      retries.numbered((Span) state, result);
    }
    return result;
  }
}
