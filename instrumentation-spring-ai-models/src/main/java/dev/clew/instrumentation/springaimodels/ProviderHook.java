// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.Operation;
import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.observation.AiOperationMetadata;

/**
 * Hooks the constructor of {@code ModelObservationContext}, which most models create to describe
 * themselves to Micrometer, whether or not there is a registry: it names the provider.
 */
final class ProviderHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    AiOperationMetadata metadata = call.argument(1, AiOperationMetadata.class);
    Operation<ModelPayload> operation = Operation.current(ModelPayload.KIND);
    if (operation != null && metadata != null && ModelPayload.LIBRARY.mayCall(metadata)) {
      operation.payload().setProvider(Providers.named(metadata.provider()));
    }
    return null;
  }
}
