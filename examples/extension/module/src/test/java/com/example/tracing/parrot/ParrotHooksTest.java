// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.parrot.Answer;
import com.example.parrot.ParrotClient;
import com.example.parrot.ParrotException;
import com.example.parrot.Question;
import com.example.parrot.ToolCall;
import com.example.tracing.parrot.AskHook.Asking;
import com.example.tracing.parrot.ToolHook.Running;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.hook.Call;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParrotHooksTest {
  private static final ToolCall WEATHER = new ToolCall("call-1", "weather", "Vienna");

  private final SpanJournal journal = new SpanJournal();
  private final ParrotClient client = new ParrotClient("grey-1", List.of());
  private final AskHook askHook = new AskHook(journal);
  private final ToolHook toolHook = new ToolHook(journal);

  @Test
  void question_answered_becomesAGenerationSpan() {
    Answer answer = new Answer("grey-1", "hello you", 1, 2);

    Asking asking = askHook.enter(new Call(client, new Question("hello")));
    Object returned = askHook.exit(asking, answer, null);

    GenerationData data =
        new GenerationData.Builder()
            .provider("parrot")
            .requestModel("grey-1")
            .responseModel("grey-1")
            .input(List.of(Message.text("user", "hello")))
            .output(List.of(Message.text("assistant", "hello you")))
            .usage(Usage.of(1, 2))
            .build();
    assertThat(returned).isSameAs(answer);
    assertThat(journal.entries)
        .containsExactly(new SpanJournal.Entry("ask grey-1", null, SpanStatus.OK, null, data));
  }

  @Test
  void question_refused_becomesAFailedSpan() {
    ParrotException refusal = new ParrotException("the parrot heard nothing");

    Asking asking = askHook.enter(new Call(client, new Question("")));
    askHook.exit(asking, null, refusal);

    assertThat(journal.entries)
        .singleElement()
        .satisfies(span -> assertThat(span.status()).isEqualTo(SpanStatus.ERROR))
        .satisfies(span -> assertThat(span.error()).isEqualTo(SpanError.of(refusal)));
  }

  @Test
  void tool_runWhileAsking_becomesAChildSpan() {
    Asking asking = askHook.enter(new Call(client, new Question("weather Vienna")));
    Running running = toolHook.enter(new Call("any tool", WEATHER));
    toolHook.exit(running, "rain", null);
    askHook.exit(asking, new Answer("grey-1", "rain", 2, 1), null);

    FunctionData data = new FunctionData("weather", "Vienna", "rain", "call-1", null, false);
    assertThat(journal.entries)
        .first()
        .isEqualTo(new SpanJournal.Entry("weather", "ask grey-1", SpanStatus.OK, null, data));
  }

  @Test
  void tool_thatThrows_becomesAFailedSpan() {
    IllegalArgumentException noStation = new IllegalArgumentException("no station");

    Running running = toolHook.enter(new Call("any tool", WEATHER));
    toolHook.exit(running, null, noStation);

    FunctionData data = new FunctionData("weather", "Vienna", null, "call-1", null, false);
    SpanError error = SpanError.of(noStation);
    assertThat(journal.entries)
        .containsExactly(new SpanJournal.Entry("weather", null, SpanStatus.ERROR, error, data));
  }

  @Test
  void context_afterTheCalls_isAsBefore() {
    Asking asking = askHook.enter(new Call(client, new Question("weather Vienna")));
    Running running = toolHook.enter(new Call("any tool", WEATHER));
    toolHook.exit(running, "rain", null);
    askHook.exit(asking, new Answer("grey-1", "rain", 2, 1), null);

    assertThat(Context.current()).isSameAs(Context.root());
  }
}
