// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import java.util.Map;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests are final. What an application implements are interceptors, listeners, bodies and tags,
 * which Clew must not call.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OkHttpModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  /** Between the bridge and the network: called by the hooked method, once per request. */
  private static final class OwnInterceptor implements Interceptor {
    private int calls;

    @Override
    public Response intercept(Chain chain) throws IOException {
      calls++;
      return chain.proceed(chain.request());
    }
  }

  private static final class OwnBody extends RequestBody {
    @Override
    public okhttp3.MediaType contentType() {
      Probe.note("RequestBody", "contentType");
      return null;
    }

    @Override
    public long contentLength() {
      Probe.note("RequestBody", "contentLength");
      return 1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      Probe.note("RequestBody", "writeTo");
      sink.writeByte('x');
    }
  }

  private static final class OwnTag {
    @Override
    public String toString() {
      Probe.note("Tag", "toString");
      return "tag";
    }
  }

  @Test
  void ownInterceptorsListenersBodiesAndTags_areNotCalled() throws Exception {
    OwnInterceptor first = new OwnInterceptor();
    OwnInterceptor last = new OwnInterceptor();
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (HeaderServer server = HeaderServer.start();
        Scope inside = Context.root().with(tool).makeCurrent()) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .addInterceptor(first)
              .addNetworkInterceptor(last)
              .eventListener(Probe.implementing(EventListener.class))
              .build();
      Request request =
          new Request.Builder()
              .url(server.url("127.0.0.1", "/"))
              .post(new OwnBody())
              .tag(OwnTag.class, new OwnTag())
              .build();
      try (Response response = client.newCall(request).execute()) {
        assertThat(response.body().string()).isEqualTo("served");
      }
      assertThat(server.received("traceparent")).doesNotContainNull();
    }
    tool.end();

    // The network's interceptors call the hooked method, and are below its hook on the stack.
    assertThat(Probe.calls()).isEmpty();
    assertThat(first.calls).isEqualTo(1);
    assertThat(last.calls).isEqualTo(1);
  }
}
