// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.TestJar;
import dev.clew.weave.LoadedModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ModuleCatalogTest {
  private static final String SERVICES =
      "META-INF/services/dev.clew.api.hook.InstrumentationModule";

  @TempDir Path folder;
  private final CapturedLog said = new CapturedLog();
  private final ModuleCatalog catalog = new ModuleCatalog(said.log);
  private final List<ExtensionJar> opened = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (ExtensionJar jar : opened) {
      jar.close();
    }
  }

  @Test
  void builtInModules_areThoseOfTheAgent() {
    catalog.addBuiltIn();

    assertThat(catalog.names())
        .containsExactlyInAnyOrder(
            "openai",
            "anthropic",
            "anthropic-sessions",
            "google-genai",
            "google-interactions",
            "google-live",
            "google-adk",
            "google-adk-live",
            "agentscope",
            "a2a",
            "a2a-project",
            "bedrock",
            "bedrock-agents",
            "spring-ai",
            "spring-ai-models",
            "spring-ai-alibaba",
            "embabel",
            "langchain4j",
            "langgraph4j",
            "manual",
            "mockito",
            "concurrent",
            "flow",
            "mutiny",
            "reactor",
            "rxjava",
            "opentelemetry",
            "opentelemetry-javaagent",
            "jdk-http-client",
            "jdk-http-server",
            "http-url-connection",
            "servlet",
            "servlet-javax",
            "felix",
            "jboss-modules",
            "coroutines",
            "okhttp",
            "apache-httpclient",
            "spring-web",
            "reactor-netty-server",
            "reactor-netty-client",
            "vertx",
            "mcp",
            "quarkus-rest",
            "slf4j",
            "logback",
            "log4j");
    assertThat(catalog.modules(name -> true))
        .extracting(LoadedModule::origin)
        .containsOnly("clew-agent.jar");
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void moduleThatIsSwitchedOff_isNotGivenOut() {
    catalog.addBuiltIn();

    assertThat(catalog.modules(name -> !name.equals("openai")))
        .extracting(LoadedModule::name)
        .contains("langchain4j")
        .doesNotContain("openai");
    assertThat(catalog.names()).contains("openai");
  }

  @Test
  void moduleOfAnExtension_standsBesideTheBuiltInOnes() throws IOException {
    Path jar = extension("parrot.jar", "parrot", "");

    catalog.addBuiltIn();
    int builtIn = catalog.names().size();
    catalog.addExtension(open(jar), false);

    assertThat(catalog.names()).hasSize(builtIn + 1).contains("parrot");
    assertThat(catalog.modules("parrot"::equals))
        .singleElement()
        .returns(jar.toString(), LoadedModule::origin)
        .returns("parrot-library", module -> module.library().name())
        .extracting(module -> module.hookPoints().get(0).className())
        .isEqualTo("lib.Parrot");
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void moduleOfATakenName_isSkipped() throws IOException {
    Path jar = extension("imposter.jar", "openai", "");

    catalog.addBuiltIn();
    catalog.addExtension(open(jar), false);

    assertThat(catalog.modules("openai"::equals))
        .extracting(LoadedModule::origin)
        .containsExactly("clew-agent.jar");
    assertThat(said.lines())
        .containsExactly(
            "[clew] warning: %s has a module 'openai', which clew-agent.jar also has;"
                    .formatted(jar)
                + " it is skipped, rename one or remove a jar");
  }

  @Test
  void moduleWhoseNameNoSettingCanHave_isSkipped() throws IOException {
    Path jar = extension("parrot.jar", "My Parrot", "");

    catalog.addExtension(open(jar), false);

    assertThat(catalog.names()).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            "[clew] warning: %s has a module named 'My Parrot', which does not match".formatted(jar)
                + " [a-z][a-z0-9-]*; it is skipped");
  }

  @Test
  void moduleWhoseConstructorThrows_isSkipped() throws IOException {
    Path jar =
        extension("parrot.jar", "parrot", "throw new IllegalStateException(\"no licence\");");

    catalog.addExtension(open(jar), false);

    assertThat(catalog.names()).isEmpty();
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("[clew] warning: " + jar + " is broken and skipped;")
        .contains("java.lang.IllegalStateException: no licence");
  }

  @Test
  @Timeout(60)
  void moduleWhoseConstructorDoesNotReturn_isGivenUp() throws IOException {
    Path jar = extension("parrot.jar", "parrot", "while (true) Thread.onSpinWait();");

    catalog.addExtension(open(jar), false);

    assertThat(catalog.names()).isEmpty();
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith(
            "[clew] warning: "
                + jar
                + " is broken and skipped; its module did not return within 5 s; it is at ");
  }

  @Test
  @Timeout(60)
  void interruptOfTheApplication_isKeptForIt() throws IOException {
    Path jar = extension("parrot.jar", "parrot", "");
    Thread.currentThread().interrupt();

    catalog.addExtension(open(jar), false);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(catalog.names()).containsExactly("parrot");
  }

  @Test
  void jarWhoseModuleIsMissing_isSkipped() throws IOException {
    Path jar = new TestJar(folder).file(SERVICES, "com.example.Gone\n").write("gone.jar", "");

    catalog.addExtension(open(jar), false);

    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("[clew] warning: " + jar + " is broken and skipped;")
        .contains("com.example.Gone");
  }

  @Test
  void jarWithoutModules_isReported() throws IOException {
    Path jar = new TestJar(folder).file("README.md", "nothing here").write("empty.jar", "");
    ModuleCatalog withBuiltIn = new ModuleCatalog(said.log);
    withBuiltIn.addBuiltIn();
    int builtIn = withBuiltIn.names().size();

    withBuiltIn.addExtension(open(jar), false);

    assertThat(withBuiltIn.names()).hasSize(builtIn);
    assertThat(said.lines())
        .containsExactly(
            ("[clew] warning: extension %s names no module in %s, no exporter and no other part; it"
                    + " is skipped")
                .formatted(jar, SERVICES));
  }

  @Test
  void brokenExtension_doesNotHarmTheNextOne() throws IOException {
    Path broken = extension("a.jar", "broken", "throw new NoSuchMethodError(\"gone\");");
    Path good = extension("b.jar", "parrot", "");

    catalog.addExtension(open(broken), false);
    catalog.addExtension(open(good), false);

    assertThat(catalog.names()).containsExactly("parrot");
    assertThat(said.lines()).hasSize(1);
  }

  private ExtensionJar open(Path jar) {
    ExtensionJar extension = ExtensionJar.open(List.of(jar.toString()), said.log).get(0);
    opened.add(extension);
    return extension;
  }

  private Path extension(String fileName, String moduleName, String constructorBody)
      throws IOException {
    return new TestJar(folder)
        .source(
            "com.example.ParrotModule",
            """
            package com.example;
            import dev.clew.api.hook.*;
            import java.util.List;
            public final class ParrotModule implements InstrumentationModule {
              public ParrotModule() { %s }
              public String name() { return "%s"; }
              public Library library() {
                return new Library("parrot-library", "1.0", List.of());
              }
              public List<HookPoint> hookPoints() {
                return List.of(
                    HookPoint.inClass("lib.Parrot").method("say").hook("com.example.SayHook"));
              }
            }
            """
                .formatted(constructorBody, moduleName))
        .file(SERVICES, "com.example.ParrotModule\n")
        .write(fileName, "");
  }
}
