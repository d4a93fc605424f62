// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.LiveServerContent;
import com.google.genai.types.LiveServerMessage;
import com.google.genai.types.LiveServerToolCall;
import com.google.genai.types.Transcription;
import com.google.genai.types.UsageMetadata;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response in a session: the session's setup, what was said since the response
 * before, and the answer. The rest of the conversation is kept by the provider.
 */
final class LivePayload implements CallPayload {
  private final LiveSetup setup;
  private final @Nullable String sessionId;
  private final LiveInput input;
  private final @Nullable UsageMetadata earlierUsage;
  private final ToolLoop tools;
  private final LiveAnswer answer = new LiveAnswer();
  private volatile @Nullable UsageMetadata usage;
  private volatile @Nullable Object grounding;
  private volatile @Nullable String finishReason;
  private volatile boolean begun;
  private volatile boolean interrupted;

  /**
   * Creates the payload of a response that is beginning.
   *
   * @param earlierUsage what the provider reported after the response before had ended
   */
  LivePayload(
      LiveSetup setup,
      @Nullable String sessionId,
      LiveInput input,
      @Nullable UsageMetadata earlierUsage,
      ToolLoop tools) {
    this.setup = setup;
    this.sessionId = sessionId;
    this.input = input;
    this.earlierUsage = earlierUsage;
    this.tools = tools;
  }

  LiveInput input() {
    return input;
  }

  /** Returns whether any of the answer has arrived. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  public void result(Object ignored) {}

  @Override
  public void chunk(Object chunk) {
    LiveServerMessage message = (LiveServerMessage) chunk;
    UsageMetadata reported = LiveLibrary.own(message.usageMetadata());
    if (reported != null) {
      usage = reported; // of the whole response so far
    }
    LiveServerToolCall call = LiveLibrary.own(message.toolCall());
    if (call != null) {
      begun = true;
      for (FunctionCall each : LiveLibrary.elements(call.functionCalls())) {
        answer.call(each);
      }
      finishReason = "tool_call";
    }
    LiveServerContent content = LiveLibrary.own(message.serverContent());
    if (content != null) {
      add(content);
    }
  }

  private void add(LiveServerContent content) {
    Content turn = LiveLibrary.own(content.modelTurn());
    if (turn != null) {
      begun = true;
      answer.add(turn);
    }
    Transcription spoken = LiveLibrary.own(content.outputTranscription());
    if (spoken != null) {
      begun = true;
      answer.transcribe(spoken.text().orElse(null));
    }
    Object sources = LiveLibrary.own(content.groundingMetadata());
    if (sources != null) {
      grounding = sources;
    }
    interrupted |= content.interrupted().orElse(false);
    if (content.turnComplete().orElse(false)) {
      finishReason = interrupted ? "interrupted" : reason(content);
    }
  }

  /** Newer versions of the library know a reason, if it is an unusual one. */
  private static String reason(LiveServerContent content) {
    Object given = Accessors.read(content, "turnCompleteReason");
    Object reason = given instanceof Optional<?> optional ? optional.orElse(null) : given;
    return reason == null ? "turn_complete" : reason.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return finishReason != null;
  }

  @Override
  public boolean isCancelled() {
    return interrupted;
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested = answer.requestedTools();
    if (!requested.isEmpty()) {
      tools.start(caller, setup.serverAddress(), sessionId, requested, LiveParts::output);
    }
  }

  @Override
  public String failureEvent() {
    return "live session failed";
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.of(setup.request())
        + input.retainedBytes()
        + answer.retainedBytes();
  }

  private GenerationData.Builder known() {
    return new GenerationData.Builder()
        .provider(setup.provider())
        .serverAddress(setup.serverAddress())
        .requestModel(setup.model())
        .streamed(true);
  }

  @Override
  public ResponseData outline() {
    return new ResponseData(known().build(), null, sessionId, null);
  }

  @Override
  public ResponseData render() {
    JsonTree settings = setup.settings();
    return new ResponseData(
        generation(settings, input.messages()), null, sessionId, LiveSetup.instructions(settings));
  }

  private GenerationData generation(JsonTree settings, List<Message> messages) {
    String reason = finishReason;
    return known()
        .responseModel(setup.model())
        .parameters(LiveSetup.parameters(settings))
        .input(messages)
        .output(answer.messages())
        .tools(LiveSetup.tools(settings))
        .finishReasons(reason == null ? List.of() : List.of(reason))
        .usage(LiveUsage.sum(usage, earlierUsage))
        .details(details())
        .build();
  }

  private Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("transport", "websocket");
    details.put("conversation_on_server", true);
    if (grounding instanceof com.google.genai.JsonSerializable sources) {
      details.put("groundingMetadata", LiveJson.of(sources).values());
    }
    long dropped = answer.dropped() + input.dropped();
    if (dropped > 0) {
      details.put("dropped", dropped);
    }
    return details;
  }

  /** A framework's generation has the instructions among its messages. */
  @Override
  public Payload enrichment() {
    return () -> {
      JsonTree settings = setup.settings();
      List<Message> messages = new ArrayList<>();
      String instructions = LiveSetup.instructions(settings);
      if (instructions != null) {
        messages.add(Message.text("system", instructions));
      }
      messages.addAll(input.messages());
      return generation(settings, messages);
    };
  }
}
