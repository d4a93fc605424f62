// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import com.openai.models.images.ImageCreateVariationParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import org.jspecify.annotations.Nullable;

/** Variations: {@code createVariation(ImageCreateVariationParams, RequestOptions)}. */
@SuppressWarnings("deprecation") // newer versions deprecate the endpoint
final class ImageVariationHook extends CallHook {
  ImageVariationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    ImageCreateVariationParams params = call.required(0, ImageCreateVariationParams.class);
    String model = ModelName.of(params._model().value());
    MultipartForm form = MultipartForm.of("image", params._body());
    ImageCapture capture =
        new ImageCapture(calls.client(call), "variation", form::values, form.files(), false);
    return calls.begin(SpanType.GENERATION, ModelName.after("vary image", model), capture);
  }
}
