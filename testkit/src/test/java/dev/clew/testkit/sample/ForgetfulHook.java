// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;

/** A hook that leaves its context current if the method throws. */
final class ForgetfulHook implements Hook<Scope> {
  private static final ContextKey<String> KEY = ContextKey.named("key");

  @Override
  public Scope enter(Call call) {
    return Context.current().with(KEY, "value").makeCurrent();
  }

  @Override
  public Object exit(Scope scope, Object result, Throwable thrown) {
    if (thrown == null) {
      scope.close();
    }
    return result;
  }
}
