// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Observes the constructors of the services, whose last argument is the configuration. */
final class ServiceHook implements Hook<Object> {
  private final Services services;

  ServiceHook(Services services) {
    this.services = services;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object configuration = call.argument(call.argumentCount() - 1, Object.class);
    if (configuration != null) {
      services.created(call.self(Object.class), configuration);
    }
    return null;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    return result;
  }
}
