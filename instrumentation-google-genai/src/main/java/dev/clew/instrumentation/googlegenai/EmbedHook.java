// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import dev.clew.kit.value.SpanNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code embedContent} where the request is sent: model and contents first, the
 * configuration last, and since 1.51 others between.
 */
final class EmbedHook extends HookedCallHook {
  EmbedHook(Calls calls) {
    super(calls);
  }

  @Override
  protected @Nullable HookedCall begin(HookedCalls calls, Call call) {
    String model = call.argument(0, String.class);
    List<?> contents = call.argument(1, List.class);
    EmbedPayload payload =
        new EmbedPayload(
            model,
            GenAiLibrary.safe(contents).size(),
            call.argument(call.argumentCount() - 1, Object.class));
    return calls.begin(SpanType.EMBEDDING, SpanNames.of("embeddings", model), payload, null);
  }
}
