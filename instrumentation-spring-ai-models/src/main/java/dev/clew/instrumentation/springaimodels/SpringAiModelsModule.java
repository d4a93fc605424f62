// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** The hook points in Spring AI's interfaces of models other than chat models. */
public final class SpringAiModelsModule implements InstrumentationModule {
  private static final String AI = "org.springframework.ai.";
  private static final String HOOKS = SpringAiModelsModule.class.getPackageName() + ".";

  @Override
  public String name() {
    return "spring-ai-models";
  }

  @Override
  public Library library() {
    return new Library("Spring AI models", "1.0.0 to 2.0.1", List.of(AI + "model.ModelRequest"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    points.add(
        HookPoint.inClass(AI + "model.observation.ModelObservationContext")
            .constructor()
            .hook(HOOKS + "ProviderHook"));
    points.add(call("embedding.EmbeddingModel", "embedding.EmbeddingRequest", "embeddings"));
    points.add(call("image.ImageModel", "image.ImagePrompt", "image"));
    points.add(call("moderation.ModerationModel", "moderation.ModerationPrompt", "moderation"));
    String speech = "audio.tts.TextToSpeech"; // since 1.1, as the next one
    points.add(call(speech + "Model", speech + "Prompt", "speech"));
    String transcription = "audio.transcription.";
    points.add(
        call(
            transcription + "TranscriptionModel",
            transcription + "AudioTranscriptionPrompt",
            "transcription"));
    return List.copyOf(points);
  }

  private static HookPoint call(String type, String request, String operation) {
    return HookPoint.inImplementations(AI + type, AI + request)
        .method("call", AI + request)
        .label(operation)
        .optional()
        .hook(HOOKS + "ModelHook");
  }
}
