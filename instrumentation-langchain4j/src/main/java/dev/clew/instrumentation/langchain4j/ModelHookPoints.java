// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.call.HookPoints;

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

  private ModelHookPoints() {}

  static void addTo(HookPoints points) {
    embedding(points);
    moderation(points);
    images(points);
    sound(points);
    language(points);
  }

  private static void embedding(HookPoints points) {
    String model = MODEL + "embedding.EmbeddingModel";
    String request = MODEL + "embedding.request.EmbeddingRequest";
    String response = MODEL + "embedding.response.EmbeddingResponse";
    String hook = "embedding.EmbeddingHook";
    // A model that embeds strings itself may never see a segment, but it creates embeddings.
    points.add(in(model, "dev.langchain4j.data.embedding.Embedding").method("embed", STRING), hook);
    points.add(in(model, SEGMENT).method("embed", SEGMENT), hook);
    points.add(in(model, SEGMENT).method("embedAll", LIST).returning(RESPONSE), hook);
    points.optional(in(model, request).method("embed", request), hook);
    points.optional(in(model, request).method("doEmbed", request).returning(response), hook);
  }

  private static void moderation(HookPoints points) {
    String model = MODEL + "moderation.ModerationModel";
    String request = MODEL + "moderation.ModerationRequest";
    String message = "dev.langchain4j.data.message.ChatMessage";
    String user = "dev.langchain4j.data.message.UserMessage";
    String mistral = MODEL + "mistralai.MistralAiModerationModel";
    String hook = "moderation.ModerationHook";
    points.add(in(model, MODEL + "openai.OpenAiModerationModel").method("moderate", STRING), hook);
    points.add(in(model, PROMPT).method("moderate", PROMPT), hook);
    points.add(in(model, mistral).method("moderate", message), hook);
    points.add(in(model, user).method("moderate", LIST), hook);
    points.add(in(model, SEGMENT).method("moderate", SEGMENT), hook);
    points.optional(in(model, request).method("moderate", request), hook);
    points.optional(in(model, request).method("doModerate", request), hook);
    points.optional(
        HookPoint.inClass(MODEL + "openai.internal.moderation.ModerationResult").constructor(),
        "moderation.OpenAiVerdictHook");
    points.optional(
        HookPoint.inClass(SERVICE + "DefaultAiServices$1")
            .method("triggerModerationIfNeeded", HookPoint.ANY, LIST),
        "moderation.ModerationTriggeredHook");
    points.optional(
        HookPoint.inClass(SERVICE + "AiServices").method("removeToolMessages", LIST),
        "moderation.MessagesSelectedHook");
  }

  private static void images(HookPoints points) {
    String openAi = MODEL + "openai.OpenAiImageModel";
    String official = MODEL + "openaiofficial.OpenAiOfficialImageModel";
    String azure = MODEL + "azure.AzureOpenAiImageModel";
    image(points, openAi, "generate", STRING);
    image(points, official, "generate", STRING, "int");
    image(points, IMAGE, "edit", IMAGE, STRING);
    image(points, azure, "edit", IMAGE, IMAGE, STRING);
  }

  private static void image(
      HookPoints points, String companion, String method, String... parameters) {
    points.add(
        in(MODEL + "image.ImageModel", companion).method(method, parameters).returning(RESPONSE),
        "media.ImageHook");
  }

  private static void sound(HookPoints points) {
    String audio = MODEL + "audio.";
    String transcription = audio + "AudioTranscriptionRequest";
    String speech = audio + "TextToSpeechRequest";
    points.optional( // since 1.4
        in(audio + "AudioTranscriptionModel", transcription)
            .method("transcribe", transcription)
            .label("transcribe"),
        "media.AudioHook");
    points.optional( // not yet in 1.16
        in(audio + "TextToSpeechModel", speech).method("synthesize", speech).label("speak"),
        "media.AudioHook");
  }

  private static void language(HookPoints points) {
    String model = MODEL + "language.LanguageModel";
    String hook = "language.LanguageHook";
    points.add(
        in(model, MODEL + "openai.OpenAiLanguageModel")
            .method("generate", STRING)
            .returning(RESPONSE),
        hook);
    points.add(in(model, PROMPT).method("generate", PROMPT).returning(RESPONSE), hook);
    streamed(points, MODEL + "openai.OpenAiStreamingLanguageModel", STRING);
    streamed(points, PROMPT, PROMPT);
  }

  private static void streamed(HookPoints points, String companion, String prompt) {
    points.add(
        in(MODEL + "language.StreamingLanguageModel", companion)
            .method("generate", prompt, MODEL + "StreamingResponseHandler")
            .replacingArguments(),
        "language.StreamingLanguageHook");
  }

  private static HookPoint.Builder in(String model, String companion) {
    return HookPoint.inImplementations(model, companion);
  }
}
