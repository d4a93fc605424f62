// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model call's span. Requests and responses are immutable.
 *
 * <p>In a stream, partial responses are followed by one or more that repeat their text as a whole.
 */
final class ModelPayload implements CallPayload {
  private static final int MAX_RESPONSES = 10_000;
  private static final String FINISH_REASON = "finishReason";

  private final LlmRequest request;
  private final boolean streamed;
  private final List<LlmResponse> whole = new ArrayList<>(1);
  private final List<LlmResponse> partial = new ArrayList<>(0);
  private @Nullable LlmResponse last;
  private int dropped;
  private boolean complete;

  ModelPayload(LlmRequest request, boolean streamed) {
    this.request = request;
    this.streamed = streamed;
  }

  @Nullable String model() {
    return request.model().orElse(null);
  }

  /** Records a response, and ends the call with the last one: tools run while it is delivered. */
  void received(CallObservation call, Object response) {
    if (streamed) {
      call.pushed(response);
    } else {
      call.answered(response);
    }
  }

  @Override
  public void result(Object answer) {
    chunk(answer);
  }

  @Override
  public synchronized void chunk(Object item) {
    if (!(item instanceof LlmResponse response) || !AdkClasses.mayCall(response)) {
      return;
    }
    last = response;
    boolean isPartial = response.partial().orElse(false);
    if (!isPartial) {
      partial.clear();
      complete = !streamed || AdkClasses.read(response, FINISH_REASON) != null;
    }
    List<LlmResponse> kept = isPartial ? partial : whole;
    if (kept.size() < MAX_RESPONSES) {
      kept.add(response);
    } else {
      dropped++;
    }
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public synchronized boolean isComplete() {
    return complete;
  }

  @Override
  public synchronized @Nullable SpanError error() {
    LlmResponse response = last;
    return response == null || response.errorCode().isEmpty()
        ? null
        : SpanError.of(response.errorCode().get().toString(), response.errorMessage().orElse(null));
  }

  @Override
  public synchronized GenerationData render() {
    LlmResponse response = last;
    GenerationData.Builder data =
        new GenerationData.Builder()
            .requestModel(model())
            .streamed(streamed)
            .parameters(Contents.parameters(request))
            .input(Contents.input(request))
            .tools(Contents.tools(request));
    List<Part> parts = new ArrayList<>();
    whole.forEach(each -> addParts(each, parts));
    partial.forEach(each -> addParts(each, parts));
    Message output = Contents.answer(parts);
    if (output != null) {
      data.output(List.of(output));
    }
    if (response != null) {
      Object reason = AdkClasses.read(response, FINISH_REASON);
      data.finishReasons(reason == null ? List.of() : List.of(reason.toString()));
      data.responseModel(
          AdkClasses.read(response, "modelVersion") instanceof String version ? version : null);
      data.usage(response.usageMetadata().map(ModelPayload::usage).orElse(null));
    }
    if (dropped > 0) {
      Map<String, @Nullable Object> details = new LinkedHashMap<>();
      details.put("dropped_chunks", dropped);
      data.details(details);
    }
    return data.build();
  }

  private static void addParts(LlmResponse response, List<Part> parts) {
    response.content().ifPresent(content -> parts.addAll(Contents.parts(content)));
  }

  private static Usage usage(GenerateContentResponseUsageMetadata counts) {
    Long output = sum(counts.candidatesTokenCount(), counts.thoughtsTokenCount());
    return new Usage(
        sum(counts.promptTokenCount(), counts.toolUsePromptTokenCount()),
        output,
        sum(counts.totalTokenCount(), Optional.empty()),
        sum(counts.cachedContentTokenCount(), Optional.empty()),
        null,
        sum(counts.thoughtsTokenCount(), Optional.empty()),
        null,
        null,
        false);
  }

  private static @Nullable Long sum(Optional<Integer> count, Optional<Integer> more) {
    return count.isEmpty() ? null : (Long) (long) (count.get() + more.orElse(0));
  }

  @Override
  public synchronized long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.of(PlainValues.elements(request.contents()), 256, Contents::size)
        + request.tools().size() * RetainedBytes.PER_TOOL
        + RetainedBytes.of(whole, 512, ModelPayload::size)
        + RetainedBytes.of(partial, 512, ModelPayload::size);
  }

  private static long size(LlmResponse response) {
    Content content = response.content().orElse(null);
    return content == null ? 0 : Contents.size(content);
  }
}
