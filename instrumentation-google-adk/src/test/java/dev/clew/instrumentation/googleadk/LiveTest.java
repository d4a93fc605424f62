// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.LiveRequestQueue;
import com.google.adk.agents.LlmAgent;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import dev.clew.api.data.AgentData;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.reactive.RxJavaModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.processors.ReplayProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new GoogleAdkModule(), new RxJavaModule());

  private final ReplayProcessor<LlmResponse> responses = ReplayProcessor.create();

  @Test
  void liveRun_isAnAgentWithItsTools() throws Exception {
    LlmAgent agent =
        Adk.agent(
            "guide",
            new LiveModel(),
            "tools",
            List.of(FunctionTool.create(SampleTools.class, "weather")));
    Thread socket =
        new Thread(
            () -> {
              responses.onNext(Adk.response(Adk.toolCalls("weather {\"city\":\"Rome\"}")));
              responses.onNext(Adk.response(Adk.text("Sunny.")));
              responses.onComplete();
            });

    var said = new Adk.Conversation(agent).listen(new LiveRequestQueue()).test();
    socket.start();
    said.await().assertComplete();

    assertThat(weaving.tree()).hasToString("agent guide\n  function weather\n");
    AgentData data =
        SpanRecorder.data(weaving.spans().spans(SpanType.AGENT).get(0), AgentData.class);
    assertThat(data.instructions()).contains("You are guide.");
    assertThat(data.tools()).containsExactly("weather");
  }

  /** A model at the other end of a connection. */
  private final class LiveModel extends FakeModel {
    @Override
    public BaseLlmConnection connect(LlmRequest request) {
      return new Connection();
    }
  }

  private final class Connection implements BaseLlmConnection {
    @Override
    public Completable sendHistory(List<Content> history) {
      return Completable.complete();
    }

    @Override
    public Completable sendContent(Content content) {
      return Completable.complete();
    }

    @Override
    public Completable sendRealtime(Blob blob) {
      return Completable.complete();
    }

    @Override
    public Flowable<LlmResponse> receive() {
      return responses;
    }

    @Override
    public void close() {}

    @Override
    public void close(Throwable thrown) {}
  }
}
