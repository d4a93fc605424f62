// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.acme;

import com.example.acme.AcmeClient;
import com.example.acme.Prompt;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.stream.ObservedChunks;
import dev.clew.kit.stream.ObservedFuture;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A completion: whole, as a future, or as a stream. */
final class CompletionHook implements Hook<CallObservation> {
  private final AcmeCalls calls;

  CompletionHook(AcmeCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable CallObservation enter(Call call) {
    String model = call.self(AcmeClient.class).model();
    CompletionPayload payload =
        new CompletionPayload(model, call.required(0, Prompt.class), "stream".equals(call.label()));
    return CallObservation.begin(
        calls.observations(), SpanType.GENERATION, "complete " + model, payload);
  }

  @Override
  public @Nullable Object exit(
      CallObservation call, @Nullable Object result, @Nullable Throwable thrown) {
    call.exit();
    if (thrown != null) {
      call.failed(thrown);
      return result;
    }
    if (result instanceof CompletableFuture<?> future) {
      return future(future, call);
    }
    if (result instanceof Stream<?> pieces) {
      return stream(pieces, call);
    }
    call.answered(result);
    return result;
  }

  /** The span ends when the future does. */
  private static Object future(CompletableFuture<?> future, CallObservation call) {
    return ObservedFuture.observe(
        future,
        call.callerContext(),
        reply -> {
          call.answered(reply);
          return reply;
        },
        call::failed);
  }

  /** The span ends when the stream is read to its end, closed, fails, or is forgotten. */
  private static Object stream(Stream<?> pieces, CallObservation call) {
    Object reader = new Object(); // alive for as long as somebody can read the stream
    call.watch(reader);
    return ObservedChunks.stream(pieces, call, reader);
  }
}
