// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;

/**
 * Traces {@code AudioTranscriptionModel.transcribe} and, in newer versions, {@code
 * TextToSpeechModel.synthesize}; the label is the operation.
 */
final class AudioHook extends LangChain4jHook<AudioPayload> {
  private final ModelInfos models;

  AudioHook(Tracer tracer, ModelInfos models) {
    super(tracer, AudioPayload.KIND);
    this.models = models;
  }

  @Override
  protected AudioPayload begin(Object receiver, Call call) {
    return new AudioPayload(
        models.of(receiver), String.valueOf(call.label()), call.required(0, Object.class));
  }
}
