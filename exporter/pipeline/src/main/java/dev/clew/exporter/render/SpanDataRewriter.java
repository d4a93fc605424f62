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
 * <p>The only place that knows which component of which record is a name and which is content; what
 * happens to either is up to the rule. Output is processed before input, so that a long
 * conversation cannot use up the budget of its own answer.
 */
final class SpanDataRewriter implements SpanData.Visitor<SpanData, RuntimeException> {
  private final ContentRule rule;
  private final MessageRewriter messages;

  SpanDataRewriter(ContentRule rule) {
    this.rule = rule;
    this.messages = new MessageRewriter(rule);
  }

  SpanData rewrite(SpanData data) {
    return data.accept(this);
  }

  @Override
  public GenerationData visit(GenerationData data) {
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

  @Override
  public SpanData visit(ResponseData data) {
    return new ResponseData(
        visit(data.generation()),
        label(data.previousResponseId()),
        label(data.conversationId()),
        text(data.instructions()));
  }

  @Override
  public SpanData visit(AgentData data) {
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

  @Override
  public SpanData visit(FunctionData data) {
    String name = data.name();
    String output = data.output();
    String input = data.input();
    output = output == null ? null : rule.result(name, output);
    return new FunctionData(
        rule.label(name),
        input == null ? null : rule.arguments(name, input),
        output,
        label(data.toolCallId()),
        label(data.mcpServer()),
        data.inferred());
  }

  @Override
  public SpanData visit(HandoffData data) {
    return new HandoffData(label(data.fromAgent()), label(data.toAgent()), label(data.decidedBy()));
  }

  @Override
  public SpanData visit(GuardrailData data) {
    return new GuardrailData(rule.label(data.name()), data.triggered(), rule.trees(data.details()));
  }

  @Override
  public SpanData visit(EmbeddingData data) {
    return new EmbeddingData(
        label(data.provider()),
        label(data.requestModel()),
        label(data.responseModel()),
        data.dimensions(),
        data.inputs(),
        data.usage());
  }

  @Override
  public SpanData visit(McpData data) {
    return new McpData(label(data.server()), rule.label(data.method()), labels(data.result()));
  }

  @Override
  public SpanData visit(CustomData data) {
    return new CustomData(rule.label(data.name()), rule.trees(data.data()));
  }

  @Override
  public SpanData visit(RetrievalData data) {
    return new RetrievalData(
        label(data.source()),
        text(data.query()),
        data.topK(),
        rule.last(data.documents(), rule::details));
  }

  private List<String> labels(List<String> names) {
    return rule.last(names, rule::label);
  }

  private @Nullable String label(@Nullable String name) {
    return name == null ? null : rule.label(name);
  }

  private @Nullable String text(@Nullable String content) {
    return content == null ? null : rule.text(content);
  }
}
