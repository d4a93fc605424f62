// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.AnsweredResponse;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response in a session: the session's settings, what was said since the response
 * before, and the answer. The rest of the conversation is kept by the provider.
 */
final class RealtimePayload extends OpenAiPayload {
  private static final Set<String> NOT_SETTINGS =
      Set.of("id", "object", "type", "expires_at", "client_secret");

  private static final Set<String> NOT_DETAILS =
      Set.of("id", "object", "output", "usage", "conversation_id", "status");

  private final @Nullable Object settings;
  private final @Nullable Object request;
  private final List<Object> said;
  private final ToolLoop tools;
  private final StreamedText text = new StreamedText();
  private final AudioPieces audio = new AudioPieces();
  private volatile @Nullable Object done;

  /**
   * Creates the payload of a response that is beginning.
   *
   * @param settings the session as the provider last described it, if it has
   * @param request what the application wants otherwise for this response, if anything
   * @param said items and {@link AudioPieces}
   */
  RealtimePayload(
      ServiceClient client,
      @Nullable Object settings,
      @Nullable Object request,
      List<Object> said,
      ToolLoop tools) {
    super(client);
    this.settings = settings;
    this.request = request;
    this.said = said;
    this.tools = tools;
  }

  @Nullable String model() {
    Object model =
        Fields.BY_NAME.read(
            Fields.BY_NAME.read(settings, "realtimeSessionCreateRequest"), "_model");
    return model instanceof String given ? given : Fields.BY_NAME.text(model, "_value");
  }

  @Override
  public void result(Object answer) {}

  @Override
  public void chunk(Object event) {
    Object sound = Fields.BY_NAME.read(event, "responseOutputAudioDelta");
    if (sound != null) {
      audio.add(Fields.BY_NAME.text(sound, "_delta"));
      return;
    }
    Object words =
        Fields.BY_NAME.first(
            event, "responseOutputAudioTranscriptDelta", "responseOutputTextDelta");
    if (words != null) {
      text.add(Fields.BY_NAME.text(words, "_delta"));
      return;
    }
    Object response = Fields.BY_NAME.read(Fields.BY_NAME.read(event, "responseDone"), "_response");
    if (response != null) {
      done = response;
      text.complete();
    }
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return done != null;
  }

  private @Nullable String status() {
    Object response = done;
    return response == null ? null : new AnsweredResponse(response).status();
  }

  @Override
  public @Nullable SpanError error() {
    if (!"failed".equals(status())) {
      return null;
    }
    Object error = Fields.BY_NAME.read(Fields.BY_NAME.read(done, "_statusDetails"), "_error");
    String code = Fields.BY_NAME.text(error, "_code");
    String type = code != null ? code : Fields.BY_NAME.text(error, "_type");
    return SpanError.of(type == null ? "failed" : type, Fields.BY_NAME.text(error, "_message"));
  }

  @Override
  public boolean isCancelled() {
    return "cancelled".equals(status());
  }

  @Override
  public void followUp(Context caller) {
    Object response = done;
    List<RequestedTool> requested =
        response == null ? List.of() : new AnsweredResponse(response).requestedTools();
    if (!requested.isEmpty()) {
      String conversation = Fields.BY_NAME.text(response, "_conversationId");
      tools.start(
          caller, client().serverAddress(), conversation, requested, RequestedTools::output);
    }
  }

  @Override
  public long retainedBytes() {
    long bytes = RetainedBytes.PER_CALL + text.retainedBytes() + audio.retainedBytes();
    for (Object each : said) {
      bytes += each instanceof AudioPieces pieces ? pieces.retainedBytes() : 1_024;
    }
    return bytes;
  }

  @Override
  public @Nullable SpanData outline() {
    return new ResponseData(generation().requestModel(model()).build(), null, null, null);
  }

  @Override
  public ResponseData render() {
    JsonTree session = tree(settings);
    Map<String, @Nullable Object> effective = new LinkedHashMap<>(session.without(NOT_SETTINGS));
    effective.putAll(tree(request).values());
    effective.values().removeIf(value -> value == null);
    ResponseRequest asked = new ResponseRequest(new JsonTree(effective));
    ResponseAnswer answer = new ResponseAnswer(tree(done));
    JsonTree format = asked.json().object("audio");
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.json().without(NOT_DETAILS));
    details.values().removeIf(value -> value == null);
    details.put("transport", "websocket");
    details.put("conversation_on_server", true);
    return new ResponseData(
        generation()
            .requestModel(asked.model())
            .responseModel(asked.model())
            .responseId(answer.id())
            .parameters(asked.parameters())
            .input(input(asked, mimeType(format.object("input"))))
            .output(output(answer, mimeType(format.object("output"))))
            .tools(asked.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(details))
            .build(),
        null,
        answer.json().text("conversation_id"),
        asked.instructions());
  }

  private List<Message> input(ResponseRequest asked, @Nullable String mimeType) {
    List<Message> messages = new ArrayList<>();
    for (Object each : said) {
      if (each instanceof AudioPieces pieces) {
        messages.add(Message.of("user", pieces.parts(mimeType)));
      } else {
        Map<String, @Nullable Object> items =
            Map.of("input", List.of(OpenAiJson.read(each).values()));
        messages.addAll(new ResponseRequest(new JsonTree(items)).messages());
      }
    }
    messages.addAll(asked.messages()); // of a response outside the conversation
    return messages;
  }

  private List<Message> output(ResponseAnswer answer, @Nullable String mimeType) {
    List<Part> parts = new ArrayList<>();
    answer.messages().forEach(message -> parts.addAll(message.parts()));
    String soFar = text.text();
    if (soFar != null) {
      parts.add(new Part.Text(soFar));
    }
    parts.addAll(audio.parts(mimeType));
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private static JsonTree tree(@Nullable Object libraryObject) {
    return libraryObject == null ? JsonTree.EMPTY : OpenAiJson.read(libraryObject);
  }

  private static @Nullable String mimeType(JsonTree direction) {
    return direction.object("format").text("type");
  }
}
