// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import dev.clew.weave.HookFailures;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.WeaveLog;
import dev.clew.weave.Weaving;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The warning about a mismatched library, for every module in the agent. */
class LibraryMismatchTest {
  private static final List<String> JDK = List.of("java.", "jdk.", "sun.", "com.sun.");

  /** The other agent's relocated copy is in the boot loader, where nothing is missing. */
  private static final String COPY_IN_AN_AGENT = "opentelemetry-javaagent";

  private static final ProtectionDomain UNSUPPORTED = jar("file:/lib/library-0.0.1.jar");

  private final List<String> warnings = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  static Stream<Arguments> libraries() {
    CapturedLog said = new CapturedLog();
    ModuleCatalog catalog = new ModuleCatalog(said.log);
    catalog.addBuiltIn();
    return catalog.modules(name -> true).stream()
        .flatMap(
            module ->
                Stream.concat(
                        Stream.of(module.library()),
                        module.parts().stream().map(part -> part.library()))
                    .map(library -> Arguments.of(module.name(), library.name(), module, library)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("libraries")
  void libraryWithoutItsHookedClasses_isNamed(
      String name, String libraryName, LoadedModule module, Library library) throws Exception {
    assumeThat(isOfTheJdk(module)).as("the JDK has its classes").isFalse();
    assumeThat(name).isNotEqualTo(COPY_IN_AN_AGENT);
    assumeThat(libraryName).as("is not traced, only kept clear of").isNotEqualTo("mockito-core");
    assumeThat(pointsOf(module, library)).as("all hook points are in its parts").isNotEmpty();
    assertThat(library.markers()).isNotEmpty();
    Predicate<String> others = className -> !pointsOf(module, library).containsKey(className);

    transform(module, library.markers(), others);

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "%s 0.0.1 does not match clew-agent.jar, which supports %s: it lacks class "
                .formatted(libraryName, library.supportedVersions()))
        .endsWith("; it is not traced");
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("libraries")
  void libraryWhoseHookedClassesHaveNoneOfTheMethods_isNamed(
      String name, String libraryName, LoadedModule module, Library library) throws Exception {
    assumeThat(pointsOf(module, library)).as("all hook points are in its parts").isNotEmpty();
    transform(module, List.copyOf(pointsOf(module, library).keySet()), className -> true);

    String version = isOfTheJdk(module) ? "" + Runtime.version().feature() : "0.0.1";
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "%s %s does not match clew-agent.jar, which supports %s: it lacks method "
                .formatted(libraryName, version, library.supportedVersions()))
        .endsWith("; anything that depends on it is not traced");
    assertThat(failures).isEmpty();
  }

  private static Map<String, HookPoint> pointsOf(LoadedModule module, Library library) {
    Map<String, HookPoint> points = new LinkedHashMap<>();
    for (HookPoint point : module.hookPoints()) {
      if (module.libraryOf(point.className()).equals(library) && !point.onDemand()) {
        points.putIfAbsent(point.className(), point);
      }
    }
    return points;
  }

  private static boolean isOfTheJdk(LoadedModule module) {
    String className = module.hookPoints().get(0).className();
    return JDK.stream().anyMatch(className::startsWith);
  }

  private void transform(LoadedModule module, List<String> classes, Predicate<String> there)
      throws Exception {
    Weaving weaving =
        new Weaving(
            List.of(module),
            getClass().getClassLoader(),
            "dev.clew.agent.Dispatcher",
            type -> null,
            new HookFailures((cause, line) -> failures.add(line)),
            noInstrumentation(),
            new Recorder());
    ClassFileTransformer transformer = weaving.transformer();
    ClassLoader loader = isOfTheJdk(module) ? null : new EmptyClasses(there);
    for (String each : classes) {
      String internalName = each.replace('.', '/');
      transformer.transform(null, loader, internalName, null, UNSUPPORTED, empty(internalName));
    }
  }

  private final class Recorder implements WeaveLog {
    @Override
    public void warn(String line) {
      warnings.add(line);
    }

    @Override
    public void debug(String line) {}

    @Override
    public void failure(String what, Throwable failure) {
      failures.add(what + ": " + failure);
    }
  }

  /** An application whose classes exist but are empty. */
  private static final class EmptyClasses extends ClassLoader {
    private final Predicate<String> there;

    EmptyClasses(Predicate<String> there) {
      super(null);
      this.there = there;
    }

    @Override
    protected URL findResource(String name) {
      try {
        return there.test(className(name))
            ? URI.create("file:/" + name.replace("$", "%24")).toURL()
            : null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      String className = className(name);
      return there.test(className)
          ? new ByteArrayInputStream(empty(className.replace('.', '/')))
          : null;
    }

    private static String className(String resource) {
      return resource.replace(".class", "").replace('/', '.');
    }
  }

  private static byte[] empty(String internalName) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Instrumentation noInstrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            LibraryMismatchTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (self, method, values) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static ProtectionDomain jar(String location) {
    try {
      return new ProtectionDomain(
          new CodeSource(URI.create(location).toURL(), (Certificate[]) null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
