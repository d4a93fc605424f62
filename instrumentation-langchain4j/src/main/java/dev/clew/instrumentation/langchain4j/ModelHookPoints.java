// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hook points of all models except chat models: embedding, moderation, images, audio, language.
 *
 * <p>Those in the core that every version has are mandatory; newer forms are optional.
 *
 * <p>Methods that take a plain string need no object of the library before their first call. Their
 * companions are the providers' models: if one of these is the first class of LangChain4j to load,
 * it is recognised, and so are all that load later.
 */
final class ModelHookPoints {
  private static final String MODEL = "dev.langchain4j.model.";
  private static final String SEGMENT = "dev.langchain4j.data.segment.TextSegment";
  private static final String RESPONSE = MODEL + "output.Response";
  private static final String PROMPT = MODEL + "input.Prompt";
  private static final String IMAGE = "dev.langchain4j.data.image.Image";
  private static final String STRING = "java.lang.String";
  private static final String LIST = "java.util.List";
  private static final String SERVICE = "dev.langchain4j.service.";

  private final String hooks;

  ModelHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    return Stream.of(embedding(), moderation(), images(), sound(), language())
        .flatMap(List::stream)
        .toList();
  }

  private List<HookPoint> embedding() {
    String model = MODEL + "embedding.EmbeddingModel";
    String request = MODEL + "embedding.request.EmbeddingRequest";
    String response = MODEL + "embedding.response.EmbeddingResponse";
    String hook = hooks + "embedding.EmbeddingHook";
    String requestHook = hooks + "embedding.EmbeddingRequestHook"; // since 1.18
    return List.of(
        // A model that embeds strings itself may never see a segment, but it creates embeddings.
        in(model, "dev.langchain4j.data.embedding.Embedding").method("embed", STRING).hook(hook),
        in(model, SEGMENT).method("embed", SEGMENT).hook(hook),
        in(model, SEGMENT).method("embedAll", LIST).returning(RESPONSE).hook(hook),
        in(model, request).method("embed", request).optional().hook(requestHook),
        in(model, request)
            .method("doEmbed", request)
            .returning(response)
            .optional()
            .hook(requestHook));
  }

  private List<HookPoint> moderation() {
    String model = MODEL + "moderation.ModerationModel";
    String request = MODEL + "moderation.ModerationRequest";
    String message = "dev.langchain4j.data.message.ChatMessage";
    String hook = hooks + "moderation.ModerationHook";
    String requestHook = hooks + "moderation.ModerationRequestHook"; // since 1.12
    return List.of(
        in(model, MODEL + "openai.OpenAiModerationModel").method("moderate", STRING).hook(hook),
        in(model, PROMPT).method("moderate", PROMPT).hook(hook),
        in(model, MODEL + "mistralai.MistralAiModerationModel")
            .method("moderate", message)
            .hook(hook),
        in(model, "dev.langchain4j.data.message.UserMessage").method("moderate", LIST).hook(hook),
        in(model, SEGMENT).method("moderate", SEGMENT).hook(hook),
        in(model, request).method("moderate", request).optional().hook(requestHook),
        in(model, request).method("doModerate", request).optional().hook(requestHook),
        HookPoint.inClass(MODEL + "openai.internal.moderation.ModerationResult")
            .constructor()
            .optional()
            .hook(hooks + "moderation.OpenAiVerdictHook"),
        HookPoint.inClass(SERVICE + "DefaultAiServices$1")
            .method("triggerModerationIfNeeded", HookPoint.ANY, LIST)
            .optional()
            .hook(hooks + "moderation.ModerationTriggeredHook"),
        HookPoint.inClass(SERVICE + "AiServices")
            .method("removeToolMessages", LIST)
            .optional()
            .hook(hooks + "moderation.MessagesSelectedHook"));
  }

  private List<HookPoint> images() {
    String model = MODEL + "image.ImageModel";
    String hook = hooks + "media.ImageHook";
    return List.of(
        in(model, MODEL + "openai.OpenAiImageModel")
            .method("generate", STRING)
            .returning(RESPONSE)
            .hook(hook),
        in(model, MODEL + "openaiofficial.OpenAiOfficialImageModel")
            .method("generate", STRING, "int")
            .returning(RESPONSE)
            .hook(hook),
        in(model, IMAGE).method("edit", IMAGE, STRING).returning(RESPONSE).hook(hook),
        in(model, MODEL + "azure.AzureOpenAiImageModel")
            .method("edit", IMAGE, IMAGE, STRING)
            .returning(RESPONSE)
            .hook(hook));
  }

  private List<HookPoint> sound() {
    String audio = MODEL + "audio.";
    String transcription = audio + "AudioTranscriptionRequest";
    String speech = audio + "TextToSpeechRequest";
    return List.of(
        in(audio + "AudioTranscriptionModel", transcription)
            .method("transcribe", transcription)
            .optional() // since 1.4
            .hook(hooks + "media.TranscriptionHook"),
        in(audio + "TextToSpeechModel", speech)
            .method("synthesize", speech)
            .optional() // not yet in 1.16
            .hook(hooks + "media.SpeechHook"));
  }

  private List<HookPoint> language() {
    String model = MODEL + "language.LanguageModel";
    String streaming = MODEL + "language.StreamingLanguageModel";
    String handler = MODEL + "StreamingResponseHandler";
    String hook = hooks + "language.LanguageHook";
    String streamingHook = hooks + "language.StreamingLanguageHook";
    return List.of(
        in(model, MODEL + "openai.OpenAiLanguageModel")
            .method("generate", STRING)
            .returning(RESPONSE)
            .hook(hook),
        in(model, PROMPT).method("generate", PROMPT).returning(RESPONSE).hook(hook),
        in(streaming, MODEL + "openai.OpenAiStreamingLanguageModel")
            .method("generate", STRING, handler)
            .replacingArguments()
            .hook(streamingHook),
        in(streaming, PROMPT)
            .method("generate", PROMPT, handler)
            .replacingArguments()
            .hook(streamingHook));
  }

  private static HookPoint.Builder in(String model, String companion) {
    return HookPoint.inImplementations(model, companion);
  }
}
