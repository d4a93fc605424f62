// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Traces {@code ImageModel.generate} and {@code edit}: any source images come before the prompt,
 * the number of images after it.
 */
final class ImageHook extends LangChain4jHook<ImagePayload> {
  private final ModelInfos models;

  ImageHook(Tracer tracer, ModelInfos models) {
    super(tracer, ImagePayload.KIND);
    this.models = models;
  }

  @Override
  protected ImagePayload begin(Object receiver, Call call) {
    List<Image> sources = new ArrayList<>();
    String prompt = null;
    Integer number = null;
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof Image image) {
        sources.add(image);
      } else if (argument instanceof Integer count) {
        number = count;
      } else if (argument instanceof String text) {
        prompt = text;
      }
    }
    return new ImagePayload(
        models.of(receiver),
        sources.isEmpty() ? "generate" : "edit",
        prompt,
        List.copyOf(sources),
        number == null ? Map.of() : Map.of("n", number));
  }

  @Override
  protected void answered(ImagePayload content, Span span, Object result) {
    content.answered(LibraryObjects.callableOrNull((Response<?>) result));
  }
}
