// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Every way to request a chat completion; each prints its results. */
public final class Main {
  private final Map<String, Callable<String>> ways = new LinkedHashMap<>();
  private final String baseUrl;
  private final String apiKey;
  private final OpenAIClient client;

  private Main(String baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.client = client(baseUrl, 0);
  }

  public static void main(String[] args) {
    Main main = new Main(args[0], args[1]);
    main.wholeAnswers();
    main.streams();
    main.clients();
    main.errors();
    main.ways.forEach(Main::run);
    main.client.close();
  }

  private static void run(String name, Callable<String> way) {
    String outcome;
    try {
      outcome = way.call();
    } catch (OpenAIServiceException e) {
      outcome = e.statusCode() + " " + e;
    } catch (Exception e) {
      outcome = e + " caused by " + (e.getCause() == null ? null : e.getCause().getClass());
    }
    System.out.println(name + ": " + outcome);
  }

  private void wholeAnswers() {
    ways.put(
        "plain",
        () ->
            text(
                completions()
                    .create(
                        ChatCompletionCreateParams.builder()
                            .model("gpt-4o-mini")
                            .addSystemMessage("Answer briefly.")
                            .addUserMessage("plain")
                            .temperature(0.25)
                            .maxCompletionTokens(64)
                            .build())));
    ways.put(
        "tools", () -> calls(completions().create(ask("tools").addFunctionTool(fare()).build())));
    ways.put(
        "async", () -> text(client.async().chat().completions().create(params("async")).get()));
    ways.put(
        "raw",
        () -> {
          HttpResponseFor<ChatCompletion> raw =
              completions().withRawResponse().create(params("raw"));
          return raw.statusCode()
              + " "
              + raw.headers().values("openai-version")
              + " "
              + text(raw.parse());
        });
  }

  private void streams() {
    ways.put("stream-whole", () -> stream("stream-whole", Integer.MAX_VALUE));
    ways.put("stream-early-close", () -> stream("stream-early-close", 2));
    ways.put("stream-error", () -> stream("stream-error", Integer.MAX_VALUE));
    ways.put(
        "stream-consumer-throws",
        () -> {
          try (StreamResponse<ChatCompletionChunk> stream =
              completions().createStreaming(params("stream-consumer-throws"))) {
            stream.stream()
                .forEach(
                    chunk -> {
                      throw new IllegalStateException("the consumer has had enough");
                    });
            return "not reached";
          }
        });
    ways.put(
        "stream-async",
        () -> {
          StringBuilder text = new StringBuilder();
          client
              .async()
              .chat()
              .completions()
              .createStreaming(params("stream-async"))
              .subscribe(chunk -> text.append(delta(chunk)))
              .onCompleteFuture()
              .get();
          return text.toString();
        });
  }

  private void clients() {
    ways.put(
        "with-options",
        () ->
            text(
                client
                    .withOptions(options -> options.putHeader("x-team", "travel"))
                    .chat()
                    .completions()
                    .create(params("with-options"))));
    ways.put(
        "own-client",
        () -> {
          ClientOptions options =
              ClientOptions.builder()
                  .httpClient(OkHttpClient.builder().build())
                  .baseUrl(baseUrl)
                  .apiKey(apiKey)
                  .build();
          OpenAIClient own = new OpenAIClientImpl(options);
          try {
            return text(own.chat().completions().create(params("own-client")));
          } finally {
            own.close();
          }
        });
    ways.put(
        "retried", () -> text(client(baseUrl, 1).chat().completions().create(params("retried"))));
  }

  private void errors() {
    for (String name : List.of("rate-limited", "server-error", "malformed")) {
      ways.put(name, () -> text(completions().create(params(name))));
    }
    ways.put(
        "refused",
        // Port 1 is privileged, so nothing listens there.
        () ->
            text(
                client("http://127.0.0.1:1/v1", 0).chat().completions().create(params("refused"))));
  }

  private String stream(String name, int chunks) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream = completions().createStreaming(params(name))) {
      stream.stream().limit(chunks).forEach(chunk -> text.append(delta(chunk)));
    } catch (RuntimeException e) {
      return text + "| " + e;
    }
    return text.toString();
  }

  private com.openai.services.blocking.chat.ChatCompletionService completions() {
    return client.chat().completions();
  }

  private OpenAIClient client(String url, int retries) {
    return OpenAIOkHttpClient.builder().baseUrl(url).apiKey(apiKey).maxRetries(retries).build();
  }

  private static ChatCompletionCreateParams params(String phrase) {
    return ask(phrase).build();
  }

  private static ChatCompletionCreateParams.Builder ask(String phrase) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(phrase);
    if (phrase.equals("stream-whole")) {
      params.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    return params;
  }

  private static FunctionDefinition fare() {
    return FunctionDefinition.builder()
        .name("fare")
        .description("Looks a fare up")
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("to", Map.of("type", "string"))))
                .build())
        .build();
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElse("no text");
  }

  private static String calls(ChatCompletion completion) {
    return completion.choices().get(0).message().toolCalls().orElseThrow().stream()
        .map(call -> call.asFunction().function())
        .map(function -> function.name() + function.arguments())
        .toList()
        .toString();
  }

  private static String delta(ChatCompletionChunk chunk) {
    return chunk.choices().stream()
        .map(choice -> choice.delta().content().orElse(""))
        .reduce("", String::concat);
  }
}
