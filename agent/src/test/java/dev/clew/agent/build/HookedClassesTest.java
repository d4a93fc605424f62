// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.LibraryPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookedClassesTest {
  @TempDir Path folder;

  @Test
  void names_areAllThatTheModulesMustHearOf() throws Exception {
    List<String> names = write().get(0);

    assertThat(names).isEqualTo(List.copyOf(new TreeSet<>(names)));
    assertThat(names).noneMatch(name -> name.contains("."));
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            ServiceLoader.load(InstrumentationModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(module -> module.activates() && !module.steers())
                .flatMap(HookedClassesTest::mentioned)
                .map(name -> name.replace('.', '/'))
                .distinct()
                .toList());
  }

  @Test
  void classesOfTheJdk_doNotTellThatALibraryIsThere() throws Exception {
    assertThat(write().get(0)).noneMatch(name -> name.startsWith("java/"));
  }

  @Test
  void librariesThatOnlyComeAlong_startNothing() throws Exception {
    assertThat(write().get(0))
        .noneMatch(name -> name.startsWith("io/opentelemetry/") || name.startsWith("okhttp3/"));
  }

  @Test
  void modules_areThoseOfTheAgent() throws Exception {
    assertThat(write().get(1))
        .containsExactlyInAnyOrder(
            "dev.clew.instrumentation.openai.OpenAiModule",
            "dev.clew.instrumentation.anthropic.AnthropicModule",
            "dev.clew.instrumentation.anthropicsessions.AnthropicSessionsModule",
            "dev.clew.instrumentation.googlegenai.GoogleGenAiModule",
            "dev.clew.instrumentation.googleinteractions.GoogleInteractionsModule",
            "dev.clew.instrumentation.googlelive.GoogleLiveModule",
            "dev.clew.instrumentation.googleadk.GoogleAdkModule",
            "dev.clew.instrumentation.googleadklive.GoogleAdkLiveModule",
            "dev.clew.instrumentation.agentscope.AgentScopeModule",
            "dev.clew.instrumentation.a2a.A2aModule",
            "dev.clew.instrumentation.a2a.A2aProjectModule",
            "dev.clew.instrumentation.bedrock.BedrockModule",
            "dev.clew.instrumentation.bedrockagents.BedrockAgentsModule",
            "dev.clew.instrumentation.springai.SpringAiModule",
            "dev.clew.instrumentation.springaimodels.SpringAiModelsModule",
            "dev.clew.instrumentation.langchain4j.LangChain4jModule",
            "dev.clew.instrumentation.langchain4j.MockitoModule",
            "dev.clew.instrumentation.langgraph4j.LangGraph4jModule",
            "dev.clew.instrumentation.concurrent.ConcurrentModule",
            "dev.clew.instrumentation.reactive.FlowModule",
            "dev.clew.instrumentation.reactive.MutinyModule",
            "dev.clew.instrumentation.reactive.ReactorModule",
            "dev.clew.instrumentation.reactive.RxJavaModule",
            "dev.clew.instrumentation.opentelemetry.OpenTelemetryModule",
            "dev.clew.instrumentation.opentelemetry.OpenTelemetryAgentModule",
            "dev.clew.instrumentation.jdkhttp.JdkHttpClientModule",
            "dev.clew.instrumentation.jdkhttp.JdkHttpServerModule",
            "dev.clew.instrumentation.jdkhttp.UrlConnectionModule",
            "dev.clew.instrumentation.servlet.ServletModule",
            "dev.clew.instrumentation.servlet.JavaxServletModule",
            "dev.clew.instrumentation.modulesystems.FelixModule",
            "dev.clew.instrumentation.modulesystems.JbossModulesModule",
            "dev.clew.instrumentation.coroutines.CoroutinesModule",
            "dev.clew.instrumentation.okhttp.OkHttpModule",
            "dev.clew.instrumentation.apachehttp.ApacheHttpClientModule",
            "dev.clew.instrumentation.springweb.SpringWebModule",
            "dev.clew.instrumentation.reactornetty.ReactorNettyServerModule",
            "dev.clew.instrumentation.reactornetty.ReactorNettyClientModule",
            "dev.clew.instrumentation.vertx.VertxModule",
            "dev.clew.instrumentation.mcp.McpModule",
            "dev.clew.instrumentation.quarkusrest.QuarkusRestModule",
            "dev.clew.instrumentation.slf4j.Slf4jModule",
            "dev.clew.instrumentation.logback.LogbackModule",
            "dev.clew.instrumentation.log4j.Log4jModule",
            "dev.clew.instrumentation.manual.ManualModule");
  }

  @Test
  void modulesThatSteer_areKeptApart() throws Exception {
    assertThat(write().get(2)).contains("dev.clew.instrumentation.sockets.SocketsModule");
    assertThat(write().get(0)).noneMatch(name -> name.startsWith("sun/nio/"));
  }

  @Test
  void classPathWithoutModules_failsTheBuild() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThatIOException()
          .isThrownBy(this::write)
          .withMessage("no instrumentation module on the class path");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Stream<String> mentioned(InstrumentationModule module) {
    return Stream.concat(
        Stream.concat(
                Stream.of(module.library()), module.parts().stream().map(LibraryPart::library))
            .flatMap(library -> library.markers().stream()),
        module.hookPoints().stream()
            .filter(point -> !point.afterFirstUse())
            .flatMap(point -> Stream.of(point.className(), companion(point)))
            .filter(Objects::nonNull));
  }

  private static String companion(HookPoint point) {
    return point.companion() == null ? point.className() : point.companion();
  }

  private List<List<String>> write() throws java.io.IOException {
    Path names = folder.resolve("new/names");
    Path modules = folder.resolve("services/modules");
    Path steering = folder.resolve("steering");
    HookedClasses.main(new String[] {names.toString(), modules.toString(), steering.toString()});
    return List.of(
        Files.readAllLines(names), Files.readAllLines(modules), Files.readAllLines(steering));
  }
}
