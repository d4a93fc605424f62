// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.responses.BetaResponse;
import com.openai.models.responses.ResponseCompactParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;

/**
 * Parts of the Responses API that not every version has: the beta, background responses,
 * compaction.
 */
public final class More {
  private final OpenAIClient client;

  private More(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    More more = new More(ways.client);
    more.beta(ways);
    ways.add("background", () -> Desk.serve("background-desk", more::background));
    ways.add("background-beta", () -> Desk.serve("background-beta-desk", more::backgroundBeta));
    ways.add("resumed", () -> Desk.serve("resumed-desk", more::resumed));
    ways.add("stopped", () -> Desk.serve("stopped-desk", more::stopped));
    ways.add("compacted", more::compacted);
    ways.add("counted", more::counted);
    ways.run();
    ways.client.close();
    System.exit(3);
  }

  private void beta(Ways ways) {
    ways.add("beta", () -> said(client.beta().responses().create(ask("beta-plain").build())));
    ways.add(
        "beta-async",
        () -> said(client.async().beta().responses().create(ask("beta-async").build()).get()));
    ways.add("beta-stream", this::betaStream);
    ways.add(
        "beta-raw",
        () -> {
          try (var raw =
              client.withRawResponse().beta().responses().create(ask("beta-raw").build())) {
            return said(raw.parse());
          }
        });
  }

  private static com.openai.models.beta.responses.ResponseCreateParams.Builder ask(String phrase) {
    return com.openai.models.beta.responses.ResponseCreateParams.builder()
        .model("gpt-4.1")
        .input(phrase);
  }

  private static String said(BetaResponse response) {
    return response.output().get(0).asMessage().content().get(0).asOutputText().text();
  }

  private String betaStream() {
    try (StreamResponse<?> stream =
        client.beta().responses().createStreaming(ask("beta-stream").build())) {
      return "" + stream.stream().count();
    }
  }

  private static ResponseCreateParams inBackground(String phrase) {
    return ResponseCreateParams.builder().model("gpt-4.1").input(phrase).background(true).build();
  }

  private String background() throws Exception {
    String id = client.responses().create(inBackground("background")).id();
    String first = "" + client.responses().retrieve(id).status().get();
    String second = "" + client.async().responses().retrieve(id).get().status().get();
    return first + ", " + second + ", " + Texts.said(client.responses().retrieve(id));
  }

  private String backgroundBeta() {
    String id =
        client.beta().responses().create(ask("beta-background").background(true).build()).id();
    String first = "" + client.beta().responses().retrieve(id).status().get();
    return first + ", " + client.beta().responses().cancel(id).status().get();
  }

  private String resumed() {
    long seen;
    try (StreamResponse<?> torn = client.responses().createStreaming(inBackground("resumed"))) {
      seen = torn.stream().count();
    }
    ResponseRetrieveParams rest =
        ResponseRetrieveParams.builder().responseId("resp_torn").startingAfter(1L).build();
    try (StreamResponse<?> stream = client.responses().retrieveStreaming(rest)) {
      return seen + " and " + stream.stream().count();
    }
  }

  private String stopped() throws Exception {
    String id = client.responses().create(inBackground("stopped")).id();
    String first = "" + client.responses().cancel(id).status().get();
    return first + ", " + client.async().responses().cancel(id).get().status().get();
  }

  private String compacted() {
    ResponseCompactParams params =
        ResponseCompactParams.builder()
            .model(ResponseCompactParams.Model.of("gpt-5"))
            .input("compacted")
            .build();
    return "" + client.responses().compact(params).output().size();
  }

  private String counted() {
    return "" + client.responses().inputTokens().count().inputTokens();
  }
}
