// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.weave.FirstUse;
import dev.clew.weave.HookCalls;
import dev.clew.weave.HookFailures;
import dev.clew.weave.ModuleServices;
import dev.clew.weave.ModuleSwitch;
import dev.clew.weave.RegisteredHook;
import dev.clew.weave.Unanswered;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Creates the handles that woven classes call, when they are first called. */
public final class HookLinker {
  public static final String ENTER = "enter";
  public static final String EXIT = "exit";

  private static final MethodType ENTER_TYPE =
      MethodType.methodType(Object.class, Object.class, Object[].class);
  private static final MethodType EXIT_TYPE =
      MethodType.methodType(Object.class, Object.class, Object.class, Throwable.class);

  /**
   * Lets a class of the application refer to its hooks, with no reference from Clew to the class.
   */
  private static final ClassValue<Queue<Object>> KEPT =
      new ClassValue<>() {
        @Override
        protected Queue<Object> computeValue(Class<?> type) {
          return new ConcurrentLinkedQueue<>();
        }
      };

  private final Map<String, RegisteredHook> hooks = new ConcurrentHashMap<>();
  private final Map<String, HookCalls> calls = new ConcurrentHashMap<>();
  private final Map<String, ModuleSwitch> switches = new ConcurrentHashMap<>();
  private final Queue<MutableCallSite> sites = new ConcurrentLinkedQueue<>();
  private final Set<Class<?>> prepared =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final HookLoaders loaders;
  private final ModuleExports exports;
  private final Hook<Object> catchUp;
  private final ModuleServices services;
  private final HookFailures failures;
  private final Unanswered unanswered;
  private final FirstUse firstUse;

  /**
   * Creates a linker without hooks.
   *
   * @param catchUp the hook of all companions
   * @param services returns the services that hooks can receive through their constructors
   * @param unanswered decides what callers get from answering hooks that fail
   * @param firstUse notified of the first call of a library
   * @param instrumentation exports to hooks what the library's module does not
   */
  public HookLinker(
      HookLoaders loaders,
      Hook<Object> catchUp,
      ModuleServices services,
      HookFailures failures,
      Unanswered unanswered,
      FirstUse firstUse,
      Instrumentation instrumentation) {
    this.loaders = loaders;
    this.exports = new ModuleExports(instrumentation);
    this.catchUp = catchUp;
    this.services = services;
    this.failures = failures;
    this.unanswered = unanswered;
    this.firstUse = firstUse;
  }

  /** Makes {@code hook} available to woven classes. */
  public void register(RegisteredHook hook) {
    hooks.put(hook.id(), hook);
  }

