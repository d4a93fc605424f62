// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the span of a tool says: the model's request and the answer to it. */
final class ToolContent implements Payload {
  private final @Nullable ToolExecutionRequest request;
  private volatile @Nullable Supplier<@Nullable String> output;
  private volatile @Nullable String server;

  ToolContent(ToolExecutionRequest request) {
    this.request = LibraryObjects.askable(request);
  }

  /** Returns the name of the tool; what a provider made of the model's words need not have one. */
  String name() {
    String name = request == null ? null : request.name();
    return name == null ? "tool" : name;
  }

  void answered(Supplier<@Nullable String> text) {
    output = text;
  }

  void server(@Nullable String name) {
    server = name;
  }

  @Override
  public FunctionData render() {
    Supplier<@Nullable String> text = output;
    return new FunctionData(
        name(),
        request == null ? null : request.arguments(),
        text == null ? null : text.get(),
        request == null ? null : request.id(),
        server,
        false);
  }

  @Override
  public long retainedBytes() {
    String arguments = request == null ? null : request.arguments();
    return 1024L + (arguments == null ? 0 : arguments.length());
  }
}
