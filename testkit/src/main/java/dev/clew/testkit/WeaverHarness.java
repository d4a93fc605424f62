// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.ExportControl;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.hook.PendingSpans;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Tracer;
import dev.clew.core.settings.HandoffPatterns;
import dev.clew.weave.HookFailures;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.ModuleCode;
import dev.clew.weave.WeaveLog;
import dev.clew.weave.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The real weaver behind {@link WeavingHarness}. Public for the reflection in {@link WeaverLoader}.
 */
public final class WeaverHarness implements WeavingHarness {
  private final Weaving weaving;

  private static final HandoffPatterns HANDOFFS =
      new HandoffPatterns(List.of("transfer_to_*", "handoff_to_*"));

  private static final LogThreshold LOGGED = level -> level >= LogThreshold.WARN;

  /** Tests read spans themselves, so none of them wait. */
  private static final PendingSpans PENDING = timeout -> true;

  private static final ExportControl EXPORT = new NoExport();

  private static final Propagation PROPAGATION = new Everywhere();

  public WeaverHarness(
      int number,
      List<InstrumentationModule> modules,
      Tracer tracer,
      ForeignTracers foreignTracers,
      Instrumentation instrumentation,
      Consumer<String> complaints,
      Map<Class<?>, Object> services) {
    List<LoadedModule> loaded = new ArrayList<>();
    for (InstrumentationModule module : modules) {
      ClassLoader loader = module.getClass().getClassLoader();
      loaded.add(
          new LoadedModule(
              TestDispatcher.moduleName(module.name(), number),
              module.library(),
              List.copyOf(module.hookPoints()),
              ModuleCode.around(module.getClass(), loader::getResourceAsStream)
                  .renaming(module.relocatedPackages()),
              module.getClass().getName(),
              module.activates(),
              List.copyOf(module.parts()),
              List.copyOf(module.selections()),
              module.steers()));
    }
    HookFailures failures = new HookFailures((cause, line) -> complaints.accept(line));
    Map<Class<?>, Object> all = new HashMap<>(services);
    all.put(Tracer.class, tracer);
    all.put(FailureReporter.class, failures);
    all.put(HandoffConvention.class, HANDOFFS);
    all.put(ForeignTracers.class, foreignTracers);
    all.put(LogThreshold.class, LOGGED);
    all.put(PendingSpans.class, PENDING);
    all.put(ExportControl.class, EXPORT);
    all.put(Propagation.class, PROPAGATION);
    this.weaving =
        new Weaving(
            loaded,
            WeaverHarness.class.getClassLoader(),
            TestDispatcher.class.getName(),
            all::get,
            failures,
            instrumentation,
            complaining(complaints));
  }

  @Override
  public Set<String> classNames() {
    return weaving.classNames();
  }

  @Override
  public boolean selects(Class<?> loaded) {
    return weaving.selects(loaded);
  }

  @Override
  public void noteUse() {
    weaving.noteUse();
  }

  @Override
  public ClassFileTransformer transformer() {
    return weaving.transformer();
  }

  @Override
  public @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    return weaving.link(hookId, phase, woven);
  }

  /** Takes part in nothing, because tests read spans themselves. */
  private static final class NoExport implements ExportControl {
    @Override
    public boolean flush(Duration timeout) {
      return true;
    }

    @Override
    public void register(String kind, Function<Object, @Nullable Object> code) {}
  }

  /** Allows ids everywhere, so that tests see them. */
  private static final class Everywhere implements Propagation {
    @Override
    public boolean toMcpServers() {
      return true;
    }

    @Override
    public boolean toHost(String host) {
      return host.equals("127.0.0.1"); // but not "localhost"
    }

    @Override
    public boolean toOpenTelemetry() {
      return true;
    }
  }

  private static WeaveLog complaining(Consumer<String> complaints) {
    return new WeaveLog() {
      @Override
      public void warn(String line) {
        complaints.accept(line);
      }

      @Override
      public void debug(String line) {}

      @Override
      public void failure(String what, Throwable failure) {
        complaints.accept(what + ": " + failure);
      }
    };
  }
}
