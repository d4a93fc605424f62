// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.HookedApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings({
  "MustBeClosedChecker",
  "deprecation",
  "rawtypes",
  "unchecked"
}) // types moved between versions
class AudioHookTest {
  private final HookedApi api = new HookedApi();
  private final SpeechCreateParams speech =
      SpeechCreateParams.builder()
          .model("gpt-4o-mini-tts")
          .voice((JsonField) JsonValue.from("alloy"))
          .input("Hello there")
          .build();
  private final TranscriptionCreateParams transcription =
      TranscriptionCreateParams.builder()
          .file(new ByteArrayInputStream("WAV-BYTES".getBytes(StandardCharsets.UTF_8)))
          .model("gpt-4o-transcribe")
          .prompt("Names: Clew")
          .build();

  @AfterEach
  void close() {
    api.close();
  }

  private HttpResponse speak() {
    var service = api.client.withRawResponse().audio().speech();
    return HookedApi.around(
        new EndpointHook(api.calls), service, speech, () -> service.create(speech));
  }

  @Test
  void speech_readToItsEnd_recordsTypeAndSize() throws IOException {
    api.server.reply(200, "audio/mpeg", "MP3-BYTES");
    HttpResponse response = speak();
    assertThat(api.spans.spans()).isEmpty();

    assertThat(response.body().readAllBytes()).asString().isEqualTo("MP3-BYTES");

    assertThat(api.spans.only().name()).isEqualTo("speak gpt-4o-mini-tts");
    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(api.spans.only().firstChunkEpochNanos()).isNotNull();
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.input()).containsExactly(Message.text("user", "Hello there"));
    assertThat(data.parameters()).containsEntry("voice", "alloy");
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant", List.of(new Part.Media("audio", "audio/mpeg", null, 9L, null))));
  }

  @Test
  void speech_closedUnread_isCancelled() {
    api.server.reply(200, "audio/mpeg", "MP3-BYTES");

    speak().close();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(api.spans.only().attributes()).contains(entry("clew.end_reason", "closed_early"));
  }

  @Test
  void speechAsync_readToItsEnd_endsTheSpan() throws IOException {
    api.server.reply(200, "audio/mpeg", "MP3-BYTES");
    var service = api.client.async().withRawResponse().audio().speech();

    HttpResponse response =
        HookedApi.around(new EndpointHook(api.calls), service, speech, () -> service.create(speech))
            .join();
    response.body().readAllBytes();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void transcription_upload_saysTextAndSize() {
    api.server.json(
        """
        {"text":"Hello","usage":{"type":"tokens","input_tokens":14,"output_tokens":45,
         "total_tokens":59,"input_token_details":{"text_tokens":0,"audio_tokens":14}}}""");
    var service = api.client.withRawResponse().audio().transcriptions();

    HookedApi.around(
            new EndpointHook(api.calls),
            service,
            transcription,
            () -> service.create(transcription))
        .parse();

    assertThat(api.server.requests().get(0)).contains("WAV-BYTES");
    assertThat(api.spans.only().name()).isEqualTo("transcribe gpt-4o-transcribe");
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.output()).containsExactly(Message.text("assistant", "Hello"));
    assertThat(data.usage())
        .isEqualTo(new Usage(14L, 45L, 59L, null, null, null, 14L, null, false));
    assertThat(data.input().get(0).parts()).hasSize(2).contains(new Part.Text("Names: Clew"));
    assertThat(((Part.Media) data.input().get(0).parts().get(0)).bytes()).isEqualTo(9L);
  }

  @Test
  void transcriptionStream_done_isTheAnswer() {
    api.server.events(
        "{\"type\":\"transcript.text.delta\",\"delta\":\"Hel\"}",
        "{\"type\":\"transcript.text.delta\",\"delta\":\"lo\"}",
        "{\"type\":\"transcript.text.done\",\"text\":\"Hello\"}");

    stream();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(api.spans.only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "Hello"));
  }

  @Test
  void transcriptionStream_cut_failsAndKeepsWhatCame() {
    api.server.events("{\"type\":\"transcript.text.delta\",\"delta\":\"Hel\"}");

    stream();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(api.spans.only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "Hel"));
  }

  private void stream() {
    var service = api.client.withRawResponse().audio().transcriptions();
    HttpResponseFor<StreamResponse<TranscriptionStreamEvent>> response =
        HookedApi.around(
            new EndpointHook(api.calls),
            "stream",
            service,
            transcription,
            () -> service.createStreaming(transcription));
    response.parse().stream().forEach(event -> {});
  }

  @Test
  void translation_upload_saysText() {
    api.server.json("{\"text\":\"Hello\"}");
    TranslationCreateParams params =
        TranslationCreateParams.builder()
            .file(new ByteArrayInputStream("WAV-BYTES".getBytes(StandardCharsets.UTF_8)))
            .model("whisper-1")
            .build();
    var service = api.client.withRawResponse().audio().translations();

    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.create(params))
        .parse();

    assertThat(api.spans.only().name()).isEqualTo("translate whisper-1");
    assertThat(api.spans.only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "Hello"));
  }
}
