// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import dev.clew.kit.value.SpanNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code generateImages}, {@code editImage} and {@code generateVideos} where the request is
 * sent: model and prompt first, the configuration last. The label is the operation.
 */
final class MediaHook extends HookedCallHook {
  MediaHook(Calls calls) {
    super(calls);
  }

  @Override
  protected @Nullable HookedCall begin(HookedCalls calls, Call call) {
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
    return calls.begin(SpanType.GENERATION, SpanNames.of(operation, model), payload, null);
  }
}
