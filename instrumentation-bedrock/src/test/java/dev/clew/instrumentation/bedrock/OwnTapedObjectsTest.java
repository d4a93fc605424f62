// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.bedrock.tape.BedrockTapeModule;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Clew must not call what an application gives the SDK, while a tape is recorded and replayed. */
class OwnTapedObjectsTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new BedrockTapeModule());

  private final OwnClient own = new OwnClient();

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void stop() {
    TAPE.stop();
    Probe.calls();
  }

  private String ask(BedrockRuntimeClient client) {
    return client
        .converse(request -> request.modelId("m").messages(Said.user("Hi")))
        .output()
        .message()
        .content()
        .get(0)
        .text();
  }

  @Test
  void ownClient_isCalledByTheSdkAlone_andNotOnAReplay() {
    BedrockRuntimeClient client =
        FakeBedrock.configured(BedrockRuntimeClient.builder()).httpClient(own).build();

    assertThat(ask(client)).isEqualTo("Rome.");

    assertThat(TAPE.entries()).hasSize(1);
    TAPE.replay();
    assertThat(ask(client)).isEqualTo("Rome.");
    assertThat(own.sent).isEqualTo(1);
    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownContentOfAnInterceptor_isReadByTheSdkAlone() {
    BedrockRuntimeClient client =
        FakeBedrock.configured(BedrockRuntimeClient.builder())
            .httpClient(own)
            .overrideConfiguration(each -> each.addExecutionInterceptor(new OwnInterceptor()))
            .build();

    assertThat(ask(client)).isEqualTo("Rome.");

    assertThat(TAPE.entries()).hasSize(1);
    TAPE.replay();
    assertThat(ask(client)).isEqualTo("Rome.");
    assertThat(own.sent).isEqualTo(1);
    assertThat(Probe.calls()).isEmpty();
  }

  private static final class OwnInterceptor implements ExecutionInterceptor {
    @Override
    public Optional<RequestBody> modifyHttpContent(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return Optional.of(RequestBody.fromContentProvider(new OwnContent(), 2, "application/json"));
    }
  }

  private static final class OwnContent implements ContentStreamProvider {
    @Override
    public InputStream newStream() {
      Probe.note("ContentStreamProvider", "newStream");
      return new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class OwnClient implements SdkHttpClient {
    private int sent;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      Probe.note("SdkHttpClient", "prepareRequest");
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          Probe.note("ExecutableHttpRequest", "call");
          sent++;
          String body =
              """
              {"output":{"message":{"role":"assistant","content":[%s]}},"stopReason":"end_turn"}"""
                  .formatted(text("Rome."));
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(200)
                      .putHeader("content-type", "application/json")
                      .build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {
          Probe.note("ExecutableHttpRequest", "abort");
        }
      };
    }

    @Override
    public String clientName() {
      Probe.note("SdkHttpClient", "clientName");
      return "own";
    }

    @Override
    public void close() {}
  }
}
