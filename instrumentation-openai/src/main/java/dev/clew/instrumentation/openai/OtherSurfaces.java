// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.instrumentation.openai.OpenAiModule.both;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/** The hook points of everything that is neither chat nor response. */
final class OtherSurfaces {
  private static final String MODELS = "com.openai.models.";
  private static final String IMAGES = MODELS + "images.Image";
  private static final String AUDIO = MODELS + "audio.";

  private OtherSurfaces() {}

  static void addTo(List<HookPoint> points) {
    both(points, "Embedding", "create", params("embeddings.Embedding"), "embeddings.EmbeddingHook");
    both(
        points,
        "Moderation",
        "create",
        params("moderations.Moderation"),
        "moderations.ModerationHook");
    OpenAiModule.answered(
        points, "Completion", params("completions.Completion"), "completions.Completion");
    images(points);
    audio(points);
    String batch = MODELS + "batches.Batch";
    both(points, "Batch", "create", batch + "CreateParams", "batches.BatchCreateHook");
    both(points, "Batch", "retrieve", batch + "RetrieveParams", "batches.BatchRetrieveHook");
    both(points, "Batch", "cancel", batch + "CancelParams", "batches.BatchCancelHook");
  }

  private static void images(List<HookPoint> points) {
    both(points, "Image", "generate", IMAGES + "GenerateParams", "images.ImageGenerateHook");
    both(points, "Image", "edit", IMAGES + "EditParams", "images.ImageEditHook");
    both(
        points,
        "Image",
        "createVariation",
        IMAGES + "CreateVariationParams",
        "images.ImageVariationHook");
    OpenAiModule.bothOptional(
        points,
        "Image",
        "generateStreaming",
        IMAGES + "GenerateParams",
        "images.ImageGenerateStreamHook");
    OpenAiModule.bothOptional(
        points, "Image", "editStreaming", IMAGES + "EditParams", "images.ImageEditStreamHook");
  }

  private static void audio(List<HookPoint> points) {
    OpenAiModule.answered(
        points,
        "audio.Transcription",
        AUDIO + "transcriptions.TranscriptionCreateParams",
        "audio.Transcription");
    both(
        points,
        "audio.Translation",
        "create",
        AUDIO + "translations.TranslationCreateParams",
        "audio.TranslationHook");
    both(points, "audio.Speech", "create", AUDIO + "speech.SpeechCreateParams", "audio.SpeechHook");
  }

  private static String params(String type) {
    return MODELS + type + "CreateParams";
  }
}
