// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.HttpTapeHook;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** Records and answers a blocking request. */
final class SendHook extends HttpTapeHook<SendHook.Request, ClientHttpResponse> {
  private static final LibraryClasses SPRING = LibraryClasses.in("org.springframework.http.");

  SendHook(Tape tape) {
    super(tape, Request.class, ClientHttpResponse.class);
  }

  record Request(ClientHttpRequest head, @Nullable SentBody body) {
    byte @Nullable [] bytes() throws Exception {
      return body == null ? new byte[0] : body.bytes();
    }
  }

  @Override
  protected boolean isTaped(Call call) {
    return SPRING.mayCall(call.self(Object.class))
        && Caller.isSpringAi("org.springframework.web.client.");
  }

  @Override
  protected Request request(Call call) {
    StreamingHttpOutputMessage.Body body = call.argument(1, StreamingHttpOutputMessage.Body.class);
    SentBody sent = body == null ? null : new SentBody(body);
    call.replaceArgument(1, sent);
    return new Request(call.self(ClientHttpRequest.class), sent);
  }

  @Override
  protected TapeRequest describe(Class<?> client, Request request) {
    return TapeRequest.http(
        client,
        request.head().getMethod().name(),
        request.head().getURI().getRawPath(),
        request::bytes);
  }

  @Override
  protected boolean changesBodies() {
    return true;
  }

  @Override
  protected void replaceBody(Call call, Request request, String body, @Nullable String path) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.replaceArgument(1, new SentBody(bytes));
    HttpHeaders headers = call.required(0, HttpHeaders.class);
    if (headers.getContentLength() >= 0) {
      HttpHeaders changed = new HttpHeaders();
      headers.forEach(changed::addAll);
      changed.setContentLength(bytes.length);
      call.replaceArgument(0, changed);
    }
  }

  @Override
  protected void close(Request request) {}

  @Override
  protected ClientHttpResponse response(Request request, TapeAnswer answer) {
    HttpHeaders headers = new HttpHeaders();
    answer.headers().forEach(headers::addAll);
    return new PlayedResponse(answer.status(), headers, answer.body());
  }

  @Override
  protected ClientHttpResponse recorded(ClientHttpResponse response, TapeRecorder recorder) {
    return RecordedResponse.of(response, recorder);
  }
}
