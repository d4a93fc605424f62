// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.batches.BatchCancelParams;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchRetrieveParams;
import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Images, audio and batches. */
final class Media {
  private final OpenAIClient client;

  Media(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Ways ways) {
    images(ways);
    ways.add("spoken", () -> read(client.audio().speech().create(speech("spoken"))));
    ways.add(
        "spoken-async",
        () -> read(client.async().audio().speech().create(speech("spoken-async")).get()));
    listening(ways);
    batches(ways);
  }

  private void images(Ways ways) {
    ways.add("painted", () -> hash(client.images().generate(image("painted"))));
    ways.add(
        "painted-async",
        () -> hash(client.async().images().generate(image("painted-async")).get()));
    ways.add("edited", () -> hash(client.images().edit(editing("edited"))));
    ways.add(
        "edited-async", () -> hash(client.async().images().edit(editing("edited-async")).get()));
    ways.add("varied", () -> hash(client.images().createVariation(variation("varied"))));
    ways.add(
        "varied-async",
        () -> hash(client.async().images().createVariation(variation("varied-async")).get()));
  }

  private void listening(Ways ways) {
    ways.add(
        "transcribed",
        () ->
            client
                .audio()
                .transcriptions()
                .create(transcription("transcribed"))
                .asTranscription()
                .text());
    ways.add(
        "transcribed-async",
        () ->
            client
                .async()
                .audio()
                .transcriptions()
                .create(transcription("transcribed-async"))
                .get()
                .asTranscription()
                .text());
    ways.add("transcribed-stream", () -> streamed("transcribed-stream"));
    ways.add("transcribed-stream-async", () -> streamedAsync("transcribed-stream-async"));
    ways.add(
        "translated",
        () ->
            client.audio().translations().create(translation("translated")).asTranslation().text());
    ways.add(
        "translated-async",
        () ->
            client
                .async()
                .audio()
                .translations()
                .create(translation("translated-async"))
                .get()
                .asTranslation()
                .text());
  }

  private String streamed(String phrase) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<TranscriptionStreamEvent> stream =
        client.audio().transcriptions().createStreaming(transcription(phrase))) {
      stream.stream().forEach(event -> text.append(delta(event)));
    }
    return text.toString();
  }

  private String streamedAsync(String phrase) throws Exception {
    StringBuffer text = new StringBuffer();
    client
        .async()
        .audio()
        .transcriptions()
        .createStreaming(transcription(phrase))
        .subscribe(event -> text.append(delta(event)))
        .onCompleteFuture()
        .get();
    return text.toString();
  }

  private static String delta(TranscriptionStreamEvent event) {
    return event.transcriptTextDelta().map(delta -> delta.delta()).orElse("");
  }

  private void batches(Ways ways) {
    ways.add(
        "batched",
        () ->
            client
                .batches()
                .create(
                    BatchCreateParams.builder()
                        .inputFileId("file-batched")
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build())
                .id());
    ways.add(
        "batch-looked-at",
        () ->
            client
                .async()
                .batches()
                .retrieve(BatchRetrieveParams.builder().batchId("batch_looked_at").build())
                .get()
                .id());
    ways.add(
        "batch-cancelled",
        () ->
            client
                .batches()
                .cancel(BatchCancelParams.builder().batchId("batch_cancelled").build())
                .id());
  }

  static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(HttpResponse response) throws IOException {
    try (response;
        InputStream body = response.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String hash(ImagesResponse response) {
    // A list up to 2.x, an Optional of a list later.
    return response._data().asKnown().get().get(0).b64Json().get();
  }

  private static ImageGenerateParams image(String phrase) {
    return ImageGenerateParams.builder().model("gpt-image-1").prompt(phrase).build();
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // the type of voices has moved
  private static SpeechCreateParams speech(String phrase) {
    return SpeechCreateParams.builder()
        .model("gpt-4o-mini-tts")
        .voice((JsonField) JsonValue.from("alloy"))
        .input(phrase)
        .build();
  }

  private static TranscriptionCreateParams transcription(String phrase) {
    return TranscriptionCreateParams.builder()
        .file(bytes("WAV-BYTES"))
        .model("gpt-4o-transcribe")
        .prompt(phrase)
        .build();
  }

  private static TranslationCreateParams translation(String phrase) {
    return TranslationCreateParams.builder()
        .file(bytes("WAV-BYTES"))
        .model("whisper-1")
        .prompt(phrase)
        .build();
  }

  private static ImageEditParams editing(String phrase) {
    return ImageEditParams.builder()
        .image(bytes("PNG-BYTES"))
        .prompt(phrase)
        .model("gpt-image-1")
        .build();
  }

  private static ImageCreateVariationParams variation(String phrase) {
    return ImageCreateVariationParams.builder().image(bytes("PNG-BYTES")).user(phrase).build();
  }
}
