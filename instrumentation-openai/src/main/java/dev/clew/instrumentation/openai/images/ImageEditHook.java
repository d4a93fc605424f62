// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import com.openai.models.images.ImageEditParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import org.jspecify.annotations.Nullable;

/** Images made from images: {@code edit(ImageEditParams, RequestOptions)}. */
final class ImageEditHook extends CallHook {
  ImageEditHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    ImageEditParams params = call.required(0, ImageEditParams.class);
    String model = ModelName.of(params._model().value());
    MultipartForm form = MultipartForm.of("image", params._body());
    ImageCapture capture =
        new ImageCapture(calls.client(call), "edit", form::values, form.files(), false);
    return calls.begin(SpanType.GENERATION, ModelName.after("edit image", model), capture);
  }
}
