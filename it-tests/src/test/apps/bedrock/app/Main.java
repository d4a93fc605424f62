// SPDX-License-Identifier: Apache-2.0
package app;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** Calls Bedrock in every way, and prints what came back. */
public final class Main {
  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  private final String url;
  private final String key;
  private final SdkAsyncHttpClient http =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
  private final BedrockRuntimeClient client;
  private final BedrockRuntimeAsyncClient async;

  private Main(String url, String key) {
    this.url = url;
    this.key = key;
    this.client = configured(BedrockRuntimeClient.builder()).build();
    this.async = configured(BedrockRuntimeAsyncClient.builder()).httpClient(http).build();
  }

  public static void main(String[] args) {
    Main main = new Main(args[0].replace("/v1", ""), args[1]);
    main.converse();
    main.streams();
    main.bodies();
    main.agent();
    System.exit(3);
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", key)));
  }

  private static void say(String way, Object what) {
    System.out.println(way + ": " + what);
  }

  private static Message user(ContentBlock block) {
    return Message.builder().role(ConversationRole.USER).content(block).build();
  }

  private static ConverseRequest.Builder request(List<Message> messages) {
    return ConverseRequest.builder()
        .modelId(MODEL)
        .system(SystemContentBlock.fromText("Answer briefly."))
        .messages(messages);
  }

  private void converse() {
    List<Message> plain = List.of(user(ContentBlock.fromText("plain")));
    say("plain", client.converse(request(plain).build()).output().message().content());
    say("async", async.converse(request(plain).build()).join().usage());
    List<Message> conversation = new ArrayList<>();
    conversation.add(user(ContentBlock.fromText("own")));
    Tool fare =
        Tool.fromToolSpec(
            spec ->
                spec.name("fare")
                    .inputSchema(
                        schema ->
                            schema.json(
                                Document.mapBuilder().putString("type", "object").build())));
    Message asked =
        client
            .converse(request(conversation).toolConfig(config -> config.tools(fare)).build())
            .output()
            .message();
    conversation.add(asked);
    conversation.add(
        user(
            ContentBlock.fromToolResult(
                ToolResultBlock.builder()
                    .toolUseId(asked.content().get(0).toolUse().toolUseId())
                    .content(ToolResultContentBlock.fromText("90 euros"))
                    .build())));
    say("own", client.converse(request(conversation).build()).output().message().content());
    try {
      client.converse(request(List.of(user(ContentBlock.fromText("refused")))).build());
    } catch (RuntimeException e) {
      say("refused", e);
    }
  }

  private void streams() {
    for (String way : List.of("stream-whole", "stream-error")) {
      StringBuilder text = new StringBuilder();
      try {
        async
            .converseStream(
                ConverseStreamRequest.builder()
                    .modelId(MODEL)
                    .messages(user(ContentBlock.fromText(way)))
                    .build(),
                ConverseStreamResponseHandler.builder()
                    .subscriber(
                        ConverseStreamResponseHandler.Visitor.builder()
                            .onContentBlockDelta(event -> text.append(event.delta().text()))
                            .build())
                    .build())
            .join();
        say(way, text);
      } catch (CompletionException e) {
        say(way, text + " " + e.getCause());
      }
    }
  }

  private void bodies() {
    String body =
        """
        {"anthropic_version":"bedrock-2023-05-31","max_tokens":99,
         "messages":[{"role":"user","content":"body"}]}""";
    say("body", client.invokeModel(r -> r.modelId(MODEL).body(bytes(body))).body().asUtf8String());
    StringBuilder chunks = new StringBuilder();
    async
        .invokeModelWithResponseStream(
            r ->
                r.modelId("meta.llama3-1-8b-instruct-v1:0")
                    .body(bytes("{\"prompt\":\"chunked\",\"max_gen_len\":99}")),
            InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(
                    InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                        .onChunk(part -> chunks.append(part.bytes().asUtf8String()))
                        .build())
                .build())
        .join();
    say("chunked", chunks);
    say(
        "embedding",
        client
            .invokeModel(
                r ->
                    r.modelId("amazon.titan-embed-text-v2:0")
                        .body(bytes("{\"inputText\":\"embedding\"}")))
            .body()
            .asUtf8String());
  }

  private static SdkBytes bytes(String body) {
    return SdkBytes.fromUtf8String(body);
  }

  private void agent() {
    StringBuilder text = new StringBuilder();
    BedrockAgentRuntimeAsyncClient agents =
        configured(BedrockAgentRuntimeAsyncClient.builder()).httpClient(http).build();
    agents
        .invokeAgent(
            r ->
                r.agentId("AGENT1")
                    .agentAliasId("ALIAS1")
                    .sessionId("session-1")
                    .inputText("agent"),
            InvokeAgentResponseHandler.builder()
                .subscriber(
                    event -> {
                      if (event instanceof PayloadPart part) {
                        text.append(part.bytes().asUtf8String());
                      }
                    })
                .build())
        .join();
    say("agent", text);
  }
}
