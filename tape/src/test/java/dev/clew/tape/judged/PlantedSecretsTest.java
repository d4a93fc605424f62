// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.judged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.tape.TestTape;
import dev.clew.tape.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants secrets wherever a call has a place for one; none may be on the tape. */
class PlantedSecretsTest {
  private static final int SECRETS = 1_000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random = new Random(19);

  private String letters(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String secret(int kind) {
    return switch (kind % 7) {
      case 0 -> "sk-proj-" + letters(20) + "7" + letters(20);
      case 1 -> "ghp_" + letters(36);
      case 2 -> "AKIA" + letters(16).toUpperCase(java.util.Locale.ROOT);
      case 3 -> "AIza" + letters(35);
      case 4 -> "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI" + letters(12) + "In0." + letters(43);
      case 5 -> "xoxb-1" + letters(30);
      default -> "glpat-" + letters(20);
    };
  }

  @Test
  void secrets_areNotOnTheTape(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.tape");
    TestTape tape = TestTape.recording(file);
    List<String> planted = new ArrayList<>();
    int split = 0;
    for (int i = 0; i < SECRETS; i++) {
      String secret = secret(i);
      planted.add(secret);
      int place = (i / 7) % 10;
      split += place >= 5 && place <= 7 ? 1 : 0;
      plant(tape, place, secret, i);
    }
    tape.close();

    String text = Files.readString(file);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < planted.size(); i++) {
      // What is left of a secret that was cut in two would do, too.
      String secret = planted.get(i);
      String tail = secret.substring(secret.length() - 12);
      if (text.contains(secret) || text.contains(tail)) {
        found.add("#%d, place %d: %s".formatted(i, (i / 7) % 10, secret));
      }
    }
    if (Boolean.getBoolean("clew.tape.long")) {
      System.out.println(
          "%d secrets, %d of them split, %d found on the tape; %d lines"
              .formatted(SECRETS, split, found.size(), text.lines().count()));
    }
    assertThat(found).isEmpty();
    assertThat(text.lines().count()).isGreaterThan(SECRETS / 2);
  }

  private void plant(TestTape tape, int place, String secret, int i) {
    String ask = "{\"messages\":[{\"content\":\"call %d\"}]}".formatted(i);
    switch (place) {
      case 0 ->
          tape.call(
              TapeRequest.http(
                  TestTape.class, "POST", "https://u:" + secret + "@h/v1/chat?key=" + secret, ask),
              "application/json",
              "{}");
      case 1 -> tape.call(ask.replace("call", "use " + secret + " in"), "{}");
      case 2 ->
          tape.call(ask, "{\"choices\":[{\"message\":{\"content\":\"It is " + secret + ".\"}}]}");
      case 3 -> tokenRequest(tape, secret);
      case 4 -> tool(tape, secret, i);
      case 5 ->
          stream(tape, ask, secret, 2, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}");
      case 6 ->
          stream(
              tape,
              ask,
              secret,
              3,
              "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}}");
      case 7 ->
          stream(
              tape,
              ask,
              "{\"key\":\"" + secret + "\"}",
              4,
              "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":%s}}]}}]}");
      case 8 -> failing(tape, ask, secret);
      default -> headers(tape, ask, secret);
    }
  }

  private static void tokenRequest(TestTape tape, String secret) {
    TapeRecorder recorder =
        tape.session
            .begin(
                TapeRequest.http(
                    TestTape.class,
                    "POST",
                    "https://h/sts",
                    "grant_type=client_credentials&client_assertion=" + secret))
            .recorder();
    if (recorder != null) {
      recorder.head(200, Map::of);
      recorder.piece("{\"access_token\":\"" + secret + "\"}");
      recorder.complete();
    }
  }

  private static void tool(TestTape tape, String secret, int i) {
    TapeRecorder recorder =
        tape.session
            .begin(
                TapeRequest.tool(
                    TestTape.class, "login", "{\"n\":%d,\"key\":\"%s\"}".formatted(i, secret)))
            .recorder();
    recorder.piece("logged in with " + secret);
    recorder.complete();
  }

  private void stream(TestTape tape, String ask, String text, int parts, String event) {
    StringBuilder events = new StringBuilder();
    String said = "so " + text + " ok";
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int left = parts - part;
      int to =
          left == 0
              ? said.length()
              : from + 1 + random.nextInt(Math.max(1, said.length() - from - left - 1));
      events
          .append("data: ")
          .append(event.formatted(Json.write(said.substring(from, to))))
          .append("\n\n");
      from = to;
    }
    String all = events + "data: [DONE]\n\n";
    int cut = random.nextInt(all.length()); // pieces do not end where events do
    tape.call(
        TestTape.request(ask), "text/event-stream", all.substring(0, cut), all.substring(cut));
  }

  private static void failing(TestTape tape, String ask, String secret) {
    TapeRecorder recorder = tape.session.begin(TestTape.request(ask)).recorder();
    recorder.failed(
        new IllegalStateException(
            "no access with " + secret, new IOException("key " + secret + " refused")));
  }

  private static void headers(TestTape tape, String ask, String secret) {
    TapeRecorder recorder = tape.session.begin(TestTape.request(ask)).recorder();
    recorder.head(
        200,
        () ->
            Map.of(
                "Authorization", List.of("Bearer " + secret),
                "x-request-id", List.of(secret),
                "openai-organization", List.of(secret)));
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    recorder.piece(body, 0, body.length);
    recorder.complete();
  }
}
