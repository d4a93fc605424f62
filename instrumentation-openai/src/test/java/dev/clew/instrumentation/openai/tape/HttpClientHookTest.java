// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.testkit.FakeTape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpClientHookTest {
  private final FakeTape tape = new FakeTape();
  private final HttpClientHook hook = new HttpClientHook(tape);

  private static HttpRequest request(boolean repeatable) {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .baseUrl("http://localhost")
        .addPathSegments("v1", "chat")
        .body(new Body(repeatable))
        .build();
  }

  private record Body(boolean repeatable) implements HttpRequestBody {
    @Override
    public void writeTo(OutputStream out) {
      try {
        out.write('{');
        out.write('}');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public long contentLength() {
      return 2;
    }

    @Override
    public void close() {}
  }

  private record Response(InputStream body) implements HttpResponse {
    @Override
    public int statusCode() {
      return 201;
    }

    @Override
    public Headers headers() {
      return Headers.builder().put("x-request-id", "req_1").build();
    }

    @Override
    public void close() {}
  }

  private Call call(HttpRequest request) {
    return new Call(this, request, null);
  }

  @Test
  void enter_answered_isAResponseOfTheSdk() throws Exception {
    tape.answer(429, Map.of("retry-after", List.of("1")), "slow down");
    Call call = call(request(true));
    hook.enter(call);

    try (HttpResponse response = (HttpResponse) call.answer().call()) {
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().values("Retry-After")).containsExactly("1");
      assertThat(response.body()).hasContent("slow down");
    }
    assertThat(tape.requests().get(0)).startsWith("HTTP POST ").endsWith("/v1/chat {}");
  }

  @Test
  void enter_bodyThatCanBeReadOnce_isNotRead() {
    hook.enter(call(request(false)));

    assertThat(tape.requests().get(0)).endsWith("(unreadable)");
  }

  @Test
  void enter_bodyCutOnTheTape_breaksOffAgain() throws Exception {
    IOException cut = new IOException("cut");
    tape.fail(200, "ab", cut);
    Call call = call(request(true));
    hook.enter(call);

    HttpResponse response = (HttpResponse) call.answer().call();
    assertThatThrownBy(() -> response.body().readAllBytes()).isSameAs(cut);
  }

  @Test
  void exit_response_isRecordedAsItIsRead() throws Exception {
    TapeRecorder recorder = hook.enter(call(request(true)));
    Response original = new Response(new ByteArrayInputStream(new byte[] {'o', 'k'}));

    try (HttpResponse response = (HttpResponse) hook.exit(recorder, original, null)) {
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.body()).isSameAs(response.body());
      assertThat(response.body().readAllBytes()).asString().isEqualTo("ok");
    }

    assertThat(tape.events()).containsExactly("head 201 with headers", "piece ok", "complete");
  }

  @Test
  void exit_responseClosedUnread_isSaid() {
    TapeRecorder recorder = hook.enter(call(request(true)));
    Response original = new Response(new ByteArrayInputStream(new byte[] {'o', 'k'}));
    ((HttpResponse) hook.exit(recorder, original, null)).close();

    assertThat(tape.events()).containsExactly("head 201 with headers", "closed");
  }
}
