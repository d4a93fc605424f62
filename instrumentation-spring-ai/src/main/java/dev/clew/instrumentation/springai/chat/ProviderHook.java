// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.instrumentation.springai.library.ProviderNames;
import dev.clew.instrumentation.springai.model.ModelPayload;
import dev.clew.kit.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.observation.AiOperationMetadata;

/**
 * Hooks the constructor of {@code ModelObservationContext}, which every model creates to describe
 * itself to Micrometer, whether or not there is a registry: it names the provider.
 */
final class ProviderHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    AiOperationMetadata metadata = call.argument(1, AiOperationMetadata.class);
    if (metadata == null || !LibraryObjects.mayCall(metadata)) {
      return null;
    }
    String provider = ProviderNames.of(metadata.provider());
    ModelCall chat = ModelCall.current();
    if (chat != null) {
      chat.payload().setProvider(provider);
    }
    Operation<ModelPayload> operation = Operation.current(ModelPayload.KIND);
    if (operation != null) {
      operation.payload().setProvider(provider);
    }
    return null;
  }
}
