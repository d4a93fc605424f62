// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of an image span: a generation whose output is images, because it calls a model and
 * is paid for.
 */
final class ImagePayload extends GenAiPayload {
  /** An image of the usual size. */
  private static final long PER_IMAGE = 2_000_000;

  private final String operation;
  private final @Nullable String prompt;
  private final @Nullable Object config;
  private volatile @Nullable Object result;

  ImagePayload(
      Client client,
      String operation,
      @Nullable String model,
      @Nullable String prompt,
      @Nullable Object config) {
    super(client, model);
    this.operation = operation;
    this.prompt = prompt;
    this.config = config;
  }

  @Override
  public void result(Object answer) {
    result = answer;
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL + RetainedBytes.of(prompt) + (result == null ? 0 : PER_IMAGE);
  }

  @Override
  public GenerationData render() {
    List<Part> images = new ArrayList<>();
    for (JsonTree generated : GenAiJson.read(result).objects("generatedImages")) {
      JsonTree image = generated.object("image");
      if (generated.text("enhancedPrompt") != null) {
        images.add(new Part.Other("enhancedPrompt", generated.text("enhancedPrompt")));
      }
      images.add(
          image.text("gcsUri") == null
              ? ContentParts.media(image, image.values().get("imageBytes"))
              : new Part.Media("image", image.text("mimeType"), image.text("gcsUri"), null, null));
    }
    return generation()
        .parameters(GenAiJson.read(config).without(Set.of("httpOptions")))
        .input(prompt == null ? List.of() : List.of(Message.text("user", prompt)))
        .output(images.isEmpty() ? List.of() : List.of(Message.of("assistant", images)))
        .details(details(Map.of("operation", operation)))
        .build();
  }
}
