// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.audio.transcription.AudioTranscription;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;
import org.springframework.ai.audio.transcription.TranscriptionModel;
import org.springframework.ai.audio.tts.Speech;
import org.springframework.ai.audio.tts.TextToSpeechModel;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.audio.tts.TextToSpeechResponse;
import org.springframework.core.io.ByteArrayResource;
import reactor.core.publisher.Flux;

/** Audio models, which all providers have in common since 1.1. */
class AudioTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModelsModule());

  @Test
  @Tag("newest")
  void speech_isAGenerationWithoutItsBytes() {
    TextToSpeechModel speaker =
        new TextToSpeechModel() {
          @Override
          public TextToSpeechResponse call(TextToSpeechPrompt prompt) {
            return new TextToSpeechResponse(List.of(new Speech(new byte[] {1, 2})));
          }

          @Override
          public Flux<TextToSpeechResponse> stream(TextToSpeechPrompt prompt) {
            return Flux.empty();
          }
        };

    speaker.call(new TextToSpeechPrompt("To Rome."));

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(weaving.spans().only().name()).isEqualTo("speech AudioTest$1");
    assertThat(data.input()).containsExactly(Message.text("user", "To Rome."));
    assertThat(data.output().get(0).parts().get(0))
        .isInstanceOfSatisfying(Part.Media.class, media -> assertThat(media.bytes()).isEqualTo(2));
  }

  @Test
  @Tag("newest")
  void transcription_isAGeneration() {
    TranscriptionModel own =
        new TranscriptionModel() {
          @Override
          public AudioTranscriptionResponse call(AudioTranscriptionPrompt prompt) {
            return new AudioTranscriptionResponse(new AudioTranscription("To Rome."));
          }
        };

    own.call(new AudioTranscriptionPrompt(new ByteArrayResource(new byte[] {1, 2, 3})));

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.input().get(0).parts().get(0))
        .isInstanceOfSatisfying(Part.Media.class, media -> assertThat(media.bytes()).isEqualTo(3));
  }
}
