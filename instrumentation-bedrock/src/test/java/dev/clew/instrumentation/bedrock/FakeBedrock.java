// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.BackoffStrategy;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Gives prepared answers, one per request, in the format of Bedrock's endpoints. Server and clients
 * are shared by all tests, because to make and close them takes longer than a test.
 */
final class FakeBedrock {
  static final String SECRET = "wJalrXUtnFEMI";
  private static final String STREAM = "application/vnd.amazon.eventstream";
  private static final HttpServer SERVER = server();
  private static final SdkAsyncHttpClient OVER_HTTP1 =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
  private static final BedrockRuntimeClient CLIENT =
      configured(BedrockRuntimeClient.builder()).build();
  private static final BedrockRuntimeAsyncClient ASYNC =
      configured(BedrockRuntimeAsyncClient.builder()).httpClient(OVER_HTTP1).build();

  private static volatile FakeBedrock current = new FakeBedrock();

  /**
   * A request without its body.
   *
   * @param headers with names in lower case
   */
  record Head(String method, String rawPath, Map<String, List<String>> headers) {}

  private record Answer(int status, Map<String, String> headers, ByteBuffer body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();

  FakeBedrock() {
    current = this;
  }

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> current.answer(exchange));
      server.start();
      return server;
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
  }

  static String url() {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort();
  }

  BedrockRuntimeClient client() {
    return CLIENT;
  }

  BedrockRuntimeAsyncClient async() {
    return ASYNC;
  }

  BedrockAgentRuntimeClient agents() {
    return configured(BedrockAgentRuntimeClient.builder()).build();
  }

  BedrockAgentRuntimeAsyncClient asyncAgents() {
    return configured(BedrockAgentRuntimeAsyncClient.builder()).httpClient(OVER_HTTP1).build();
  }

  /** Waits for a minute before it tries again. */
  @SuppressWarnings("deprecation") // the only way that all versions have
  BedrockRuntimeClient patient() {
    return configured(BedrockRuntimeClient.builder())
        .overrideConfiguration(FakeBedrock::patient)
        .build();
  }

  /** The same. */
  @SuppressWarnings("deprecation")
  BedrockRuntimeAsyncClient patientAsync() {
    return configured(BedrockRuntimeAsyncClient.builder())
        .httpClient(OVER_HTTP1)
        .overrideConfiguration(FakeBedrock::patient)
        .build();
  }

  @SuppressWarnings("deprecation")
  private static void patient(ClientOverrideConfiguration.Builder configuration) {
    BackoffStrategy minute = FixedDelayBackoffStrategy.create(Duration.ofMinutes(1));
    configuration.retryPolicy(
        RetryPolicy.builder().backoffStrategy(minute).throttlingBackoffStrategy(minute).build());
  }

  static <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(URI.create(url()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET)));
  }

  FakeBedrock json(String body) {
    return json(body, Map.of());
  }

  FakeBedrock json(String body, Map<String, String> headers) {
    return reply(200, "application/json", headers, body.getBytes(UTF_8));
  }

  FakeBedrock error(int status, String type) {
    return reply(
        status,
        "application/json",
        Map.of("x-amzn-ErrorType", type),
        "{\"message\":\"not now\"}".getBytes(UTF_8));
  }

  /** Prepares an answer of Converse with these content blocks. */
  FakeBedrock converse(String stopReason, String... blocks) {
    return json(
        """
        {"output":{"message":{"role":"assistant","content":[%s]}},"stopReason":"%s",\
        "usage":{"inputTokens":11,"outputTokens":7,"totalTokens":18},"metrics":{"latencyMs":5}}"""
            .formatted(String.join(",", blocks), stopReason));
  }

  static String text(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  static String toolUse(String id, String name, String input) {
    return "{\"toolUse\":{\"toolUseId\":\"%s\",\"name\":\"%s\",\"input\":%s}}"
        .formatted(id, name, input);
  }

  /** Prepares a stream of frames. */
  FakeBedrock stream(byte[]... frames) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      body.writeBytes(frame);
    }
    return reply(200, STREAM, Map.of(), body.toByteArray());
  }

  static byte[] textDelta(String text) {
    return event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":" + text(text) + "}");
  }

  static byte[] stop(String reason) {
    return event("messageStop", "{\"stopReason\":\"" + reason + "\"}");
  }

  static byte[] metadata() {
    return event(
        "metadata",
        """
        {"usage":{"inputTokens":11,"outputTokens":7,"totalTokens":18},\
        "metrics":{"latencyMs":5}}""");
  }

  static byte[] chunk(String vendorJson) {
    String bytes = Base64.getEncoder().encodeToString(vendorJson.getBytes(UTF_8));
    return event("chunk", "{\"bytes\":\"" + bytes + "\"}");
  }

  static byte[] event(String type, String payload) {
    return frame(
        payload,
        ":message-type",
        "event",
        ":event-type",
        type,
        ":content-type",
        "application/json");
  }

  static byte[] exception(String type, String message) {
    return frame(
        "{\"message\":\"" + message + "\"}",
        ":message-type",
        "exception",
        ":exception-type",
        type,
        ":content-type",
        "application/json");
  }

  private static byte[] frame(String payload, String... headers) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    for (int i = 0; i < headers.length; i += 2) {
      byte[] name = headers[i].getBytes(UTF_8);
      byte[] value = headers[i + 1].getBytes(UTF_8);
      encoded.write(name.length);
      encoded.writeBytes(name);
      encoded.write(7);
      encoded.write(value.length >> 8);
      encoded.write(value.length);
      encoded.writeBytes(value);
    }
    byte[] content = payload.getBytes(UTF_8);
    int length = 16 + encoded.size() + content.length;
    byte[] bytes = new byte[length];
    ByteBuffer frame = ByteBuffer.wrap(bytes).putInt(length).putInt(encoded.size());
    frame.putInt(crc(bytes, frame.position())).put(encoded.toByteArray()).put(content);
    frame.putInt(crc(bytes, frame.position()));
    return bytes;
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private synchronized FakeBedrock reply(
      int status, String contentType, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("content-type", contentType);
    all.put("x-amzn-RequestId", "request-" + (answers.size() + 1));
    answers.add(new Answer(status, all, ByteBuffer.wrap(body)));
    return this;
  }

  /** Returns the bodies of the requests so far. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the heads of the requests so far. */
  synchronized List<Head> heads() {
    return List.copyOf(heads);
  }

  private synchronized void note(HttpExchange exchange) {
    Map<String, List<String>> headers = new java.util.TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    heads.add(
        new Head(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      note(exchange);
      String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Answer answer = next(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = new byte[answer.body().remaining()];
      answer.body().get(body);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Answer next(String request) {
    requests.add(request);
    Answer answer = answers.poll();
    return answer == null ? new Answer(400, Map.of(), ByteBuffer.allocate(0)) : answer;
  }
}
