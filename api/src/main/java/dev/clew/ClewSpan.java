// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A span in progress. It ends when it is closed, successfully unless {@link #error(Throwable)} or
 * {@link #cancelled} was called before.
 *
 * <p>Safe for use from several threads, and may be closed on another one than it was started on.
 * After the first call of {@link #close}, no method has an effect. No method throws.
 *
 * <p>Values may be String, Number, Boolean, and Map, List and Set of the JDK, which are copied one
 * level deep. Anything else is turned into text by {@code toString} later, on Clew's export thread.
 * Data that does not belong to the span's type is kept as a detail where the type has details.
 */
public final class ClewSpan implements AutoCloseable {
  static final ClewSpan NONE = new ClewSpan(ClewBackend.NONE, null);

  private final ClewBackend backend;
  private final @Nullable Object handle;

  ClewSpan(ClewBackend backend, @Nullable Object handle) {
    this.backend = backend;
    this.handle = handle;
  }

  /** Returns whether anything is recorded: false without the agent. */
  public boolean isRecording() {
    return handle != null;
  }

  /** Returns the trace id, 32 hexadecimal digits, or null without the agent. */
  public @Nullable String traceId() {
    return handle == null ? null : backend.traceId(handle);
  }

  /** Returns the span id, 16 hexadecimal digits, or null without the agent. */
  public @Nullable String spanId() {
    return handle == null ? null : backend.spanId(handle);
  }

  // What every type has

  /**
   * Sets what the work started from: the arguments of a tool, the task of an agent, the query of a
   * retrieval. For a model call, a String is the user's message; {@link #message} adds others.
   */
  public ClewSpan input(@Nullable Object input) {
    return set("input", input);
  }

  /**
   * Sets what the work resulted in. For a model call, a String is the assistant's message; {@link
   * #toolCall} adds requests for tools.
   */
  public ClewSpan output(@Nullable Object output) {
    return set("output", output);
  }

  /**
   * Sets a piece of data: the content of a custom span, or a further detail of an agent, a model
   * call, a guardrail. Redacted and withheld like all content, unlike an attribute.
   */
  public ClewSpan data(String key, @Nullable Object value) {
    return set(key, value);
  }

  /** Sets an attribute. Attributes are for short values that are searched for, not for content. */
  public ClewSpan attribute(String key, @Nullable String value) {
    if (handle != null) {
      backend.attribute(handle, key, value);
    }
    return this;
  }

  /** Sets an attribute. */
  public ClewSpan attribute(String key, long value) {
    if (handle != null) {
      backend.attribute(handle, key, value);
    }
    return this;
  }

  /** Sets an attribute. */
  public ClewSpan attribute(String key, double value) {
    if (handle != null) {
      backend.attribute(handle, key, value);
    }
    return this;
  }

  /** Sets an attribute. */
  public ClewSpan attribute(String key, boolean value) {
    if (handle != null) {
      backend.attribute(handle, key, value);
    }
    return this;
  }

  /** Adds an event, which has the current time. */
  public ClewSpan event(String name) {
    return event(name, null);
  }

  /** Adds an event with a detail, which has the current time. */
  public ClewSpan event(String name, @Nullable String detail) {
    if (handle != null) {
      backend.event(handle, name, detail);
    }
    return this;
  }

  /** Adds a feedback score to this span. */
  public ClewSpan score(String name, double value) {
    return score(name, value, null);
  }

  /** Adds a feedback score with a comment to this span. */
  public ClewSpan score(String name, double value, @Nullable String comment) {
    if (handle != null) {
      backend.attribute(handle, "clew.score." + name, value);
      if (comment != null) {
        backend.attribute(handle, "clew.score." + name + ".comment", comment);
      }
    }
    return this;
  }

  /** Assigns the trace to a session or conversation; the first value wins. */
  public ClewSpan groupId(@Nullable String groupId) {
    if (handle != null) {
      backend.groupId(handle, groupId);
    }
    return this;
  }

  /** Adds metadata to the trace. */
  public ClewSpan metadata(String key, @Nullable String value) {
    if (handle != null) {
      backend.metadata(handle, key, value);
    }
    return this;
  }

  // Model calls: generation, response, embedding

  /** Sets the provider, under OpenTelemetry's name of it, such as {@code openai}. */
  public ClewSpan provider(@Nullable String provider) {
    return set("provider", provider);
  }

  /** Sets the requested model. */
  public ClewSpan model(@Nullable String model) {
    return set("model", model);
  }

  /** Sets the model that answered, as the provider reported it. */
  public ClewSpan responseModel(@Nullable String model) {
    return set("response_model", model);
  }

  /** Sets the provider's id of the answer. */
  public ClewSpan responseId(@Nullable String id) {
    return set("response_id", id);
  }

  /** Sets a parameter of the request, such as {@code temperature}. */
  public ClewSpan parameter(String name, @Nullable Object value) {
    return handle == null ? this : set("parameters." + name, value);
  }

  /**
   * Adds a message to the conversation sent to the model.
   *
   * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
   */
  public ClewSpan message(String role, @Nullable String text) {
    return handle == null ? this : add("input", pair("role", role, "content", text));
  }

  /**
   * Adds a tool call to the model's answer.
   *
   * @param arguments JSON text
   */
  public ClewSpan toolCall(@Nullable String id, String name, @Nullable String arguments) {
    if (handle != null) {
      Map<String, @Nullable Object> call = pair("name", name, "arguments", arguments);
      call.put("id", id);
      add("output", call);
    }
    return this;
  }

  /** Sets why the model stopped, such as {@code stop} or {@code tool_calls}. */
  public ClewSpan finishReason(@Nullable String reason) {
    return set("finish_reason", reason);
  }

  /** Sets the number of tokens, as the provider reported it. */
  public ClewSpan usage(long inputTokens, long outputTokens) {
    if (handle != null) {
      backend.set(handle, "usage.input_tokens", inputTokens);
      backend.set(handle, "usage.output_tokens", outputTokens);
    }
    return this;
  }

  /** Sets how many of the input tokens were read from the provider's cache. */
  public ClewSpan cachedTokens(long tokens) {
    return count("usage.cached_tokens", tokens);
  }

  /** Sets how many of the input tokens were written to the provider's cache. */
  public ClewSpan cacheWriteTokens(long tokens) {
    return count("usage.cache_write_tokens", tokens);
  }

  /** Sets how many of the output tokens were spent on reasoning. */
  public ClewSpan reasoningTokens(long tokens) {
    return count("usage.reasoning_tokens", tokens);
  }

  /** Records that the first piece of a streamed answer has arrived; later calls have no effect. */
  public ClewSpan firstChunk() {
    if (handle != null) {
      backend.firstChunk(handle);
    }
    return this;
  }

  // Agents, tools, guardrails, retrievals

  /** Sets the instructions of an agent or model call. */
  public ClewSpan instructions(@Nullable String instructions) {
    return set("instructions", instructions);
  }

  /** Adds a tool that an agent may use. */
  public ClewSpan availableTool(String name) {
    return add("tools", name);
  }

  /** Adds an agent that an agent may hand over to. */
  public ClewSpan availableHandoff(String agent) {
    return add("handoffs", agent);
  }

  /** Sets the id under which the model requested this tool call. */
  public ClewSpan toolCallId(@Nullable String id) {
    return set("tool_call_id", id);
  }

  /** Sets whether a guardrail rejected what it checked. */
  public ClewSpan triggered(boolean triggered) {
    if (handle != null) {
      backend.set(handle, "triggered", triggered);
    }
    return this;
  }

  /** Adds a document that a retrieval found. */
  public ClewSpan document(@Nullable String text, @Nullable String source, double score) {
    if (handle != null) {
      Map<String, @Nullable Object> document = pair("text", text, "source", source);
      document.put("score", score);
      add("documents", document);
    }
    return this;
  }

  // The end

  /** Records the exception with which the span will end; {@link #close} ends it. */
  public ClewSpan error(@Nullable Throwable thrown) {
    if (handle != null) {
      backend.error(handle, thrown);
    }
    return this;
  }

  /**
   * Records an error that is no exception.
   *
   * @param type a short name of the failure, such as {@code rate_limited}
   */
  public ClewSpan error(String type, @Nullable String message) {
    if (handle != null) {
      backend.error(handle, type, message);
    }
    return this;
  }

  /** Records that the work was given up before it was complete. */
  public ClewSpan cancelled() {
    if (handle != null) {
      backend.cancelled(handle);
    }
    return this;
  }

  /** Ends the span. */
  @Override
  public void close() {
    if (handle != null) {
      backend.end(handle);
    }
  }

  /** Returns a task that runs as part of this span, on any thread. */
  public Runnable wrap(Runnable task) {
    return handle == null ? task : backend.wrap(handle, task);
  }

  /** Returns a task that runs as part of this span, on any thread. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return handle == null ? task : backend.wrap(handle, task);
  }

  /** Returns a supplier that runs as part of this span, on any thread. */
  public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
    return handle == null ? task : backend.wrap(handle, task);
  }

  private ClewSpan set(String key, @Nullable Object value) {
    if (handle != null) {
      backend.set(handle, key, value);
    }
    return this;
  }

  private ClewSpan add(String key, @Nullable Object value) {
    if (handle != null) {
      backend.add(handle, key, value);
    }
    return this;
  }

  private ClewSpan count(String key, long value) {
    if (handle != null) {
      backend.set(handle, key, value);
    }
    return this;
  }

  private static Map<String, @Nullable Object> pair(
      String key, @Nullable Object value, String otherKey, @Nullable Object otherValue) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(otherKey, otherValue);
    return map;
  }
}
