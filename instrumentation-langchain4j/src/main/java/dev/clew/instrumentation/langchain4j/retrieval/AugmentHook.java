// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ReceiverNames;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import org.jspecify.annotations.Nullable;

/** Traces {@code RetrievalAugmentor.augment}: the entire retrieval for one message. */
final class AugmentHook extends LangChain4jHook<RetrievalPayload> {
  static final ContextKey<Operation<RetrievalPayload>> KIND =
      ContextKey.named("langchain4j.augment");

  AugmentHook(Tracer tracer) {
    super(tracer, KIND);
  }

  @Override
  protected RetrievalPayload begin(Object receiver, Call call) {
    AugmentationRequest request =
        LibraryObjects.callableOrNull(call.required(0, AugmentationRequest.class));
    ChatMessage message = request == null ? null : request.chatMessage();
    return new RetrievalPayload(
        "augment", ReceiverNames.name(receiver), () -> text(message), null, true);
  }

  private static @Nullable String text(@Nullable ChatMessage message) {
    return message instanceof UserMessage user && LibraryObjects.mayCall(user)
        ? Contents.text(user.contents())
        : null;
  }

  @Override
  protected void answered(RetrievalPayload content, Span span, Object result) {
    if (LibraryObjects.mayCall(result)) {
      content.recordResult(span, ((AugmentationResult) result).contents());
    }
  }
}
