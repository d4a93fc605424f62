// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import com.openai.models.images.ImageCreateVariationParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code createVariation}. A separate class because newer versions deprecate the endpoint.
 */
@SuppressWarnings("deprecation")
final class ImageVariationHook extends HttpCallHook {
  ImageVariationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    ImageCreateVariationParams params = call.required(0, ImageCreateVariationParams.class);
    String name = SpanNames.of("vary image", ModelName.of(params._model().value()));
    MultipartForm form = MultipartForm.of("image", params._body());
    ImagePayload payload =
        new ImagePayload(calls.client(call), "variation", form::values, form.files(), false);
    return calls.begin(SpanType.GENERATION, name, payload);
  }
}