  /**
   * Returns the handle of one phase of a hook for the loader of {@code woven}, or null if the hook
   * cannot be created, which has then been logged.
   */
  public @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    String original = RegisteredHook.original(hookId);
    if (!original.equals(hookId)) {
      return refusal(original, phase, "it does not match the library, see the log");
    }
    Hook<Object> hook = RegisteredHook.isCatchUp(hookId) ? catchUp : hook(hookId, woven);
    if (hook == null) {
      return refusal(hookId, phase, "it cannot be created, see the log");
    }
    MethodType type = phase.equals(ENTER) ? ENTER_TYPE : EXIT_TYPE;
    HookCalls counted = calls.computeIfAbsent(hookId, id -> new HookCalls());
    FirstUse use = indicatesUse(hookId) ? firstUse : null;
    Record guarded =
        answers(hookId)
            ? new AnsweringHook(hook, failures, counted, use, label(hookId), unanswered)
            : new GuardedHook(hook, switchOf(hookId), failures, counted, use, label(hookId));
    MethodHandle handle = MethodHandles.lookup().bind(guarded, phase, type);
    return outlives(hookId) ? severable(handle) : handle;
  }

  private boolean answers(String hookId) {
    RegisteredHook registered = hooks.get(hookId);
    return registered != null && registered.point().answers();
  }

  /** Returns the handle of an answering hook that there is not, or null if nothing replaces it. */
  private @Nullable MethodHandle refusal(String hookId, String phase, String reason) {
    RegisteredHook registered = hooks.get(hookId);
    if (registered == null || !registered.point().answers() || !phase.equals(ENTER)) {
      return null;
    }
    Callable<?> replacement = unanswered.replacement(registered.point().hookClass(), reason);
    return replacement == null
        ? null
        : MethodHandles.dropArguments(
            MethodHandles.constant(Object.class, replacement), 0, ENTER_TYPE.parameterList());
  }

  /** Returns the switch of a module. */
  public ModuleSwitch ofModule(String name) {
    return switches.computeIfAbsent(name, any -> new ModuleSwitch());
  }

  /** The hooks of companions belong to Clew itself. */
  private ModuleSwitch switchOf(String hookId) {
    RegisteredHook registered = hooks.get(hookId);
    return registered == null ? new ModuleSwitch() : ofModule(registered.module().name());
  }

  /** Returns whether threads may stay in the hooked method for as long as the JVM runs. */
  private boolean outlives(String hookId) {
    RegisteredHook registered = hooks.get(hookId);
    return registered != null && registered.point().afterFirstUse();
  }

  /**
   * Returns a handle that {@link #release} can take from its hook. The JVM keeps the constants of a
   * woven method until the last thread has left it, and a pool's thread leaves {@code run} at the
   * very end. For the JIT, the target of a call site is as good as a constant.
   */
  private MethodHandle severable(MethodHandle handle) {
    MutableCallSite site = new MutableCallSite(handle);
    sites.add(site);
    return site.dynamicInvoker();
  }

  private void sever() {
    MutableCallSite[] all = sites.toArray(MutableCallSite[]::new);
    for (MutableCallSite site : all) {
      site.setTarget(
          site.type().equals(ENTER_TYPE)
              ? MethodHandles.empty(ENTER_TYPE)
              : MethodHandles.permuteArguments(
                  MethodHandles.identity(Object.class), EXIT_TYPE, 1)); // passes the result on
    }
    if (all.length > 0) {
      MutableCallSite.syncAll(all);
    }
    sites.clear();
  }

  private @Nullable String label(String hookId) {
    RegisteredHook registered = hooks.get(hookId);
    return registered == null ? null : registered.point().label();
  }

  private boolean indicatesUse(String hookId) {
    RegisteredHook registered = hooks.get(hookId);
    return registered == null
        || (registered.module().activates() && !registered.point().afterFirstUse());
  }

  /** Returns whether the hook belongs to a module that starts Clew. */
  public boolean activates(String hookId) {
    RegisteredHook hook = hooks.get(hookId);
    return hook != null && hook.module().activates();
  }

  /** Creates the hook before {@code woven} calls it, and keeps it as long as that class lives. */
  public void prepare(RegisteredHook hook, Class<?> woven) {
    Hook<Object> created = hook(hook.id(), woven);
    if (created != null) {
      prepared.add(woven);
      KEPT.get(woven).add(created);
    }
  }

  /** Returns about how many times the hook was called. */
  public int calls(String hookId) {
    HookCalls counted = calls.get(hookId);
    return counted == null ? 0 : counted.count();
  }

  /** Takes their hooks from classes that keep them even when they are no longer woven. */
  public void release() {
    sever();
    List<Class<?>> all;
    synchronized (prepared) {
      all = List.copyOf(prepared);
      prepared.clear();
    }
    all.forEach(KEPT::remove);
  }

  @SuppressWarnings("unchecked") // the state is passed through without being read
  private @Nullable Hook<Object> hook(String hookId, Class<?> woven) {
    RegisteredHook registered = hooks.get(hookId);
    if (registered == null) {
      throw new IllegalArgumentException("no hook " + hookId);
    }
    HookPoint point = registered.point();
    try {
      Class<?> library = libraryClass(point, woven);
      HookClassLoader loader = loaders.of(registered.module(), library.getClassLoader());
      exports.export(library, loader);
      ModuleSwitch module = ofModule(registered.module().name());
      return (Hook<Object>)
          loader.instance(point.hookClass(), type -> services.find(type, module::isOn));
    } catch (InvocationTargetException thrown) {
      failures.notCreated(registered.module(), point.hookClass(), thrown.getTargetException());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      failures.notCreated(registered.module(), point.hookClass(), failure);
    }
    return null;
  }

  /**
   * Returns a class of the library. For an implementation of a library's interface, that is the
   * interface, so that hooks share their state even if the implementation has another loader.
   */
  private static Class<?> libraryClass(HookPoint point, Class<?> woven) {
    Class<?> declaring = point.implementations() ? superType(woven, point.className()) : null;
    return declaring == null ? woven : declaring;
  }

  private static @Nullable Class<?> superType(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    Class<?> found = superType(type.getSuperclass(), name);
    for (Class<?> inherited : type.getInterfaces()) {
      if (found != null) {
        break;
      }
      found = superType(inherited, name);
    }
    return found;
  }
}
