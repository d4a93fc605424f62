// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.kit.value.Providers;
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
    ModelCall chat = ModelCall.current();
    if (chat != null) {
      chat.payload().setProvider(Providers.named(metadata.provider()));
    }
    return null;
  }
}
