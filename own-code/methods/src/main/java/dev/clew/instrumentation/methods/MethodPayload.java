// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a method's span: references to arguments and result, with shallow copies of
 * collections. What the rule reads from them for the content is read on the export thread.
 */
final class MethodPayload implements CallPayload {
  private static final int MAX_CHUNKS = 100;

  private final TracedMethod method;
  private final CallValues values;
  private final String subject;
  private final @Nullable String caller;
  private final List<Object> chunks = new ArrayList<>(); // guarded by itself
  private boolean streamed;
  private volatile @Nullable Object result;
  private volatile boolean triggered;

  /**
   * Describes a call that is starting.
   *
   * @param values with copies of the arguments
   * @param subject the name in the content
   * @param caller the agent that is running, or null
   */
  MethodPayload(TracedMethod method, CallValues values, String subject, @Nullable String caller) {
    this.method = method;
    this.values = values;
    this.subject = subject;
    this.caller = caller;
  }

  TracedMethod method() {
    return method;
  }

  String subject() {
    return subject;
  }

  /** Returns the agent that was running when the method was called, or null. */
  @Nullable String caller() {
    return caller;
  }

  boolean isTriggered() {
    return triggered;
  }

  /** Returns what the expressions of the rule refer to, as far as it is known. */
  CallValues values() {
    return new CallValues(values.self(), values.arguments(), output());
  }

  private @Nullable Object output() {
    synchronized (chunks) {
      return streamed ? List.copyOf(chunks) : result;
    }
  }

  /** Returns whether the result came in pieces. */
  @Override
  public boolean isStreamed() {
    synchronized (chunks) {
      return streamed;
    }
  }

  @Override
  public void chunk(Object chunk) {
    synchronized (chunks) {
      streamed = true;
      if (chunks.size() < MAX_CHUNKS) {
        chunks.add(chunk);
      }
    }
  }

  @Override
  public void result(Object answer) {
    result = Values.snapshot(answer);
  }

  /** Decides whether a check rejected the content: as the rule says, or by throwing. */
  @Override
  public void ended(Outcome outcome) {
    if (method.rule().type() == SpanType.GUARDRAIL) {
      triggered =
          method.rule().option(Options.TRIGGERED) == null
              ? outcome.error() != null
              : Boolean.TRUE.equals(method.value(Options.TRIGGERED, values()));
    }
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public String applicationMethod() {
    return method.method().className() + "." + method.method().methodName();
  }

  @Override
  public SpanData render() {
    return SpanContent.of(this);
  }

  @Override
  public long retainedBytes() {
    long bytes = 1_024 + RetainedBytes.of(result);
    for (Object argument : values.arguments()) {
      bytes += RetainedBytes.of(argument);
    }
    synchronized (chunks) {
      return bytes + RetainedBytes.of(chunks, 64, RetainedBytes::of);
    }
  }
}
