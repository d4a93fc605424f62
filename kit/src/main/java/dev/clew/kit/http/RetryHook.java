// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Observes the automatic retries of a client; the label of the hook point is one of the constants.
 */
public abstract class RetryHook implements Hook<Object> {
  /** The wait before a retry, called with the number of the retry and the last response. */
  static final String WAIT = "wait";

  /**
   * The last step of preparing an asynchronous request, on the caller's thread; blocking calls do
   * not go through it.
   */
  static final String PREPARE = "prepare";

  /** The sending of an asynchronous request, which copies and numbers it, on another thread. */
  static final String SEND = "send";

  /** The numbering of an attempt, which returns a copy of the request. */
  static final String NUMBER = "number";

  private final Retries retries;

  protected RetryHook(Retries retries) {
    this.retries = retries;
  }

  /** Returns the status of a response, or 0 if it may not be called. */
  protected abstract int statusCode(Object response);

  @Override
  public final @Nullable Object enter(Call call) {
    return switch (String.valueOf(call.label())) {
      case WAIT -> {
        retries.waiting(call.required(0, Integer.class), reason(call.argument(1, Object.class)));
        yield null;
      }
      case PREPARE -> retries.preparing();
      case SEND -> retries.sending(call.required(0, Object.class));
      default -> retries.numbering(call.required(0, Object.class), call.required(1, Integer.class));
    };
  }

  private String reason(@Nullable Object response) {
    if (response == null) {
      return "no response";
    }
    int status = statusCode(response);
    return status == 0 ? "response" : "HTTP " + status;
  }

  @Override
  public final @Nullable Object exit(
      Object state, @Nullable Object result, @Nullable Throwable thrown) {
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
