// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import com.openai.models.images.ImageGenerateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.ModelName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images made from a text: {@code generateStreaming(ImageGenerateParams, RequestOptions)}. */
final class ImageGenerateStreamHook extends CallHook {
  ImageGenerateStreamHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    ImageGenerateParams params = call.required(0, ImageGenerateParams.class);
    String model = ModelName.of(params._model());
    ImageCapture capture =
        new ImageCapture(
            calls.client(call),
            "generate",
            () -> JsonTree.read(params._body()).values(),
            List.of(),
            true);
    return calls.begin(SpanType.GENERATION, ModelName.after("generate image", model), capture);
  }
}
