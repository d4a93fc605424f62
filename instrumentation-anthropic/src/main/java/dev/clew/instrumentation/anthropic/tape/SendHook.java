// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.LeafClients;
import dev.clew.kit.tape.TapedCalls;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request that is sent. */
final class SendHook implements Hook<TapeRecorder> {
  private final LeafClients leaves =
      new LeafClients(
          HttpClient.class, "com.anthropic.", "com.anthropic.client.okhttp.OkHttpClient");
  private final TapedCalls calls;

  SendHook(TapedCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable TapeRecorder enter(Call call) {
    HttpClient client = call.self(HttpClient.class);
    if (!leaves.isLeaf(client)) {
      return null;
    }
    SentRequest sent = new SentRequest(call.required(0, HttpRequest.class));
    TapeRequest request = sent.described(client.getClass());
    TapedCalls.ResponseMaker response = answer -> answered(sent, answer);
    return AnthropicTapeModule.FUTURE.equals(call.label())
        ? calls.future(call, request, response)
        : calls.blocking(call, request, response);
  }

  private static HttpResponse answered(SentRequest sent, TapeAnswer answer) {
    sent.writeAndClose();
    return new PlayedResponse(answer);
  }

  @Override
  public @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      recorder.failed(thrown);
      return result;
    }
    return result instanceof CompletableFuture<?> future
        ? TapedCalls.recording(future, recorder, response -> recorded(response, recorder))
        : recorded(result, recorder);
  }

  private static @Nullable Object recorded(@Nullable Object result, TapeRecorder recorder) {
    return result instanceof HttpResponse response ? TapedResponse.of(response, recorder) : result;
  }
}
