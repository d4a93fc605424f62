// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of an image span: a generation whose output is images. */
final class ImagePayload extends MediaPayload {
  private static final Set<String> READ = Set.of("created", "data", "usage", "type", "b64_json");

  /** Creates the payload of images made from a prompt alone, in parameters that are JSON. */
  ImagePayload(ServiceClient client, Object params, boolean streamed) {
    super(
        client, "image_generate", () -> OpenAiJson.readBody(params).values(), List.of(), streamed);
  }

  ImagePayload(ServiceClient client, String operation, MultipartForm form, boolean streamed) {
    super(client, "image_" + operation, form::values, form.files(), streamed);
  }

  /** Keeps only the last chunk; earlier ones are coarser versions of the image. */
  @Override
  public void chunk(Object chunk) {
    Object complete = Fields.BY_NAME.first(chunk, "generationCompleted", "completed");
    if (complete != null) {
      result(complete);
    }
  }

  @Override
  public long retainedBytes() {
    List<?> images = Fields.BY_NAME.list(result(), "_data");
    return RetainedBytes.PER_CALL
        + length(result())
        + RetainedBytes.of(images, 0, ImagePayload::length);
  }

  private static long length(@Nullable Object image) {
    return RetainedBytes.of(Fields.BY_NAME.text(image, "_b64Json"));
  }

  @Override
  List<Message> output(JsonTree requestJson, JsonTree answer) {
    String format = answer.text("output_format");
    format = format != null ? format : requestJson.text("output_format");
    String mimeType = format == null ? null : "image/" + format;
    List<JsonTree> images = answer.text("b64_json") != null ? List.of(answer) : List.of();
    images = images.isEmpty() ? answer.objects("data") : images;
    List<Part> parts = new ArrayList<>();
    for (JsonTree image : images) {
      String revised = image.text("revised_prompt");
      if (revised != null) {
        parts.add(new Part.Other("revised_prompt", revised));
      }
      String base64 = image.text("b64_json");
      parts.add(
          base64 == null
              ? new Part.Media("image", mimeType, image.text("url"), null, null)
              : MediaHash.ofBase64("image", mimeType, null, base64));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  @Override
  Set<String> read() {
    return READ;
  }
}
