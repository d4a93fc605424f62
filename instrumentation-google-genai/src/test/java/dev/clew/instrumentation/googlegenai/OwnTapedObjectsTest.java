// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.googlegenai.tape.GoogleGenAiTapeModule;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not call what an application gives OkHttp. */
class OwnTapedObjectsTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new GoogleGenAiTapeModule());

  private final FakeGemini server = new FakeGemini();

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void stop() {
    TAPE.stop();
    server.close();
    Probe.calls();
  }

  private int send() {
    Request request =
        new Request.Builder()
            .url(server.url() + "/v1beta/models/x:generateContent")
            .header("x-goog-api-client", "google-genai-sdk/1.8.0")
            .post(new OwnBody())
            .build();
    Interceptor own = chain -> chain.proceed(chain.request());
    try (Response response =
        new OkHttpClient.Builder().addInterceptor(own).build().newCall(request).execute()) {
      return response.code();
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
  }

  @Test
  void ownBody_isReadByOkHttpAlone_andFoundByItsPath() {
    server.answer();

    assertThat(send()).isEqualTo(200);

    assertThat(TAPE.entries())
        .extracting(TapeEntry::url)
        .containsExactly("/v1beta/models/x:generateContent");
    TAPE.replay();
    assertThat(send()).isEqualTo(200);
    assertThat(server.requests()).hasSize(1);
    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownChain_isAskedNothing() {
    Interceptor.Chain own = Probe.implementing(Interceptor.Chain.class);

    assertThat(
            catchThrowable(
                () ->
                    new okhttp3.internal.http.BridgeInterceptor(okhttp3.CookieJar.NO_COOKIES)
                        .intercept(own)))
        .isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  private static final class OwnBody extends RequestBody {
    @Override
    public MediaType contentType() {
      Probe.note("RequestBody", "contentType");
      return MediaType.get("application/json");
    }

    @Override
    public long contentLength() {
      Probe.note("RequestBody", "contentLength");
      return 2;
    }

    @Override
    public boolean isOneShot() {
      Probe.note("RequestBody", "isOneShot");
      return false;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      Probe.note("RequestBody", "writeTo");
      sink.writeUtf8("{}");
    }
  }
}
