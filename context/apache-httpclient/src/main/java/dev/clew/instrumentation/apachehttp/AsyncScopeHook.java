// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.jspecify.annotations.Nullable;

/** Hooks the constructor of {@code AsyncExecChain.Scope}: a request was passed to the client. */
final class AsyncScopeHook implements Hook<Object> {
  private final AsyncRequests requests;

  AsyncScopeHook(AsyncRequests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Object enter(Call call) {
    requests.remember(call.self(AsyncExecChain.Scope.class).cancellableDependency);
    return null;
  }
}
