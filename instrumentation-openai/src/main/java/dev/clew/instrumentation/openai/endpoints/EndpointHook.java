// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces the smaller endpoints, distinguished by the class of their parameters, which are read by
 * name: an endpoint that a newer version lacks does not concern the others.
 */
final class EndpointHook extends HttpCallHook {
  EndpointHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    ServiceClient client = calls.client(call);
    boolean streamed = isStreamed(call);
    return switch (params.getClass().getSimpleName()) {
      case "EmbeddingCreateParams" -> {
        String name = SpanNames.of("embeddings", ModelName.ofRequest(params));
        yield calls.begin(SpanType.EMBEDDING, name, new EmbeddingPayload(client, params));
      }
      case "ModerationCreateParams" -> {
        String model = ModelName.ofRequest(params);
        String name = SpanNames.of("moderation", model);
        yield calls.begin(SpanType.GUARDRAIL, name, new ModerationPayload(client, model));
      }
      case "SpeechCreateParams" ->
          begin("speak", ModelName.ofRequest(params), new SpeechPayload(client, params));
      case "ImageGenerateParams" ->
          begin(
              "generate image",
              ModelName.ofRequest(params),
              new ImagePayload(client, params, streamed));
      case "ImageEditParams" -> {
        MultipartForm form = MultipartForm.of("image", params);
        yield begin("edit image", form.model(), new ImagePayload(client, "edit", form, streamed));
      }
      case "ImageCreateVariationParams" -> {
        MultipartForm form = MultipartForm.of("image", params);
        yield begin("vary image", form.model(), new ImagePayload(client, "variation", form, false));
      }
      case "TranscriptionCreateParams", "TranslationCreateParams" -> transcript(call, params);
      default -> {
        String name = "batch " + call.label();
        yield calls.begin(SpanType.CUSTOM, name, new BatchPayload(client, name, params));
      }
    };
  }

  private @Nullable HttpCall transcript(Call call, Object params) {
    boolean translated = params.getClass().getSimpleName().startsWith("Translation");
    MultipartForm form = MultipartForm.of("audio", params);
    String operation = translated ? "translation" : "transcription";
    return begin(
        translated ? "translate" : "transcribe",
        form.model(),
        new TranscriptPayload(calls.client(call), operation, form, isStreamed(call)));
  }

  private @Nullable HttpCall begin(String verb, @Nullable String model, OpenAiPayload payload) {
    return calls.begin(SpanType.GENERATION, SpanNames.of(verb, model), payload);
  }
}
