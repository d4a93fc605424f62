// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A container that deploys a site twenty times, of which nothing must remain. */
class RedeployIT {
  private static final Application CONTAINER = Application.compile("redeploy", List.of());
  private static final Application SITE =
      Application.compile(
          "redeployed",
          LibraryClasspath.of(
              LibraryClasspath.OPENAI_JAVA,
              "dev.langchain4j:langchain4j:1.19.0",
              "dev.langchain4j:langchain4j-open-ai:1.19.0",
              "io.opentelemetry:opentelemetry-sdk:1.66.0"));

  @Test
  void siteOnLangChain4j_isCollected() {
    JvmExit exit = deploy(Jdk.running(), "site.LightSite");

    assertThat(exit.stdout()).isEqualTo("0 of 20 held\nmetaspace grows no more\n");
    assertThat(exit.traces().trees())
        .hasSize(20)
        .allSatisfy(trace -> assertThat(trace.spans("generation")).hasSize(5));
  }

  /** Takes a minute and a half of CPU: {@code -Dclew.stress=true}. */
  @NewestJdk
  @EnabledIfSystemProperty(named = "clew.stress", matches = "true")
  void siteOnBothLibrariesAndOpenTelemetry_isCollected(Jdk jdk) {
    JvmExit exit = deploy(jdk, "site.Site");

    assertThat(exit.stdout()).isEqualTo("0 of 20 held\nmetaspace grows no more\n");
  }

  @Test
  void callRightBeforeTomcatUndeploysIt_keepsItsContent() {
    JvmExit exit = undeploy("tomcat-undeploy", "org.apache.tomcat.embed:tomcat-embed-core:10.1.52");

    assertThat(exit.stdout()).isEqualTo("undeployed: DESTROYED\n");
    assertContentIsKept(exit);
  }

  @Test
  void callRightBeforeJettyUndeploysIt_keepsItsContent() {
    JvmExit exit = undeploy("jetty-undeploy", "org.eclipse.jetty.ee10:jetty-ee10-webapp:12.1.1");

    assertThat(exit.stdout()).isEqualTo("undeployed: STOPPED\n");
    assertContentIsKept(exit);
  }

  private static JvmExit undeploy(String container, String library) {
    return ForkedJvm.of(Jdk.running(), Application.compile(container, LibraryClasspath.of(library)))
        .agent("batch.delay=1m")
        .arguments(site(), "site.LightSite")
        .start()
        .await(Duration.ofMinutes(2));
  }

  private static void assertContentIsKept(JvmExit exit) {
    assertThat(exit.traces().only().spans())
        .isNotEmpty()
        .allSatisfy(
            span -> assertThat(span.json().toString()).doesNotContain("clew.content.dropped"));
    assertThat(exit.traces().only().spans("generation"))
        .anySatisfy(span -> assertThat(span.json().toString()).contains("please fan out"));
  }

  private static JvmExit deploy(Jdk jdk, String className) {
    try (ModelServer model = ModelServer.start(RedeployIT::answer)) {
      return ForkedJvm.of(jdk, CONTAINER)
          .agent("batch.delay=100ms")
          // The JDK's caches hold classes softly, which does not count.
          .option("-XX:SoftRefLRUPolicyMSPerMB=0")
          .arguments(model.baseUrl(), "no-key", site(), className, "20")
          .start()
          .await(Duration.ofMinutes(4));
    }
  }

  private static String site() {
    return SITE.classPath().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Reply answer(ChatRequest request) {
    boolean asksFirst =
        request.last("user").contains("fan out") && request.resultsOf("fanOut").isEmpty();
    return asksFirst ? Reply.toolCall("fanOut", "{}") : Reply.text("an answer in pieces");
  }
}
