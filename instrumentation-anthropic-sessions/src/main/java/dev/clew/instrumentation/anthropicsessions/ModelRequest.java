// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of a model request, between the two events that the provider sends about it. */
final class ModelRequest implements Payload {
  private static final int MAX_OUTPUT = 256;

  private final ServiceClient client;
  private final @Nullable String model;
  private final List<SessionEvent> input;
  private final List<SessionEvent> output = new ArrayList<>();
  private final Span span;
  private StreamedText preview = new StreamedText();
  private @Nullable Object usage;
  private long bytes;

  ModelRequest(Tracer tracer, Context context, RunContent run) {
    this.client = run.client();
    this.model = run.model();
    this.input = run.history();
    this.span = tracer.start(context, SpanType.GENERATION, SpanNames.of("chat", run.model()), this);
  }

  /** Adds text that the provider sends ahead of the message. */
  void preview(@Nullable String text) {
    span.recordFirstChunk();
    preview.add(text);
  }

  void add(SessionEvent event) {
    if (output.size() < MAX_OUTPUT) {
      output.add(event);
      bytes += event.retainedBytes();
    }
    if (event.type().equals("agent.message")) {
      preview = new StreamedText(); // the message has it all
    }
  }

  void end(SessionEvent event) {
    usage = Fields.BY_NAME.read(event.content(), "_modelUsage");
    end(
        event.isError()
            ? Outcome.failed(SpanError.of("model_request_failed", null))
            : Outcome.COMPLETED);
  }

  void end(Outcome outcome) {
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    return 4_096 + bytes + preview.retainedBytes(); // the run counts the input
  }

  @Override
  public GenerationData render() {
    List<Message> answer = new ArrayList<>(EventMessages.of(output));
    String unfinished = preview.text();
    if (unfinished != null) {
      answer.add(Message.text("assistant", unfinished));
    }
    return new GenerationData.Builder()
        .provider(client.provider())
        .serverAddress(client.serverAddress())
        .requestModel(model)
        .streamed(true)
        .input(EventMessages.of(input))
        .output(answer)
        .usage(usage(SessionJson.read(usage)))
        .details(Map.of("operation", "session"))
        .build();
  }

  private static @Nullable Usage usage(JsonTree counts) {
    return counts.isEmpty()
        ? null
        : Usages.withCacheApart(
            counts.number("input_tokens"),
            counts.number("output_tokens"),
            null,
            counts.number("cache_read_input_tokens"),
            counts.number("cache_creation_input_tokens"),
            null);
  }
}
