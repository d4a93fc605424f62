// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.Await;
import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt of 50 MB, in JVMs with a heap of 256 MB. */
final class LongTextTest {

  private static final int PROMPT = 50 << 20;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path home;
  private final Recording recording = new Recording(1);
  private Path file;
  private String span;

  @BeforeEach
  void write() throws IOException {
    String root = recording.agent(null, "desk", 0, 100);
    span =
        recording.generation(
            root,
            "gpt-4o",
            1,
            50,
            r -> Recording.data(r).put("input", "PROMPT").put("output", "ok"));
    recording.trace("desk", "g", metadata -> {});
    file = Files.createDirectories(home.resolve("traces")).resolve("20261129-77-1.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String line : recording.lines()) {
        int at = line.indexOf("PROMPT");
        out.write(at < 0 ? line : line.substring(0, at));
        for (int i = 0; at >= 0 && i < PROMPT; i += 16) {
          out.write(i % 320 == 0 ? "<b>prompt é\\n\\\"" : "the same again, ");
        }
        out.write(at < 0 ? "\n" : line.substring(at + 6) + "\n");
      }
    }
  }

  private Process clew(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String said(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void commands_takeItInAndShowItsBeginning() throws Exception {
    assertThat(said(clew("import", file.toString()))).contains("2 spans, 2 of them new");
    assertThat(said(clew("list", "--no-refresh"))).contains("desk");
    Path html = home.resolve("trace.html");
    said(clew("export", "--no-refresh", "--format", "html", "-o", html.toString()));

    assertThat(Files.size(html)).isLessThan(1 << 20);
    assertThat(Files.readString(html))
        .contains("&lt;b&gt;prompt")
        .contains("more characters in the raw record");
  }

  @Test
  void server_sendsItsBeginning_andTheRecordAsAFile() throws Exception {
    Process server = clew("serve", "--port", "0", "--otlp-port", "none");
    try {
      String greeting = server.inputReader().readLine();
      String api = greeting.substring(greeting.indexOf("http://")) + "/api/v1/traces";
      Await.until("the trace is there", () -> json(api).get("traces").size() == 1);
      Await.until(
          "its text is indexed",
          () -> json(api + "?q=%22same%20again%22").get("traces").size() == 1);
      String trace = api + "/" + recording.traceId();

      assertThat(json(trace).get("spans")).hasSize(2);
      JsonNode detail = json(trace + "/spans/" + span);
      assertThat(detail.at("/content/tooLong").asLong()).isGreaterThan(PROMPT * 8L / 10);
      assertThat(detail.at("/modelCall/input/0/parts/0/text").asText())
          .startsWith("<b>prompt é\n")
          .endsWith("more characters in the raw record]")
          .hasSizeLessThan(200_000);
      assertThat(json(trace + "/search?text=same").get("hits")).hasSize(1);
      try (InputStream raw =
          CLIENT
              .send(request(trace + "/spans/" + span + "/raw"), BodyHandlers.ofInputStream())
              .body()) {
        assertThat(raw.transferTo(OutputStream.nullOutputStream())).isGreaterThan(PROMPT);
      }
      assertThat(
              CLIENT.send(request(trace + "/export?format=html"), BodyHandlers.ofString()).body())
          .contains("more characters in the raw record");
      assertThat(server.isAlive()).isTrue();
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static HttpRequest request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).build();
  }

  private static JsonNode json(String address) throws Exception {
    return Json.readOrNull(CLIENT.send(request(address), BodyHandlers.ofString()).body());
  }
}
