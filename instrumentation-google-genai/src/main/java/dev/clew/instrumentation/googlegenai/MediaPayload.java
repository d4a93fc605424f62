// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of an image's or a video's span: a generation, because it calls a model and is paid
 * for. A video is made by an operation that goes on after the answer.
 */
final class MediaPayload extends GenAiPayload {
  /** An image of the usual size. */
  private static final long PER_IMAGE = 2_000_000;

  private final String operation;
  private final @Nullable String prompt;
  private final List<Object> sources;
  private final @Nullable Object config;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param sources what else the media are made from: images, videos, or a source with a prompt
   */
  MediaPayload(
      String operation,
      @Nullable String model,
      @Nullable String prompt,
      List<Object> sources,
      @Nullable Object config) {
    super(model);
    this.operation = operation;
    this.prompt = prompt;
    this.sources = sources;
    this.config = config;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.of(prompt)
        + PER_IMAGE * (sources.size() + (result() == null ? 0 : 1));
  }

  @Override
  public GenerationData render() {
    List<Part> input = new ArrayList<>();
    if (prompt != null) {
      input.add(new Part.Text(prompt));
    }
    sources.forEach(source -> addSource(input, GenAiJson.read(source)));
    JsonTree answer = GenAiJson.read(result());
    List<Part> output = new ArrayList<>();
    for (JsonTree generated : answer.objects("generatedImages")) {
      if (generated.text("enhancedPrompt") != null) {
        output.add(new Part.Other("enhancedPrompt", generated.text("enhancedPrompt")));
      }
      addMedia(output, generated.object("image"));
    }
    for (JsonTree generated : answer.object("response").objects("generatedVideos")) {
      addMedia(output, generated.object("video"));
    }
    return generation()
        .responseId(answer.text("name"))
        .parameters(GenAiJson.read(config).without(Set.of("httpOptions")))
        .input(message("user", input))
        .output(message("assistant", output))
        .details(details(Map.of("operation", operation)))
        .build();
  }

  private static List<Message> message(String role, List<Part> parts) {
    return parts.isEmpty() ? List.of() : List.of(Message.of(role, parts));
  }

  private static void addSource(List<Part> parts, JsonTree source) {
    if (source.text("prompt") != null) {
      parts.add(new Part.Text(source.textOrEmpty("prompt")));
    }
    addMedia(parts, source);
    addMedia(parts, source.object("image"));
    addMedia(parts, source.object("video"));
  }

  /** Adds an image or a video; both have bytes or an address. */
  private static void addMedia(List<Part> parts, JsonTree media) {
    String type = media.text("mimeType");
    String address = media.text("gcsUri") != null ? media.text("gcsUri") : media.text("uri");
    Object image = media.values().get("imageBytes");
    Object bytes = image != null ? image : media.values().get("videoBytes");
    if (bytes != null) {
      parts.add(ContentParts.media(media, bytes));
    } else if (address != null) {
      parts.add(new Part.Media(MediaHash.modality(type), type, address, null, null));
    }
  }
}
