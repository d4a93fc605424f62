// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.answerBody;
import static dev.clew.instrumentation.googlegenai.FakeGemini.chunk;
import static dev.clew.instrumentation.googlegenai.FakeGemini.functionCall;
import static dev.clew.instrumentation.googlegenai.FakeGemini.text;
import static dev.clew.instrumentation.googlegenai.FakeGemini.thought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.types.GenerateContentResponse;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams of the real client, which applications rarely close. */
class StreamTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleGenAiModule());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  private static FinishedSpan only() {
    return weaving.spans().only();
  }

  private static GenerationData data() {
    return SpanRecorder.data(only(), GenerationData.class);
  }

  private void prepareStream() {
    server.stream(
        chunk(thought("H")),
        chunk(thought("m.")),
        chunk(text("To ")),
        chunk(text("Rome.")),
        answerBody("STOP", functionCall("fare", "{\"to\":\"Rome\"}")));
  }

  private ResponseStream<GenerateContentResponse> stream() {
    return client.models.generateContentStream("gemini-x", "Where to?", null);
  }

  private static String read(Iterable<GenerateContentResponse> stream) {
    StringBuilder text = new StringBuilder();
    for (GenerateContentResponse each : stream) {
      if (each.text() != null) {
        text.append(each.text());
      }
    }
    return text.toString();
  }

  private void assertIsAnswer() {
    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    GenerationData data = data();
    assertThat(data.streamed()).isTrue();
    assertThat(data.responseModel()).isEqualTo("gemini-x-001");
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.Reasoning("Hm."),
                    new Part.Text("To Rome."),
                    new Part.ToolCall(null, "fare", "{\"to\":\"Rome\"}"))));
    assertThat(data.finishReasons()).containsExactly("STOP");
    assertThat(data.usage().output()).isEqualTo(7L);
  }

  @Test
  void streamReadToItsEnd_isAGeneration_withoutBeingClosed() {
    server.stream(chunk(text("To ")), answerBody("STOP", text("Rome.")));

    assertThat(read(stream())).isEqualTo("To Rome.");

    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    assertThat(only().firstChunkEpochNanos()).isNotNull();
    assertThat(data().output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data().usage().total()).isEqualTo(138L);
  }

  @Test
  void thoughtsTextsAndFunctionCalls_keepTheirOrder() {
    prepareStream();

    try (var stream = stream()) {
      stream.forEach(each -> {});
    }

    assertThat(weaving.spans().spans(dev.clew.api.trace.SpanType.FUNCTION)).isEmpty();
    assertIsAnswer();
  }

  @Test
  void asynchronousStream_isAGeneration() throws Exception {
    server.stream(chunk(text("To ")), answerBody("STOP", text("Rome.")));

    assertThat(read(client.async.models.generateContentStream("gemini-x", "Where to?", null).get()))
        .isEqualTo("To Rome.");

    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    assertThat(data().output()).containsExactly(Message.text("assistant", "To Rome."));
  }

  @Test
  void streamOfAChat_isAGeneration_andBecomesItsHistory() {
    server.stream(chunk(text("Hel")), answerBody("STOP", text("lo."))).answer(text("Rome."));
    var chat = client.chats.create("gemini-x");

    assertThat(read(chat.sendMessageStream("Hi"))).isEqualTo("Hello.");
    chat.sendMessage("Where to?");

    assertThat(weaving.tree()).hasToString("generation chat gemini-x\ngeneration chat gemini-x\n");
    assertThat(server.requests().get(1)).contains("Hel", "lo.");
  }

  @Test
  void streamClosedEarly_isCancelled_withWhatHadArrived() {
    server.stream(chunk(text("To ")), answerBody("STOP", text("Rome.")));

    try (var stream = stream()) {
      stream.iterator().next();
    }

    assertThat(only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(only().attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void streamWithoutAFinishReason_isIncomplete() {
    server.stream(chunk(text("To ")));

    read(stream());

    assertThat(only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(only().error().type()).isEqualTo("incomplete_stream");
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void requestThatIsRefused_isTheLibrarysException() {
    server.error(403, "PERMISSION_DENIED");

    assertThatThrownBy(() -> read(stream())).isInstanceOf(ClientException.class);

    assertThat(only().error().type()).isEqualTo(ClientException.class.getName());
    assertThat(data().streamed()).isTrue();
  }

  @Test
  void chunkThatCannotBeRead_failsWithWhatTheLibraryThrows() {
    server.stream(chunk(text("To ")), "{broken");

    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> read(stream()));

    assertThat(thrown).isNotNull();
    assertThat(only().error().throwable()).isSameAs(thrown);
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }
}
