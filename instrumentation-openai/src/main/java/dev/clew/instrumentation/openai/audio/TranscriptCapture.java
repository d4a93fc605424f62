// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.CallCapture;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.MultipartForm;
import dev.clew.instrumentation.openai.json.TextBudget;
import dev.clew.instrumentation.openai.json.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What transcription or translation says: the text, without the times of its words. */
final class TranscriptCapture extends CallCapture {
  private static final Set<String> NOT_DETAILS =
      Set.of("text", "usage", "type", "segments", "words", "logprobs");

  private final String operation;
  private final MultipartForm form;
  private final boolean streamed;
  private final TextBudget budget = new TextBudget(1_000_000);
  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable Object result;

  TranscriptCapture(Client client, String operation, MultipartForm form, boolean streamed) {
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
    Object done = Accessors.read(chunk, "transcriptTextDone");
    String delta = Accessors.text(Accessors.read(chunk, "transcriptTextDelta"), "_delta");
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
    String whole = Accessors.text(result, "_text");
    synchronized (text) {
      return FIXED_BYTES + 2 * budget.used() + (whole == null ? 0 : whole.length());
    }
  }

  @Override
  public GenerationData render() {
    JsonTree asked = new JsonTree(form.values());
    JsonTree answer = answer();
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>(form.values());
    parameters.keySet().removeAll(Set.of("model", "prompt", "stream"));
    List<Part> input = new ArrayList<>(form.files());
    String prompt = asked.text("prompt");
    if (prompt != null) {
      input.add(new Part.Text(prompt));
    }
    String said = answer.text("text");
    return new GenerationData.Builder()
        .provider(client().provider())
        .serverAddress(client().serverAddress())
        .requestModel(asked.text("model"))
        .streamed(streamed)
        .parameters(parameters)
        .input(List.of(Message.of("user", input)))
        .output(said == null ? List.of() : List.of(Message.text("assistant", said)))
        .usage(TokenUsage.ofResponse(answer.object("usage")))
        .details(details(answerDetails(answer)))
        .build();
  }

  private JsonTree answer() {
    Object whole = result;
    if (whole != null) {
      return JsonTree.read(whole);
    }
    synchronized (text) {
      return text.isEmpty() ? JsonTree.EMPTY : new JsonTree(Map.of("text", text.toString()));
    }
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", operation);
    answer
        .values()
        .forEach(
            (key, value) -> {
              if (value != null && !NOT_DETAILS.contains(key)) {
                details.put(key, value);
              }
            });
    Object seconds = answer.object("usage").values().get("seconds");
    if (seconds != null) {
      details.put("billed_seconds", seconds);
    }
    return details;
  }
}
