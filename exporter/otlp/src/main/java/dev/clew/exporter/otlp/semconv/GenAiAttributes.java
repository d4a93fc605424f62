// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.semconv.Operation;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's GenAI conventions. */
final class GenAiAttributes implements AttributeConvention {
  private static final String OPERATION = "gen_ai.operation.name";
  private static final String PROVIDER = "gen_ai.provider.name";
  private static final String REQUEST_MODEL = "gen_ai.request.model";
  private static final String RESPONSE_MODEL = "gen_ai.response.model";
  private static final String OUTPUT_TYPE = "gen_ai.output.type";
  private static final String INPUT_MESSAGES = "gen_ai.input.messages";
  private static final String OUTPUT_MESSAGES = "gen_ai.output.messages";
  private static final String INSTRUCTIONS = "gen_ai.system_instructions";
  private static final String CONVERSATION = "gen_ai.conversation.id";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Profile profile;
  private final MessageText messages;

  GenAiAttributes(Profile profile) {
    this.profile = profile;
    this.messages = new MessageText(profile);
  }

  @Override
  public void describe(SpanRecord span, Attributes attributes) {
    attributes.text(CONVERSATION, span.groupId());
    span.data().accept(new Facts(span, attributes));
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {
    span.data().accept(new Content(attributes));
  }

  private Attributes call(SpanRecord span, GenerationData call, Attributes attributes) {
    String operation = Operation.of(call, span.name());
    attributes.text(OPERATION, operation);
    attributes.text(PROVIDER, call.provider());
    attributes.text(REQUEST_MODEL, call.requestModel());
    attributes.text(RESPONSE_MODEL, call.responseModel());
    attributes.text("gen_ai.response.id", call.responseId());
    attributes.texts("gen_ai.response.finish_reasons", call.finishReasons());
    if (call.streamed()) {
      attributes.flag("gen_ai.request.stream", true);
    }
    Long firstChunk = span.firstChunkEpochNanos();
    if (firstChunk != null) {
      attributes.decimal(
          "gen_ai.response.time_to_first_chunk",
          (firstChunk - span.startEpochNanos()) / NANOS_PER_SECOND);
    }
    if (operation.equals("compact") && !profile.isReleased()) {
      attributes.flag("gen_ai.conversation.compacted", true);
    }
    if (operation.startsWith("image_")) {
      attributes.text(OUTPUT_TYPE, "image");
    } else if (operation.equals("speech")) {
      attributes.text(OUTPUT_TYPE, "speech");
    }
    openAi(call, span.data().type() == SpanType.RESPONSE, operation, attributes);
    if (!Operation.isReread(operation)) {
      usage(call.usage(), attributes);
    }
    return attributes;
  }

  private Attributes callContent(GenerationData call, Attributes attributes) {
    // Here and not above, because a parameter may be content: the user's name or a schema.
    RequestParameters parameters = new RequestParameters(call.parameters(), attributes, profile);
    parameters.describe();
    attributes.text("clew.request.parameters", JsonAttribute.ofTree(parameters.rest()));
    attributes.text(INPUT_MESSAGES, messages.input(call.input()));
    attributes.text(OUTPUT_MESSAGES, messages.output(call.output(), call.finishReasons()));
    attributes.text("gen_ai.tool.definitions", MessageText.tools(MessageText.names(call.tools())));
    return attributes;
  }

  private static void openAi(
      GenerationData call, boolean response, String operation, Attributes attributes) {
    if (!"openai".equals(call.provider())) {
      return;
    }
    if (response) {
      attributes.text("openai.api.type", "responses");
    } else if (operation.equals(Operation.CHAT)) {
      attributes.text("openai.api.type", "chat_completions");
    }
  }

  private void usage(@Nullable Usage usage, Attributes attributes) {
    if (usage == null) {
      return;
    }
    attributes.number("gen_ai.usage.input_tokens", usage.input());
    attributes.number("gen_ai.usage.output_tokens", usage.output());
    attributes.number("gen_ai.usage.cache_read.input_tokens", usage.cachedInput());
    // Never under both names: a reader that knows both would count the tokens twice.
    attributes.number(
        profile.isReleased()
            ? "gen_ai.usage.cache_creation.input_tokens"
            : "gen_ai.usage.cache_write.input_tokens",
        usage.cacheWriteInput());
    attributes.number("gen_ai.usage.reasoning.output_tokens", usage.reasoning());
    String audio = profile.isReleased() ? "clew.usage.audio." : "gen_ai.usage.audio.";
    attributes.number(audio + "input_tokens", usage.audioInput());
    attributes.number(audio + "output_tokens", usage.audioOutput());
  }

  private Attributes embedding(EmbeddingData embedding, Attributes attributes) {
    attributes.text(OPERATION, Operation.EMBEDDINGS);
    attributes.text(PROVIDER, embedding.provider());
    attributes.text(REQUEST_MODEL, embedding.requestModel());
    attributes.text(RESPONSE_MODEL, embedding.responseModel());
    attributes.number("gen_ai.embeddings.dimension.count", embedding.dimensions());
    if (embedding.usage() != null) {
      attributes.number("gen_ai.usage.input_tokens", embedding.usage().input());
    }
    return attributes;
  }

  private static Attributes agentContent(AgentData agent, Attributes attributes) {
    attributes.text("gen_ai.agent.description", agent.description());
    attributes.text("gen_ai.tool.definitions", MessageText.tools(agent.tools()));
    attributes.text(OUTPUT_TYPE, outputType(agent.outputType()));
    attributes.text(INSTRUCTIONS, MessageText.instructions(agent.instructions()));
    attributes.text(INPUT_MESSAGES, MessageText.single("user", inputText(agent.inputs())));
    attributes.text(
        OUTPUT_MESSAGES, MessageText.single("assistant", JsonAttribute.textOrJson(agent.output())));
    return attributes;
  }

  /** Returns an agent's input: its only text, or all its named inputs. */
  static @Nullable String inputText(Map<String, @Nullable Object> inputs) {
    return inputs.size() == 1
        ? JsonAttribute.textOrJson(inputs.values().iterator().next())
        : JsonAttribute.ofTree(inputs);
  }

  /** An agent's type is a Java type or a schema; all but texts are requested as JSON. */
  private static @Nullable String outputType(@Nullable String type) {
    if (type == null) {
      return null;
    }
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.endsWith("string") || lower.equals("text") || lower.endsWith("tokenstream")
        ? "text"
        : "json";
  }

  /** Adds the attributes that are neither large nor content. */
  private final class Facts implements SpanData.Visitor<Attributes, RuntimeException> {
    private final SpanRecord span;
    private final Attributes attributes;

    Facts(SpanRecord span, Attributes attributes) {
      this.span = span;
      this.attributes = attributes;
    }

    @Override
    public Attributes visit(AgentData data) {
      return attributes
          .text(OPERATION, Operation.INVOKE_AGENT)
          .text("gen_ai.agent.name", data.name());
    }

    @Override
    public Attributes visit(CustomData data) {
      return Operation.isReread(data.name()) ? attributes.text(OPERATION, data.name()) : attributes;
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      return embedding(data, attributes);
    }

    @Override
    public Attributes visit(FunctionData data) {
      return attributes
          .text(OPERATION, Operation.EXECUTE_TOOL)
          .text("gen_ai.tool.name", data.name())
          .text("gen_ai.tool.type", "function")
          .text("gen_ai.tool.call.id", data.toolCallId());
    }

    @Override
    public Attributes visit(GenerationData data) {
      return call(span, data, attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return attributes;
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes;
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes;
    }

    @Override
    public Attributes visit(ResponseData data) {
      if (span.groupId() == null) {
        attributes.text(CONVERSATION, data.conversationId());
      }
      attributes.text("gen_ai.request.previous_response.id", data.previousResponseId());
      return visit(data.generation());
    }

    @Override
    public Attributes visit(RetrievalData data) {
      attributes.text(OPERATION, Operation.RETRIEVAL).text("gen_ai.data_source.id", data.source());
      return profile.isReleased()
          ? attributes.decimal("gen_ai.request.top_k", data.topK())
          : attributes.number("gen_ai.retrieval.top_k", data.topK());
    }
  }

  /** Adds the content. */
  private final class Content implements SpanData.Visitor<Attributes, RuntimeException> {
    private final Attributes attributes;

    Content(Attributes attributes) {
      this.attributes = attributes;
    }

    @Override
    public Attributes visit(AgentData data) {
      return agentContent(data, attributes);
    }

    @Override
    public Attributes visit(CustomData data) {
      return attributes;
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      return attributes;
    }

    @Override
    public Attributes visit(FunctionData data) {
      return attributes
          .text("gen_ai.tool.call.arguments", data.input())
          .text("gen_ai.tool.call.result", data.output());
    }

    @Override
    public Attributes visit(GenerationData data) {
      return callContent(data, attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return attributes;
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes;
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes;
    }

    @Override
    public Attributes visit(ResponseData data) {
      attributes.text(INSTRUCTIONS, MessageText.instructions(data.instructions()));
      return callContent(data.generation(), attributes);
    }

    @Override
    public Attributes visit(RetrievalData data) {
      return attributes
          .text("gen_ai.retrieval.query.text", data.query())
          .text("gen_ai.retrieval.documents", JsonAttribute.ofTree(data.documents()));
    }
  }
}
