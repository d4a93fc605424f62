// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.TapedBody;
import dev.clew.kit.tape.TapedCalls;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A request that OkHttp sends; those of google-genai count. */
final class SendHook implements Hook<TapeRecorder> {
  private final TapedCalls calls;

  SendHook(TapedCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable TapeRecorder enter(Call call) {
    Request request = call.required(0, Interceptor.Chain.class).request();
    String client = request.header("x-goog-api-client");
    if (client == null || !client.contains("google-genai-sdk/")) {
      return null;
    }
    TapeRequest described =
        TapeRequest.http(
            Interceptor.class,
            request.method(),
            request.url().encodedPath(),
            () -> RequestBytes.of(request.body()));
    return calls.blocking(call, described, answer -> played(request, answer));
  }

  private static Response played(Request request, TapeAnswer answer) {
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(answer.status())
            .message("");
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    String type = answer.headers().getOrDefault("content-type", java.util.List.of("")).get(0);
    return response.body(body(MediaType.parse(type), -1, answer.body())).build();
  }

  @Override
  public @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      recorder.failed(thrown);
      return result;
    }
    if (!(result instanceof Response response) || response.body() == null) {
      return result;
    }
    recorder.head(response.code(), () -> response.headers().toMultimap());
    ResponseBody body = response.body();
    TapedBody taped = new TapedBody(body.byteStream(), recorder);
    return response
        .newBuilder()
        .body(body(body.contentType(), body.contentLength(), taped))
        .build();
  }

  private static ResponseBody body(
      @Nullable MediaType type, long length, java.io.InputStream content) {
    return ResponseBody.create(type, length, Okio.buffer(Okio.source(content)));
  }
}
