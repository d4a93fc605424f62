// SPDX-License-Identifier: Apache-2.0
package app;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A WebFlux service that calls a model for each request once the body has arrived. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    var routes =
        RouterFunctions.toHttpHandler(
            route(
                RequestPredicates.POST("/ask"),
                request ->
                    request
                        .bodyToMono(String.class)
                        .map(phrase -> ask(client, phrase))
                        .flatMap(ServerResponse.ok()::bodyValue)));
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(routes))
            .bindNow();
    System.out.println("port " + server.port());
    System.in.read();
    System.exit(0);
  }

  private static String ask(OpenAIClient client, String phrase) {
    return client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build())
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }
}
