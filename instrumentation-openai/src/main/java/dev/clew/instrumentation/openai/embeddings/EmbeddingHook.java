// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.embeddings;

import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces embeddings: {@code create(EmbeddingCreateParams, RequestOptions)}, blocking and
 * asynchronous.
 */
final class EmbeddingHook extends HttpCallHook {
  EmbeddingHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    EmbeddingCreateParams params = call.required(0, EmbeddingCreateParams.class);
    EmbeddingPayload payload = new EmbeddingPayload(calls.client(call), params);
    String name = SpanNames.of("embeddings", ModelName.of(params._model()));
    return calls.begin(SpanType.EMBEDDING, name, payload);
  }
}
