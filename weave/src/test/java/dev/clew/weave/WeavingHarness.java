// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import dev.clew.weave.sample.SampleModule;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Weaves hooks of the package {@code sample} into classes of this JVM, for one test. */
final class WeavingHarness implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final List<String> journal = Collections.synchronizedList(new ArrayList<>());
  final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  final HookFailures failures = new HookFailures((cause, line) -> warnings.add(line));
  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final Weaving weaving;
  private final String name;
  private @Nullable ClassFileTransformer listening;

  /** What answering hooks answer with. */
  @Nullable Callable<?> answer;

  WeavingHarness(HookPoint... points) {
    this(List.of(), points);
  }

  WeavingHarness(List<String> markers, HookPoint... points) {
    this(true, markers, points);
  }

  /** Creates a harness whose module starts Clew or not. */
  WeavingHarness(boolean activates, List<String> markers, HookPoint... points) {
    this(activates, markers, List.of(), points);
  }

  /** Creates a harness for a library with parts. */
  WeavingHarness(
      boolean activates, List<String> markers, List<LibraryPart> parts, HookPoint... points) {
    this(module(nextName(), activates, markers, parts, points), Unanswered.RUN);
  }

  /** Creates a harness in which answering hooks must answer. */
  static WeavingHarness failingClosed(HookPoint... points) {
    return new WeavingHarness(
        module(nextName(), true, List.of(), List.of(), points), Unanswered.FAIL);
  }

  private WeavingHarness(LoadedModule module, Unanswered unanswered) {
    name = module.name();
    weaving =
        new Weaving(
            List.of(module),
            WeavingHarness.class.getClassLoader(),
            TestDispatcher.class.getName(),
            (type, on) -> service(type),
            failures,
            instrumentation,
            unanswered,
            new WeaveLog() {
              @Override
              public void warn(String line) {
                warnings.add(line);
              }

              @Override
              public void debug(String line) {}

              @Override
              public void failure(String what, Throwable failure) {
                warnings.add(what + ": " + failure);
              }
            });
    TestDispatcher.WEAVINGS.put(name, weaving);
    instrumentation.addTransformer(weaving.transformer(), true);
  }

  private @Nullable Object service(Class<?> type) {
    if (type == List.class) {
      return journal;
    }
    return type == Supplier.class ? (Supplier<@Nullable Object>) () -> answer : null;
  }

  private static String nextName() {
    return "sample" + NUMBER.incrementAndGet();
  }

  private static LoadedModule module(
      String name,
      boolean activates,
      List<String> markers,
      List<LibraryPart> parts,
      HookPoint... points) {
    return new LoadedModule(
        name,
        new Library("sample-library", "1.0 to 2.0", markers),
        List.of(points),
        ModuleCode.around(
            SampleModule.class, WeavingHarness.class.getClassLoader()::getResourceAsStream),
        "the test",
        activates,
        parts);
  }

  /** Switches the module off or on. */
  void turn(boolean on) {
    weaving.turn(name, on);
  }

  /** Adds a second module while classes are loaded. */
  void add(HookPoint... points) {
    String added = nextName();
    TestDispatcher.WEAVINGS.put(added, weaving);
    weaving.add(module(added, true, List.of(), List.of(), points));
  }

  void weaveLoadedBefore() {
    weaving.retransformLoaded().run();
  }

  void retransform(Class<?> type) throws Exception {
    instrumentation.retransformClasses(type);
  }

  /** Notifies {@code listener} of every class that is retransformed from now on. */
  void listen(Consumer<Class<?>> listener) {
    listening =
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              ClassLoader loader,
              String name,
              @Nullable Class<?> redefined,
              ProtectionDomain domain,
              byte[] classFile) {
            if (redefined != null) {
              listener.accept(redefined);
            }
            return null;
          }
        };
    instrumentation.addTransformer(listening, true);
  }

  @Override
  public void close() throws IOException {
    instrumentation.removeTransformer(weaving.transformer());
    if (listening != null) {
      instrumentation.removeTransformer(listening);
    }
  }
}
