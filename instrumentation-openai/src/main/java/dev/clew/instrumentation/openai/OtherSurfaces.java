// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.http.HttpCallHook.STREAM;

import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;
import java.util.Locale;

/** The hook points for everything other than chat completions and responses. */
final class OtherSurfaces {
  private static final String ENDPOINT = "endpoints.EndpointHook";

  private OtherSurfaces() {}

  static void addTo(ServiceHookPoints points) {
    points.create("Embedding", "embeddings.EmbeddingCreateParams", ENDPOINT);
    points.create("Moderation", "moderations.ModerationCreateParams", ENDPOINT);
    points.createAndStream(
        "Completion", "completions.CompletionCreateParams", "completions.CompletionHook");
    images(points);
    audio(points);
    for (String method : List.of("Create", "Retrieve", "Cancel")) {
      String name = method.toLowerCase(Locale.ROOT);
      String params = "batches.Batch" + method + "Params";
      points.method("Batch", name, params, name, ENDPOINT);
    }
  }

  private static void images(ServiceHookPoints points) {
    String generate = "images.ImageGenerateParams";
    String edit = "images.ImageEditParams";
    String variation = "images.ImageCreateVariationParams";
    points.method("Image", "generate", generate, null, ENDPOINT);
    points.method("Image", "edit", edit, null, ENDPOINT);
    points.method("Image", "createVariation", variation, null, ENDPOINT);
    points.optional("Image", "generateStreaming", generate, STREAM, ENDPOINT);
    points.optional("Image", "editStreaming", edit, STREAM, ENDPOINT);
  }

  private static void audio(ServiceHookPoints points) {
    points.createAndStream(
        "audio.Transcription", "audio.transcriptions.TranscriptionCreateParams", ENDPOINT);
    points.create("audio.Translation", "audio.translations.TranslationCreateParams", ENDPOINT);
    points.create("audio.Speech", "audio.speech.SpeechCreateParams", ENDPOINT);
  }
}
