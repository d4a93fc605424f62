// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.JsonBaseModel;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.googleadk.GoogleAdkModule;
import dev.clew.instrumentation.reactive.RxJavaModule;
import dev.clew.testkit.Probe;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.ReplayProcessor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live runs with a model and a connection of the application's own. */
class ConnectionTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new GoogleAdkModule(), new GoogleAdkLiveModule(), new RxJavaModule());

  private final FlowableProcessor<LlmResponse> responses =
      ReplayProcessor.<LlmResponse>create().toSerialized();

  private final CountDownLatch sent = new CountDownLatch(1);
  private final LiveAgent agent = new LiveAgent(new OwnModel());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static LlmResponse response(String json) {
    try {
      return JsonBaseModel.getMapper().readValue(json, LlmResponse.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void say(String text, String more) {
    responses.onNext(
        response(
            "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"%s\"}]}%s}"
                .formatted(text, more)));
  }

  private void callFunction() {
    responses.onNext(
        response(
            """
            {"content":{"role":"model","parts":[{"functionCall":{"name":"weather","args":{}}}]}}"""));
  }

  private List<FinishedSpan> generations() {
    return weaving.spans().spans(SpanType.GENERATION);
  }

  @Test
  void liveRun_hasAGenerationPerTurn_withItsToolsBeside() throws Exception {
    var events = agent.listen().test();
    agent.say("Weather?");
    assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
    callFunction();
    say("Sun", ",\"partial\":true");
    say("ny.", ",\"turnComplete\":true");
    responses.onComplete();
    events.await().assertComplete();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation live own-model
              function weather
              generation live own-model
            """);
    GenerationData first = SpanRecorder.data(generations().get(0), GenerationData.class);
    assertThat(first.input()).containsExactly(Message.text("user", "Weather?"));
    GenerationData second = SpanRecorder.data(generations().get(1), GenerationData.class);
    assertThat(second.output()).containsExactly(Message.text("assistant", "Sunny."));
  }

  @Test
  void turnThatTheModelBegins_isAGeneration() throws Exception {
    var events = agent.listen().test();
    say("Hello!", ",\"turnComplete\":true");
    responses.onComplete();
    events.await().assertComplete();

    assertThat(weaving.tree()).hasToString("agent guide\n  generation live own-model\n");
  }

  @Test
  void turnThatIsInterrupted_isCancelled() throws Exception {
    var events = agent.listen().test();
    say("Once", ",\"partial\":true");
    responses.onNext(response("{\"interrupted\":true}"));
    responses.onNext(response("{\"turnComplete\":true}"));
    responses.onComplete();
    events.await().assertComplete();

    assertThat(generations())
        .extracting(FinishedSpan::status)
        .containsExactly(SpanStatus.CANCELLED);
  }

  @Test
  void connectionThatFailsInATurn_failsItsGeneration() throws Exception {
    var events = agent.listen().test();
    say("Once", ",\"partial\":true");
    responses.onError(new IOException("lost"));
    events.await();

    assertThat(generations()).extracting(FinishedSpan::status).containsExactly(SpanStatus.ERROR);
    assertThat(generations().get(0).error().type()).isEqualTo("java.io.IOException");
  }

  @Test
  void ownConnection_isCalledByTheLibraryAlone() throws Exception {
    Probe.passesOn("TracedFlowable.subscribeActual"); // the library's work begins there
    var events = agent.listen().test();
    say("Hello!", ",\"turnComplete\":true");
    responses.onComplete();
    events.await().assertComplete();

    assertThat(Probe.calls()).isEmpty();
  }

  private final class OwnModel extends BaseLlm {
    OwnModel() {
      super("own-model");
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
      Probe.note("Model", "connect");
      return new OwnConnection();
    }
  }

  private final class OwnConnection implements BaseLlmConnection {
    @Override
    public Completable sendHistory(List<Content> history) {
      Probe.note("Connection", "sendHistory");
      return Completable.complete();
    }

    @Override
    public Completable sendContent(Content content) {
      Probe.note("Connection", "sendContent");
      sent.countDown();
      return Completable.complete();
    }

    @Override
    public Completable sendRealtime(Blob blob) {
      Probe.note("Connection", "sendRealtime");
      return Completable.complete();
    }

    @Override
    public Flowable<LlmResponse> receive() {
      Probe.note("Connection", "receive");
      return responses;
    }

    @Override
    public void close() {
      Probe.note("Connection", "close");
    }

    @Override
    public void close(Throwable thrown) {
      Probe.note("Connection", "close");
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("Connection", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("Connection", "hashCode");
      return 1;
    }
  }
}
