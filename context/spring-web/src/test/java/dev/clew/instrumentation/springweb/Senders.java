// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import dev.clew.testkit.HttpSender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** Spring's clients, each with its default transport. */
final class Senders {
  private Senders() {}

  static final class ByRestTemplate implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) {
      return new RestTemplate()
          .execute(
              url,
              HttpMethod.GET,
              request -> {
                if (traceparent != null) {
                  request.getHeaders().set("traceparent", traceparent);
                }
              },
              response -> new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Only since 6.1. */
  static final class ByRestClient implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) {
      return RestClient.create().get().uri(url).retrieve().body(String.class);
    }
  }

  static final class ByWebClient implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) {
      WebClient client =
          WebClient.builder()
              .clientConnector(new ReactorClientHttpConnector(HttpClient.create()))
              .build();
      return client.get().uri(url).retrieve().bodyToMono(String.class).block();
    }
  }
}
