// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.OpenSearchNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the server on the store of a team. */
final class TeamStoreTest {

  @TempDir Path home;
  private final OpenSearchNode node = OpenSearchNode.running();
  private final String store = node.store("team");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int clew(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--home", home.toString(), "--store", store));
    return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  @Test
  void commandsAndServer_workOnIt() throws Exception {
    Path file = home.resolve("desk.jsonl");
    Files.write(file, Recording.travelDesk());

    assertThat(clew("import", file.toString())).isZero();
    assertThat(out.toString()).contains("5 traces, 134 spans, 134 of them new");
    assertThat(clew("import", file.toString())).isZero();
    assertThat(out.toString()).contains("134 spans, 0 of them new");
    assertThat(clew("list", "--json", "-f", "tool:payOut \"card expired\"")).isZero();
    assertThat(Json.readOrNull(out.toString()).get("traces")).hasSize(2);
    assertThat(clew("show", "473b0d6a")).isZero();
    assertThat(out.toString()).contains("function payOut");
    assertThat(clew("why", "473b0d6a")).isZero();
    assertThat(out.toString()).contains("✗ payOut failed in refunds: card expired 2026-12.");
    assertServerShows(5);

    assertThat(clew("prune", "--max-traces", "2")).isZero();
    assertThat(out.toString()).startsWith("Deleted 3 traces");
    assertThat(clew("list")).isZero();
    assertThat(out.toString().lines()).hasSize(3);
  }

  private void assertServerShows(int traces) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dclew.viewer.store=" + store,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--home",
                home.toString(),
                "--port",
                "0",
                "--otlp-port",
                "none")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = server.inputReader()) {
      String address = said.readLine().replace("Clew viewer: ", "");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address + "/api/v1/traces")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(Json.readOrNull(answer.body()).get("traces")).hasSize(traces);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  @Test
  void unreachableCluster_isToldInOneLine() {
    assertThat(
            Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "list",
                "--home",
                home.toString(),
                "--store",
                "opensearch:http://127.0.0.1:1"))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString())
        .startsWith("clew: cannot connect to OpenSearch at http://127.0.0.1:1")
        .hasLineCount(1);
  }
}
