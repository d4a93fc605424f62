// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.http.HttpCallHook.STREAM;

import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;
import java.util.Locale;

/** The hook points for everything other than chat completions and responses. */
final class OtherSurfaces {
  private OtherSurfaces() {}

  static void addTo(ServiceHookPoints points) {
    points.create("Embedding", "embeddings.EmbeddingCreateParams", "embeddings.EmbeddingHook");
    points.create("Moderation", "moderations.ModerationCreateParams", "moderations.ModerationHook");
    points.createAndStream(
        "Completion", "completions.CompletionCreateParams", "completions.CompletionHook");
    images(points);
    audio(points);
    for (String method : List.of("Create", "Retrieve", "Cancel")) {
      String name = method.toLowerCase(Locale.ROOT);
      String params = "batches.Batch" + method + "Params";
      points.method("Batch", name, params, name, "batches.BatchHook");
    }
  }

  private static void images(ServiceHookPoints points) {
    String generate = "images.ImageGenerateParams";
    String edit = "images.ImageEditParams";
    String variation = "images.ImageCreateVariationParams";
    String hook = "images.ImageHook";
    points.method("Image", "generate", generate, null, hook);
    points.method("Image", "edit", edit, null, hook);
    points.method("Image", "createVariation", variation, null, "images.ImageVariationHook");
    points.optional("Image", "generateStreaming", generate, STREAM, hook);
    points.optional("Image", "editStreaming", edit, STREAM, hook);
  }

  private static void audio(ServiceHookPoints points) {
    points.createAndStream(
        "audio.Transcription",
        "audio.transcriptions.TranscriptionCreateParams",
        "audio.TranscriptionHook");
    points.create(
        "audio.Translation", "audio.translations.TranslationCreateParams", "audio.TranslationHook");
    points.create("audio.Speech", "audio.speech.SpeechCreateParams", "audio.SpeechHook");
  }
}
