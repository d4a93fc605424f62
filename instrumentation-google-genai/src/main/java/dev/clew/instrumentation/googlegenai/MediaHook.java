// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.value.SpanNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code generateImages}, {@code editImage} and {@code generateVideos} where the request is
 * sent: model and prompt first, the configuration last. The label is the operation.
 */
final class MediaHook implements Hook<HookedCall> {
  private final Calls calls;

  MediaHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HookedCall enter(Call call) {
    if (calls.hooked().isInProgress()) {
      return null;
    }
    String operation = String.valueOf(call.label());
    String model = call.argument(0, String.class);
    int last = call.argumentCount() - 1;
    List<Object> sources = new ArrayList<>(0);
    for (int i = 2; i < last; i++) {
      Object source = call.argument(i, Object.class);
      if (source != null) {
        sources.add(source);
      }
    }
    MediaPayload payload =
        new MediaPayload(
            operation,
            model,
            call.argument(1, String.class),
            sources,
            call.argument(last, Object.class));
    return calls.hooked().begin(SpanType.GENERATION, SpanNames.of(operation, model), payload, null);
  }

  @Override
  public @Nullable Object exit(
      HookedCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
