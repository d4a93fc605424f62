// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself. The application may have written it, so that asking may fail.
 *
 * @param className without its package
 * @param modelName what it calls when the request names no model
 */
record ModelTraits(String className, @Nullable ModelProvider provider, @Nullable String modelName) {

  static ModelTraits of(ChatModel model) {
    return of(model, model::provider, model::defaultRequestParameters);
  }

  static ModelTraits of(StreamingChatModel model) {
    return of(model, model::provider, model::defaultRequestParameters);
  }

  private static ModelTraits of(
      Object model, Supplier<ModelProvider> provider, Supplier<ChatRequestParameters> defaults) {
    String className = model.getClass().getName();
    ChatRequestParameters parameters = ask(defaults);
    return new ModelTraits(
        className.substring(className.lastIndexOf('.') + 1),
        ask(provider),
        parameters == null ? null : parameters.modelName());
  }

  private static <T> @Nullable T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException | LinkageError refused) {
      return null;
    }
  }
}
