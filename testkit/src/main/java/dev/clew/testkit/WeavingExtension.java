// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.tape.Tape;
import dev.clew.api.trace.Context;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Weaves modules into classes of the test's own JVM with the real weaver, for the tests of one
 * class.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());
 *
 * @Test
 * void call_isAGeneration() {
 *   client.chat().completions().create(params);
 *
 *   assertThat(weaving.tree()).hasToString("generation chat gpt-4o-mini\n");
 * }
 * }</pre>
 *
 * <p>A test fails if a hook threw, the weaver warned or a hook left its context current, unless the
 * test has read the {@link #complaints} itself. Classes loaded earlier are woven too; after the
 * last test all classes are restored.
 */
public final class WeavingExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final List<InstrumentationModule> modules;
  private final Map<Class<?>, Object> services;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final SpanRecorder spans =
      new SpanRecorder((where, failure) -> complaints.add(where.getName() + ": " + failure));
  private @Nullable Woven woven;
  private int depth;

  private WeavingExtension(List<InstrumentationModule> modules, Map<Class<?>, Object> services) {
    this.modules = modules;
    this.services = services;
  }

  /** Returns an extension that weaves {@code modules}. */
  public static WeavingExtension of(InstrumentationModule... modules) {
    return new WeavingExtension(List.of(modules), Map.of());
  }

  /** Returns an extension that weaves {@code modules} whose hooks use {@code tape}. */
  public static WeavingExtension of(Tape tape, InstrumentationModule... modules) {
    return new WeavingExtension(List.of(modules), Map.of(Tape.class, tape));
  }

  /** Returns the current test's spans; its tracer is the one that the hooks use. */
  public SpanRecorder spans() {
    return spans;
  }

  /** Returns the current test's ended spans, as a tree. */
  public SpanTree tree() {
    return SpanTree.of(spans.spans());
  }

  /** Returns the failures and warnings of hooks and weaver since the last call. */
  public List<String> complaints() {
    List<String> taken = new ArrayList<>();
    for (String line = complaints.poll(); line != null; line = complaints.poll()) {
      taken.add(line);
    }
    return taken;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (depth++ == 0) { // nested test classes call this as well
      woven = Woven.start(modules, services, spans, complaints);
      Context.setListener(spans.foreignTracers());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    spans.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> problems = complaints();
    Context current = Context.current();
    if (current != Context.root()) {
      problems.add("the thread of the test is left in " + current);
    }
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (--depth == 0 && woven != null) {
      Context.setListener(null);
      woven.close();
      woven = null;
    }
  }

  /** Delegates to a harness, and remembers which classes it changed. */
  private static final class Woven implements ClassFileTransformer {
    private final Instrumentation instrumentation;
    private final ClassFileTransformer weaver;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private Woven(Instrumentation instrumentation, ClassFileTransformer weaver) {
      this.instrumentation = instrumentation;
      this.weaver = weaver;
    }

    static Woven start(
        List<InstrumentationModule> modules,
        Map<Class<?>, Object> services,
        SpanRecorder spans,
        Queue<String> complaints)
        throws Exception {
      Instrumentation instrumentation = ByteBuddyAgent.install();
      int number = TestDispatcher.nextNumber();
      WeavingHarness harness =
          new WeaverLoader()
              .harness(
                  number,
                  modules,
                  spans.tracer(),
                  spans.foreignTracers(),
                  instrumentation,
                  complaints::add,
                  services);
      TestDispatcher.connect(number, harness);
      Woven woven = new Woven(instrumentation, harness.transformer());
      instrumentation.addTransformer(woven, true);
      Set<String> names = harness.classNames();
      woven.retransformLoaded(type -> names.contains(internalName(type)) || harness.selects(type));
      harness.noteUse();
      return woven;
    }

    void close() throws UnmodifiableClassException {
      instrumentation.removeTransformer(this);
      retransformLoaded(type -> names.contains(internalName(type)));
    }

    private static String internalName(Class<?> type) {
      return type.getName().replace('.', '/');
    }

    private void retransformLoaded(Predicate<Class<?>> wanted) throws UnmodifiableClassException {
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (wanted.test(type)
            && instrumentation.isModifiableClass(type)
            && !(type.getClassLoader() instanceof LibraryLoader library && library.isRetired())) {
          retransform(type);
        }
      }
    }

    private void retransform(Class<?> type) throws UnmodifiableClassException {
      try {
        instrumentation.retransformClasses(type);
      } catch (InternalError initializerFailed) {
        // Nobody can use such a class, and why is what the test should show.
      }
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable Module module,
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile)
        throws IllegalClassFormatException {
      byte[] changed = weaver.transform(module, loader, internalName, redefined, domain, classFile);
      if (changed != null && internalName != null) {
        names.add(internalName);
      }
      return changed;
    }
  }
}
