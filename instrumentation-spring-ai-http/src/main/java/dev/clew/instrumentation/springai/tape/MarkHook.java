// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Marks the requests that Spring AI prepares. They are sent when somebody subscribes, from whose
 * stack nobody can tell whose they are.
 */
final class MarkHook implements Hook<Boolean> {
  static final String MARK = "dev.clew.tape";

  @Override
  public @Nullable Boolean enter(Call call) {
    return Caller.isSpringAi("org.springframework.web.reactive.function.client.") ? true : null;
  }

  @Override
  public @Nullable Object exit(
      Boolean springAi, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof WebClient.RequestBodyUriSpec request
        ? request.attribute(MARK, true)
        : result;
  }
}
