// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.Span;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/** Reads the tools that models request and the results that are sent back. */
final class ToolResults {
  private ToolResults() {}

  /** The arguments of a tool, rendered on the export thread. */
  private record Arguments(@Nullable Document input) {
    @Override
    public String toString() {
      Object tree = SdkJson.tree(input);
      return tree == null ? "{}" : JsonWriter.write(tree);
    }
  }

  /** The arguments of a tool in a stream, joined on the export thread. */
  private record Pieces(List<Object> events, @Nullable Integer index) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (Object event : events) {
        if (event instanceof ContentBlockDeltaEvent piece
            && Objects.equals(piece.contentBlockIndex(), index)
            && piece.delta() != null
            && piece.delta().toolUse() != null) {
          text.append(piece.delta().toolUse().input());
        }
      }
      return text.isEmpty() ? "{}" : text.toString();
    }
  }

  /** Returns the tools that the events of a stream request. */
  static List<RequestedTool> requestedIn(List<Object> events) {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (Object event : events) {
      if (event instanceof ContentBlockStartEvent begun && begun.start() != null) {
        ToolUseBlockStart tool = begun.start().toolUse();
        if (isForApplication(tool)) {
          Pieces pieces = new Pieces(events, begun.contentBlockIndex());
          requested.add(new RequestedTool(tool.toolUseId(), tool.name(), pieces));
        }
      }
    }
    return requested;
  }

  /** Returns whether a requested tool is one that the provider leaves to the application. */
  private static boolean isForApplication(@Nullable Object toolUse) {
    return toolUse != null
        && !"server_tool_use".equals(Accessors.text(toolUse, "typeAsString")); // since 2.38
  }

  /** Returns the tools that an answer requests. */
  static List<RequestedTool> requestedBy(@Nullable Object response) {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (ContentBlock block : answer(response)) {
      ToolUseBlock use = block.toolUse();
      if (isForApplication(use)) {
        requested.add(new RequestedTool(use.toolUseId(), use.name(), new Arguments(use.input())));
      }
    }
    return requested;
  }

  /** Returns the content of an answer that is the SDK's own. */
  private static List<ContentBlock> answer(@Nullable Object response) {
    ConverseOutput output =
        response instanceof ConverseResponse answer && Sdk.own(answer) != null
            ? answer.output()
            : null;
    return output == null || output.message() == null ? List.of() : output.message().content();
  }

  /** Returns the messages of a request, which is the SDK's own. */
  static List<Message> messages(Object request) {
    if (request instanceof ConverseStreamRequest streamed) {
      return streamed.messages();
    }
    return request instanceof ConverseRequest plain ? plain.messages() : List.of();
  }

  /** Returns the text of a tool's result; for the export thread. */
  static String output(Object result) {
    return ContentBlocks.result(SdkJson.read(result));
  }

  /**
   * Reports the results in a request, which usually repeats the entire conversation; returns the
   * span of one of their tools, or null.
   */
  static @Nullable Span report(Object request, ToolLoop tools) {
    Span answered = null;
    for (Message message : tools.isWaiting() ? messages(request) : List.<Message>of()) {
      for (ContentBlock block : message.content()) {
        ToolResultBlock result = block.toolResult();
        if (result != null && result.toolUseId() != null && tools.isWaiting(result.toolUseId())) {
          Span tool = tools.resultSent(result.toolUseId(), null, null, result);
          answered = tool == null ? answered : tool;
        }
      }
    }
    return answered;
  }
}
