// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model call, including all its automatic retries.
 *
 * @param provider OpenTelemetry's {@code gen_ai.provider.name}, such as {@code openai}
 * @param serverAddress scheme, host and path of the request
 * @param parameters temperature and other request parameters, under the provider's names
 * @param output one message per choice
 * @param finishReasons one per choice
 * @param details anything else the response carried, such as {@code system_fingerprint}
 */
public record GenerationData(
    @Nullable String provider,
    @Nullable String serverAddress,
    @Nullable String requestModel,
    @Nullable String responseModel,
    @Nullable String responseId,
    boolean streamed,
    Map<String, @Nullable Object> parameters,
    List<Message> input,
    List<Message> output,
    List<ToolDefinition> tools,
    List<String> finishReasons,
    @Nullable Usage usage,
    Map<String, @Nullable Object> details)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }

  @Override
  public GenerationData enrichedWith(SpanData inner) {
    if (inner instanceof ResponseData response) {
      return enrichedWith(response.generation());
    }
    if (!(inner instanceof GenerationData other)) {
      return this;
    }
    return new Builder()
        .provider(or(provider, other.provider))
        .serverAddress(or(serverAddress, other.serverAddress))
        .requestModel(or(requestModel, other.requestModel))
        .responseModel(or(responseModel, other.responseModel))
        .responseId(or(responseId, other.responseId))
        .streamed(streamed || other.streamed)
        .parameters(parameters.isEmpty() ? other.parameters : parameters)
        .input(input.isEmpty() ? other.input : input)
        .output(output.isEmpty() ? other.output : output)
        .tools(tools.isEmpty() ? other.tools : tools)
        .finishReasons(finishReasons.isEmpty() ? other.finishReasons : finishReasons)
        .usage(filled(usage, other.usage))
        .details(details.isEmpty() ? other.details : details)
        .build();
  }

  /** Returns the same call with {@code usage} as its token counts. */
  public GenerationData withUsage(@Nullable Usage usage) {
    return new GenerationData(
        provider,
        serverAddress,
        requestModel,
        responseModel,
        responseId,
        streamed,
        parameters,
        input,
        output,
        tools,
        finishReasons,
        usage,
        details);
  }

  private static @Nullable String or(@Nullable String mine, @Nullable String other) {
    return mine != null ? mine : other;
  }

  private static @Nullable Usage filled(@Nullable Usage mine, @Nullable Usage other) {
    if (mine == null || other == null) {
      return mine != null ? mine : other;
    }
    return mine.mergedWith(other);
  }

  /** Builds a {@link GenerationData}; anything not set is empty or unknown. */
  public static final class Builder {
    private @Nullable String provider;
    private @Nullable String serverAddress;
    private @Nullable String requestModel;
    private @Nullable String responseModel;
    private @Nullable String responseId;
    private boolean streamed;
    private Map<String, @Nullable Object> parameters = Map.of();
    private List<Message> input = List.of();
    private List<Message> output = List.of();
    private List<ToolDefinition> tools = List.of();
    private List<String> finishReasons = List.of();
    private @Nullable Usage usage;
    private Map<String, @Nullable Object> details = Map.of();

    public Builder provider(@Nullable String provider) {
      this.provider = provider;
      return this;
    }

    public Builder serverAddress(@Nullable String serverAddress) {
      this.serverAddress = serverAddress;
      return this;
    }

    public Builder requestModel(@Nullable String requestModel) {
      this.requestModel = requestModel;
      return this;
    }

    public Builder responseModel(@Nullable String responseModel) {
      this.responseModel = responseModel;
      return this;
    }

    public Builder responseId(@Nullable String responseId) {
      this.responseId = responseId;
      return this;
    }

    public Builder streamed(boolean streamed) {
      this.streamed = streamed;
      return this;
    }

    public Builder parameters(Map<String, @Nullable Object> parameters) {
      this.parameters = parameters;
      return this;
    }

    public Builder input(List<Message> input) {
      this.input = input;
      return this;
    }

    public Builder output(List<Message> output) {
      this.output = output;
      return this;
    }

    public Builder tools(List<ToolDefinition> tools) {
      this.tools = tools;
      return this;
    }

    public Builder finishReasons(List<String> finishReasons) {
      this.finishReasons = finishReasons;
      return this;
    }

    public Builder usage(@Nullable Usage usage) {
      this.usage = usage;
      return this;
    }

    public Builder details(Map<String, @Nullable Object> details) {
      this.details = details;
      return this;
    }

    public GenerationData build() {
      return new GenerationData(
          provider,
          serverAddress,
          requestModel,
          responseModel,
          responseId,
          streamed,
          parameters,
          input,
          output,
          tools,
          finishReasons,
          usage,
          details);
    }
  }
}
