// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.HttpTapeHook;
import dev.clew.kit.tape.LeafClients;

/** Records and answers what a client sends that has no other client below it. */
final class SendHook extends HttpTapeHook<HttpRequest, HttpResponse> {
  private final LeafClients leaves =
      new LeafClients(HttpClient.class, "com.openai.", "com.openai.client.okhttp.OkHttpClient");

  SendHook(Tape tape) {
    super(tape, HttpRequest.class, HttpResponse.class);
  }

  @Override
  protected boolean isTaped(Call call) {
    return leaves.isLeaf(call.self(HttpClient.class));
  }

  @Override
  protected TapeRequest describe(Class<?> client, HttpRequest request) {
    String url = request.url(); // null in old versions, which leave the base to the client
    return TapeRequest.http(
        client,
        request.method().name(),
        url != null ? url : "/" + String.join("/", request.pathSegments()),
        new SentBody(request)::bytes);
  }

  @Override
  protected boolean changesBodies() {
    return true;
  }

  @Override
  protected HttpRequest withBody(HttpRequest request, String body) {
    return request.toBuilder().body(new ChangedBody(body)).build();
  }

  @Override
  protected void close(HttpRequest request) {
    new SentBody(request).writeAndClose();
  }

  @Override
  protected HttpResponse response(HttpRequest request, TapeAnswer answer) {
    Headers.Builder headers = Headers.builder();
    answer.headers().forEach(headers::put);
    return new PlayedResponse(answer.status(), headers.build(), answer.body());
  }

  @Override
  protected HttpResponse recorded(HttpResponse response, TapeRecorder recorder) {
    return RecordedResponse.of(response, recorder);
  }
}
