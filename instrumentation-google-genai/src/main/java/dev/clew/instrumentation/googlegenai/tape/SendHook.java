// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.HttpTapeHook;
import dev.clew.kit.tape.RecordedBody;
import java.io.InputStream;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Records and answers what OkHttp sends for google-genai, which says so in a header. Other requests
 * of the application are none of the tape's business. A blocking call runs on its caller's thread,
 * an asynchronous one on OkHttp's, so there is one way to answer.
 */
final class SendHook extends HttpTapeHook<Interceptor.Chain, Response> {
  private static final LibraryClasses OKHTTP = LibraryClasses.in("okhttp3.");

  SendHook(Tape tape) {
    super(tape, Interceptor.Chain.class, Response.class);
  }

  @Override
  protected boolean isTaped(Call call) {
    Interceptor.Chain chain = OKHTTP.callableOrNull(request(call));
    String client = chain == null ? null : chain.request().header("x-goog-api-client");
    return client != null && client.contains("google-genai-sdk/");
  }

  @Override
  protected TapeRequest describe(Class<?> interceptor, Interceptor.Chain chain) {
    Request request = chain.request();
    return TapeRequest.http(
        interceptor,
        request.method(),
        request.url().encodedPath(),
        () -> RequestBytes.of(request.body()));
  }

  @Override
  protected boolean changesPaths() {
    return true;
  }

  @Override
  protected void replaceBody(
      Call call, Interceptor.Chain chain, String body, @Nullable String path) {
    call.replaceArgument(0, ChangedRequest.in(chain, body, path));
  }

  @Override
  protected void close(Interceptor.Chain chain) {}

  @Override
  protected Response response(Interceptor.Chain chain, TapeAnswer answer) {
    Headers.Builder headers = new Headers.Builder();
    answer.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    String type = headers.get("content-type");
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .headers(headers.build())
        .body(body(type == null ? null : MediaType.parse(type), -1, answer.body()))
        .build();
  }

  @Override
  protected Response recorded(Response response, TapeRecorder recorder) {
    ResponseBody body = response.body();
    if (body == null) {
      return response;
    }
    recorder.head(response.code(), () -> response.headers().toMultimap());
    InputStream recorded = new RecordedBody(body.byteStream(), recorder);
    return response
        .newBuilder()
        .body(body(body.contentType(), body.contentLength(), recorded))
        .build();
  }

  private static ResponseBody body(@Nullable MediaType type, long length, InputStream content) {
    return ResponseBody.create(Okio.buffer(Okio.source(content)), type, length);
  }
}
