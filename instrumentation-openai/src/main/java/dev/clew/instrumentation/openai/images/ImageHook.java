// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces image generation: {@code generate} from text and {@code edit} from images, also streamed.
 */
final class ImageHook extends HttpCallHook {
  ImageHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    if (params instanceof ImageGenerateParams generate) {
      ImagePayload payload =
          new ImagePayload(
              calls.client(call),
              "generate",
              () -> OpenAiJson.read(generate._body()).values(),
              List.of(),
              isStreamed(call));
      return begin("generate image", ModelName.of(generate._model()), payload);
    }
    ImageEditParams edit = (ImageEditParams) params;
    MultipartForm form = MultipartForm.of("image", edit._body());
    ImagePayload payload =
        new ImagePayload(calls.client(call), "edit", form::values, form.files(), isStreamed(call));
    return begin("edit image", ModelName.of(edit._model().value()), payload);
  }

  private @Nullable HttpCall begin(String verb, @Nullable String model, ImagePayload payload) {
    return calls.begin(SpanType.GENERATION, SpanNames.of(verb, model), payload);
  }
}
