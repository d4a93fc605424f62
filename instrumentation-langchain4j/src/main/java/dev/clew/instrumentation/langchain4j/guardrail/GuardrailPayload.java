// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import dev.clew.api.data.GuardrailData;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.message.Exchanges;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.GuardrailRequest;
import dev.langchain4j.guardrail.GuardrailResult;
import dev.langchain4j.guardrail.InputGuardrailRequest;
import dev.langchain4j.guardrail.OutputGuardrailRequest;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a guardrail's span: the checked message and the verdict. */
final class GuardrailPayload implements Payload {
  private final String name;
  private final String className;
  private final String kind;
  private final @Nullable ChatMessage checked;
  private volatile @Nullable GuardrailResult<?> result;

  GuardrailPayload(String name, String className, GuardrailRequest<?> request) {
    this.name = name;
    this.className = className;
    this.kind = request instanceof InputGuardrailRequest ? "input" : "output";
    this.checked = checked(request);
  }

  /** Keeps only the message, because the request also refers to the memory and the model. */
  private static @Nullable ChatMessage checked(GuardrailRequest<?> request) {
    if (!LibraryObjects.mayCall(request)) {
      return null;
    }
    if (request instanceof InputGuardrailRequest input) {
      return input.userMessage();
    }
    return request instanceof OutputGuardrailRequest output
        ? Exchanges.answer(output.responseFromLLM())
        : null;
  }

  /** Returns {@code input} or {@code output}. */
  String kind() {
    return kind;
  }

  void decided(GuardrailResult<?> verdict) {
    result = LibraryObjects.callableOrNull(verdict);
  }

  /**
   * Returns the outcome as one word. In the library, a reprompt is also a retry, and a retry is
   * also fatal.
   */
  static String outcome(GuardrailResult<?> result) {
    if (result instanceof OutputGuardrailResult output && output.isReprompt()) {
      return "reprompt";
    }
    if (result instanceof OutputGuardrailResult output && output.isRetry()) {
      return "retry";
    }
    if (result.isFatal()) {
      return "fatal";
    }
    if (result.hasRewrittenResult()) {
      return "rewritten";
    }
    return result.isSuccess() ? "success" : "failure";
  }

  @Override
  public GuardrailData render() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("kind", kind());
    GuardrailResult<?> verdict = result;
    details.put("result", verdict == null ? "error" : outcome(verdict));
    details.put("checked", text(checked));
    if (verdict != null) {
      describe(verdict, details);
    }
    details.put("class", className);
    details.values().removeIf(value -> value == null);
    return new GuardrailData(name, verdict != null && !verdict.isSuccess(), details);
  }

  private static void describe(GuardrailResult<?> verdict, Map<String, @Nullable Object> details) {
    if (verdict.hasRewrittenResult()) {
      details.put("rewritten", verdict.successfulText());
    }
    List<String> messages = new ArrayList<>();
    for (GuardrailResult.Failure failure : verdict.<GuardrailResult.Failure>failures()) {
      messages.add(failure.message());
      if (failure.cause() != null) {
        details.putIfAbsent("cause", Values.text(failure.cause()));
      }
    }
    if (!messages.isEmpty()) {
      details.put("failures", messages);
    }
    if (verdict instanceof OutputGuardrailResult output) {
      details.put("reprompt", output.getReprompt().orElse(null));
    }
  }

  private static @Nullable String text(@Nullable ChatMessage message) {
    if (message instanceof AiMessage ai) {
      return ai.text();
    }
    if (!(message instanceof UserMessage user) || !LibraryObjects.mayCall(user)) {
      return null;
    }
    return Contents.text(user.contents());
  }

  @Override
  public long retainedBytes() {
    // The neighbouring generation holds and counts the message, too.
    return 1024;
  }
}
