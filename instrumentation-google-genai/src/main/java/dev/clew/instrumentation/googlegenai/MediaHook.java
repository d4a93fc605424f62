// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code generateImages} and {@code editImage} where the request is sent: model and prompt
 * first, the configuration last. The label is the operation.
 */
final class ImageHook implements Hook<HookedCall> {
  private final Calls calls;

  ImageHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HookedCall enter(Call call) {
    String operation = "image_" + call.label();
    String model = call.argument(0, String.class);
    ImagePayload payload =
        new ImagePayload(
            Client.of(call.self(Object.class)),
            operation,
            model,
            call.argument(1, String.class),
            call.argument(call.argumentCount() - 1, Object.class));
    return calls.hooked().begin(SpanType.GENERATION, SpanNames.of(operation, model), payload, null);
  }

  @Override
  public @Nullable Object exit(
      HookedCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
