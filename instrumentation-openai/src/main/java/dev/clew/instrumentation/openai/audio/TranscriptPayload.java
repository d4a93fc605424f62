// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.MultipartForm;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a transcription or translation span: the text without word timestamps. */
final class TranscriptPayload extends OpenAiPayload {
  private static final Set<String> NOT_DETAILS =
      Set.of("text", "usage", "type", "segments", "words", "logprobs");

  private final String operation;
  private final MultipartForm form;
  private final boolean streamed;
  private final TextBudget budget = new TextBudget(1_000_000);
  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable Object result;

  TranscriptPayload(ServiceClient client, String operation, MultipartForm form, boolean streamed) {
    super(client);
    this.operation = operation;
    this.form = form;
    this.streamed = streamed;
  }

  @Override
  public void result(Object parsed) {
    this.result = parsed;
  }

  @Override
  public void chunk(Object chunk) {
    Object done = Fields.BY_NAME.read(chunk, "transcriptTextDone");
    String delta = Fields.BY_NAME.text(Fields.BY_NAME.read(chunk, "transcriptTextDelta"), "_delta");
    result = done != null ? done : result;
    synchronized (text) {
      budget.append(text, delta);
    }
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return streamed && result != null;
  }

  @Override
  public long retainedBytes() {
    String complete = Fields.BY_NAME.text(result, "_text");
    synchronized (text) {
      return RetainedBytes.PER_CALL
          + 2 * budget.used()
          + (complete == null ? 0 : complete.length());
    }
  }

  @Override
  public GenerationData render() {
    JsonTree request = new JsonTree(form.values());
    JsonTree answer = answer();
    List<Part> input = new ArrayList<>(form.files());
    String prompt = request.text("prompt");
    if (prompt != null) {
      input.add(new Part.Text(prompt));
    }
    String transcript = answer.text("text");
    return generation()
        .requestModel(request.text("model"))
        .parameters(request.without(Set.of("model", "prompt", "stream")))
        .input(List.of(Message.of("user", input)))
        .output(transcript == null ? List.of() : List.of(Message.text("assistant", transcript)))
        .usage(TokenUsage.ofResponse(answer.object("usage")))
        .details(details(answerDetails(answer)))
        .build();
  }

  private JsonTree answer() {
    Object complete = result;
    if (complete != null) {
      return OpenAiJson.read(complete);
    }
    synchronized (text) {
      return text.isEmpty() ? JsonTree.EMPTY : new JsonTree(Map.of("text", text.toString()));
    }
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", operation);
    details.putAll(answer.without(NOT_DETAILS));
    details.values().removeIf(value -> value == null);
    Object seconds = answer.object("usage").values().get("seconds");
    if (seconds != null) {
      details.put("billed_seconds", seconds);
    }
    return details;
  }
}
