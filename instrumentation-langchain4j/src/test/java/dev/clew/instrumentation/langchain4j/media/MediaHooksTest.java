// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MediaHooksTest {
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  /** The bytes are {@code abc}. */
  private static final class Painter implements ImageModel {
    @Override
    public Response<Image> generate(String prompt) {
      Image image =
          Image.builder().base64Data("YWJj").mimeType("image/png").revisedPrompt("better").build();
      return Response.from(image, new TokenUsage(5, 50));
    }

    @Override
    public Response<List<Image>> generate(String prompt, int number) {
      return Response.from(List.of(generate(prompt).content(), generate(prompt).content()));
    }

    @Override
    public Response<Image> edit(Image image, String prompt) {
      return Response.from(Image.builder().url("https://images/2").build());
    }
  }

  private static final class Ear implements AudioTranscriptionModel {
    @Override
    public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
      return AudioTranscriptionResponse.from("bom dia");
    }
  }

  private static final class Voice implements TextToSpeechModel {
    @Override
    public TextToSpeechResponse synthesize(TextToSpeechRequest request) {
      return TextToSpeechResponse.from(audio());
    }
  }

  private static Audio audio() {
    return Audio.builder().binaryData(new byte[] {'a', 'b', 'c'}).mimeType("audio/mp3").build();
  }

  /** JUnit loads these classes before they can be woven; using an image weaves them afterwards. */
  @BeforeEach
  void useTheLibrary() {
    assertThat(Image.builder().url("https://images/0").build()).isNotNull();
  }

  @Test
  void image_isAGenerationWithoutItsBytes() {
    new Painter().generate("a boat");

    assertThat(weaving.tree()).hasToString("generation generate image MediaHooksTest$Painter\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input()).isEqualTo(List.of(Message.text("user", "a boat")));
    assertThat(data.output())
        .isEqualTo(
            List.of(
                Message.of(
                    "assistant",
                    List.of(
                        new Part.Other("revised_prompt", "better"),
                        new Part.Media("image", "image/png", null, 3L, HASH_OF_ABC)))));
    assertThat(data.usage())
        .isEqualTo(new Usage(5L, 50L, 55L, null, null, null, null, null, false));
    assertThat(data.details()).isEqualTo(Map.of("operation", "image_generate"));
  }

  @Test
  void severalImages_areOneGeneration() {
    new Painter().generate("a boat", 2);

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.parameters()).isEqualTo(Map.of("n", 2));
    assertThat(data.output().get(0).parts()).hasSize(4);
    assertThat(weaving.spans().only().payload().retainedBytes()).isGreaterThan(512);
  }

  @Test
  void editedImage_showsWhatItStartedFrom() {
    new Painter().edit(Image.builder().url("https://images/1").build(), "at night");

    assertThat(weaving.tree()).hasToString("generation edit image MediaHooksTest$Painter\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input().get(0).parts())
        .containsExactly(
            new Part.Media("image", null, "https://images/1", null, null),
            new Part.Text("at night"));
    assertThat(data.output().get(0).parts())
        .containsExactly(new Part.Media("image", null, "https://images/2", null, null));
  }

  @Test
  void transcription_isAGenerationFromSoundToText() {
    new Ear().transcribe(AudioTranscriptionRequest.builder(audio()).language("pt").build());

    assertThat(weaving.tree()).hasToString("generation transcribe MediaHooksTest$Ear\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input().get(0).parts())
        .containsExactly(new Part.Media("audio", "audio/mp3", null, 3L, HASH_OF_ABC));
    assertThat(data.output()).isEqualTo(List.of(Message.text("assistant", "bom dia")));
    assertThat(data.parameters()).isEqualTo(Map.of("language", "pt"));
  }

  @Test
  void speech_isAGenerationFromTextToSound() {
    new Voice().synthesize("bom dia");

    assertThat(weaving.tree()).hasToString("generation speak MediaHooksTest$Voice\n");
    GenerationData data = SpanRecorder.data(weaving.spans().only(), GenerationData.class);
    assertThat(data.input()).isEqualTo(List.of(Message.text("user", "bom dia")));
    assertThat(data.output().get(0).parts())
        .containsExactly(new Part.Media("audio", "audio/mp3", null, 3L, HASH_OF_ABC));
  }
}
