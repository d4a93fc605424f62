// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

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
import dev.clew.api.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a rule to every piece of a span's data.
 *
 * <p>The one place that knows which component of which record is a name and which is content; what
 * is done with either is the rule's business. Output is treated before input, so that a long
 * conversation cannot use up the budget of its own answer.
 */
final class SpanDataRewriter {
  private final ContentRule rule;
  private final MessageRewriter messages;

  SpanDataRewriter(ContentRule rule) {
    this.rule = rule;
    this.messages = new MessageRewriter(rule);
  }

  SpanData rewrite(SpanData data) {
    if (data instanceof GenerationData generation) {
      return generation(generation);
    }
    if (data instanceof ResponseData response) {
      return new ResponseData(
          generation(response.generation()),
          label(response.previousResponseId()),
          label(response.conversationId()),
          text(response.instructions()));
    }
    if (data instanceof AgentData agent) {
      return agent(agent);
    }
    if (data instanceof FunctionData function) {
      String name = function.name();
      String output = function.output();
      String input = function.input();
      output = output == null ? null : rule.result(name, output);
      return new FunctionData(
          rule.label(name),
          input == null ? null : rule.arguments(name, input),
          output,
          label(function.toolCallId()),
          label(function.mcpServer()),
          function.inferred());
    }
    if (data instanceof HandoffData handoff) {
      return new HandoffData(
          label(handoff.fromAgent()), label(handoff.toAgent()), label(handoff.decidedBy()));
    }
    return other(data);
  }

  private SpanData other(SpanData data) {
    if (data instanceof GuardrailData guardrail) {
      return new GuardrailData(
          rule.label(guardrail.name()), guardrail.triggered(), rule.trees(guardrail.details()));
    }
    if (data instanceof EmbeddingData embedding) {
      return new EmbeddingData(
          label(embedding.provider()),
          label(embedding.requestModel()),
          label(embedding.responseModel()),
          embedding.dimensions(),
          embedding.inputs(),
          embedding.usage());
    }
    if (data instanceof RetrievalData retrieval) {
      return retrieval(retrieval);
    }
    if (data instanceof McpData mcp) {
      return new McpData(label(mcp.server()), rule.label(mcp.method()), labels(mcp.result()));
    }
    CustomData custom = (CustomData) data;
    return new CustomData(rule.label(custom.name()), rule.trees(custom.data()));
  }

  private GenerationData generation(GenerationData data) {
    messages.learnTools(data.input());
    List<Message> output = messages.messages(data.output());
    return new GenerationData(
        label(data.provider()),
        label(data.serverAddress()),
        label(data.requestModel()),
        label(data.responseModel()),
        label(data.responseId()),
        data.streamed(),
        rule.details(data.parameters()),
        messages.messages(data.input()),
        output,
        messages.tools(data.tools()),
        labels(data.finishReasons()),
        data.usage(),
        rule.details(data.details()));
  }

  private AgentData agent(AgentData data) {
    Object output = rule.tree(data.output());
    return new AgentData(
        rule.label(data.name()),
        text(data.description()),
        text(data.instructions()),
        labels(data.handoffs()),
        labels(data.tools()),
        label(data.outputType()),
        rule.trees(data.inputs()),
        output,
        rule.details(data.details()));
  }

  private RetrievalData retrieval(RetrievalData data) {
    return new RetrievalData(
        label(data.source()),
        text(data.query()),
        data.topK(),
        rule.last(data.documents()).stream().map(rule::details).toList());
  }

  private List<String> labels(List<String> names) {
    return rule.last(names).stream().map(rule::label).toList();
  }

  private @Nullable String label(@Nullable String name) {
    return name == null ? null : rule.label(name);
  }

  private @Nullable String text(@Nullable String content) {
    return content == null ? null : rule.text(content);
  }
}
