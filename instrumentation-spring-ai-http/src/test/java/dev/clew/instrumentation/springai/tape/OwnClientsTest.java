// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What applications give the models or use beside them. */
class OwnClientsTest {
  private static final RecordedTape TAPE = new RecordedTape();
  private static final String ANSWER =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,\
      "message":{"role":"assistant","content":"To Rome."},"finish_reason":"stop"}]}""";
  private static final String CHUNK =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o",\
      "choices":[{"index":0,"delta":{"role":"assistant","content":"To Rome."}}]}

      data: [DONE]

      """;

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new SpringAiTapeModule());

  private final SequenceScript script = new SequenceScript();
  private final ModelServer server = ModelServer.start(script);
  private final RestClient.Builder blocking = RestClient.builder();
  private final WebClient.Builder reactive = WebClient.builder();

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    server.close();
    Probe.calls();
  }

  private ChatModel model() {
    return Provider.OPENAI.model(
        url(), new Provider.Http(blocking, reactive, RetryUtils.SHORT_RETRY_TEMPLATE));
  }

  private String url() {
    return server.baseUrl().replaceFirst("/v1$", "");
  }

  private static String call(ChatModel model) {
    return model.call("Where to?");
  }

  private static String stream(ChatModel model) {
    return model.stream(new Prompt("Where to?"))
        .filter(each -> each.getResult() != null)
        .mapNotNull(each -> each.getResult().getOutput().getText())
        .collect(Collectors.joining())
        .block();
  }

  @Test
  void interceptors_runOnAReplay_andTheCallIsOnTheTapeOnce() {
    script.enqueue(Reply.text("To Rome."));
    AtomicInteger passed = new AtomicInteger();
    blocking
        .requestFactory(new BufferingClientHttpRequestFactory(new SimpleClientHttpRequestFactory()))
        .requestInterceptor(
            (request, body, execution) -> {
              passed.incrementAndGet();
              return execution.execute(request, body);
            })
        .requestInterceptor((request, body, execution) -> execution.execute(request, body));
    ChatModel model = model();

    String live = call(model);

    assertThat(TAPE.entries()).hasSize(1);
    assertThat(TAPE.entries().get(0).request().toString()).contains("Where to?");
    server.close();
    TAPE.replay();
    assertThat(call(model)).isEqualTo(live);
    assertThat(passed).hasValue(2);
  }

  @Test
  void requestOfAnInterceptor_isNotOnTheTape() {
    script
        .enqueue(Reply.text("of another"))
        .enqueue(Reply.text("of another"))
        .enqueue(Reply.text("To Rome."));
    String other = url() + "/v1/chat/completions";
    blocking.requestInterceptor(
        (request, body, execution) -> {
          new RestTemplate().postForObject(other, json(), String.class);
          RestClient.create()
              .post()
              .uri(other)
              .body("{\"messages\":[]}")
              .retrieve()
              .toBodilessEntity();
          return execution.execute(request, body);
        });

    String live = call(model());

    assertThat(live).isEqualTo("To Rome.");
    assertThat(TAPE.entries()).hasSize(1);
    assertThat(TAPE.entries().get(0).request().toString()).contains("Where to?");
  }

  private static org.springframework.http.HttpEntity<String> json() {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return new org.springframework.http.HttpEntity<>("{\"messages\":[]}", headers);
  }

  @Test
  void filterThatTriesAgain_makesTwoRecordings() {
    script.enqueue(Reply.error(503, "not now")).enqueue(Reply.text("To Rome."));
    reactive.filter(
        (request, next) ->
            next.exchange(request)
                .flatMap(
                    response ->
                        response.statusCode().isError()
                            ? response.createError()
                            : Mono.just(response))
                .retry(1));
    ChatModel model = model();

    String live = stream(model);

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(503, 200);
    server.close();
    TAPE.replay();
    assertThat(stream(model)).isEqualTo(live).isEqualTo("To Rome.");
  }

  @Test
  void requestsOfTheApplicationItself_areNotOnTheTape() {
    script.enqueue(Reply.text("1")).enqueue(Reply.text("2"));
    String uri = url() + "/v1/chat/completions";

    RestClient.create()
        .post()
        .uri(uri)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"messages\":[]}")
        .retrieve()
        .body(String.class);
    WebClient.create()
        .post()
        .uri(uri)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"messages\":[]}")
        .retrieve()
        .bodyToMono(String.class)
        .block();

    assertThat(server.requests()).hasSize(2);
    assertThat(TAPE.entries()).isEmpty();
  }

  @Test
  void ownRequest_isNotCalledAndNotOnTheTape() {
    blocking.requestFactory((uri, method) -> new OwnRequest(uri, method));

    assertThat(call(model())).isEqualTo("To Rome.");

    assertThat(Probe.calls()).isEmpty();
    assertThat(TAPE.entries()).isEmpty();
  }

  @Test
  void ownExchangeFunction_isNotCalledAndNotOnTheTape() {
    AtomicInteger calls = new AtomicInteger();
    reactive.exchangeFunction(
        request -> {
          calls.incrementAndGet();
          return Mono.just(
              ClientResponse.create(HttpStatus.OK)
                  .header("content-type", "text/event-stream")
                  .body(CHUNK)
                  .build());
        });

    assertThat(stream(model())).isEqualTo("To Rome.");

    assertThat(calls).hasValue(1);
    assertThat(Probe.calls()).isEmpty();
    assertThat(TAPE.entries()).isEmpty();
  }

  @Test
  void requestOfAnOwnClass_isNotRead() {
    script.enqueue(Reply.text("To Rome."));
    reactive.filter((request, next) -> next.exchange(Probe.implementing(ClientRequest.class)));

    assertThat(catchThrowable(() -> stream(model()))).isNotNull();

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownClients_inPlaceOfSprings_areNotCalled() {
    ExchangeFunction function = Probe.implementing(ExchangeFunction.class);
    WebClient own = Probe.implementing(WebClient.class);
    RestClient blockingOwn = Probe.implementing(RestClient.class);

    function.exchange(ClientRequest.create(HttpMethod.GET, URI.create(url())).build());
    own.post();
    blockingOwn.post();

    assertThat(Probe.calls()).isEmpty();
  }

  /** A request that an application sends by itself. */
  private static final class OwnRequest extends AbstractClientHttpRequest {
    private final URI uri;
    private final HttpMethod method;

    OwnRequest(URI uri, HttpMethod method) {
      this.uri = uri;
      this.method = method;
    }

    @Override
    public HttpMethod getMethod() {
      Probe.note("ClientHttpRequest", "getMethod");
      return method;
    }

    @Override
    public URI getURI() {
      Probe.note("ClientHttpRequest", "getURI");
      return uri;
    }

    @Override
    protected OutputStream getBodyInternal(HttpHeaders headers) {
      Probe.note("ClientHttpRequest", "getBodyInternal");
      return new ByteArrayOutputStream();
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) {
      return new OwnResponse();
    }
  }

  private static final class OwnResponse implements ClientHttpResponse {
    @Override
    public HttpStatusCode getStatusCode() {
      Probe.note("ClientHttpResponse", "getStatusCode");
      return HttpStatus.OK;
    }

    @Override
    public String getStatusText() {
      Probe.note("ClientHttpResponse", "getStatusText");
      return "OK";
    }

    @Override
    public HttpHeaders getHeaders() {
      Probe.note("ClientHttpResponse", "getHeaders");
      HttpHeaders headers = new HttpHeaders();
      headers.setContentType(MediaType.APPLICATION_JSON);
      return headers;
    }

    @Override
    public InputStream getBody() {
      Probe.note("ClientHttpResponse", "getBody");
      return new ByteArrayInputStream(ANSWER.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      Probe.note("ClientHttpResponse", "close");
    }
  }
}
