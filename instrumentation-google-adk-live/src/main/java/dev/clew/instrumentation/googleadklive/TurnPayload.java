// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The content of a generation: what was sent before it, and the texts and functions of the answer.
 * If the client below is traced, everything comes from there: it also sees sound and settings.
 */
final class TurnPayload implements CallPayload {
  private static final int MAX_CALLS = 100;

  /** How the library passes on what it does not know, such as an announced end of the session. */
  private static final String UNKNOWN = "Received unknown server message.";

  private final @Nullable String model;
  private final List<Content> said;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final StreamedText text = new StreamedText();
  private final List<FunctionCall> functions = new ArrayList<>(0);
  private volatile @Nullable GenerateContentResponseUsageMetadata usage;
  private volatile @Nullable SpanError error;
  private volatile boolean begun;
  private volatile boolean complete;
  private volatile boolean interrupted;

  TurnPayload(@Nullable String model, List<Content> said) {
    this.model = model;
    this.said = said;
  }

  /** Leaves the content to the client below; returns whether it was the first to ask. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  boolean hasBegun() {
    return begun;
  }

  static boolean requestsFunctions(LlmResponse response) {
    return AdkLibrary.parts(response.content().orElse(null)).stream()
        .anyMatch(part -> part.functionCall().isPresent());
  }

  @Override
  public void result(Object ignored) {}

  @Override
  public void chunk(Object chunk) {
    LlmResponse response = (LlmResponse) chunk;
    List<Part> parts = AdkLibrary.parts(response.content().orElse(null));
    begun |= response.content().isPresent();
    for (Part part : parts) {
      add(part);
    }
    usage = response.usageMetadata().orElse(usage);
    interrupted |= response.interrupted().orElse(false);
    // Models of the application may end a turn as they end an answer without a connection.
    complete |=
        response.turnComplete().orElse(false)
            || requestsFunctions(response)
            || (Accessors.read(response, "finishReason") instanceof Optional<?> reason
                && reason.isPresent());
    String message = response.errorMessage().orElse(null);
    if (response.errorCode().isPresent() && !UNKNOWN.equals(message)) {
      error = SpanError.of(response.errorCode().get().toString(), message);
    }
  }

  private void add(Part part) {
    FunctionCall call = AdkLibrary.own(part.functionCall().orElse(null));
    if (call != null) {
      synchronized (functions) {
        if (functions.size() < MAX_CALLS) {
          functions.add(call);
        }
      }
    } else if (part.thought().orElse(false)) {
      text.addReasoning(part.text().orElse(null));
    } else {
      text.add(part.text().orElse(null));
    }
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isCancelled() {
    return interrupted;
  }

  @Override
  public @Nullable SpanError error() {
    return error;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL + 1_024L * said.size() + text.retainedBytes();
  }

  @Override
  public GenerationData render() {
    GenerationData.Builder data = new GenerationData.Builder().requestModel(model).streamed(true);
    return claimed.get() ? data.build() : ofConnection(data);
  }

  private GenerationData ofConnection(GenerationData.Builder data) {
    List<Message> input = new ArrayList<>();
    for (Content content : said) {
      String role = content.role().orElse("user");
      input.add(
          Message.of(
              role.equals("model") ? "assistant" : role,
              AdkLibrary.parts(content).stream().map(TurnPayload::part).toList()));
    }
    List<dev.clew.api.message.Part> output = text.parts();
    synchronized (functions) {
      functions.forEach(call -> output.add(part(call)));
    }
    GenerateContentResponseUsageMetadata counts = usage;
    return data.input(input)
        .output(output.isEmpty() ? List.of() : List.of(Message.of("assistant", output)))
        .usage(counts == null ? null : usage(counts))
        .build();
  }

  private static dev.clew.api.message.Part part(Part part) {
    if (part.text().isPresent()) {
      return new dev.clew.api.message.Part.Text(part.text().get());
    }
    if (part.functionResponse().isPresent()) {
      var response = part.functionResponse().get();
      return new dev.clew.api.message.Part.ToolResult(
          response.id().or(response::name).orElse(null), json(response.response().orElse(null)));
    }
    FunctionCall call = part.functionCall().orElse(null);
    return call == null ? new dev.clew.api.message.Part.Other("part", null) : part(call);
  }

  private static dev.clew.api.message.Part part(FunctionCall call) {
    return new dev.clew.api.message.Part.ToolCall(
        call.id().orElse(null), call.name().orElse(""), json(call.args().orElse(null)));
  }

  private static String json(@Nullable Map<String, Object> values) {
    return JsonWriter.write(values == null ? Map.of() : new LinkedHashMap<>(values));
  }

  private static Usage usage(GenerateContentResponseUsageMetadata counts) {
    return Usage.of(
        counts.promptTokenCount().orElse(0),
        counts.candidatesTokenCount().orElse(0) + counts.thoughtsTokenCount().orElse(0));
  }
}
