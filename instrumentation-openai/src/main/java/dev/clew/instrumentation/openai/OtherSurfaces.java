// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.instrumentation.openai.OpenAiModule.HOOKS;
import static dev.clew.instrumentation.openai.OpenAiModule.STREAM;
import static dev.clew.instrumentation.openai.OpenAiModule.both;
import static dev.clew.instrumentation.openai.OpenAiModule.bothOptional;
import static dev.clew.instrumentation.openai.OpenAiModule.createAndStream;

import dev.clew.api.hook.HookPoint;
import java.util.List;
import java.util.Locale;

/** The hook points for everything other than chat completions and responses. */
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
    createAndStream(
        points, "Completion", params("completions.Completion"), "completions.CompletionHook");
    images(points);
    audio(points);
    for (String method : List.of("Create", "Retrieve", "Cancel")) {
      String name = method.toLowerCase(Locale.ROOT);
      both("Batch", name, MODELS + "batches.Batch" + method + "Params")
          .forEach(point -> points.add(point.label(name).hook(HOOKS + "batches.BatchHook")));
    }
  }

  private static void images(List<HookPoint> points) {
    String generate = IMAGES + "GenerateParams";
    String edit = IMAGES + "EditParams";
    both(points, "Image", "generate", generate, "images.ImageHook");
    both(points, "Image", "edit", edit, "images.ImageHook");
    both(
        points,
        "Image",
        "createVariation",
        IMAGES + "CreateVariationParams",
        "images.ImageVariationHook");
    bothOptional(points, "Image", "generateStreaming", generate, STREAM, "images.ImageHook");
    bothOptional(points, "Image", "editStreaming", edit, STREAM, "images.ImageHook");
  }

  private static void audio(List<HookPoint> points) {
    createAndStream(
        points,
        "audio.Transcription",
        AUDIO + "transcriptions.TranscriptionCreateParams",
        "audio.TranscriptionHook");
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
